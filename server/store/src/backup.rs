//! What a backup asks of the database.

use crate::{Result, Store, sql};
use migrations::Migrator;
use sea_orm::{DbBackend, FromQueryResult};
use sea_orm_migration::MigratorTrait;

/// Names of the migrations this program knows, oldest first.
pub fn known_migrations() -> Vec<String> {
    Migrator::migrations()
        .iter()
        .map(|migration| migration.name().to_string())
        .collect()
}

impl Store {
    /// Copies an SQLite database, as it stands at one instant, into a file that must not exist.
    pub async fn vacuum_into(&self, file: &str) -> Result<()> {
        sql::run(&self.reader, "VACUUM INTO $1", [file.into()]).await?;
        Ok(())
    }

    /// Names of the tables of the database, ours or not.
    pub async fn tables(&self) -> Result<Vec<String>> {
        #[derive(FromQueryResult)]
        struct Row {
            name: String,
        }
        // The catalogue is the one thing both engines keep elsewhere.
        let query = match self.backend() {
            DbBackend::Postgres => {
                "SELECT CAST(tablename AS TEXT) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
            }
            _ => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        };
        let rows: Vec<Row> = sql::all(&self.reader, query, []).await?;
        Ok(rows.into_iter().map(|row| row.name).collect())
    }
}
