//! A transaction that several commands share, each in a savepoint of its own.

use crate::tx::{Appended, Heads, Log, heads, put_heads};
use crate::{Result, StoreError, Tx};
use futures::FutureExt;
use sea_orm::{DatabaseConnection, DatabaseTransaction, SqliteTransactionMode, TransactionOptions, TransactionTrait};
use std::collections::BTreeSet;
use std::panic::AssertUnwindSafe;

/// The transaction, and the log as the commands that succeeded left it.
pub(crate) struct Batch {
    tx: DatabaseTransaction,
    /// Heads locked until the commit, as they stand now.
    held: Heads,
    moved: BTreeSet<String>,
    appended: Vec<Appended>,
}

impl Batch {
    /// Begins, and locks the heads of all streams in the order of their names: two processes never wait in a circle.
    pub async fn begin(db: &DatabaseConnection, streams: BTreeSet<String>) -> Result<Batch> {
        let tx = db
            .begin_with_options(TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..Default::default()
            })
            .await?;
        let streams: Vec<String> = streams.into_iter().collect();
        Ok(Batch {
            held: heads(&tx, &streams).await?,
            tx,
            moved: BTreeSet::new(),
            appended: Vec::new(),
        })
    }

    /// A savepoint, to be given back to [`Batch::end`].
    pub async fn savepoint(&mut self) -> Result<Tx> {
        let log = Log {
            held: std::mem::take(&mut self.held),
            ..Log::default()
        };
        Ok(Tx::new(self.tx.begin().await?, log))
    }

    /// Ends a savepoint: what was done in it is kept, or undone to the last trace.
    pub async fn end(&mut self, tx: Tx, keep: bool) -> Result<()> {
        let (savepoint, log) = tx.into_parts();
        self.held = log.held;
        if !keep {
            return Ok(savepoint.rollback().await?);
        }
        savepoint.commit().await?;
        self.moved.extend(log.moved.keys().cloned());
        self.held.extend(log.moved);
        self.appended.extend(log.appended);
        Ok(())
    }

    /// Writes the heads that moved and commits. What was appended is then true, and is told in its order.
    pub async fn commit(mut self) -> Result<Vec<Appended>> {
        self.held.retain(|stream, _| self.moved.contains(stream));
        put_heads(&self.tx, &self.held).await?;
        self.tx.commit().await?;
        Ok(self.appended)
    }
}

/// A command with a bug breaks off alone: the writer goes on for everybody else.
pub(crate) async fn unbroken<T>(body: impl Future<Output = Result<T>>) -> Result<T> {
    let ended = AssertUnwindSafe(body).catch_unwind().await;
    ended.unwrap_or(Err(StoreError::BrokenOff))
}
