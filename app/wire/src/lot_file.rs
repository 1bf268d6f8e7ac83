//! A lot as a file, out and in: what is on the screen goes out, and what comes in is looked at before it is saved.

use domain::{ApplicationId, Entry, Slot};
use serde::{Deserialize, Serialize};

/// What stands in a cell on a screen and is not on the server's disk yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Whose mark.
    pub application: ApplicationId,
    /// Which mark.
    pub slot: Slot,
    /// What stands; `None` for a cell that was emptied.
    pub value: Option<Entry>,
}

/// Rows of a file as texts, blanks kept; empty rows are left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetRows {
    /// Every row has as many cells.
    pub rows: Vec<Vec<String>>,
    /// Line of the file of each row, from 1.
    pub lines: Vec<u64>,
}
