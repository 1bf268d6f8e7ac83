//! Juries, their decisions, and published results.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::drop_tables(
            manager,
            &[
                "publication",
                "signature",
                "proposal",
                "raise",
                "decision",
                "frozen_ruleset",
                "jury",
            ],
        )
        .await
    }
}

const UP: &str = r"
CREATE TABLE jury (
    id {id},
    session_id BIGINT NOT NULL REFERENCES exam_session (id),
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    ruleset TEXT NOT NULL,
    centre TEXT,
    held_on TEXT,
    state TEXT NOT NULL,
    UNIQUE (session_id, code)
);

-- The text a ruleset had when the first jury opened: later versions of the software cannot change it.
CREATE TABLE frozen_ruleset (
    session_id BIGINT NOT NULL,
    code TEXT NOT NULL,
    digest TEXT NOT NULL,
    body TEXT NOT NULL,
    frozen_at BIGINT NOT NULL,
    PRIMARY KEY (session_id, code)
);

-- A decision exists once confirmed. outcome is the JSON of decision, sums and trace.
CREATE TABLE decision (
    application_id BIGINT PRIMARY KEY REFERENCES application (id),
    jury_id BIGINT NOT NULL REFERENCES jury (id),
    decision TEXT NOT NULL,
    mention TEXT,
    outcome TEXT NOT NULL,
    trace_hash TEXT NOT NULL,
    confirmed_at BIGINT NOT NULL,
    confirmed_by TEXT NOT NULL
);
CREATE INDEX decision_jury ON decision (jury_id);

-- The jury's mark stands beside the marker's, never over it.
CREATE TABLE raise (
    application_id BIGINT NOT NULL REFERENCES application (id),
    slot TEXT NOT NULL,
    jury_id BIGINT NOT NULL REFERENCES jury (id),
    before_value BIGINT,
    before_code TEXT,
    value BIGINT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (application_id, slot)
);
CREATE INDEX raise_jury ON raise (jury_id);

-- state: waiting, taken, declined.
CREATE TABLE proposal (
    id {id},
    jury_id BIGINT NOT NULL REFERENCES jury (id),
    application_id BIGINT NOT NULL,
    slot TEXT NOT NULL,
    value BIGINT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    state TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX proposal_jury ON proposal (jury_id);

CREATE TABLE signature (
    id {id},
    jury_id BIGINT NOT NULL REFERENCES jury (id),
    account_id BIGINT NOT NULL,
    signer TEXT NOT NULL,
    role TEXT NOT NULL,
    head_seq BIGINT NOT NULL,
    head_hash TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX signature_jury ON signature (jury_id);

-- state: building, ready, withdrawn. folder is relative to the data folder.
CREATE TABLE publication (
    id {id},
    session_id BIGINT NOT NULL REFERENCES exam_session (id),
    label TEXT NOT NULL,
    juries TEXT NOT NULL,
    opens_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    folder TEXT NOT NULL,
    digest TEXT NOT NULL,
    counts TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
";
