//! Following streams: one reader per stream and process feeds all its screens.
//!
//! A wake only says «look»; what is delivered is always read from the log after the last number delivered, so a wake
//! lost or doubled changes nothing. Other processes are heard through PostgreSQL's `NOTIFY`, or by asking SQLite
//! whether its file changed; a slow poll stands behind both.

use crate::Result;
use crate::sql;
use domain::StreamKey;
use sea_orm::{DatabaseConnection, DbBackend, FromQueryResult};
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;
use tokio::sync::{Notify, broadcast};

/// Events kept in memory for screens that fall behind; one that falls further re-reads the log.
const BUFFER: usize = 512;
const POLL_POSTGRES: Duration = Duration::from_secs(2);
const POLL_SQLITE: Duration = Duration::from_millis(500);

/// An event as stored.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct StoredEvent {
    /// Number in its stream.
    pub seq: i64,
    /// Canonical event, JSON.
    pub body: String,
    /// Hash of the chain up to here.
    pub hash: String,
}

struct Reader {
    wake: Notify,
    events: broadcast::Sender<Arc<StoredEvent>>,
}

/// All readers of a process.
#[derive(Clone)]
pub struct Hub {
    inner: Arc<Inner>,
}

struct Inner {
    reader: DatabaseConnection,
    notifier: DatabaseConnection,
    readers: Mutex<HashMap<String, Weak<Reader>>>,
    listening: Mutex<bool>,
}

impl Hub {
    pub(crate) fn new(reader: DatabaseConnection, notifier: DatabaseConnection) -> Self {
        Hub {
            inner: Arc::new(Inner {
                reader,
                notifier,
                readers: Mutex::default(),
                listening: Mutex::new(false),
            }),
        }
    }

    /// Wakes the readers of streams that were just committed, here and in other processes.
    pub(crate) async fn wake(&self, streams: BTreeSet<String>) {
        for stream in &streams {
            self.wake_here(stream);
        }
        if self.inner.notifier.get_database_backend() == DbBackend::Postgres {
            for stream in streams {
                // Only the name of the stream: what happened is read from the log.
                let sent = sql::run(&self.inner.notifier, "SELECT pg_notify('delos', $1)", [stream.into()]).await;
                if let Err(error) = sent {
                    tracing::warn!(%error, "other processes were not woken; they will poll");
                }
            }
        }
    }

    fn wake_here(&self, stream: &str) {
        let reader = self
            .inner
            .readers
            .lock()
            .expect("no panic while held")
            .get(stream)
            .and_then(Weak::upgrade);
        if let Some(reader) = reader {
            reader.wake.notify_one();
        }
    }

    fn wake_all(&self) {
        let readers: Vec<_> = self
            .inner
            .readers
            .lock()
            .expect("no panic while held")
            .values()
            .filter_map(Weak::upgrade)
            .collect();
        for reader in readers {
            reader.wake.notify_one();
        }
    }

    /// Follows a stream from just after `last`.
    ///
    /// # Errors
    /// `Database` when the log cannot be read.
    pub async fn follow(&self, key: StreamKey, last: i64) -> Result<Following> {
        self.listen();
        let stream = key.to_string();
        let reader = self.reader(&stream).await?;
        // Listening begins before the log is read: what falls between is delivered once, by number.
        let events = reader.events.subscribe();
        let backlog = read_after(&self.inner.reader, &stream, last).await?;
        Ok(Following {
            hub: self.clone(),
            stream,
            last,
            backlog: backlog.into_iter().map(Arc::new).collect(),
            behind: false,
            events,
            _reader: reader,
        })
    }

    async fn reader(&self, stream: &str) -> Result<Arc<Reader>> {
        if let Some(reader) = self
            .inner
            .readers
            .lock()
            .expect("no panic while held")
            .get(stream)
            .and_then(Weak::upgrade)
        {
            return Ok(reader);
        }
        let head = sql::number(
            &self.inner.reader,
            "SELECT head_seq AS n FROM stream WHERE key = $1",
            [stream.into()],
        )
        .await?;
        let mut readers = self.inner.readers.lock().expect("no panic while held");
        if let Some(reader) = readers.get(stream).and_then(Weak::upgrade) {
            return Ok(reader);
        }
        let reader = Arc::new(Reader {
            wake: Notify::new(),
            events: broadcast::channel(BUFFER).0,
        });
        readers.retain(|_, reader| reader.strong_count() > 0);
        readers.insert(stream.to_string(), Arc::downgrade(&reader));
        tokio::spawn(feed(
            self.inner.reader.clone(),
            stream.to_string(),
            Arc::downgrade(&reader),
            head,
        ));
        Ok(reader)
    }

