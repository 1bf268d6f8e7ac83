//! Rulesets, as the office reads them.

use super::SessionRef;
use domain::{AnonymityNumber, ApplicationId, Change, Decision, LocalRules, Mention, Ruleset};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;

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

/// Candidates by what is decided on them, by one law and by another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally(BTreeMap<Place, (Told, u64, u64)>);

type Place = (usize, Reverse<Option<Mention>>);

impl Tally {
    /// Counts a candidate.
    pub fn add(&mut self, before: Told, after: Told) {
        self.of(before).1 += 1;
        self.of(after).2 += 1;
    }

    /// The best first, a mention before none.
    pub fn counts(self) -> Vec<(Told, u64, u64)> {
        self.0.into_values().collect()
    }

    fn of(&mut self, told: Told) -> &mut (Told, u64, u64) {
        self.0.entry((told.0 as usize, Reverse(told.1))).or_insert((told, 0, 0))
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candidates_are_counted_on_both_sides_the_best_first() {
        let (refused, admitted) = ((Decision::Refused, None), (Decision::Admitted, None));
        let (good, very_good) = (
            (Decision::Admitted, Some(Mention::B)),
            (Decision::Admitted, Some(Mention::Tb)),
        );
        let mut tally = Tally::default();
        for (before, after) in [(refused, admitted), (good, very_good), (good, good)] {
            tally.add(before, after);
        }
        let counts = [(very_good, 0, 1), (good, 2, 1), (admitted, 0, 1), (refused, 1, 0)];
        assert_eq!(tally.counts(), counts);
    }
}
