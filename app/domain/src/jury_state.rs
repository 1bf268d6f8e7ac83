//! States of a jury (états d'avancement) and the ways between them.
//!
//! Codes and labels are those of the deliberation memos; the guards marked as proposals there are ours.

use serde::{Deserialize, Serialize};

/// State of a jury, by its three-digit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum JuryState {
    /// 000, délibération non commencée.
    #[serde(rename = "000")]
    NotStarted,
    /// 105, modification de notes avant la délibération du 1er groupe.
    #[serde(rename = "105")]
    MarkControl,
    /// 110, délibération du 1er groupe.
    #[serde(rename = "110")]
    Deliberating,
    /// 120, édition du PV de tenue par le jury.
    #[serde(rename = "120")]
    Minutes,
    /// 130, éditions après le 1er groupe.
    #[serde(rename = "130")]
    Closed,
    /// 140, 1er groupe terminé dans le centre.
    #[serde(rename = "140")]
    FinishedInCentre,
    /// 198, 1er groupe verrouillé par l'académie.
    #[serde(rename = "198")]
    Locked,
    /// 200, recueil des notes du 2nd groupe.
    #[serde(rename = "200")]
    Group2Marks,
    /// 210, délibération du 2nd groupe.
    #[serde(rename = "210")]
    Group2Deliberating,
    /// 211, édition du PV de tenue du 2nd groupe (éditions après l'épreuve de contrôle in the paper variant).
    #[serde(rename = "211")]
    Group2Minutes,
    /// 212, éditions après le 2nd groupe.
    #[serde(rename = "212")]
    Group2Closed,
    /// 214, 2nd groupe terminé dans le centre.
    #[serde(rename = "214")]
    Group2FinishedInCentre,
    /// 218, 2nd groupe verrouillé par l'académie.
    #[serde(rename = "218")]
    Group2Locked,
}

/// How the minutes are signed (signature du PV); a setting of domain and session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MinutesSigning {
    /// Signed in the application: states 120 and 212 exist.
    Electronic,
    /// Printed and signed by hand: 110 goes to 130 and 211 plays the part of 212.
    Paper,
}

/// Who causes a transition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mover {
    /// The exam office (gestionnaire DEC).
    Manager,
    /// The head of the deliberation centre.
    CentreHead,
    /// The president or vice-president.
    Jury,
}

/// A condition for a transition, beside the right to make it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Guard {
    /// The jury has candidates, a centre and a date.
    Composed,
    /// No mark of group 1 is missing.
    NoMissingMark,
    /// Every candidate has an anonymity number.
    AnonymityGiven,
    /// Every lot of the jury's candidates is locked and discharged.
    LotsDischarged,
    /// Every candidate has a confirmed decision.
    DecisionsConfirmed,
    /// The minutes are signed on the present head of the log.
    MinutesSigned,
    /// Group 1 is published.
    Published,
    /// No control mark is missing.
    NoMissingControlMark,
}

/// One allowed move of a jury.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transition {
    /// State left.
    pub from: JuryState,
    /// State reached.
    pub to: JuryState,
    /// Who moves.
    pub by: Mover,
    /// What must hold.
    pub guards: &'static [Guard],
}

use Guard as G;
use JuryState as S;
use Mover as M;

const fn way(from: S, to: S, by: M, guards: &'static [G]) -> Transition {
    Transition { from, to, by, guards }
}

const ELECTRONIC: &[Transition] = &[
    way(S::NotStarted, S::MarkControl, M::Manager, &[G::Composed]),
    way(
        S::MarkControl,
        S::Deliberating,
        M::Manager,
        &[G::LotsDischarged, G::NoMissingMark, G::AnonymityGiven],
    ),
    way(S::Deliberating, S::Minutes, M::Jury, &[G::DecisionsConfirmed]),
    way(S::Minutes, S::Closed, M::Jury, &[G::MinutesSigned]),
    way(S::Closed, S::FinishedInCentre, M::CentreHead, &[G::MinutesSigned]),
    way(S::FinishedInCentre, S::Locked, M::Manager, &[G::MinutesSigned]),
    way(S::Locked, S::Group2Marks, M::Manager, &[G::Published]),
    way(
        S::Group2Marks,
        S::Group2Deliberating,
        M::CentreHead,
        &[G::NoMissingControlMark],
    ),
    way(
        S::Group2Deliberating,
        S::Group2Minutes,
        M::Jury,
        &[G::DecisionsConfirmed],
    ),
    way(S::Group2Minutes, S::Group2Closed, M::Jury, &[G::MinutesSigned]),
    way(
        S::Group2Closed,
        S::Group2FinishedInCentre,
        M::CentreHead,
        &[G::MinutesSigned],
    ),
    way(
        S::Group2FinishedInCentre,
        S::Group2Locked,
        M::Manager,
        &[G::MinutesSigned],
    ),
];

