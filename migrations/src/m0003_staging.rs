//! Where files wait, outside the main tables, until they are validated whole.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::drop_tables(manager, &["staged_mark", "staged_membership"]).await?;
        super::run(manager, DOWN).await
    }
}

// Of a staged pupil, body is empty when the record alone was already left out.
// verdict: NULL not judged yet, then good, skipped or rejected, and once applied created, updated or same.
const UP: &str = r"
ALTER TABLE staged_pupil ADD COLUMN national_id TEXT;
CREATE INDEX staged_pupil_national_id ON staged_pupil (job_id, national_id);
CREATE INDEX staged_pupil_verdict ON staged_pupil (job_id, verdict, rank);

-- divisions is a JSON list of codes.
CREATE TABLE staged_membership (
    job_id BIGINT NOT NULL,
    rank BIGINT NOT NULL,
    element TEXT NOT NULL,
    line BIGINT NOT NULL,
    divisions TEXT NOT NULL,
    PRIMARY KEY (job_id, rank)
);
CREATE INDEX staged_membership_element ON staged_membership (job_id, element);

CREATE TABLE staged_mark (
    job_id BIGINT NOT NULL,
    rank BIGINT NOT NULL,
    line BIGINT NOT NULL,
    application_id BIGINT NOT NULL,
    slot TEXT NOT NULL,
    entry TEXT NOT NULL,
    conserved BIGINT,
    verdict TEXT,
    PRIMARY KEY (job_id, rank)
);
CREATE INDEX staged_mark_cell ON staged_mark (job_id, application_id, slot);
CREATE INDEX staged_mark_verdict ON staged_mark (job_id, verdict, rank);
";

const DOWN: &str = r"
DROP INDEX staged_pupil_verdict;
DROP INDEX staged_pupil_national_id;
ALTER TABLE staged_pupil DROP COLUMN national_id;
";
