//! The sheet: what the server said of a lot, and what was typed since. Every state a cell shows is computed here.

use super::keys::Place;
use super::outbox::{Key, Outbox, TroubleKind};
use super::tally::Tally;
use super::touched::Touched;
use super::typing;
use super::undo::{Change, Past};
use crate::parts::WriteState;
use domain::{ApplicationId, Entry, MarkCode, Slot};
use std::collections::{HashMap, HashSet};
use wire::{GridChoices, LotCell, LotColumn, LotRow, LotState, LotTotal, LotView};

/// What is being typed, in one cell at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typing {
    /// Where.
    pub place: Place,
    /// As typed.
    pub text: String,
    /// Version of the cell when typing began: a colleague's write since then is a conflict, not a detail.
    pub base: i64,
}

/// A lot on a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// What is marked.
    pub columns: Vec<LotColumn>,
    /// What they add up to, where they are the parts of a mark.
    pub totals: Vec<LotTotal>,
    /// Copies, as the server has them.
    pub rows: Vec<LotRow>,
    /// Where the lot stands.
    pub state: LotState,
    /// What the server does not have yet.
    pub outbox: Outbox,
    /// What is being typed.
    pub typing: Option<Typing>,
    /// Number of the last event seen.
    pub seq: i64,
    /// When something of ours was last acknowledged, Paris time.
    pub last_saved: Option<String>,
    /// Cells a colleague changed before our eyes.
    pub fresh: HashSet<Place>,
    /// What was written here and can be undone.
    pub past: Past,
    /// How the marker likes his grid.
    pub choices: GridChoices,
    index: HashMap<ApplicationId, usize>,
    /// What the values the server has add up to.
    pub(super) stored_tally: Tally,
    pub(super) touched: Touched<Place>,
}

/// A cell as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// Text in the cell.
    pub text: String,
    /// The code, when one stands, to be said in words.
    pub code: Option<MarkCode>,
    /// Where it stands.
    pub state: WriteState,
    /// Name of the message and its value, when refused.
    pub reason: Option<(String, String)>,
    /// Paris time of the last write known to the server.
    pub at_text: Option<String>,
    /// The colleague who wrote it, when it changed before our eyes.
    pub by: Option<String>,
    /// What stands on the server, when it is not what is shown: a conflict.
    pub theirs: Option<Option<Entry>>,
    /// May be typed in.
    pub writable: bool,
}

impl Sheet {
    /// The sheet of a lot just read.
    pub fn new(view: LotView) -> Sheet {
        let index = (0..)
            .zip(&view.rows)
            .map(|(row, copy)| (copy.application, row))
            .collect();
        let written = view.rows.iter().flat_map(|row| row.cells.written());
        let stored_tally = Tally {
            cells: view.rows.iter().map(|row| row.cells.len() as u64).sum(),
            ..Tally::of(written.map(|(_, cell)| cell.value))
        };
        Sheet {
            index,
            stored_tally,
            touched: Touched::default(),
            columns: view.columns,
            totals: view.totals,
            rows: view.rows,
            state: view.state,
            outbox: Outbox::default(),
            typing: None,
            seq: view.seq,
            last_saved: None,
            fresh: HashSet::new(),
            past: Past::default(),
            choices: view.choices,
        }
    }

    /// Address of a cell.
    pub fn key(&self, (row, column): Place) -> Key {
        (self.rows[row].application, self.columns[column].slot)
    }

    /// Place of a cell; `None` when it is not on this sheet.
    pub fn place(&self, application: ApplicationId, slot: Slot) -> Option<Place> {
        let column = self.columns.iter().position(|column| column.slot == slot)?;
        Some((*self.index.get(&application)?, column))
    }

    pub(super) fn stored(&self, (row, column): Place) -> &LotCell {
        &self.rows[row].cells[column]
    }

    /// May this cell be typed in?
    pub fn writable(&self, place: Place) -> bool {
        self.state == LotState::Open && !self.stored(place).conserved
    }

    /// The value of a cell, what is on its way included.
    pub fn value(&self, place: Place) -> Option<Entry> {
        match self.outbox.last(self.key(place)) {
            Some(pending) => pending.write.value,
            None => self.stored(place).value,
        }
    }

