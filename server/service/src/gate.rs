//! The gate before passwords: guesses at one account come one by one, and few hashes are computed at once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, Weak};
use tokio::sync::{Mutex as Turn, OwnedMutexGuard, Semaphore, SemaphorePermit};

/// Who may try a password now.
pub(crate) struct Gate {
    turns: Mutex<HashMap<String, Weak<Turn<()>>>>,
    hashing: Semaphore,
}

impl Default for Gate {
    fn default() -> Self {
        // A hash takes 19 MiB and a whole processor; more at once than there are would only starve the marks.
        let at_once = std::thread::available_parallelism().map_or(2, |n| n.get().max(2));
        Gate {
            turns: Mutex::default(),
            hashing: Semaphore::new(at_once),
        }
    }
}

impl Gate {
    /// Waits until nobody else tries this login: counting guesses and recording one must not interleave.
    pub(crate) async fn turn(&self, login: &str) -> OwnedMutexGuard<()> {
        let turn = {
            let mut turns = self.turns.lock().expect("no panic while held");
            match turns.get(login).and_then(Weak::upgrade) {
                Some(turn) => turn,
                None => {
                    turns.retain(|_, turn| turn.strong_count() > 0);
                    let turn = Arc::new(Turn::new(()));
                    turns.insert(login.to_string(), Arc::downgrade(&turn));
                    turn
                }
            }
        };
        turn.lock_owned().await
    }

    /// Waits for a processor to hash on.
    pub(crate) async fn processor(&self) -> Option<SemaphorePermit<'_>> {
        self.hashing.acquire().await.ok()
    }
}
