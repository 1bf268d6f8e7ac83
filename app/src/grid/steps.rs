//! Steps of a sheet: several cells written at once, and the way back.

use super::keys::Place;
use super::sheet::Sheet;
use super::undo::{Change, Turn};
use domain::Entry;

/// What came of undoing or redoing a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turned {
    /// The first of its cells that was written.
    pub change: Change,
    /// How many were.
    pub cells: usize,
}

impl Sheet {
    pub(super) fn change(&self, place: Place, after: Option<Entry>) -> Change {
        let (application, slot) = self.key(place);
        Change {
            application,
            slot,
            before: self.value(place),
            after,
        }
    }

    /// Writes several cells as one step: those of a block, or a selection that is emptied.
    pub fn write_all(&mut self, cells: &[(Place, Option<Entry>)], mut op_id: impl FnMut() -> String) {
        let mut step = Vec::new();
        for (place, entry) in cells {
            if self.writable(*place) && self.value(*place) != *entry {
                step.push(self.change(*place, *entry));
                let version = self.stored(*place).version;
                self.outbox.write(self.key(*place), version, *entry, op_id());
            }
        }
        self.past.did(step);
    }

    /// Undoes or redoes a step, as new writes. A cell that somebody else changed since stays as it is; a step of which
    /// nothing is left is passed over.
    pub fn turn(&mut self, turn: Turn, mut op_id: impl FnMut() -> String) -> Option<Turned> {
        while let Some(step) = self.past.turn(turn) {
            let mut turned = None;
            for change in step {
                let Some(place) = self.place(change.application, change.slot) else {
                    continue;
                };
                if !self.writable(place) || self.value(place) != change.before {
                    continue;
                }
                let version = self.stored(place).version;
                self.outbox.write(change.key(), version, change.after, op_id());
                turned.get_or_insert(Turned { change, cells: 0 }).cells += 1;
            }
            if turned.is_some() {
                return turned;
            }
        }
        None
    }
}