    /// How a cell is drawn.
    pub fn face(&self, place: Place) -> Face {
        let stored = self.stored(place);
        let key = self.key(place);
        let entry = self.value(place);
        let mut face = Face {
            text: entry.map(Entry::french).unwrap_or_default(),
            code: entry.and_then(Entry::code),
            state: self.write_state(place),
            reason: None,
            at_text: stored.at_text.clone(),
            by: self.fresh.contains(&place).then(|| stored.author.clone()).flatten(),
            theirs: None,
            writable: self.writable(place),
        };
        if let Some(typing) = self.typing.as_ref().filter(|typing| typing.place == place) {
            (face.text, face.code) = (typing.text.clone(), None);
        } else if let Some(trouble) = self.outbox.trouble(key) {
            match trouble {
                TroubleKind::Refused { text, code, value } => {
                    (face.text, face.code) = (text.clone(), None);
                    face.reason = Some((code.clone(), value.clone()));
                }
                TroubleKind::Conflict {
                    mine, theirs, author, ..
                } => {
                    (face.theirs, face.by) = (Some(*theirs), Some(author.clone()));
                    face.text = mine.map(Entry::french).unwrap_or_default();
                    face.code = mine.and_then(Entry::code);
                }
            }
        }
        face
    }

    fn touch_typing(&mut self) {
        if let Some(typing) = &self.typing {
            self.touched.add(typing.place);
        }
    }

    /// The lot moved on or back.
    pub(super) fn become_state(&mut self, state: LotState) {
        self.state = state;
        self.touched.add_all();
    }

    /// Cells that may look other than when this was asked last; `None` when all may.
    pub fn take_touched(&mut self) -> Option<Vec<Place>> {
        let keys = self.outbox.touched.take();
        let own = self.touched.take();
        let mut places = own?;
        places.extend(keys?.into_iter().filter_map(|key| self.place(key.0, key.1)));
        Some(places)
    }

    /// Where what stands in a cell stands.
    pub fn write_state(&self, place: Place) -> WriteState {
        let key = self.key(place);
        if self.typing.as_ref().is_some_and(|typing| typing.place == place) {
            return WriteState::Modified;
        }
        if let Some(trouble) = self.outbox.trouble(key) {
            return match trouble {
                TroubleKind::Refused { .. } => WriteState::Refused,
                TroubleKind::Conflict { .. } => WriteState::Conflict,
            };
        }
        match self.outbox.last(key) {
            Some(pending) if pending.flying => WriteState::Sent,
            Some(_) => WriteState::Queued,
            None if !self.writable(place) => WriteState::Locked,
            None if self.stored(place).value.is_some() => WriteState::Saved,
            None => WriteState::Empty,
        }
    }

    /// Something was typed in a cell.
    pub fn type_in(&mut self, place: Place, text: &str) {
        if !self.writable(place) {
            return;
        }
        let base = match &self.typing {
            Some(typing) if typing.place == place => typing.base,
            _ => self.stored(place).version,
        };
        let text = if self.choices.french_keys {
            typing::as_digits(text)
        } else {
            text.to_owned()
        };
        self.fresh.remove(&place);
        self.touch_typing();
        self.touched.add(place);
        self.typing = Some(Typing { place, text, base });
    }

    /// Is nothing left to type in the cell?
    pub fn is_complete(&self) -> bool {
        let typed = self.typing.as_ref();
        typed.is_some_and(|typed| typing::complete(&self.columns[typed.place.1], &typed.text, self.choices))
    }

    /// Forgets what was typed: the cell shows again what it had.
    pub fn restore(&mut self) {
        self.touch_typing();
        self.typing = None;
    }

    /// Gives what was typed to the queue, or says why it cannot be. True when something is to be kept or sent.
    pub fn commit(&mut self, op_id: impl FnOnce() -> String) -> bool {
        self.touch_typing();
        let Some(Typing { place, text, base }) = self.typing.take() else {
            return false;
        };
        let key = self.key(place);
        match typing::typed(&self.columns[place.1], &text, self.choices) {
            Err((code, value)) => self.outbox.complain(key, TroubleKind::Refused { text, code, value }),
            Ok(entry) if entry == self.value(place) => {
                let had = self.outbox.trouble(key).is_some();
                self.outbox.forgive(key);
                return had;
            }
            Ok(entry) => {
                let step = self.change(place, entry);
                self.outbox.write(key, base, entry, op_id());
                self.past.did(vec![step]);
            }
        }
        true
    }

    /// Writes our value over the colleague's, who is in the history.
    pub fn keep_mine(&mut self, place: Place, op_id: String) {
        let key = self.key(place);
        if let Some(TroubleKind::Conflict { mine, .. }) = self.outbox.trouble(key) {
            let (mine, version) = (*mine, self.stored(place).version);
            self.past.did(vec![Change {
                application: key.0,
                slot: key.1,
                before: self.stored(place).value,
                after: mine,
            }]);
            self.outbox.write(key, version, mine, op_id);
        }
    }

    /// Lets what stands stand.
    pub fn take_theirs(&mut self, place: Place) {
        let key = self.key(place);
        self.outbox.forgive(key);
    }
}

#[cfg(test)]
#[path = "sheet_tests.rs"]
pub(super) mod tests;

#[cfg(test)]
#[path = "sheet_undo_tests.rs"]
mod undo_tests;

#[cfg(test)]
#[path = "sheet_told_tests.rs"]
mod told_tests;
