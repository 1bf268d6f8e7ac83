//! Writes that the server has not acknowledged yet, and those it did not take. It survives a reload as JSON.

use super::touched::Touched;
use domain::{ApplicationId, Entry, Slot};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use wire::{CellWrite, Draft};

/// Address of a cell.
pub type Key = (ApplicationId, Slot);

/// A write on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// What is written.
    pub write: CellWrite,
    /// It left once: the server may know it, so it never changes again and goes under the same name.
    pub sent: bool,
    /// A request carries it at this moment, and takes its time.
    #[serde(skip)]
    pub flying: bool,
}

impl Pending {
    /// Which cell.
    pub fn key(&self) -> Key {
        (self.write.application, self.write.slot)
    }
}

/// Something typed that does not stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    /// Whose mark.
    pub application: ApplicationId,
    /// Which mark.
    pub slot: Slot,
    /// Why.
    pub kind: TroubleKind,
}

/// Why something typed does not stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum TroubleKind {
    /// It may not: what was typed, the name of the message, its value.
    Refused {
        /// As typed.
        text: String,
        /// Name of the message.
        code: String,
        /// Value of the message.
        value: String,
    },
    /// A colleague wrote first.
    Conflict {
        /// Typed here.
        mine: Option<Entry>,
        /// Standing.
        theirs: Option<Entry>,
        /// Who wrote what stands.
        author: String,
        /// When, Paris time.
        at_text: String,
    },
}

/// The queue, in the order of typing, and what needs a choice.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Outbox {
    /// Waiting or on their way.
    pub pending: Vec<Pending>,
    /// Refused or in conflict.
    pub troubles: Vec<Trouble>,
    /// Cells something of this changed for.
    #[serde(skip)]
    pub touched: Touched<Key>,
}

impl Outbox {
    /// Nothing to keep.
    pub fn is_empty(&self) -> bool {
        self.pending.is_empty() && self.troubles.is_empty()
    }

    /// The latest write of a cell.
    pub fn last(&self, key: Key) -> Option<&Pending> {
        self.pending.iter().rev().find(|pending| pending.key() == key)
    }

    /// What its cells will hold.
    pub fn values(&self) -> HashMap<Key, Option<Entry>> {
        let value = |pending: &Pending| (pending.key(), pending.write.value);
        self.pending.iter().map(value).collect()
    }

    /// What is not acknowledged yet, in order: the last of a cell counts.
    pub fn drafts(&self) -> Vec<Draft> {
        let draft = |pending: &Pending| Draft {
            application: pending.write.application,
            slot: pending.write.slot,
            value: pending.write.value,
        };
        self.pending.iter().map(draft).collect()
    }

    /// What is wrong with a cell.
    pub fn trouble(&self, key: Key) -> Option<&TroubleKind> {
        self.troubles
            .iter()
            .find(|trouble| (trouble.application, trouble.slot) == key)
            .map(|trouble| &trouble.kind)
    }

    /// Puts a trouble on a cell, in place of another.
    pub fn complain(&mut self, key: Key, kind: TroubleKind) {
        self.forgive(key);
        self.touched.add(key);
        self.troubles.push(Trouble {
            application: key.0,
            slot: key.1,
            kind,
        });
    }

    /// Takes the trouble of a cell away.
    pub fn forgive(&mut self, key: Key) {
        self.touched.add(key);
        self.troubles
            .retain(|trouble| (trouble.application, trouble.slot) != key);
    }

    /// Queues a write over `version`. One that has not left yet takes the new value; one that has is followed by
    /// another, which expects the version the first will make.
    pub fn write(&mut self, key: Key, version: i64, value: Option<Entry>, op_id: String) {
        self.forgive(key);
        let last = self.pending.iter_mut().rev().find(|pending| pending.key() == key);
        let expected_version = match last {
            Some(unsent) if !unsent.sent => {
                unsent.write.value = value;
                return;
            }
            Some(sent) => sent.write.expected_version + 1,
            None => version,
        };
        let write = CellWrite {
            op_id,
            application: key.0,
            slot: key.1,
            expected_version,
            value,
        };
        self.pending.push(Pending {
            write,
            sent: false,
            flying: false,
        });
    }

    /// The next request: in order, `most` at most, one write per cell, so that a second waits for the first's answer.
    pub fn batch(&mut self, most: usize) -> Vec<CellWrite> {
        let mut cells = Vec::new();
        let mut writes = Vec::new();
        for pending in &mut self.pending {
            if writes.len() == most {
                break;
            }
            let key = pending.key();
            if !cells.contains(&key) {
                cells.push(key);
                pending.sent = true;
                writes.push(pending.write.clone());
            }
        }
        writes
    }

