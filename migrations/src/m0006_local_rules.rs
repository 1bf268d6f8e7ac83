//! What an académie adapts of a national ruleset, version by version.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::drop_tables(manager, &["local_rules"]).await
    }
}

// body: JSON of domain::LocalRules. A version is never written again.
const UP: &str = r"
CREATE TABLE local_rules (
    session_id BIGINT NOT NULL REFERENCES exam_session (id),
    ruleset TEXT NOT NULL,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    author TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (session_id, ruleset, version)
);
";
