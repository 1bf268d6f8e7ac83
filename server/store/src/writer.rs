//! The one door for writes: commands queue, go into one transaction together, and are answered after its commit.
//!
//! Up to 64 commands share a transaction, each in a savepoint of its own, so one that fails takes nothing with it. One
//! that is alone has the transaction for itself.

use crate::batch::{Batch, unbroken};
use crate::checkpoint::Checkpoints;
use crate::live::Hub;
use crate::own::Own;
use crate::tx::Appended;
use crate::{Result, StoreError, StoreOptions, Tx};
use domain::StreamKey;
use futures::future::BoxFuture;
use std::time::{Duration, Instant};
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{mpsc, oneshot};

/// Commands waiting at most; beyond that callers wait before they are queued.
const QUEUE: usize = 1024;

/// From a batch of several to the next at least: those it answered ask again, and share a sync.
const GATHER: Duration = Duration::from_micros(400);

/// A command, its type forgotten: it runs in savepoints, then learns whether the commit held.
pub(crate) trait Command: Send {
    /// The heads it will append to. Asked once, before the transaction begins.
    fn streams(&mut self) -> Vec<StreamKey>;
    /// Does it. An error is the whole transaction's; its own it keeps for the answer.
    fn run<'a>(&'a mut self, batch: &'a mut Batch<'_>) -> BoxFuture<'a, Result<()>>;
    /// Tells whoever waits, and says how many those were.
    fn answer(self: Box<Self>, commit: Result<()>) -> usize;
}

type Body<T> = Box<dyn for<'t> FnOnce(&'t Tx) -> BoxFuture<'t, Result<T>> + Send>;

struct Pending<T> {
    streams: Vec<StreamKey>,
    body: Option<Body<T>>,
    outcome: Option<Result<T>>,
    reply: oneshot::Sender<Result<T>>,
}

impl<T: Send> Command for Pending<T> {
    fn streams(&mut self) -> Vec<StreamKey> {
        std::mem::take(&mut self.streams)
    }

    fn run<'a>(&'a mut self, batch: &'a mut Batch<'_>) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let Some(body) = self.body.take() else { return Ok(()) };
            let tx = batch.savepoint().await?;
            let outcome = unbroken(async { body(&tx).await }).await;
            batch.end(tx, outcome.is_ok()).await?;
            self.outcome = Some(outcome);
            Ok(())
        })
    }

    fn answer(self: Box<Self>, commit: Result<()>) -> usize {
        // The caller may have gone away; his write stands all the same.
        let _ = self.reply.send(outcome(self.outcome, &commit));
        1
    }
}

/// What a command is answered: its own outcome if the commit held, its own error even if it did not.
pub(crate) fn outcome<T>(own: Option<Result<T>>, commit: &Result<()>) -> Result<T> {
    match (own, commit) {
        (Some(Ok(value)), Ok(())) => Ok(value),
        (Some(Err(error)), _) => Err(error),
        (_, Err(error)) => Err(error.clone()),
        (None, Ok(())) => Err(StoreError::Stopped),
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
    /// Commands of a transaction at most.
    pub(crate) batch: usize,
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

    /// Queues a command without waiting for a place.
    pub(crate) fn enqueue(&self, command: Box<dyn Command>) {
        if let Err(TrySendError::Full(order)) = self.orders.try_send(Order::Run(command)) {
            // Not by the caller: one that is cancelled must not take the command along.
            let orders = self.orders.clone();
            tokio::spawn(async move { orders.send(order).await });
        }
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

/// Starts the writer.
///
/// On a thread of its own: between the requests of a full house each of its statements would wait for a turn behind
/// theirs, and everybody who saves waits for the writer.
pub(crate) fn start(options: StoreOptions, hub: Hub, checkpoints: Checkpoints) -> Result<WriterHandle> {
    let no_thread = |error: std::io::Error| StoreError::Database(format!("no thread for the writer: {error}"));
    let (orders, inbox) = mpsc::channel(QUEUE);
    let batch = options.batch;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(no_thread)?;
    std::thread::Builder::new()
        .name("writer".into())
        .spawn(move || runtime.block_on(work(inbox, options, hub, checkpoints)))
        .map_err(no_thread)?;
    Ok(WriterHandle { orders, batch })
}

async fn work(mut inbox: mpsc::Receiver<Order>, options: StoreOptions, hub: Hub, checkpoints: Checkpoints) {
    let batch = options.batch;
    let mut connection = Own::to(options);
    let mut after: Option<Order> = None;
    let (mut answered, mut ended) = (0, Instant::now());
    let stopped = loop {
        let order = match after.take() {
            Some(order) => order,
            None => match inbox.recv().await {
                Some(order) => order,
                None => break None,
            },
        };
        match order {
            Order::Stop(done) => break Some(done),
            Order::Pause(reply) => {
                let (guard, released) = oneshot::channel::<()>();
                let _ = reply.send(guard);
                let _ = released.await;
            }
            Order::Run(first) => {
                if answered > 1 {
                    gather(ended);
                }
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
                answered = run_batch(&mut connection, &hub, commands).await;
                ended = Instant::now();
                checkpoints.ask();
            }
        }
    };
    connection.close().await;
    if let Some(done) = stopped {
        let _ = done.send(());
    }
}

#[expect(clippy::disallowed_methods, reason = "shorter than a beat of the runtime's clock")]
fn gather(ended: Instant) {
    std::thread::sleep(GATHER.saturating_sub(ended.elapsed()));
}

/// Runs commands in one transaction and tells how many callers were answered.
async fn run_batch(connection: &mut Own, hub: &Hub, mut commands: Vec<Box<dyn Command>>) -> usize {
    match try_batch(connection, &mut commands).await {
        Ok(appended) => {
            // Screens first: whoever is answered finds what he did on them.
            hub.tell(appended);
            commands.into_iter().map(|command| command.answer(Ok(()))).sum()
        }
        Err(error) => {
            tracing::error!(%error, commands = commands.len(), "a batch of writes was rolled back");
            let answers = commands.into_iter().map(|command| command.answer(Err(error.clone())));
            answers.sum()
        }
    }
}

async fn try_batch(connection: &mut Own, commands: &mut [Box<dyn Command>]) -> Result<Vec<Appended>> {
    let streams = commands.iter_mut().flat_map(|command| command.streams());
    let streams = streams.map(|key| key.to_string()).collect();
    let mut batch = Batch::new(connection, streams, commands.len() == 1);
    for command in commands {
        command.run(&mut batch).await?;
    }
    batch.commit().await
}
