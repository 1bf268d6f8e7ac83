//! Reads that a verb makes before it decides and again inside its transaction: written once for both.

use crate::{Store, Tx};
use sea_orm::{DatabaseConnection, DatabaseTransaction};

/// The reader's connection, or the transaction of a command.
pub struct Reading<'a, C> {
    pub(crate) db: &'a C,
}

impl Store {
    /// Reads what is committed.
    pub fn reading(&self) -> Reading<'_, DatabaseConnection> {
        Reading { db: &self.reader }
    }
}

impl Tx {
    /// Reads what stands while the command holds its streams.
    pub fn reading(&self) -> Reading<'_, DatabaseTransaction> {
        Reading { db: &self.db }
    }
}
