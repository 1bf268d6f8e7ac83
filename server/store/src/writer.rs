//! The one door for writes: commands queue, go into one transaction together, and are answered after its commit.
//!
//! Up to 64 commands share a transaction, each in a savepoint of its own, so one that fails takes nothing with it.
//! The heads of all their streams are locked first, in the order of their names: two processes never wait in a circle.

use crate::chain::{GENESIS, link};
use crate::live::Hub;
use crate::sql;
use crate::{Result, StoreError};
use domain::{AccountId, Act, Role, StreamKey};
use futures::FutureExt;
use futures::future::BoxFuture;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, FromQueryResult, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};
use serde::Serialize;
use std::collections::BTreeSet;
use std::panic::AssertUnwindSafe;
use std::sync::Mutex;
use tokio::sync::{mpsc, oneshot};

/// Commands waiting at most; beyond that callers wait before they are queued.
const QUEUE: usize = 1024;

/// What a command works in: a savepoint of the shared transaction.
pub struct Tx {
    pub(crate) db: DatabaseTransaction,
    touched: Mutex<BTreeSet<String>>,
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

#[derive(FromQueryResult)]
struct Head {
    head_seq: i64,
    head_hash: String,
}

impl Tx {
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
        head(&self.db, &key.to_string()).await
    }

    /// Appends an event. The stream's head must be among those the command named, or be locked by this call.
    pub async fn append(&self, key: StreamKey, draft: &EventDraft) -> Result<Written> {
        let stream = key.to_string();
        let head = head(&self.db, &stream).await?;
        let seq = head.seq + 1;
        let canonical = Canonical {
            stream: &stream,
            seq,
            at: draft.at_ms,
            account: draft.author.account,
            name: &draft.author.name,
            role: draft.author.role,
            op: draft.op_id.as_deref(),
            act: &draft.act,
        };
        let body = serde_json::to_string(&canonical).map_err(|error| StoreError::Corrupt {
            what: "event",
            value: error.to_string(),
        })?;
        let hash = link(&head.hash, &body);
        sql::run(
            &self.db,
            "INSERT INTO event (stream, seq, op_id, body, hash) VALUES ($1, $2, $3, $4, $5)",
            [
                stream.clone().into(),
                seq.into(),
                draft.op_id.clone().into(),
                body.into(),
                hash.clone().into(),
            ],
        )
        .await?;
        sql::run(
            &self.db,
            "UPDATE stream SET head_seq = $2, head_hash = $3 WHERE key = $1",
            [stream.clone().into(), seq.into(), hash.clone().into()],
        )
        .await?;
        self.touched.lock().expect("no panic while held").insert(stream);
        Ok(Written { seq, hash })
    }
}

async fn head(db: &DatabaseTransaction, stream: &str) -> Result<Written> {
    let lock = if db.get_database_backend() == DbBackend::Postgres {
        " FOR UPDATE"
    } else {
        ""
    };
    let found: Option<Head> = sql::one(
        db,
        &format!("SELECT head_seq, head_hash FROM stream WHERE key = $1{lock}"),
        [stream.into()],
    )
    .await?;
    found
        .map(|head| Written {
            seq: head.head_seq,
            hash: head.head_hash,
        })
        .ok_or_else(|| StoreError::Corrupt {
            what: "stream",
            value: stream.into(),
        })
}

/// A command, its type forgotten: it runs in a savepoint, then learns whether the commit held.
trait Command: Send {
    fn streams(&self) -> &[StreamKey];
    fn run<'a>(&'a mut self, tx: &'a Tx) -> BoxFuture<'a, bool>;
    fn answer(self: Box<Self>, commit: Result<()>);
}

type Body<T> = Box<dyn for<'t> FnOnce(&'t Tx) -> BoxFuture<'t, Result<T>> + Send>;

struct Pending<T> {
    streams: Vec<StreamKey>,
    body: Option<Body<T>>,
    outcome: Option<Result<T>>,
    reply: oneshot::Sender<Result<T>>,
}

impl<T: Send> Command for Pending<T> {
    fn streams(&self) -> &[StreamKey] {
        &self.streams
    }

    fn run<'a>(&'a mut self, tx: &'a Tx) -> BoxFuture<'a, bool> {
        Box::pin(async move {
            let Some(body) = self.body.take() else { return false };
            // A command with a bug breaks off alone: the writer goes on for everybody else.
            let outcome = AssertUnwindSafe(async { body(tx).await })
                .catch_unwind()
                .await
                .unwrap_or(Err(StoreError::BrokenOff));
            let fine = outcome.is_ok();
            self.outcome = Some(outcome);
            fine
        })
    }

    fn answer(self: Box<Self>, commit: Result<()>) {
        let outcome = match (self.outcome, commit) {
            (Some(Ok(value)), Ok(())) => Ok(value),
            (Some(Err(error)), _) | (_, Err(error)) => Err(error),
            (None, Ok(())) => Err(StoreError::Stopped),
        };
        // The caller may have gone away; his write stands all the same.
        let _ = self.reply.send(outcome);
    }
}

