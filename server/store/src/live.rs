//! Following streams: one reader per stream and process feeds all its screens.
//!
//! What this process commits it hands to its readers as it is, in order. Of other processes a wake only says «look»: what
//! is delivered then is read from the log after the last number delivered, so a wake lost or doubled changes nothing.
//! They are heard through PostgreSQL's `NOTIFY`, or by asking SQLite whether its file changed; a slow poll stands
//! behind both.

use crate::tx::Appended;
use crate::wake::{Outgoing, POLL_POSTGRES, listen_postgres, poll_sqlite};
use crate::{Result, sql};
use domain::StreamKey;
use sea_orm::{DatabaseConnection, DbBackend, FromQueryResult};
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;
use tokio::sync::{Notify, broadcast};

/// Events kept in memory for screens that fall behind; one that falls further re-reads the log.
const BUFFER: usize = 512;

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
    /// Number of the last event delivered.
    last: Mutex<i64>,
    events: broadcast::Sender<Arc<StoredEvent>>,
}

impl Reader {
    /// Delivers an event if it is the next; false when one before it is missing here.
    fn tell(&self, event: &Arc<StoredEvent>) -> bool {
        let mut last = self.last.lock().expect("no panic while held");
        if event.seq == *last + 1 {
            *last = event.seq;
            // Under the lock, which keeps the order. Nobody may be listening.
            let _ = self.events.send(event.clone());
        }
        event.seq <= *last
    }

    fn last(&self) -> i64 {
        *self.last.lock().expect("no panic while held")
    }
}

/// All readers of a process.
#[derive(Clone)]
pub struct Hub {
    inner: Arc<Inner>,
}

struct Inner {
    reader: DatabaseConnection,
    readers: Mutex<HashMap<String, Weak<Reader>>>,
    listening: Mutex<bool>,
    /// Other processes to be told; none on SQLite, where they look at the file.
    outgoing: Option<Arc<Outgoing>>,
}

impl Hub {
    pub(crate) fn new(reader: DatabaseConnection, notifier: Option<DatabaseConnection>) -> Self {
        let outgoing = notifier.map(|notifier| Arc::new(Outgoing::new(notifier)));
        if let Some(outgoing) = outgoing.clone() {
            tokio::spawn(outgoing.send());
        }
        Hub {
            inner: Arc::new(Inner {
                reader,
                readers: Mutex::default(),
                listening: Mutex::new(false),
                outgoing,
            }),
        }
    }

    pub(crate) fn reader(&self) -> &DatabaseConnection {
        &self.inner.reader
    }

    /// Tells what was just committed, in its order: screens here at once, other processes that they should look.
    pub(crate) fn tell(&self, appended: Vec<Appended>) {
        for (stream, event) in appended {
            if let Some(reader) = self.inner.known(&stream)
                && !reader.tell(&event)
            {
                reader.wake.notify_one();
            }
            if let Some(outgoing) = &self.inner.outgoing {
                outgoing.put(&stream, event.seq);
            }
        }
    }

    /// Tells other processes what they were not told yet: the last thing before the end.
    pub(crate) async fn flush(&self) {
        if let Some(outgoing) = &self.inner.outgoing {
            outgoing.flush().await;
        }
    }

    /// Wakes the reader of a stream that moved up to a number, unless it is as far.
    pub(crate) fn wake(&self, stream: &str, seq: i64) {
        if let Some(reader) = self.inner.known(stream)
            && reader.last() < seq
        {
            reader.wake.notify_one();
        }
    }

    pub(crate) fn wake_all(&self) {
        let readers: Vec<_> = {
            let readers = self.inner.readers.lock().expect("no panic while held");
            readers.values().filter_map(Weak::upgrade).collect()
        };
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
        let reader = self.reader_of(&stream).await?;
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

    async fn reader_of(&self, stream: &str) -> Result<Arc<Reader>> {
        if let Some(reader) = self.inner.known(stream) {
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
            last: Mutex::new(head),
            events: broadcast::channel(BUFFER).0,
        });
        readers.retain(|_, reader| reader.strong_count() > 0);
        readers.insert(stream.to_string(), Arc::downgrade(&reader));
        tokio::spawn(feed(
            self.inner.reader.clone(),
            stream.to_string(),
            Arc::downgrade(&reader),
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
        // Alive as long as the store.
        let hub = move || inner.upgrade().map(|inner| Hub { inner });
        match self.inner.reader.get_database_backend() {
            DbBackend::Postgres => tokio::spawn(listen_postgres(hub)),
            _ => tokio::spawn(poll_sqlite(hub)),
        };
    }
}

impl Inner {
    fn known(&self, stream: &str) -> Option<Arc<Reader>> {
        let readers = self.readers.lock().expect("no panic while held");
        readers.get(stream).and_then(Weak::upgrade)
    }
}

/// Reads what is new each time it is woken, as long as somebody follows.
async fn feed(db: DatabaseConnection, stream: String, reader: Weak<Reader>) {
    loop {
        let Some(strong) = reader.upgrade() else { return };
        let slow = if db.get_database_backend() == DbBackend::Postgres {
            POLL_POSTGRES
        } else {
            POLL_POSTGRES * 5
        };
        let _ = tokio::time::timeout(slow, strong.wake.notified()).await;
        match read_after(&db, &stream, strong.last()).await {
            // What was delivered while the log was read is passed over.
            Ok(events) => events.into_iter().for_each(|event| {
                strong.tell(&Arc::new(event));
            }),
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
