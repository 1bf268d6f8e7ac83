//! Marks are found by their copies, never by the lot that wrote them: an index of those cost each mark a page.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::run(manager, "DROP INDEX mark_lot").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::run(manager, "CREATE INDEX mark_lot ON mark (lot_id)").await
    }
}
