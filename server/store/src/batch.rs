//! A transaction that several commands share, each in a savepoint of its own.

use crate::own::Own;
use crate::tx::{Appended, Heads, Log, heads, put_heads};
use crate::{Result, StoreError, Tx};
use futures::FutureExt;
use sea_orm::{DatabaseTransaction, TransactionTrait};
use std::collections::BTreeSet;
use std::panic::AssertUnwindSafe;

/// The transaction, and the log as the commands that succeeded left it.
pub(crate) struct Batch<'c> {
    connection: &'c mut Own,
    /// In the order of their names: two processes never wait in a circle.
    streams: Vec<String>,
    tx: Option<DatabaseTransaction>,
    /// The next savepoint is the transaction itself.
    alone: bool,
    /// Heads locked until the commit, as they stand now.
    held: Heads,
    moved: BTreeSet<String>,
    appended: Vec<Appended>,
}

impl<'c> Batch<'c> {
    /// One that begins with its first savepoint. A command that is `alone` needs none to fail by itself: it is given the
    /// transaction.
    pub fn new(connection: &'c mut Own, streams: BTreeSet<String>, alone: bool) -> Batch<'c> {
        Batch {
            connection,
            streams: streams.into_iter().collect(),
            tx: None,
            alone,
            held: Heads::new(),
            moved: BTreeSet::new(),
            appended: Vec::new(),
        }
    }

    /// The transaction; one that begins locks the heads of all streams.
    async fn open(&mut self) -> Result<DatabaseTransaction> {
        if let Some(tx) = self.tx.take() {
            return Ok(tx);
        }
        let tx = self.connection.begin().await?;
        self.held = heads(&tx, &self.streams).await?;
        Ok(tx)
    }

    /// A savepoint, to be given back to [`Batch::end`].
    pub async fn savepoint(&mut self) -> Result<Tx> {
        let mut tx = self.open().await?;
        if !self.alone {
            let savepoint = tx.begin().await?;
            self.tx = Some(std::mem::replace(&mut tx, savepoint));
        }
        let log = Log {
            held: std::mem::take(&mut self.held),
            ..Log::default()
        };
        Ok(Tx::new(tx, log))
    }

    /// Ends a savepoint: what was done in it is kept, or undone to the last trace.
    pub async fn end(&mut self, tx: Tx, keep: bool) -> Result<()> {
        let (tx, log) = tx.into_parts();
        self.held = log.held;
        let alone = std::mem::take(&mut self.alone);
        if !keep {
            return Ok(tx.rollback().await?);
        }
        if alone {
            self.tx = Some(tx);
        } else {
            tx.commit().await?;
        }
        self.moved.extend(log.moved.keys().cloned());
        self.held.extend(log.moved);
        self.appended.extend(log.appended);
        Ok(())
    }

    /// Writes the heads that moved and commits. What was appended is then true, and is told in its order.
    pub async fn commit(mut self) -> Result<Vec<Appended>> {
        let Some(tx) = self.tx else { return Ok(self.appended) };
        self.held.retain(|stream, _| self.moved.contains(stream));
        put_heads(&tx, &self.held).await?;
        self.connection.commit(tx).await?;
        Ok(self.appended)
    }
}

/// A command with a bug breaks off alone: the writer goes on for everybody else.
pub(crate) async fn unbroken<T>(body: impl Future<Output = Result<T>>) -> Result<T> {
    let ended = AssertUnwindSafe(body).catch_unwind().await;
    ended.unwrap_or(Err(StoreError::BrokenOff))
}
