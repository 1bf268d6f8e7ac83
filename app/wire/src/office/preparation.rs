//! Preparing a session: the table of MEF, lots, juries, and what can be chosen for each.

use super::{FollowedJury, FollowedLot, SessionRef, SlotRef};
use domain::AccountId;
use serde::{Deserialize, Serialize};

/// Where the preparation of a session stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreparationSheet {
    /// The session.
    pub session: SessionRef,
    /// Table of MEF, those of imported pupils included.
    pub mefs: Vec<MefLine>,
    /// Qualifications the program knows, with their cells.
    pub rulesets: Vec<RulesetRef>,
    /// Candidates registered.
    pub registered: i64,
    /// Those with an anonymity number.
    pub numbered: i64,
    /// Lots, by ruleset and label.
    pub lots: Vec<FollowedLot>,
    /// Juries, by code.
    pub juries: Vec<FollowedJury>,
    /// Accounts that can be given a lot or a seat.
    pub accounts: Vec<AccountRef>,
    /// Establishments that can be a deliberation centre: UAI, name and commune.
    pub centres: Vec<(String, String)>,
}

/// A line of the table MEF → qualification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MefLine {
    /// Module élémentaire de formation.
    pub mef: String,
    /// Label, once mapped.
    pub label: Option<String>,
    /// Code of the ruleset, once mapped.
    pub ruleset: Option<String>,
    /// Pupils of this MEF.
    pub pupils: i64,
    /// Those registered.
    pub registered: i64,
}

/// A qualification that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesetRef {
    /// Its code.
    pub code: String,
    /// Its label.
    pub label: String,
    /// Its mandatory cells, those a lot can be made of.
    pub slots: Vec<SlotRef>,
}

/// An account that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountRef {
    /// Key.
    pub id: AccountId,
    /// Name shown.
    pub name: String,
    /// What is typed to log in.
    pub login: String,
}
