//! What the law says of each candidate as his marks stand, before any jury confirms it.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::drop_tables(manager, &["judgement"]).await
    }
}

// points in ten-thousandths, coefficients in hundredths; both NULL where there is no average.
// trace_hash: SHA-256 of the JSON of the trace, as in decision.
const UP: &str = r"
CREATE TABLE judgement (
    application_id BIGINT PRIMARY KEY REFERENCES application (id),
    decision TEXT NOT NULL,
    mention TEXT,
    points BIGINT,
    coefficients BIGINT,
    trace_hash TEXT NOT NULL,
    judged_at BIGINT NOT NULL
);
";
