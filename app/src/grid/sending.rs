//! How a queue is sent: how much at once, how long an answer is waited for, and what follows a failure.

use super::calls::save_marks;
use super::engine::{Engine, Link};
use super::lull::now;
use crate::Refusal;
use domain::Reason;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use wire::{Refused, RefusedCode, SaveMarks};

/// Writes in one request.
pub const BATCH: usize = 64;
/// A line that takes a request and never answers looks like a slow one; after this it is down.
pub const ANSWER_MS: u32 = 20_000;
/// What is answered within this goes from kept to saved: a frame that says it is under way would be gone at once.
const SENT_MS: u32 = 150;
/// Longest wait before another try.
const LONGEST_PAUSE_MS: u32 = 30_000;

/// What follows a request that came to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    /// The session is over: the queue waits for a log-in.
    LogIn,
    /// The same writes go again, after a pause.
    Again,
    /// The server will not have them at all.
    Stop,
}

/// What follows this refusal of a whole request.
fn then(code: &RefusedCode) -> Then {
    match code {
        RefusedCode::Forbidden(Reason::NotLoggedIn) => Then::LogIn,
        RefusedCode::Unreachable | RefusedCode::Internal(_) | RefusedCode::Throttled(_) => Then::Again,
        RefusedCode::Forbidden(_)
        | RefusedCode::NotFound
        | RefusedCode::WrongCredentials
        | RefusedCode::Invalid
        | RefusedCode::WrongState(_)
        | RefusedCode::Outdated => Then::Stop,
    }
}

/// How long to wait after that many failures before this one.
pub fn pause_ms(failures: u32) -> u32 {
    (1_000 << failures.min(5)).min(LONGEST_PAUSE_MS)
}

/// What a future gives in time; given up, a request is cut.
async fn within<T>(ms: u32, work: impl Future<Output = T>) -> Option<T> {
    let (mut work, mut over) = (pin!(work), pin!(TimeoutFuture::new(ms)));
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => over.as_mut().poll(context).map(|()| None),
    })
    .await
}

impl Engine {
    /// Sends the queue, one request at a time, from one tab. True when some of it left: it is kept as it is then.
    pub fn drain(self) -> bool {
        if self.sending.get_value() || !self.leading.get_untracked() || self.link.get_untracked() == Link::LoggedOut {
            return false;
        }
        let writes = self
            .sheet
            .try_update_untracked(|sheet| sheet.outbox.batch(BATCH))
            .unwrap_or_default();
        if writes.is_empty() {
            return false;
        }
        // Kept before it leaves: after a crash the same writes go under the same names.
        self.keep_queue();
        self.sending.set_value(true);
        spawn_local(async move {
            let left = now();
            let mut answer = pin!(save_marks(SaveMarks { lot: self.lot, writes }));
            let mut answered = within(SENT_MS, answer.as_mut()).await;
            if answered.is_none() {
                self.sheet.try_update(|sheet| sheet.outbox.show_sent());
                answered = within(ANSWER_MS, answer).await;
            }
            if self.sheet.is_disposed() {
                return;
            }
            match answered.unwrap_or_else(|| Err(Refused::new(RefusedCode::Unreachable).into())) {
                Ok(answers) => {
                    self.failures.set_value(0);
                    self.link.set(Link::Open);
                    self.sheet.update(|sheet| {
                        sheet.outbox.landed();
                        sheet.settle(answers);
                    });
                    self.tidy();
                    // A tab that lost the lock meanwhile no longer owns what is kept.
                    if self.leading.get_untracked() {
                        self.changed();
                    }
                    self.gap(left).await;
                    if self.sending.try_set_value(false).is_none() {
                        self.drain();
                    }
                }
                Err(Refusal(refused)) => {
                    self.sending.set_value(false);
                    self.failed(refused).await;
                }
            }
        });
        true
    }

    async fn failed(self, refused: Refused) {
        self.sheet.update(|sheet| sheet.outbox.landed());
        match then(&refused.code) {
            Then::LogIn => self.link.set(Link::LoggedOut),
            Then::Again => {
                self.link.set(Link::Down);
                let failures = self.failures.get_value();
                self.failures.set_value(failures + 1);
                TimeoutFuture::new(pause_ms(failures)).await;
                if !self.sheet.is_disposed() {
                    self.drain();
                }
            }
            Then::Stop => self.link.set(Link::Stopped(refused)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_half_a_minute_and_no_further() {
        let pauses: Vec<u32> = [0, 1, 2, 4, 5, 6, u32::MAX].into_iter().map(pause_ms).collect();
        assert_eq!(pauses, [1_000, 2_000, 4_000, 16_000, 30_000, 30_000, 30_000]);
    }

    #[test]
    fn a_queue_waits_for_a_line_or_a_log_in_and_stops_at_a_no() {
        for (code, due) in [
            (RefusedCode::Forbidden(Reason::NotLoggedIn), Then::LogIn),
            (RefusedCode::Unreachable, Then::Again),
            (RefusedCode::Throttled(3), Then::Again),
            (RefusedCode::NotFound, Then::Stop),
        ] {
            assert_eq!(then(&code), due, "{code:?}");
        }
    }
}
