//! What a command works in: a savepoint of the shared transaction, and the log as it stands there.

use crate::chain::{GENESIS, link};
use crate::{Result, StoreError, StoredEvent, sql};
use domain::{AccountId, Act, Role, StreamKey};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, FromQueryResult};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// A savepoint of the shared transaction.
pub struct Tx {
    pub(crate) db: DatabaseTransaction,
    log: Mutex<Log>,
}

/// Who acts, as the log will say it.
#[derive(Debug, Clone)]
pub struct Author {
    /// Account; `None` for the command line and for the program itself.
    pub account: Option<AccountId>,
    /// Name shown.
    pub name: String,
    /// In which role.
    pub role: Option<Role>,
}

/// An event before it has a place in its stream.
#[derive(Debug, Clone)]
pub struct EventDraft {
    /// Who.
    pub author: Author,
    /// When, epoch milliseconds.
    pub at_ms: i64,
    /// Which operation of a client, for idempotence.
    pub op_id: Option<String>,
    /// What.
    pub act: Act,
}

/// Where an event ended up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Number in the stream, from 1, without holes.
    pub seq: i64,
    /// Hash of the chain up to here.
    pub hash: String,
}

/// Heads of streams by name.
pub(crate) type Heads = BTreeMap<String, Written>;

/// The log as a transaction knows it without asking again.
#[derive(Default)]
pub(crate) struct Log {
    /// Heads that are locked until the commit.
    pub held: Heads,
    /// Heads moved, written back once at the end.
    pub moved: Heads,
    /// What was appended, in order, to be told after the commit.
    pub appended: Vec<Appended>,
}

/// An event and its stream.
pub(crate) type Appended = (String, Arc<StoredEvent>);

#[derive(Serialize)]
struct Canonical<'a> {
    stream: &'a str,
    seq: i64,
    at: i64,
    account: Option<AccountId>,
    name: &'a str,
    role: Option<Role>,
    op: Option<&'a str>,
    act: &'a Act,
}

impl Tx {
    pub(crate) fn new(db: DatabaseTransaction, log: Log) -> Tx {
        let log = Mutex::new(log);
        Tx { db, log }
    }

    pub(crate) fn into_parts(self) -> (DatabaseTransaction, Log) {
        (self.db, self.log.into_inner().expect("no panic while held"))
    }

    /// Creates an empty stream; one that exists stays.
    pub async fn open_stream(&self, key: StreamKey) -> Result<()> {
        sql::run(
            &self.db,
            "INSERT INTO stream (key, head_seq, head_hash) VALUES ($1, 0, $2) ON CONFLICT (key) DO NOTHING",
            [key.to_string().into(), GENESIS.into()],
        )
        .await?;
        Ok(())
    }

    /// Number and hash of the last event of a stream.
    pub async fn head(&self, key: StreamKey) -> Result<Written> {
        self.head_of(&key.to_string()).await
    }

    async fn head_of(&self, stream: &str) -> Result<Written> {
        let known = {
            let log = self.log.lock().expect("no panic while held");
            log.moved.get(stream).or_else(|| log.held.get(stream)).cloned()
        };
        match known {
            Some(head) => Ok(head),
            None => heads(&self.db, &[stream.into()])
                .await?
                .remove(stream)
                .ok_or_else(|| StoreError::Corrupt {
                    what: "stream",
                    value: stream.into(),
                }),
        }
    }

    /// Appends an event. The stream's head must be among those the command named, or be locked by this call.
    pub async fn append(&self, key: StreamKey, draft: &EventDraft) -> Result<Written> {
        let written = self.append_all(&[(key, draft)]).await?;
        written.into_iter().next().ok_or(StoreError::BrokenOff)
    }

    /// Appends events, in their order, with one statement.
    pub async fn append_all(&self, drafts: &[(StreamKey, &EventDraft)]) -> Result<Vec<Written>> {
        let mut moved = Heads::new();
        let (mut appended, mut rows, mut written) = (Vec::new(), Vec::new(), Vec::new());
        for &(key, draft) in drafts {
            let stream = key.to_string();
            let head = match moved.get(&stream) {
                Some(head) => head.clone(),
                None => self.head_of(&stream).await?,
            };
            let seq = head.seq + 1;
            let body = body(&stream, seq, draft)?;
            let hash = link(&head.hash, &body);
            rows.push(vec![
                stream.clone().into(),
                seq.into(),
                draft.op_id.clone().into(),
                body.clone().into(),
                hash.clone().into(),
            ]);
            let head = Written {
                seq,
                hash: hash.clone(),
            };
            moved.insert(stream.clone(), head.clone());
            written.push(head);
            appended.push((stream, Arc::new(StoredEvent { seq, body, hash })));
        }
        let insert = "INSERT INTO event (stream, seq, op_id, body, hash) VALUES";
        sql::insert_rows(&self.db, insert, rows, "").await?;
        let mut log = self.log.lock().expect("no panic while held");
        log.moved.extend(moved);
        log.appended.extend(appended);
        Ok(written)
    }
}

fn body(stream: &str, seq: i64, draft: &EventDraft) -> Result<String> {
    let canonical = Canonical {
        stream,
        seq,
        at: draft.at_ms,
        account: draft.author.account,
        name: &draft.author.name,
        role: draft.author.role,
        op: draft.op_id.as_deref(),
        act: &draft.act,
    };
    serde_json::to_string(&canonical).map_err(|error| StoreError::Corrupt {
        what: "event",
        value: error.to_string(),
    })
}

/// Heads of streams as they stand, locked in the order of their names where others may write too.
pub(crate) async fn heads(db: &DatabaseTransaction, names: &[String]) -> Result<Heads> {
    #[derive(FromQueryResult)]
    struct Row {
        key: String,
        head_seq: i64,
        head_hash: String,
    }
    if names.is_empty() {
        return Ok(Heads::new());
    }
    // SQLite has one writer, so there is nobody to lock out.
    let lock = match db.get_database_backend() {
        DbBackend::Postgres => " FOR UPDATE",
        _ => "",
    };
    let query = format!(
        "SELECT key, head_seq, head_hash FROM stream WHERE key IN ({}) ORDER BY key{lock}",
        sql::places(1, names.len())
    );
    let rows: Vec<Row> = sql::all(db, &query, names.iter().map(|name| name.as_str().into())).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let head = Written {
                seq: row.head_seq,
                hash: row.head_hash,
            };
            (row.key, head)
        })
        .collect())
}

/// Writes heads back.
pub(crate) async fn put_heads(db: &DatabaseTransaction, heads: &Heads) -> Result<()> {
    let rows = heads
        .iter()
        .map(|(key, head)| vec![key.clone().into(), head.seq.into(), head.hash.clone().into()])
        .collect();
    sql::insert_rows(
        db,
        "INSERT INTO stream (key, head_seq, head_hash) VALUES",
        rows,
        "ON CONFLICT (key) DO UPDATE SET head_seq = excluded.head_seq, head_hash = excluded.head_hash",
    )
    .await?;
    Ok(())
}
