//! Lots as the exam office follows them, by anonymity number.

use super::SessionRef;
use crate::LotState;
use domain::{AnonymityNumber, Entry, LotId, Slot};
use serde::{Deserialize, Serialize};

/// Lots of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowedLots {
    /// The session.
    pub session: SessionRef,
    /// Its lots, by ruleset and label.
    pub lots: Vec<FollowedLot>,
}

/// One lot in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowedLot {
    /// Key.
    pub id: LotId,
    /// Label people read.
    pub label: String,
    /// Code of the ruleset.
    pub ruleset: String,
    /// Its columns.
    pub slots: Vec<SlotRef>,
    /// How far it has come.
    pub stage: LotState,
    /// Copies in it.
    pub copies: i64,
    /// Cells to fill: copies × columns.
    pub cells: i64,
    /// Cells that hold a mark or a code.
    pub entered: i64,
    /// Cells that hold a code.
    pub codes: i64,
    /// Markers it was given to.
    pub markers: Vec<String>,
    /// The lot it is the second entry of.
    pub second_of: Option<LotId>,
    /// Its second entry.
    pub second: Option<LotId>,
}

impl FollowedLot {
    /// Cells that hold nothing.
    pub const fn missing(&self) -> i64 {
        self.cells - self.entered
    }
}

/// A cell and its French label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotRef {
    /// The cell.
    pub slot: Slot,
    /// "Philosophie".
    pub label: String,
}

/// One lot, opened by the exam office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LotSheet {
    /// The session.
    pub session: SessionRef,
    /// The lot.
    pub lot: FollowedLot,
    /// Its copies, in order.
    pub copies: Vec<SheetCopy>,
    /// Sum of its numeric marks, hundredths.
    pub sum: i64,
    /// Its log, oldest first.
    pub history: Vec<TimedEvent>,
}

/// One copy of a lot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetCopy {
    /// Place in the lot, from 1.
    pub rank: i64,
    /// The number on the copy.
    pub anonymity: Option<AnonymityNumber>,
    /// One per column.
    pub cells: Vec<SheetCell>,
}

/// One cell of a lot: what it holds is shown only once its marker declared it final.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetCell {
    /// Holds a mark or a code.
    pub entered: bool,
    /// What it holds.
    pub entry: Option<Entry>,
}

/// An event of the log with its time in Paris.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimedEvent {
    /// `21/11/2026 à 14:32:07`.
    pub at: String,
    /// The event.
    pub event: crate::Event,
}
