//! When to do what can wait: just after a key is on the screen, so that the next one does not wait for it.

use super::engine::{Engine, SHOWN_MS};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;

/// So long after a key the next one is near, if keys follow each other.
const NEAR_MS: u32 = 45;
/// So long after the last key they do not.
const PAUSE_MS: u32 = 250;
/// Between two looks, and how many there are: nothing waits for ever.
const LOOK_MS: u32 = 15;
const LOOKS: u32 = 14;

/// Between two requests of a hand that types fast, and how long after a key it still does: marks that follow each other
/// at once go together.
pub(super) const GAP_MS: u32 = 500;
const FAST_MS: u32 = 100;

/// What to do at a moment so long after the last key.
#[derive(Debug, PartialEq, Eq)]
enum Then {
    Now,
    Wait(u32),
}

fn then(since: u32) -> Then {
    match since {
        0..SHOWN_MS => Then::Wait(SHOWN_MS - since),
        NEAR_MS..PAUSE_MS => Then::Wait(LOOK_MS),
        _ => Then::Now,
    }
}

/// Does what is typed now wait for more, so long after a request and after a key?
fn types_on(since_request: u32, since_key: u32) -> bool {
    since_request < GAP_MS && since_key < FAST_MS
}

/// Milliseconds since the page began, whatever is done to the clock.
pub(super) fn now() -> f64 {
    window().performance().map_or(0.0, |it| it.now())
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a page does not live for fifty days, and time does not run back"
)]
fn ms_since(then: f64) -> u32 {
    (now() - then) as u32
}

impl Engine {
    /// A key was pressed in the grid.
    pub(super) fn key_came(self) {
        self.key_at.set_value(now());
    }

    /// Waits for a good moment.
    pub(super) async fn lull(self) {
        for _ in 0..LOOKS {
            match self.key_at.try_get_value().map(|at| then(ms_since(at))) {
                Some(Then::Wait(ms)) => TimeoutFuture::new(ms).await,
                Some(Then::Now) | None => return,
            }
        }
    }

    /// Waits while somebody types fast, not for long after a request has left.
    pub(super) async fn gap(self, left: f64) {
        while let Some(at) = self.key_at.try_get_value()
            && types_on(ms_since(left), ms_since(at))
        {
            TimeoutFuture::new(FAST_MS).await;
        }
    }

    /// Waits until nobody types on.
    pub(super) async fn pause(self) {
        while let Some(at) = self.key_at.try_get_value() {
            match PAUSE_MS.saturating_sub(ms_since(at)) {
                0 => return,
                left => TimeoutFuture::new(left).await,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_wait_is_done_between_two_keys_or_when_nobody_types() {
        assert_eq!(then(10), Then::Wait(20));
        assert_eq!(
            [then(30), then(44), then(250), then(u32::MAX)],
            [const { Then::Now }; 4]
        );
        assert_eq!([then(45), then(249)], [const { Then::Wait(LOOK_MS) }; 2]);
    }

    #[test]
    fn marks_wait_for_each_other_only_under_a_fast_hand_and_not_for_long() {
        assert!(types_on(499, 66));
        assert_eq!([types_on(10, 100), types_on(500, 0)], [false, false]);
    }
}
