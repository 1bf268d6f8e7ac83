//! Commands of one kind that are done many at a time: what each would ask the database alone, they ask together.
//!
//! A lane waits in the writer's queue as one command. When its turn comes it takes all that was put into it, runs them in
//! one savepoint, and each alone only when they failed together: then the one that fails takes nothing with it.

use crate::batch::{Batch, unbroken};
use crate::writer::{Command, WriterHandle, outcome};
use crate::{Result, Store, StoreError, Tx};
use domain::StreamKey;
use futures::future::{BoxFuture, join_all};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use tokio::sync::{Semaphore, oneshot};

/// Commands that wait at most; beyond that callers wait before they are queued.
const QUEUE: usize = 1024;
/// Does some commands and answers each, in their order.
pub type Together<C, A> = for<'t> fn(&'t Tx, &'t [C]) -> BoxFuture<'t, Result<Vec<A>>>;

/// A queue of commands of one kind. Clones share it.
pub struct Lane<C, A> {
    inner: Arc<Inner<C, A>>,
    writer: Arc<WriterHandle>,
}

impl<C, A> Clone for Lane<C, A> {
    fn clone(&self) -> Self {
        Lane {
            inner: self.inner.clone(),
            writer: self.writer.clone(),
        }
    }
}

struct Inner<C, A> {
    stream: fn(&C) -> StreamKey,
    together: Together<C, A>,
    places: Semaphore,
    waiting: Mutex<Waiting<C, A>>,
}

struct Waiting<C, A> {
    commands: VecDeque<(C, oneshot::Sender<Result<A>>)>,
    /// A turn is in the writer's queue.
    announced: bool,
}

impl Store {
    /// A lane: `stream` names the head a command appends to.
    pub fn lane<C, A>(&self, stream: fn(&C) -> StreamKey, together: Together<C, A>) -> Lane<C, A> {
        let waiting = Waiting {
            commands: VecDeque::new(),
            announced: false,
        };
        Lane {
            inner: Arc::new(Inner {
                stream,
                together,
                places: Semaphore::new(QUEUE),
                waiting: Mutex::new(waiting),
            }),
            writer: self.writer.clone(),
        }
    }
}

impl<C: Send + Sync + 'static, A: Send + 'static> Lane<C, A> {
    /// Runs commands, with those of others, and answers each once it is on the disk. They are done in their order.
    ///
    /// # Errors
    /// Of each: what it alone failed with, or `Database` when the commit failed: then nothing of it stands.
    pub async fn write(&self, commands: Vec<C>) -> Vec<Result<A>> {
        // Many at once take all places there are, not more.
        let places = u32::try_from(commands.len().min(QUEUE)).unwrap_or(0);
        let _places = self.inner.places.acquire_many(places).await;
        let (replies, answers): (Vec<_>, Vec<_>) = commands.iter().map(|_| oneshot::channel()).unzip();
        let first = {
            let mut waiting = self.inner.waiting.lock().expect("no panic while held");
            waiting.commands.extend(commands.into_iter().zip(replies));
            !std::mem::replace(&mut waiting.announced, true)
        };
        if first {
            self.inner.clone().announce(&self.writer);
        }
        let answers = join_all(answers).await.into_iter();
        answers
            .map(|answer| answer.unwrap_or(Err(StoreError::Stopped)))
            .collect()
    }
}

impl<C: Send + Sync + 'static, A: Send + 'static> Inner<C, A> {
    fn announce(self: Arc<Self>, writer: &Arc<WriterHandle>) {
        writer.enqueue(Box::new(Turn {
            lane: self,
            writer: writer.clone(),
            commands: None,
            replies: Vec::new(),
            answers: Vec::new(),
        }));
    }
}

/// A lane's place in the writer's queue.
struct Turn<C, A> {
    lane: Arc<Inner<C, A>>,
    writer: Arc<WriterHandle>,
    /// None until the turn has come.
    commands: Option<Vec<C>>,
    replies: Vec<oneshot::Sender<Result<A>>>,
    answers: Vec<Result<A>>,
}

impl<C: Send + Sync + 'static, A: Send + 'static> Command for Turn<C, A> {
    fn streams(&mut self) -> Vec<StreamKey> {
        let (commands, replies, more) = {
            let mut waiting = self.lane.waiting.lock().expect("no panic while held");
            let count = waiting.commands.len().min(self.writer.batch);
            let (commands, replies): (Vec<C>, Vec<_>) = waiting.commands.drain(..count).unzip();
            // Whoever finds nothing announced announces the next turn.
            waiting.announced = !waiting.commands.is_empty();
            (commands, replies, waiting.announced)
        };
        if more {
            self.lane.clone().announce(&self.writer);
        }
        let streams = commands.iter().map(self.lane.stream).collect();
        (self.commands, self.replies) = (Some(commands), replies);
        streams
    }

    fn run<'a>(&'a mut self, batch: &'a mut Batch<'_>) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let commands = self.commands.as_deref().unwrap_or_default();
            self.answers = match together(&self.lane, batch, commands).await? {
                Ok(answers) => answers.into_iter().map(Ok).collect(),
                Err(error) if commands.len() == 1 => vec![Err(error)],
                Err(_) => {
                    let mut answers = Vec::with_capacity(commands.len());
                    for command in commands {
                        let alone = together(&self.lane, batch, std::slice::from_ref(command)).await?;
                        answers.push(alone.and_then(|answer| answer.into_iter().next().ok_or(StoreError::BrokenOff)));
                    }
                    answers
                }
            };
            Ok(())
        })
    }

    fn answer(mut self: Box<Self>, commit: Result<()>) -> usize {
        let replies = std::mem::take(&mut self.replies);
        let count = replies.len();
        let answers = std::mem::take(&mut self.answers).into_iter().map(Some);
        for (reply, answer) in replies.into_iter().zip(answers.chain(std::iter::repeat_with(|| None))) {
            // The caller may have gone away; his write stands all the same.
            let _ = reply.send(outcome(answer, &commit));
        }
        count
    }
}

/// Some commands in one savepoint. The outer error is the whole transaction's.
async fn together<C, A>(lane: &Inner<C, A>, batch: &mut Batch<'_>, commands: &[C]) -> Result<Result<Vec<A>>> {
    let tx = batch.savepoint().await?;
    let done = unbroken((lane.together)(&tx, commands)).await;
    batch.end(tx, done.is_ok()).await?;
    Ok(done)
}

impl<C, A> Drop for Turn<C, A> {
    fn drop(&mut self) {
        if self.commands.is_none() {
            // The writer has stopped: nobody will come for those who wait.
            self.lane.waiting.lock().expect("no panic while held").commands.clear();
        }
    }
}
