//! Rulesets, as the office reads them.

use super::SessionRef;
use domain::{AnonymityNumber, ApplicationId, Change, Decision, LocalRules, Mention, Ruleset};
use serde::{Deserialize, Serialize};

/// The rulesets that come with the program, and the one looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesetsView {
    /// The session, when there is one.
    pub session: Option<SessionRef>,
    /// All of them.
    pub lines: Vec<RulesetLine>,
    /// The one looked at.
    pub sheet: Option<RulesetSheet>,
}

/// A ruleset in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesetLine {
    /// Code.
    pub code: String,
    /// French label.
    pub label: String,
    /// Candidates of the session it decides on.
    pub candidates: i64,
    /// Since when its text is frozen in the session.
    pub frozen: Option<String>,
}

/// A ruleset, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesetSheet {
    /// The ruleset.
    pub ruleset: Ruleset,
    /// What its worked cases show: each comes out as it says, or the ruleset would decide on nobody.
    pub cases: Vec<String>,
    /// Since when its text is frozen in the session.
    pub frozen: Option<String>,
    /// What the académie offers and asks for.
    pub local: LocalRules,
    /// Versions of that, newest first.
    pub versions: Vec<LocalVersion>,
}

/// Who changed the local layer, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalVersion {
    /// From 1.
    pub version: i64,
    /// Name.
    pub author: String,
    /// Day and time, in Paris.
    pub at: String,
}

/// Two rulesets compared, and tried on the candidates of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesetComparison {
    /// The session, when there is one.
    pub session: Option<SessionRef>,
    /// Codes and labels of all.
    pub all: Vec<(String, String)>,
    /// What was asked for; none before two were chosen.
    pub compared: Option<Compared>,
}

/// What differs between two rulesets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// Before.
    pub from: Ruleset,
    /// After.
    pub to: Ruleset,
    /// Differences, in the order of the text.
    pub changes: Vec<Change>,
    /// What would become of the candidates the first one decides on.
    pub tried: Option<Tried>,
}

/// A decision and its mention.
pub type Told = (Decision, Option<Mention>);

/// What would become of candidates under another ruleset.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tried {
    /// Candidates tried.
    pub candidates: u64,
    /// How many of them would be decided otherwise.
    pub flipped: u64,
    /// Candidates the other ruleset cannot decide on as they are.
    pub refused: u64,
    /// By decision and mention: before, and after.
    pub counts: Vec<(Told, u64, u64)>,
    /// The first of those decided otherwise.
    pub flips: Vec<Flip>,
}

/// A candidate who would be decided otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flip {
    /// Whose application.
    pub application: ApplicationId,
    /// Anonymity number, once drawn.
    pub anonymity: Option<AnonymityNumber>,
    /// Before, with the average as people read it.
    pub before: (Told, Option<String>),
    /// After.
    pub after: (Told, Option<String>),
}
