//! Double entry (double saisie): two people enter the same lot, and what differs is looked at.

use super::{FollowedLot, SessionRef, SlotRef};
use crate::LotState;
use domain::{AnonymityNumber, ApplicationId, Entry, LotId, Slot};
use serde::{Deserialize, Serialize};

/// Both entries of a lot, side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// The session.
    pub session: SessionRef,
    /// The lot whose marks stand.
    pub first: FollowedLot,
    /// Its second entry.
    pub second: FollowedLot,
    /// Where both differ or differed, in the order of the pile; empty while one of them is being entered.
    pub differences: Vec<Difference>,
}

impl Comparison {
    /// Both markers have declared their entry final.
    pub fn ready(&self) -> bool {
        self.first.stage != LotState::Open && self.second.stage != LotState::Open
    }

    /// Differences that nobody settled.
    pub fn left(&self) -> usize {
        self.differences.iter().filter(|it| it.settled.is_none()).count()
    }
}

/// A cell in which both entries differ, or differed until it was settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Whose mark.
    pub application: ApplicationId,
    /// Place of the copy, from 1.
    pub rank: i64,
    /// The number on the copy.
    pub anonymity: Option<AnonymityNumber>,
    /// Which mark.
    pub slot: SlotRef,
    /// As the first marker entered it.
    pub first: HandEntry,
    /// As the second did.
    pub second: HandEntry,
    /// What was decided.
    pub settled: Option<Settlement>,
}

/// One of the two entries of a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandEntry {
    /// Mark or code.
    pub value: Option<Entry>,
    /// Version of the cell it stands in now.
    pub version: i64,
    /// By whom; `None` when nothing was ever written, or somebody settled it since.
    pub author: Option<String>,
    /// When, in Paris.
    pub at: Option<String>,
}

/// What was decided between two entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    /// What stands.
    pub value: Option<Entry>,
    /// Why; empty when it is one of the two.
    pub reason: String,
    /// By whom.
    pub author: String,
    /// When, in Paris.
    pub at: String,
}

/// Command: decide what stands in a cell whose two entries differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettleDifference {
    /// Name of the operation, chosen by the client: the same one is done once.
    pub op_id: String,
    /// Either lot of the two.
    pub lot: LotId,
    /// Whose mark.
    pub application: ApplicationId,
    /// Which mark.
    pub slot: Slot,
    /// Version of the mark that was seen.
    pub version: i64,
    /// Version of the second entry that was seen.
    pub second_version: i64,
    /// What stands from now on.
    pub choice: Choice,
}

/// What stands where two entries differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choice {
    /// The first entry.
    First,
    /// The second entry.
    Second,
    /// Neither.
    Third {
        /// Mark or code.
        value: Entry,
        /// Why.
        reason: String,
    },
}

impl Choice {
    /// Stable name.
    pub const fn code(&self) -> &'static str {
        match self {
            Choice::First => "first",
            Choice::Second => "second",
            Choice::Third { .. } => "third",
        }
    }
}
