//! Views of the exam office. Names of candidates stand here: nothing of it goes to a marker or a juror.

mod candidates;
mod double_entry;
mod juries;
mod lots;
mod preparation;
mod rules;
mod situation;
mod situation_field;

pub use candidates::*;
pub use double_entry::*;
pub use juries::*;
pub use lots::*;
pub use preparation::*;
pub use rules::*;
pub use situation::*;
pub use situation_field::SituationField;

use domain::{AccountId, Grant, JuryState, MinutesSigning, SessionId};
use serde::{Deserialize, Serialize};

/// An exam session, as office screens name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRef {
    /// Key.
    pub id: SessionId,
    /// `yyyy-mm`.
    pub code: String,
    /// Label people read.
    pub label: String,
    /// Name of the académie.
    pub academy: String,
    /// How its minutes are signed.
    pub signing: MinutesSigning,
}

/// Where a session stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeOverview {
    /// Sessions this person may follow, newest first.
    pub sessions: Vec<SessionRef>,
    /// The one shown; `None` when there is none yet.
    pub session: Option<SessionRef>,
    /// What it holds.
    pub counts: OfficeCounts,
    /// Juries by state, states without a jury left out.
    pub states: Vec<StateCount>,
}

/// What a session holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct OfficeCounts {
    /// Establishments known.
    pub establishments: i64,
    /// Pupils imported, registered or not.
    pub imported: i64,
    /// Pupils registered to a qualification.
    pub registered: i64,
    /// Different MEF of the imported pupils that no qualification answers.
    pub unmapped_mefs: i64,
    /// Registered candidates without anonymity number.
    pub without_anonymity: i64,
    /// Registered candidates in no jury.
    pub without_jury: i64,
    /// Lots being entered.
    pub lots_open: i64,
    /// Lots locked by their marker.
    pub lots_locked: i64,
    /// Lots whose marks were taken in.
    pub lots_discharged: i64,
    /// Open lots that nobody was given.
    pub lots_without_marker: i64,
    /// Required cells that hold neither mark nor code.
    pub missing: i64,
    /// Juries.
    pub juries: i64,
    /// Publications that were not withdrawn.
    pub publications: i64,
}

/// Juries in one state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StateCount {
    /// The state.
    pub state: JuryState,
    /// How many juries.
    pub juries: i64,
}

/// An account in the list of accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountLine {
    /// Key.
    pub id: AccountId,
    /// What is typed to log in.
    pub login: String,
    /// Name shown.
    pub name: String,
    /// What it may do.
    pub grants: Vec<Grant>,
    /// May not log in.
    pub disabled: bool,
    /// Still has the password it was given.
    pub first_password: bool,
}
