//! The situation of a candidate: what his application carries beside the marks.

use super::{FoundCandidate, SessionRef, SlotRef};
use domain::{
    ApplicationContext, ApplicationId, CandidateCategory, ComponentCode, Entry, JuryState, LocalRules, Mark,
    OptionTaken, Ruleset, Sanction, Slot,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A situation as it is read, by the labels of the ruleset.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Situation {
    /// Category.
    pub category: Option<CandidateCategory>,
    /// Regime of conserved marks.
    pub regime: Option<String>,
    /// Épreuve and speciality sat there.
    pub specialities: Vec<(String, String)>,
    /// Options taken.
    pub options: Vec<OptionTaken>,
    /// Facultative marks.
    pub facultative: Vec<Entry>,
    /// Disciplinary sanction.
    pub sanction: Option<Sanction>,
    /// Components left for a later session.
    pub later: Vec<String>,
    /// Components chosen.
    pub chosen: Vec<String>,
    /// Components whose conserved mark was given up.
    pub renounced: Vec<String>,
    /// Marks given until the real one comes.
    pub provisional: Vec<(SlotRef, Mark)>,
    /// Missing marks gone without, and why.
    pub waived: Vec<(SlotRef, String)>,
}

/// All that is needed to change a situation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SituationSheet {
    /// The session.
    pub session: SessionRef,
    /// Whose.
    pub who: FoundCandidate,
    /// As it stands.
    pub context: ApplicationContext,
    /// The same, to read.
    pub situation: Situation,
    /// The law that says what it may hold; none until the candidate is registered.
    pub ruleset: Option<Ruleset>,
    /// What the académie offers.
    pub local: LocalRules,
    /// Marks already written.
    pub marks: BTreeMap<Slot, Entry>,
    /// Components whose mark is conserved.
    pub conserved: BTreeSet<ComponentCode>,
    /// Code and state of the jury.
    pub jury: Option<(String, JuryState)>,
    /// It can be changed now.
    pub open: bool,
}

/// A situation to keep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeSituation {
    /// Whose.
    pub application: ApplicationId,
    /// What it was made from.
    pub seen: ApplicationContext,
    /// All of it.
    pub context: ApplicationContext,
}
