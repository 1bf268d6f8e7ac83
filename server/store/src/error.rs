//! What can go wrong below the law.

/// A failure of storage. None of these is somebody's mistake at a keyboard, except `SchemaUnknown`.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// The database refused or was out of reach.
    #[error("database: {0}")]
    Database(String),
    /// The schema is older or newer than this program.
    #[error("schema at {found}, this program needs {expected}")]
    SchemaUnknown {
        /// What the database says.
        found: String,
        /// What the program knows.
        expected: String,
    },
    /// A stored value cannot be read: the row was written by something else.
    #[error("unreadable {what}: {value}")]
    Corrupt {
        /// Which column.
        what: &'static str,
        /// What was found there.
        value: String,
    },
    /// The same operation id came back with another payload.
    #[error("operation {0} was already used for something else")]
    OperationReused(String),
    /// The writer stopped before this command was committed.
    #[error("the writer has stopped")]
    Stopped,
    /// What the command leaned on is no longer so; nothing was written.
    #[error("the state has changed meanwhile")]
    Stale,
    /// The command itself panicked; nothing of it stands.
    #[error("the command broke off")]
    BrokenOff,
    /// A unique key was taken.
    #[error("duplicate key")]
    Duplicate,
}

impl From<sea_orm::DbErr> for StoreError {
    fn from(error: sea_orm::DbErr) -> Self {
        match error.sql_err() {
            Some(sea_orm::SqlErr::UniqueConstraintViolation(_)) => StoreError::Duplicate,
            _ => StoreError::Database(error.to_string()),
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        StoreError::Database(error.to_string())
    }
}
