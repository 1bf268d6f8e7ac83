//! SQLite carries its log of writes into the file now and then. Beside the writer: whoever is saving a mark does not wait
//! for it.

use crate::sql;
use sea_orm::{DatabaseConnection, DbBackend};
use std::time::Duration;
use tokio::sync::mpsc;

/// Pages of the log at which a commit does it after all: 32 MiB.
pub const AT_LAST: &str = "8000";

const PAUSE: Duration = Duration::from_millis(250);

/// Asks for a checkpoint a little later; several times is once.
pub struct Checkpoints(Option<mpsc::Sender<()>>);

impl Checkpoints {
    /// Of a database; none where the engine sees to it. They end with what asks for them.
    pub fn of(db: &DatabaseConnection) -> Checkpoints {
        if db.get_database_backend() != DbBackend::Sqlite {
            return Checkpoints(None);
        }
        let (due, mut asked) = mpsc::channel(1);
        let db = db.clone();
        tokio::spawn(async move {
            while asked.recv().await.is_some() {
                tokio::time::sleep(PAUSE).await;
                if let Err(error) = sql::run(&db, "PRAGMA wal_checkpoint(PASSIVE)", []).await {
                    tracing::warn!(%error, "the log of writes was not carried into the file");
                }
            }
        });
        Checkpoints(Some(due))
    }

    /// Something was written.
    pub fn ask(&self) {
        if let Some(due) = &self.0 {
            let _ = due.try_send(());
        }
    }
}
