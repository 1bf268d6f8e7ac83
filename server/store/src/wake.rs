//! Between processes: telling others that a stream moved, and hearing it of them.

use crate::live::Hub;
use crate::sql;
use sea_orm::DatabaseConnection;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::Notify;

/// A lost connection is tried again after this long, and a screen looks into the log by itself.
pub(crate) const POLL_POSTGRES: Duration = Duration::from_secs(2);
/// From one telling to the next at least: the first goes at once.
const BETWEEN: Duration = Duration::from_millis(20);
const POLL_SQLITE: Duration = Duration::from_millis(500);

/// Streams that moved and how far, until the other processes of a PostgreSQL database were told.
pub(crate) struct Outgoing {
    db: DatabaseConnection,
    moved: Mutex<BTreeMap<String, i64>>,
    waiting: Notify,
}

impl Outgoing {
    pub fn new(db: DatabaseConnection) -> Outgoing {
        Outgoing {
            db,
            moved: Mutex::default(),
            waiting: Notify::new(),
        }
    }

    /// Leaves a stream to be told about.
    pub fn put(&self, stream: &str, seq: i64) {
        let mut moved = self.moved.lock().expect("no panic while held");
        moved.insert(stream.to_string(), seq);
        self.waiting.notify_one();
    }

    /// Tells whatever is left here, as long as somebody may leave something. Beside the writer: it goes on meanwhile.
    pub async fn send(self: Arc<Self>) {
        while Arc::strong_count(&self) > 1 {
            let _ = tokio::time::timeout(POLL_POSTGRES, self.waiting.notified()).await;
            self.flush().await;
            tokio::time::sleep(BETWEEN).await;
        }
    }

    /// Tells what is left here now. Names and numbers only: what happened is read from the log.
    pub async fn flush(&self) {
        let moved = std::mem::take(&mut *self.moved.lock().expect("no panic while held"));
        if moved.is_empty() {
            return;
        }
        let told: Vec<String> = moved.iter().map(|(stream, seq)| format!("{stream} {seq}")).collect();
        let query = "SELECT pg_notify('delos', told) FROM unnest(string_to_array($1, ',')) AS told";
        if let Err(error) = sql::run(&self.db, query, [told.join(",").into()]).await {
            tracing::warn!(%error, "other processes were not woken; they will poll");
        }
    }
}

/// A stream and how far it moved, as another process told it.
fn heard(payload: &str) -> (&str, i64) {
    let (stream, seq) = payload.split_once(' ').unwrap_or((payload, ""));
    (stream, seq.parse().unwrap_or(i64::MAX))
}

/// Asks SQLite whether its file changed.
pub(crate) async fn poll_sqlite(hub: impl Fn() -> Option<Hub>) {
    // data_version tells of other connections' commits only to the connection that asks twice: keep one.
    let Some(first) = hub() else { return };
    let pool = first.reader().get_sqlite_connection_pool().clone();
    drop(first);
    let Ok(mut connection) = pool.acquire().await else {
        return;
    };
    let mut seen = 0;
    while let Some(hub) = hub() {
        if let Ok(version) = sqlx::query_scalar::<_, i64>("PRAGMA data_version")
            .fetch_one(&mut *connection)
            .await
            && version != seen
        {
            seen = version;
            hub.wake_all();
        }
        drop(hub);
        tokio::time::sleep(POLL_SQLITE).await;
    }
}

/// Listens to PostgreSQL's notifications.
pub(crate) async fn listen_postgres(hub: impl Fn() -> Option<Hub>) {
    while let Some(first) = hub() {
        let pool = first.reader().get_postgres_connection_pool().clone();
        drop(first);
        let Ok(mut listener) = sqlx::postgres::PgListener::connect_with(&pool).await else {
            tokio::time::sleep(POLL_POSTGRES).await;
            continue;
        };
        if listener.listen("delos").await.is_err() {
            continue;
        }
        loop {
            // A time-out lets the task end when the store is gone.
            let notification = tokio::time::timeout(POLL_POSTGRES * 5, listener.try_recv()).await;
            let Some(hub) = hub() else { return };
            match notification {
                Ok(Ok(Some(notification))) => {
                    let (stream, seq) = heard(notification.payload());
                    hub.wake(stream, seq);
                }
                // Something may have been missed while the connection was down.
                Ok(Ok(None)) => hub.wake_all(),
                Ok(Err(_)) => break,
                Err(_) => {}
            }
        }
    }
}