    /// Starts, once, to hear of commits of other processes.
    fn listen(&self) {
        let mut listening = self.inner.listening.lock().expect("no panic while held");
        if std::mem::replace(&mut *listening, true) {
            return;
        }
        let inner = Arc::downgrade(&self.inner);
        match self.inner.reader.get_database_backend() {
            DbBackend::Postgres => tokio::spawn(listen_postgres(inner)),
            _ => tokio::spawn(poll_sqlite(inner)),
        };
    }
}

/// Reads what is new each time it is woken, as long as somebody follows.
async fn feed(db: DatabaseConnection, stream: String, reader: Weak<Reader>, mut last: i64) {
    loop {
        let Some(strong) = reader.upgrade() else { return };
        let slow = if db.get_database_backend() == DbBackend::Postgres {
            POLL_POSTGRES
        } else {
            POLL_POSTGRES * 5
        };
        let _ = tokio::time::timeout(slow, strong.wake.notified()).await;
        match read_after(&db, &stream, last).await {
            Ok(events) => {
                for event in events {
                    last = event.seq;
                    let _ = strong.events.send(Arc::new(event));
                }
            }
            Err(error) => tracing::warn!(%error, stream, "the log could not be read; trying again"),
        }
    }
}

async fn read_after(db: &DatabaseConnection, stream: &str, last: i64) -> Result<Vec<StoredEvent>> {
    sql::all(
        db,
        "SELECT seq, body, hash FROM event WHERE stream = $1 AND seq > $2 ORDER BY seq",
        [stream.into(), last.into()],
    )
    .await
}

async fn poll_sqlite(inner: Weak<Inner>) {
    // data_version tells of other connections' commits only to the connection that asks twice: keep one.
    let Some(hub) = inner.upgrade() else { return };
    let pool = hub.reader.get_sqlite_connection_pool().clone();
    drop(hub);
    let Ok(mut connection) = pool.acquire().await else {
        return;
    };
    let mut seen = 0;
    while let Some(strong) = inner.upgrade() {
        let hub = Hub { inner: strong };
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

async fn listen_postgres(inner: Weak<Inner>) {
    while let Some(strong) = inner.upgrade() {
        let pool = strong.reader.get_postgres_connection_pool().clone();
        drop(strong);
        let Ok(mut listener) = sqlx::postgres::PgListener::connect_with(&pool).await else {
            tokio::time::sleep(POLL_POSTGRES).await;
            continue;
        };
        if listener.listen("delos").await.is_err() {
            continue;
        }
        loop {
            // A time-out lets the task end when the store is gone.
            let heard = tokio::time::timeout(POLL_POSTGRES * 5, listener.try_recv()).await;
            let Some(strong) = inner.upgrade() else { return };
            let hub = Hub { inner: strong };
            match heard {
                Ok(Ok(Some(notification))) => hub.wake_here(notification.payload()),
                // Something may have been missed while the connection was down.
                Ok(Ok(None)) => hub.wake_all(),
                Ok(Err(_)) => break,
                Err(_) => {}
            }
        }
    }
}

/// One screen's view of a stream: every event once, in order.
pub struct Following {
    hub: Hub,
    stream: String,
    last: i64,
    backlog: VecDeque<Arc<StoredEvent>>,
    /// The log must be read before anything else is delivered.
    behind: bool,
    events: broadcast::Receiver<Arc<StoredEvent>>,
    _reader: Arc<Reader>,
}

impl Following {
    /// The next event; waits for it. `None` when the process ends. Dropping the wait loses nothing.
    pub async fn next(&mut self) -> Option<Arc<StoredEvent>> {
        loop {
            if let Some(event) = self.backlog.pop_front() {
                if event.seq <= self.last {
                    continue;
                }
                self.last = event.seq;
                return Some(event);
            }
            if self.behind {
                self.catch_up().await;
                continue;
            }
            match self.events.recv().await {
                Ok(event) if event.seq <= self.last => {}
                Ok(event) if event.seq == self.last + 1 => {
                    self.last = event.seq;
                    return Some(event);
                }
                // A hole: the buffer ran over, or the reader started later than the log was read.
                Ok(_) | Err(broadcast::error::RecvError::Lagged(_)) => self.behind = true,
                Err(broadcast::error::RecvError::Closed) => return None,
            }
        }
    }

    async fn catch_up(&mut self) {
        match read_after(&self.hub.inner.reader, &self.stream, self.last).await {
            Ok(events) => {
                self.backlog.extend(events.into_iter().map(Arc::new));
                self.behind = false;
            }
            Err(error) => {
                tracing::warn!(%error, "a screen could not catch up; trying again");
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        }
    }
}