    /// The request takes its time.
    pub fn show_sent(&mut self) {
        for pending in self.pending.iter_mut().filter(|pending| pending.sent) {
            pending.flying = true;
            self.touched.add(pending.key());
        }
    }

    /// The request came to nothing: its writes wait again, under the same names.
    pub fn landed(&mut self) {
        for pending in &mut self.pending {
            if std::mem::take(&mut pending.flying) {
                self.touched.add(pending.key());
            }
        }
    }

    /// Takes an answered write out.
    pub fn take(&mut self, op_id: &str) -> Option<CellWrite> {
        let place = self.pending.iter().position(|pending| pending.write.op_id == op_id)?;
        let write = self.pending.remove(place).write;
        self.touched.add((write.application, write.slot));
        Some(write)
    }

    /// Takes the writes of a cell out and gives the value of the last.
    pub fn take_cell(&mut self, key: Key) -> Option<Option<Entry>> {
        let last = self.last(key).map(|pending| pending.write.value);
        self.touched.add(key);
        self.pending.retain(|pending| pending.key() != key);
        last
    }

    /// After a refusal the next write of the cell replaces the version the refused one would have.
    pub fn rebase(&mut self, key: Key) {
        for pending in self
            .pending
            .iter_mut()
            .filter(|pending| pending.key() == key && !pending.sent)
        {
            pending.write.expected_version -= 1;
        }
    }

    /// What another tab left, then what was typed here and it does not know.
    pub fn after(self, mut left: Outbox) -> Outbox {
        left.touched.add_all();
        for pending in self.pending {
            if !left
                .pending
                .iter()
                .any(|known| known.write.op_id == pending.write.op_id)
            {
                left.pending.push(pending);
            }
        }
        for trouble in self.troubles {
            if left.trouble((trouble.application, trouble.slot)).is_none() {
                left.troubles.push(trouble);
            }
        }
        left
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(id: i64) -> Key {
        (ApplicationId(id), "PHI".parse().expect("slot"))
    }

    fn mark(text: &str) -> Option<Entry> {
        Some(text.parse().expect("mark"))
    }

    #[test]
    fn unsent_edits_of_a_cell_are_one_and_sent_ones_are_never_touched() {
        let mut outbox = Outbox::default();
        outbox.write(key(1), 3, mark("8"), "a".into());
        outbox.write(key(1), 3, mark("9"), "b".into());
        assert_eq!(outbox.pending.len(), 1);
        let sent = outbox.batch(64);
        assert_eq!(
            (sent[0].op_id.as_str(), sent[0].value, sent[0].expected_version),
            ("a", mark("9"), 3)
        );
        outbox.write(key(1), 3, mark("10"), "c".into());
        outbox.write(key(1), 3, mark("11"), "d".into());
        assert_eq!(outbox.pending.len(), 2);
        assert_eq!(
            (outbox.pending[1].write.expected_version, outbox.pending[1].write.value),
            (4, mark("11"))
        );
    }

    #[test]
    fn a_second_write_of_a_cell_waits_for_the_first() {
        let mut outbox = Outbox::default();
        outbox.write(key(1), 0, mark("8"), "a".into());
        outbox.batch(64);
        outbox.write(key(1), 0, mark("9"), "b".into());
        outbox.write(key(2), 0, mark("7"), "c".into());
        outbox.landed();
        let again: Vec<String> = outbox.batch(64).into_iter().map(|write| write.op_id).collect();
        assert_eq!(again, ["a", "c"]);
    }

    #[test]
    fn a_reload_keeps_the_names_of_what_left() {
        let mut outbox = Outbox::default();
        outbox.write(key(1), 0, mark("8"), "a".into());
        outbox.batch(64);
        let kept = serde_json::to_string(&outbox).expect("json");
        let mut again: Outbox = serde_json::from_str(&kept).expect("json");
        assert!(again.pending[0].sent && !again.pending[0].flying);
        again.write(key(1), 0, mark("9"), "b".into());
        assert_eq!(again.batch(64)[0].op_id, "a");
    }

    #[test]
    fn what_another_tab_left_comes_first_and_nothing_twice() {
        let mut left = Outbox::default();
        left.write(key(1), 0, mark("8"), "a".into());
        let mut own = left.clone();
        own.write(key(2), 0, mark("9"), "b".into());
        let both = own.after(left);
        assert_eq!(
            both.pending.iter().map(|p| p.write.op_id.as_str()).collect::<Vec<_>>(),
            ["a", "b"]
        );
    }
}
