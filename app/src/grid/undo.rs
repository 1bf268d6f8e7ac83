//! What was done in a sheet and can be undone. Undoing writes again: the log holds the mark, its change and the way back.

use super::outbox::Key;
use domain::{ApplicationId, Entry, Slot};
use serde::{Deserialize, Serialize};

/// Cells kept: what can be undone must leave the browser's store room for what is not sent.
const KEPT: usize = 2_000;

/// One cell of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Whose mark.
    pub application: ApplicationId,
    /// Which mark.
    pub slot: Slot,
    /// What stood.
    pub before: Option<Entry>,
    /// What was written.
    pub after: Option<Entry>,
}

impl Change {
    /// Which cell.
    pub fn key(&self) -> Key {
        (self.application, self.slot)
    }

    fn reversed(self) -> Change {
        Change {
            before: self.after,
            after: self.before,
            ..self
        }
    }
}

/// Steps, the latest last. A block pasted at once is one step.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Past {
    done: Vec<Vec<Change>>,
    undone: Vec<Vec<Change>>,
}

/// Which way through the past.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Annuler.
    Undo,
    /// Rétablir.
    Redo,
}

impl Past {
    /// Something was written by hand; what was undone before is out of reach from here.
    pub fn did(&mut self, step: Vec<Change>) {
        if step.is_empty() {
            return;
        }
        self.undone.clear();
        self.done.push(step);
        let mut kept = 0;
        let fits = self.done.iter().rev().take_while(|step| {
            kept += step.len();
            kept <= KEPT
        });
        // The step just done can always be undone.
        let beyond = self.done.len() - fits.count().max(1);
        self.done.drain(..beyond);
    }

    /// The next step of a turn, as it is to be written; it moves to the other side.
    pub fn turn(&mut self, turn: Turn) -> Option<Vec<Change>> {
        let (from, to) = match turn {
            Turn::Undo => (&mut self.done, &mut self.undone),
            Turn::Redo => (&mut self.undone, &mut self.done),
        };
        let step = from.pop()?;
        let written = match turn {
            Turn::Undo => step.iter().rev().map(|change| change.reversed()).collect(),
            Turn::Redo => step.clone(),
        };
        to.push(step);
        Some(written)
    }

    /// Nothing to undo and nothing to redo.
    pub fn is_empty(&self) -> bool {
        self.done.is_empty() && self.undone.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(before: &str, after: &str) -> Change {
        Change {
            application: ApplicationId(1),
            slot: "PHI".parse().expect("a slot"),
            before: before.parse().ok(),
            after: after.parse().ok(),
        }
    }

    #[test]
    fn steps_go_back_and_forth_and_a_new_one_closes_the_way_forth() {
        let mut past = Past::default();
        past.did(vec![change("", "8")]);
        past.did(vec![change("8", "9")]);
        assert_eq!(past.turn(Turn::Undo), Some(vec![change("9", "8")]));
        assert_eq!(past.turn(Turn::Redo), Some(vec![change("8", "9")]));
        assert_eq!(past.turn(Turn::Undo), Some(vec![change("9", "8")]));
        past.did(vec![change("8", "10")]);
        assert_eq!(past.turn(Turn::Redo), None);
        assert_eq!(past.turn(Turn::Undo), Some(vec![change("10", "8")]));
        assert_eq!(past.turn(Turn::Undo), Some(vec![change("8", "")]));
        assert_eq!(past.turn(Turn::Undo), None);
    }

    #[test]
    fn the_oldest_steps_go_and_the_last_stays_however_large() {
        let mut past = Past::default();
        past.did(vec![change("", "7")]);
        past.did(vec![change("", "8"); KEPT - 1]);
        past.did(vec![change("", "9")]);
        assert_eq!(past.done.len(), 2);
        past.did(vec![change("", "10"); KEPT + 1]);
        assert_eq!(past.done.len(), 1);
    }
}
