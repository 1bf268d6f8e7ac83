//! Accounts, sessions, people, marks and the log: what every later table leans on.

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
                "event",
                "stream",
                "staged_pupil",
                "job",
                "mark",
                "lot_copy",
                "lot",
                "application",
                "candidate",
                "mef_map",
                "establishment",
                "exam_session",
                "preference",
                "login_attempt",
                "web_session",
                "seat",
                "account",
            ],
        )
        .await
    }
}

// Times are epoch milliseconds, marks are hundredths, dates are ISO text: no engine rounds or shifts them.
const UP: &str = r"
CREATE TABLE account (
    id {id},
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    must_change_password BOOLEAN NOT NULL,
    disabled BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);

-- A role on a scope; scope is the text everything, session:1, establishment:0350001A, lot:1, jury:1, candidate:1.
CREATE TABLE seat (
    account_id BIGINT NOT NULL REFERENCES account (id),
    role TEXT NOT NULL,
    scope TEXT NOT NULL,
    PRIMARY KEY (account_id, role, scope)
);
CREATE INDEX seat_scope ON seat (scope);

CREATE TABLE web_session (
    id TEXT PRIMARY KEY,
    account_id BIGINT,
    data TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX web_session_account ON web_session (account_id);

-- Wrong guesses, by account and by address: throttling must hold across instances.
CREATE TABLE login_attempt (
    key TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX login_attempt_key ON login_attempt (key, at);

CREATE TABLE preference (
    account_id BIGINT NOT NULL REFERENCES account (id),
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (account_id, name)
);

CREATE TABLE exam_session (
    id {id},
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    academy TEXT NOT NULL,
    minutes_signing TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (academy, code)
);

CREATE TABLE establishment (
    uai TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    sector TEXT NOT NULL,
    address TEXT NOT NULL,
    postcode TEXT NOT NULL,
    commune TEXT NOT NULL,
    department TEXT NOT NULL,
    academy TEXT NOT NULL,
    state TEXT NOT NULL,
    opened_on TEXT,
    email TEXT,
    phone TEXT
);

CREATE TABLE mef_map (
    session_id BIGINT NOT NULL REFERENCES exam_session (id),
    mef TEXT NOT NULL,
    ruleset TEXT NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (session_id, mef)
);

-- search holds the names without accents, upper case: LIKE differs between engines on anything else.
CREATE TABLE candidate (
    id {id},
    number TEXT NOT NULL UNIQUE,
    national_id TEXT UNIQUE,
    birth_name TEXT NOT NULL,
    usual_name TEXT,
    first_name TEXT NOT NULL,
    second_name TEXT,
    third_name TEXT,
    sex TEXT NOT NULL,
    birth_date TEXT NOT NULL,
    birth_country TEXT NOT NULL,
    birth_department TEXT,
    birth_commune TEXT,
    search TEXT NOT NULL,
    red_list BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX candidate_search ON candidate (search);

-- ruleset is NULL until the pupil's MEF is mapped and he is registered.
CREATE TABLE application (
    id {id},
    session_id BIGINT NOT NULL REFERENCES exam_session (id),
    candidate_id BIGINT NOT NULL REFERENCES candidate (id),
    uai TEXT NOT NULL,
    division TEXT NOT NULL,
    mef TEXT NOT NULL,
    status TEXT NOT NULL,
    ruleset TEXT,
    regime TEXT,
    context TEXT NOT NULL,
    anonymity TEXT,
    jury_id BIGINT,
    presumed_fraud BOOLEAN NOT NULL,
    UNIQUE (session_id, candidate_id),
    UNIQUE (session_id, anonymity)
);
CREATE INDEX application_uai ON application (session_id, uai);
CREATE INDEX application_jury ON application (jury_id);
CREATE INDEX application_candidate ON application (candidate_id);

-- state: open, locked, discharged. The totals are those of the paper slip at locking.
CREATE TABLE lot (
    id {id},
    session_id BIGINT NOT NULL REFERENCES exam_session (id),
    ruleset TEXT NOT NULL,
    label TEXT NOT NULL,
    state TEXT NOT NULL,
    copies BIGINT NOT NULL,
    locked_at BIGINT,
    locked_by BIGINT,
    discharged_at BIGINT
);
CREATE INDEX lot_session ON lot (session_id);

-- The columns of a lot: one slot, or several for an oral with parts.
CREATE TABLE lot_slot (
    lot_id BIGINT NOT NULL REFERENCES lot (id),
    rank BIGINT NOT NULL,
    slot TEXT NOT NULL,
    PRIMARY KEY (lot_id, slot)
);

CREATE TABLE lot_copy (
    lot_id BIGINT NOT NULL REFERENCES lot (id),
    rank BIGINT NOT NULL,
    application_id BIGINT NOT NULL REFERENCES application (id),
    PRIMARY KEY (lot_id, application_id)
);
CREATE INDEX lot_copy_application ON lot_copy (application_id);

-- One row per cell ever written. value and code both NULL: emptied. version counts accepted writes.
-- source: lot, import. conserved: sessions since the mark was obtained, NULL when obtained in this one.
CREATE TABLE mark (
    application_id BIGINT NOT NULL REFERENCES application (id),
    slot TEXT NOT NULL,
    value BIGINT,
    code TEXT,
    version BIGINT NOT NULL,
    lot_id BIGINT,
    source TEXT NOT NULL,
    conserved BIGINT,
    updated_at BIGINT NOT NULL,
    updated_by TEXT NOT NULL,
    PRIMARY KEY (application_id, slot)
);
CREATE INDEX mark_lot ON mark (lot_id);

-- state: waiting, running, done, failed, cancelled. report is the JSON of the readable report.
CREATE TABLE job (
    id {id},
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    session_id BIGINT,
    account_id BIGINT,
    author TEXT NOT NULL,
    file_name TEXT NOT NULL,
    parameters TEXT NOT NULL,
    progress BIGINT NOT NULL,
    total BIGINT NOT NULL,
    report TEXT,
    lease_until BIGINT,
    created_at BIGINT NOT NULL,
    started_at BIGINT,
    ended_at BIGINT
);

-- Files wait here, outside the main tables, until they are validated whole.
CREATE TABLE staged_pupil (
    job_id BIGINT NOT NULL,
    rank BIGINT NOT NULL,
    element TEXT NOT NULL,
    line BIGINT NOT NULL,
    body TEXT NOT NULL,
    division TEXT,
    verdict TEXT,
    PRIMARY KEY (job_id, rank)
);
CREATE INDEX staged_pupil_element ON staged_pupil (job_id, element);

CREATE TABLE stream (
    key TEXT PRIMARY KEY,
    head_seq BIGINT NOT NULL,
    head_hash TEXT NOT NULL
);

-- body is the canonical event, hash = SHA-256(previous hash, body).
CREATE TABLE event (
    stream TEXT NOT NULL,
    seq BIGINT NOT NULL,
    op_id TEXT UNIQUE,
    body TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (stream, seq)
);
";
