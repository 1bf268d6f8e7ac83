//! The JSON lines of the command line: a candidate in, a decision out. Marks travel as text, never as numbers.

mod fields;
mod read;

use serde::{Deserialize, Serialize};

pub use fields::{Fields, LineMark};
pub use read::{LineError, LineReason};

use super::{CandidateMarks, Decision, Flaw, Mention, Sanction, TraceStep, decide, flaws};
use crate::code::ComponentCode;
use crate::context::CandidateCategory;
use crate::ruleset::Ruleset;

/// The JSON schema of [`DecideLine`].
pub fn schema() -> &'static str {
    include_str!("../../rulesets/decide.schema.json")
}

/// A candidate, on one line.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecideLine {
    /// Whatever tells the candidate apart; it comes back as it is.
    pub id: String,
    /// Situation of the candidate.
    #[serde(default, skip_serializing_if = "LineContext::is_empty")]
    pub context: LineContext,
    /// Marks of parts: component, part, mark.
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    pub parts: Fields<Fields<LineMark>>,
    /// Marks of facultative épreuves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facultative: Vec<LineMark>,
    /// Options.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<LineOption>,
    /// Marks of components; a teaching of several years gives an array, one mark a year.
    pub marks: Fields<LineMark>,
    /// Disciplines chosen for the control orals; null while the mark is not known.
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    pub group2: Fields<LineMark>,
    /// Marks raised by the jury.
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    pub raises: Fields<LineMark>,
    /// Marks given until the real one comes, by cell.
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    pub provisional: Fields<LineMark>,
    /// Missing marks gone without, by cell, and why.
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    pub waived: Fields<String>,
}

/// Situation of a candidate.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LineContext {
    /// Component, and how long ago its mark was obtained in what the regime counts, or the day it was.
    #[serde(skip_serializing_if = "Fields::is_empty")]
    pub conserved: Fields<Since>,
    /// A day of this session, that days of conserved marks are counted to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<String>,
    /// Components whose conserved mark was given up.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub renounced: Vec<String>,
    /// Regime of the conserved marks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regime: Option<String>,
    /// Component and speciality.
    #[serde(skip_serializing_if = "Fields::is_empty")]
    pub specialities: Fields<String>,
    /// Components left for a later session.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub later: Vec<String>,
    /// Components chosen where the exam offers some.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub chosen: Vec<String>,
    /// Category.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<CandidateCategory>,
    /// Disciplinary sanction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sanction: Option<Sanction>,
    /// True while a fraud is presumed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub presumed_fraud: bool,
}

/// How long ago a mark was obtained, or the day it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Since {
    /// Sessions or years ago, as the regime counts.
    Ago(u8),
    /// The day, in ISO form or as people write it.
    Day(String),
}

impl LineContext {
    fn is_empty(&self) -> bool {
        *self == LineContext::default()
    }
}

/// An option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineOption {
    /// Its mark.
    pub mark: LineMark,
    /// Its coefficient; the ruleset's when absent.
    #[serde(default, skip_serializing_if = "LineMark::is_missing")]
    pub coef: LineMark,
}

/// A decision, on one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionLine {
    /// As given.
    pub id: String,
    /// Average as people read it: cut, with a point.
    pub average: Option<String>,
    /// Σ mark × coefficient.
    pub points: Option<String>,
    /// Σ coefficient.
    pub coefficients: Option<String>,
    /// The decision.
    pub decision: Decision,
    /// The mention.
    pub mention: Option<Mention>,
    /// Components attested to a candidate who is not admitted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acquired: Vec<ComponentCode>,
    /// How it was reached.
    pub trace: Vec<TraceStep>,
}

impl LineError {
    /// What the law has against a candidate, with the field it comes from.
    pub fn of(ruleset: &Ruleset, id: Option<String>, flaw: Flaw) -> LineError {
        let (field, reason) = read::place(ruleset, flaw);
        LineError { id, field, reason }
    }
}

impl DecideLine {
    /// The candidate, checked against the ruleset: whatever cannot stand refuses the line.
    pub fn candidate(&self, ruleset: &Ruleset) -> Result<CandidateMarks, LineError> {
        let refuse = |(field, reason)| LineError {
            id: Some(self.id.clone()),
            field,
            reason,
        };
        let marks = read::read(self, ruleset).map_err(refuse)?;
        match flaws(ruleset, &marks).into_iter().next() {
            Some(flaw) => Err(LineError::of(ruleset, Some(self.id.clone()), flaw)),
            None => Ok(marks),
        }
    }

    /// The decision on the candidate.
    pub fn decide(&self, ruleset: &Ruleset) -> Result<DecisionLine, LineError> {
        let outcome = decide(ruleset, &self.candidate(ruleset)?);
        let scale = u32::from(ruleset.average.display_scale);
        Ok(DecisionLine {
            id: self.id.clone(),
            average: outcome.average.map(|average| average.truncated(scale)),
            points: outcome.points.map(|points| points.to_string()),
            coefficients: outcome.coefficients.map(|coefficients| coefficients.to_string()),
            decision: outcome.decision,
            mention: outcome.mention,
            acquired: outcome.acquired().to_vec(),
            trace: outcome.trace,
        })
    }
}
