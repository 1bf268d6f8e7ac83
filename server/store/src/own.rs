//! The connection of the writer. A pool asks one that is given back whether it still works, and who wants it next waits for
//! the answer: this one is kept from a transaction to the next.

use crate::connect::connect;
use crate::{Result, StoreOptions};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};

/// A connection of one's own.
pub(crate) struct Own {
    options: StoreOptions,
    /// Where it comes from. Opened at the first transaction: a connection lives on the thread that opened it.
    pool: Option<DatabaseConnection>,
    /// Between two transactions.
    kept: Option<DatabaseTransaction>,
}

impl Own {
    /// One to this database.
    pub fn to(options: StoreOptions) -> Own {
        Own {
            options,
            pool: None,
            kept: None,
        }
    }

    /// Begins a transaction; on another connection after anything failed on this one.
    pub async fn begin(&mut self) -> Result<DatabaseTransaction> {
        let pool = match &mut self.pool {
            Some(pool) => pool,
            none => none.insert(connect(&self.options, 1).await?),
        };
        if let Some(kept) = self.kept.take() {
            let sqlite = pool.get_database_backend() == DbBackend::Sqlite;
            let begun = kept
                .execute_unprepared(if sqlite { "BEGIN IMMEDIATE" } else { "BEGIN" })
                .await;
            match begun {
                Ok(_) => return Ok(kept),
                // Within this process nothing can be cut: another program was writing for too long.
                Err(error) if sqlite => {
                    self.kept = Some(kept);
                    return Err(error.into());
                }
                Err(error) => tracing::warn!(%error, "the writer's connection was cut: it takes another"),
            }
        }
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        Ok(pool.begin_with_options(options).await?)
    }

    /// Commits, and keeps the connection for the next.
    pub async fn commit(&mut self, tx: DatabaseTransaction) -> Result<()> {
        // Its own way to commit gives the connection back.
        tx.execute_unprepared("COMMIT").await?;
        self.kept = Some(tx);
        Ok(())
    }

    /// Gives it up.
    pub async fn close(self) {
        drop(self.kept);
        if let Some(pool) = self.pool
            && let Err(error) = pool.close().await
        {
            tracing::warn!(%error, "the writer's connection was not closed");
        }
    }
}
