//! How a queue is sent: how much at once, how long an answer is waited for, and what follows a failure.

use domain::Reason;
use gloo_timers::future::TimeoutFuture;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use wire::RefusedCode;

/// Writes in one request.
pub const BATCH: usize = 64;
/// A line that takes a request and never answers looks like a slow one; after this it is down.
pub const ANSWER_MS: u32 = 20_000;
/// Longest wait before another try.
const LONGEST_PAUSE_MS: u32 = 30_000;

/// What follows a request that came to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// The session is over: the queue waits for a log-in.
    LogIn,
    /// The same writes go again, after a pause.
    Again,
    /// The server will not have them at all.
    Stop,
}

/// What follows this refusal of a whole request.
pub fn then(code: &RefusedCode) -> Then {
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
pub async fn within<T>(ms: u32, work: impl Future<Output = T>) -> Option<T> {
    let (mut work, mut over) = (pin!(work), pin!(TimeoutFuture::new(ms)));
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => over.as_mut().poll(context).map(|()| None),
    })
    .await
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
