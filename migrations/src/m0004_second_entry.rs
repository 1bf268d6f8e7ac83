//! Double entry (double saisie): a second lot of the same copies, whose marks are its own until both are compared.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::drop_tables(manager, &["settled_difference", "second_mark"]).await?;
        super::run(manager, DOWN).await
    }
}

// second_of: the lot it is the second entry of; NULL for all others.
const UP: &str = r"
ALTER TABLE lot ADD COLUMN second_of BIGINT;
CREATE UNIQUE INDEX lot_second_of ON lot (second_of);

-- As mark, by lot: nobody but the comparison reads it beside the marks that stand.
CREATE TABLE second_mark (
    lot_id BIGINT NOT NULL REFERENCES lot (id),
    application_id BIGINT NOT NULL REFERENCES application (id),
    slot TEXT NOT NULL,
    value BIGINT,
    code TEXT,
    version BIGINT NOT NULL,
    source TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    updated_by TEXT NOT NULL,
    PRIMARY KEY (lot_id, application_id, slot)
);

-- What was decided between two entries. first_value, first_code: as the first entry had it. choice: first, second, third.
-- version, second_version: of both marks afterwards; where one was written since, it is to be looked at again.
CREATE TABLE settled_difference (
    lot_id BIGINT NOT NULL REFERENCES lot (id),
    application_id BIGINT NOT NULL REFERENCES application (id),
    slot TEXT NOT NULL,
    first_value BIGINT,
    first_code TEXT,
    choice TEXT NOT NULL,
    reason TEXT NOT NULL,
    version BIGINT NOT NULL,
    second_version BIGINT NOT NULL,
    settled_at BIGINT NOT NULL,
    settled_by TEXT NOT NULL,
    PRIMARY KEY (lot_id, application_id, slot)
);
";

const DOWN: &str = r"
DROP INDEX lot_second_of;
ALTER TABLE lot DROP COLUMN second_of;
";