enum Order {
    Run(Box<dyn Command>),
    Pause(oneshot::Sender<oneshot::Sender<()>>),
    Stop(oneshot::Sender<()>),
}

/// The queue in front of the writer.
pub struct WriterHandle {
    orders: mpsc::Sender<Order>,
}

impl WriterHandle {
    pub(crate) async fn write<T: Send + 'static>(&self, streams: Vec<StreamKey>, body: Body<T>) -> Result<T> {
        let (reply, answer) = oneshot::channel();
        let pending = Pending {
            streams,
            body: Some(body),
            outcome: None,
            reply,
        };
        self.orders
            .send(Order::Run(Box::new(pending)))
            .await
            .map_err(|_| StoreError::Stopped)?;
        answer.await.map_err(|_| StoreError::Stopped)?
    }

    /// Holds the writer until the returned sender is dropped: a migration must not meet a write.
    pub(crate) async fn pause(&self) -> Option<oneshot::Sender<()>> {
        let (reply, answer) = oneshot::channel();
        self.orders.send(Order::Pause(reply)).await.ok()?;
        answer.await.ok()
    }

    pub(crate) async fn stop(&self) {
        let (reply, answer) = oneshot::channel();
        if self.orders.send(Order::Stop(reply)).await.is_ok() {
            let _ = answer.await;
        }
    }
}

impl crate::Store {
    /// Runs a command in the shared transaction and answers once it is on the disk.
    ///
    /// `streams` names the heads the command will append to, so that they are locked in order.
    ///
    /// # Errors
    /// What the command returned, or `Database` when the commit failed: then nothing of it stands.
    pub async fn write<T, F>(&self, streams: Vec<StreamKey>, body: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t Tx) -> BoxFuture<'t, Result<T>> + Send + 'static,
    {
        self.writer.write(streams, Box::new(body)).await
    }
}

pub(crate) fn start(db: DatabaseConnection, hub: Hub, batch: usize) -> WriterHandle {
    let (orders, mut inbox) = mpsc::channel::<Order>(QUEUE);
    tokio::spawn(async move {
        let mut after: Option<Order> = None;
        loop {
            let order = match after.take() {
                Some(order) => order,
                None => match inbox.recv().await {
                    Some(order) => order,
                    None => return,
                },
            };
            match order {
                Order::Stop(done) => {
                    let _ = done.send(());
                    return;
                }
                Order::Pause(reply) => {
                    let (guard, released) = oneshot::channel::<()>();
                    let _ = reply.send(guard);
                    let _ = released.await;
                }
                Order::Run(first) => {
                    let mut commands = vec![first];
                    while commands.len() < batch {
                        match inbox.try_recv() {
                            Ok(Order::Run(command)) => commands.push(command),
                            Ok(other) => {
                                after = Some(other);
                                break;
                            }
                            Err(_) => break,
                        }
                    }
                    run_batch(&db, &hub, commands).await;
                }
            }
        }
    });
    WriterHandle { orders }
}

async fn run_batch(db: &DatabaseConnection, hub: &Hub, mut commands: Vec<Box<dyn Command>>) {
    let result = try_batch(db, &mut commands).await;
    match result {
        Ok(touched) => {
            for command in commands {
                command.answer(Ok(()));
            }
            hub.wake(touched).await;
        }
        Err(error) => {
            tracing::error!(%error, commands = commands.len(), "a batch of writes was rolled back");
            for command in commands {
                command.answer(Err(error.clone()));
            }
        }
    }
}

async fn try_batch(db: &DatabaseConnection, commands: &mut [Box<dyn Command>]) -> Result<BTreeSet<String>> {
    let heads: BTreeSet<String> = commands
        .iter()
        .flat_map(|c| c.streams())
        .map(ToString::to_string)
        .collect();
    let tx = db
        .begin_with_options(TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        })
        .await?;
    lock_heads(&tx, heads).await?;
    let mut touched = BTreeSet::new();
    for command in commands.iter_mut() {
        let savepoint = Tx {
            db: tx.begin().await?,
            touched: Mutex::default(),
        };
        if command.run(&savepoint).await {
            touched.extend(savepoint.touched.into_inner().expect("no panic while held"));
            savepoint.db.commit().await?;
        } else {
            savepoint.db.rollback().await?;
        }
    }
    tx.commit().await?;
    Ok(touched)
}

async fn lock_heads(tx: &DatabaseTransaction, keys: BTreeSet<String>) -> Result<()> {
    // SQLite has one writer, so there is nobody to lock out.
    if tx.get_database_backend() != DbBackend::Postgres || keys.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "SELECT head_seq, head_hash FROM stream WHERE key IN ({}) ORDER BY key FOR UPDATE",
        sql::places(1, keys.len())
    );
    let _: Vec<Head> = sql::all(tx, &sql, keys.into_iter().map(Into::into)).await?;
    Ok(())
}
