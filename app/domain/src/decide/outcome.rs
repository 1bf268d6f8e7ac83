//! What is decided.

use serde::{Deserialize, Serialize};

use super::TraceStep;
use crate::code::ComponentCode;
use crate::coefficient::{Coefficient, Points};
use crate::ratio::Ratio;

/// A decision (*décision*) on a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Decision {
    /// Admis.
    Admitted,
    /// Admis à se présenter au second groupe, passe l'épreuve de contrôle.
    Group2,
    /// Refusé, ajourné.
    Refused,
    /// Ajourné with a certificate of end of studies.
    RefusedCert,
    /// Éliminé: absence or floor.
    Eliminated,
    /// Absent everywhere.
    Absent,
    /// Renvoyé à la session de remplacement.
    Replacement,
    /// Sans décision finale: the exam is spread over sessions.
    NoFinalDecision,
    /// Forme progressive: units acquired, exam not complete.
    Partial,
    /// A mark is missing.
    Pending,
    /// Résultat réservé: a fraud is presumed.
    Withheld,
    /// Annulé by a sanction.
    Cancelled,
}

impl Decision {
    /// Every decision.
    pub const ALL: [Decision; 12] = [
        Decision::Admitted,
        Decision::Group2,
        Decision::Refused,
        Decision::RefusedCert,
        Decision::Eliminated,
        Decision::Absent,
        Decision::Replacement,
        Decision::NoFinalDecision,
        Decision::Partial,
        Decision::Pending,
        Decision::Withheld,
        Decision::Cancelled,
    ];

    /// The name it travels under: `REFUSED_CERT`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Decision::Admitted => "ADMITTED",
            Decision::Group2 => "GROUP2",
            Decision::Refused => "REFUSED",
            Decision::RefusedCert => "REFUSED_CERT",
            Decision::Eliminated => "ELIMINATED",
            Decision::Absent => "ABSENT",
            Decision::Replacement => "REPLACEMENT",
            Decision::NoFinalDecision => "NO_FINAL_DECISION",
            Decision::Partial => "PARTIAL",
            Decision::Pending => "PENDING",
            Decision::Withheld => "WITHHELD",
            Decision::Cancelled => "CANCELLED",
        }
    }

    /// The decision that travels under this name.
    pub fn from_name(name: &str) -> Option<Decision> {
        Decision::ALL.into_iter().find(|decision| decision.as_str() == name)
    }
}

/// A mention, from the lowest to the highest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Mention {
    /// Assez bien.
    Ab,
    /// Bien.
    B,
    /// Très bien.
    Tb,
    /// Très bien avec les félicitations du jury.
    Tbf,
}

impl Mention {
    /// Every mention, from the lowest.
    pub const ALL: [Mention; 4] = [Mention::Ab, Mention::B, Mention::Tb, Mention::Tbf];

    /// The name it travels under: `TBF`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Mention::Ab => "AB",
            Mention::B => "B",
            Mention::Tb => "TB",
            Mention::Tbf => "TBF",
        }
    }

    /// The mention that travels under this name.
    pub fn from_name(name: &str) -> Option<Mention> {
        Mention::ALL.into_iter().find(|mention| mention.as_str() == name)
    }
}

/// The answer of [`super::decide`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The decision.
    pub decision: Decision,
    /// The mention of an admitted candidate.
    pub mention: Option<Mention>,
    /// The average the decision rests on, that thresholds were compared with; none while it is pending.
    pub average: Option<Ratio>,
    /// Its points.
    pub points: Option<Points>,
    /// Its coefficients.
    pub coefficients: Option<Coefficient>,
    /// How it was reached, rule by rule.
    pub trace: Vec<TraceStep>,
}

impl Outcome {
    /// Components attested to a candidate who is not admitted.
    pub fn acquired(&self) -> &[ComponentCode] {
        let attested = self.trace.iter().find_map(|step| match step {
            TraceStep::Attested { components, .. } => Some(components.as_slice()),
            _ => None,
        });
        attested.unwrap_or_default()
    }

    /// Does it rest on the control orals?
    pub fn after_orals(&self) -> bool {
        self.trace.iter().any(|step| matches!(step, TraceStep::Control { .. }))
    }

    /// How good the outcome is for the candidate, comparable between two outcomes of one candidate; none when nothing
    /// is decided yet or the result is out of the jury's hands.
    pub fn standing(&self) -> Option<u8> {
        standing(self.decision, self.mention)
    }
}

/// See [`Outcome::standing`].
pub(super) fn standing(decision: Decision, mention: Option<Mention>) -> Option<u8> {
    Some(match decision {
        Decision::Absent | Decision::Eliminated => 0,
        Decision::Refused => 1,
        Decision::RefusedCert => 2,
        Decision::Group2 => 3,
        Decision::Admitted => 4 + mention.map_or(0, |mention| 1 + mention as u8),
        _ => return None,
    })
}
