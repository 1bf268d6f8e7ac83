//! Lots of copies as markers see them: anonymity numbers, never a name.

use crate::cells::Cells;
use crate::lot_column::{LotColumn, LotTotal};
use domain::{AnonymityNumber, ApplicationId, Entry, LotId, Mark, MarkError, Slot};
use serde::{Deserialize, Serialize};

/// Where a lot stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LotState {
    /// Marks are being entered (en saisie).
    Open,
    /// Declared final by its marker (verrouillé).
    Locked,
    /// Its marks are in the candidates' records (déchargé).
    Discharged,
}

impl LotState {
    /// Every state, in the order of life.
    pub const ALL: [LotState; 3] = [LotState::Open, LotState::Locked, LotState::Discharged];

    /// Name in the rows of lots.
    pub const fn code(self) -> &'static str {
        match self {
            LotState::Open => "open",
            LotState::Locked => "locked",
            LotState::Discharged => "discharged",
        }
    }

    /// The state of a name.
    pub fn from_code(code: &str) -> Option<LotState> {
        [LotState::Open, LotState::Locked, LotState::Discharged]
            .into_iter()
            .find(|state| state.code() == code)
    }
}

/// A lot in the list of a marker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LotSummary {
    /// Which.
    pub id: LotId,
    /// What its slip says.
    pub label: String,
    /// Label of the session.
    pub session: String,
    /// Labels of what is marked in it.
    pub subjects: Vec<String>,
    /// Where it stands.
    pub state: LotState,
    /// Copies in it.
    pub copies: u64,
    /// Cells to fill.
    pub cells: u64,
    /// Cells filled.
    pub filled: u64,
    /// When it was locked, Paris time.
    pub locked_at_text: Option<String>,
}

/// A lot with its copies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LotView {
    /// Which.
    pub id: LotId,
    /// What its slip says.
    pub label: String,
    /// Label of the session.
    pub session: String,
    /// Where it stands.
    pub state: LotState,
    /// What is marked.
    pub columns: Vec<LotColumn>,
    /// What columns add up to, where they are the parts of a mark.
    pub totals: Vec<LotTotal>,
    /// Copies, in the order of the pile.
    pub rows: Vec<LotRow>,
    /// Number of the last event these rows include: the live stream goes on from there.
    pub seq: i64,
    /// Drawn for this view: names the operations of a form sent without scripts.
    pub token: String,
    /// When it was locked, Paris time.
    pub locked_at_text: Option<String>,
    /// How the reader likes his grid.
    pub choices: crate::GridChoices,
    /// Of a lot no longer open: the marks of the other lots of the same tests that are no longer open either.
    pub beside: Option<Spread>,
}

/// How marks are spread.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Spread {
    /// Marks.
    pub marks: u64,
    /// Their sum, hundredths.
    pub sum: u64,
    /// Marks by whole points, from 0 to 20.
    pub bars: [u32; 21],
}

/// Columns up to which a cell has room for words beside its field: when it was written and by whom travel along. In a
/// wider lot its history tells.
pub const ROOMY: usize = 3;

/// A copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LotRow {
    /// Whose, without saying who.
    pub application: ApplicationId,
    /// What is written on the copy.
    pub anonymity: AnonymityNumber,
    /// One per column.
    pub cells: Cells,
}

/// A cell as the server has it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LotCell {
    /// What stands in it; `None` is a missing mark.
    pub value: Option<Entry>,
    /// Accepted writes, 0 when never written.
    pub version: i64,
    /// When it was last written, Paris time.
    pub at_text: Option<String>,
    /// By which colleague.
    pub author: Option<String>,
    /// Conserved from an earlier session: not this marker's to change.
    pub conserved: bool,
}

/// One write in one cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellWrite {
    /// Name of the operation, drawn by the client: the same one is done once.
    pub op_id: String,
    /// Whose mark.
    pub application: ApplicationId,
    /// Which mark.
    pub slot: Slot,
    /// Version the writer saw, 0 when never written.
    pub expected_version: i64,
    /// What is written; `None` empties the cell.
    pub value: Option<Entry>,
}

/// Writes in the cells of a lot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveMarks {
    /// Which lot.
    pub lot: LotId,
    /// In the order they were typed.
    pub writes: Vec<CellWrite>,
}

/// What became of one write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellAnswer {
    /// Which operation.
    pub op_id: String,
    /// What became of it.
    pub outcome: CellOutcome,
}

/// What can become of a write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellOutcome {
    /// It is on the server's disk.
    Saved {
        /// Version of the cell after it.
        version: i64,
        /// Epoch milliseconds.
        at_ms: i64,
        /// Paris time, `14:32:07`.
        at_text: String,
        /// Number of its event in the log of the lot.
        seq: i64,
    },
    /// It may not stand.
    Refused {
        /// Name of the message.
        code: String,
        /// What was found, or the bound that was crossed.
        value: String,
    },
    /// Somebody else wrote first; what was tried is in the history of the cell.
    Conflict {
        /// What was tried.
        mine: Option<Entry>,
        /// What stands.
        theirs: Option<Entry>,
        /// Who wrote what stands.
        author: String,
        /// When, Paris time.
        at_text: String,
        /// Version that stands.
        version: i64,
    },
}

/// Declares a lot final, with the control totals of the paper slip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockLot {
    /// Which lot.
    pub lot: LotId,
    /// Copies counted.
    pub copies: i64,
    /// Sum of the numeric marks, hundredths.
    pub sum: i64,
    /// Codes counted.
    pub codes: i64,
    /// Sums by ten copies of the pile, hundredths; none of a lot of ten copies or fewer. A mark that slipped to the next
    /// ten changes two of them, and the sum of all not at all.
    pub tens: Vec<i64>,
}

/// Asks what happened in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellHistory {
    /// Whose mark.
    pub application: ApplicationId,
    /// Which mark.
    pub slot: Slot,
}

/// One thing that happened in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellPast {
    /// Paris date and time.
    pub at_text: String,
    /// Which colleague.
    pub author: String,
    /// What he did.
    pub deed: CellDeed,
}

/// What can happen in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellDeed {
    /// A value was written over another.
    Written {
        /// Replaced.
        before: Option<Entry>,
        /// Written.
        after: Option<Entry>,
    },
    /// A write came too late; its value is kept here.
    TooLate {
        /// Tried.
        tried: Option<Entry>,
        /// What stood.
        stands: Option<Entry>,
    },
    /// A jury raised the mark.
    Raised {
        /// From.
        before: Entry,
        /// To.
        after: Entry,
    },
    /// A jury took a raise back.
    Lowered {
        /// From.
        before: Entry,
        /// To.
        after: Entry,
    },
}

/// Name of the message for what is wrong with a mark, and its value.
pub fn mark_refusal(error: &MarkError) -> (&'static str, String) {
    match error {
        MarkError::Empty => ("required", String::new()),
        MarkError::NotANumber => ("mark_not_a_number", String::new()),
        MarkError::Negative => ("mark_negative", String::new()),
        MarkError::TooManyDecimals => ("mark_decimals", String::new()),
        MarkError::AboveMaximum => ("mark_above_maximum", Mark::MAX.french()),
        MarkError::AboveScale(highest) => ("mark_above_maximum", highest.french()),
        MarkError::UnknownCode => ("mark_unknown_code", String::new()),
        MarkError::CodeNotAllowed(code) => ("mark_code_not_allowed", code.to_string()),
        MarkError::StepNotAllowed(step) => ("mark_step", step.to_string().replace('.', ",")),
        MarkError::UnknownSlot => ("mark_unknown_slot", String::new()),
    }
}