const PAPER: &[Transition] = &[
    way(S::NotStarted, S::MarkControl, M::Manager, &[G::Composed]),
    way(
        S::MarkControl,
        S::Deliberating,
        M::Manager,
        &[G::LotsDischarged, G::NoMissingMark, G::AnonymityGiven],
    ),
    way(S::Deliberating, S::Closed, M::Jury, &[G::DecisionsConfirmed]),
    way(S::Closed, S::FinishedInCentre, M::CentreHead, &[G::MinutesSigned]),
    way(S::FinishedInCentre, S::Locked, M::Manager, &[G::MinutesSigned]),
    way(S::Locked, S::Group2Marks, M::Manager, &[G::Published]),
    way(
        S::Group2Marks,
        S::Group2Deliberating,
        M::CentreHead,
        &[G::NoMissingControlMark],
    ),
    way(
        S::Group2Deliberating,
        S::Group2Minutes,
        M::Jury,
        &[G::DecisionsConfirmed],
    ),
    way(
        S::Group2Minutes,
        S::Group2FinishedInCentre,
        M::CentreHead,
        &[G::MinutesSigned],
    ),
    way(
        S::Group2FinishedInCentre,
        S::Group2Locked,
        M::Manager,
        &[G::MinutesSigned],
    ),
];

/// All normal transitions of a variant, in order.
pub const fn transitions(signing: MinutesSigning) -> &'static [Transition] {
    match signing {
        MinutesSigning::Electronic => ELECTRONIC,
        MinutesSigning::Paper => PAPER,
    }
}

impl JuryState {
    /// Every state, in order of its code.
    pub const ALL: [JuryState; 13] = [
        S::NotStarted,
        S::MarkControl,
        S::Deliberating,
        S::Minutes,
        S::Closed,
        S::FinishedInCentre,
        S::Locked,
        S::Group2Marks,
        S::Group2Deliberating,
        S::Group2Minutes,
        S::Group2Closed,
        S::Group2FinishedInCentre,
        S::Group2Locked,
    ];

    /// Three digits.
    pub const fn code(self) -> &'static str {
        match self {
            S::NotStarted => "000",
            S::MarkControl => "105",
            S::Deliberating => "110",
            S::Minutes => "120",
            S::Closed => "130",
            S::FinishedInCentre => "140",
            S::Locked => "198",
            S::Group2Marks => "200",
            S::Group2Deliberating => "210",
            S::Group2Minutes => "211",
            S::Group2Closed => "212",
            S::Group2FinishedInCentre => "214",
            S::Group2Locked => "218",
        }
    }

    /// The state of a code.
    pub fn from_code(code: &str) -> Option<JuryState> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The one normal way on from here; `None` at the end.
    pub fn next(self, signing: MinutesSigning) -> Option<&'static Transition> {
        transitions(signing).iter().find(|transition| transition.from == self)
    }

    /// May the jury raise marks and confirm decisions now?
    pub const fn deliberates(self) -> bool {
        matches!(self, S::Deliberating | S::Group2Deliberating)
    }

    /// May results of group 1 be published?
    pub fn publishable(self) -> bool {
        self >= S::Locked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_round_trip_and_ascend() {
        assert!(
            JuryState::ALL
                .windows(2)
                .all(|pair| pair[0] < pair[1] && pair[0].code() < pair[1].code())
        );
        for state in JuryState::ALL {
            assert_eq!(JuryState::from_code(state.code()), Some(state));
        }
    }

    #[test]
    fn every_variant_is_one_chain_from_000_to_218() {
        for (signing, skipped) in [
            (MinutesSigning::Electronic, vec![]),
            (MinutesSigning::Paper, vec![S::Minutes, S::Group2Closed]),
        ] {
            let mut state = S::NotStarted;
            let mut seen = vec![state];
            while let Some(transition) = state.next(signing) {
                assert!(transition.to > state);
                state = transition.to;
                seen.push(state);
            }
            let expected: Vec<_> = JuryState::ALL.into_iter().filter(|s| !skipped.contains(s)).collect();
            assert_eq!(seen, expected);
        }
    }
}
