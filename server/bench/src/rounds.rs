//! Rounds, and workers that ask again and again.

use crate::Result;
use std::future::Future;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// Rounds that count; one more before them warms both sides up and is thrown away.
pub const ROUNDS: usize = 5;

/// Somebody who does one thing after the other and waits for each answer.
pub trait Worker: Send + 'static {
    /// Once: the request and its answer, checked.
    fn once(&mut self) -> impl Future<Output = Result<()>> + Send;
}

/// What workers did in a round.
#[derive(Debug, Clone, Copy)]
pub struct Done {
    /// Answers received and checked.
    pub count: f64,
    /// Seconds from the first request to the last answer.
    pub seconds: f64,
}

impl Done {
    /// Answers a second.
    pub fn rate(self) -> f64 {
        self.count / self.seconds
    }
}

/// Sets all workers to work for some time.
///
/// # Errors
/// The first answer that was not what it must be.
pub async fn work<W: Worker>(workers: &mut Vec<W>, length: Duration) -> Result<Done> {
    let start = Instant::now();
    let mut running = JoinSet::new();
    for mut worker in workers.drain(..) {
        running.spawn(async move {
            let mut count = 0_u32;
            while start.elapsed() < length {
                worker.once().await?;
                count += 1;
            }
            Ok::<_, crate::Failure>((worker, count))
        });
    }
    let mut count = 0.0;
    while let Some(ended) = running.join_next().await {
        let (worker, done) = ended??;
        workers.push(worker);
        count += f64::from(done);
    }
    let seconds = start.elapsed().as_secs_f64();
    Ok(Done { count, seconds })
}
