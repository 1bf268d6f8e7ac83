//! Juries as the exam office and the centres follow them.

use super::{SessionRef, StateCount, TimedEvent};
use domain::{AccountId, Guard, JuryId, JuryState, Mover, Role};
use serde::{Deserialize, Serialize};

/// Juries of a session, or of a centre.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowedJuries {
    /// The session.
    pub session: SessionRef,
    /// Juries by state, states without a jury left out.
    pub states: Vec<StateCount>,
    /// Its juries, by code.
    pub juries: Vec<FollowedJury>,
}

/// One jury in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowedJury {
    /// Key.
    pub id: JuryId,
    /// Five digits.
    pub code: String,
    /// Label people read.
    pub label: String,
    /// Code of the ruleset.
    pub ruleset: String,
    /// Where it stands.
    pub state: JuryState,
    /// Candidates.
    pub candidates: i64,
    /// Required cells of theirs that hold nothing.
    pub missing: i64,
    /// Decisions confirmed.
    pub confirmed: i64,
    /// Minutes signed, by name.
    pub signers: Vec<String>,
    /// Centre: UAI and name.
    pub centre: Option<(String, String)>,
    /// ISO date.
    pub held_on: Option<String>,
    /// The way on.
    pub next: Option<NextMove>,
}

/// The normal way on from a state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextMove {
    /// State reached.
    pub to: JuryState,
    /// Who moves.
    pub by: Mover,
    /// The person looking may.
    pub mine: bool,
    /// What does not hold yet.
    pub unmet: Vec<Guard>,
}

/// A jury, opened by the exam office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JurySheet {
    /// The session.
    pub session: SessionRef,
    /// The jury.
    pub jury: FollowedJury,
    /// Who sits in it.
    pub seats: Vec<JurySeat>,
    /// Its log, oldest first.
    pub history: Vec<TimedEvent>,
}

/// Somebody with a seat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JurySeat {
    /// Account.
    pub account: AccountId,
    /// Name.
    pub name: String,
    /// As what.
    pub role: Role,
}

/// What became of a move of several juries.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MovedJuries {
    /// Codes of those that moved.
    pub moved: Vec<String>,
    /// Codes of those that did not, each with the name of the message that says why.
    pub skipped: Vec<(String, String)>,
}
