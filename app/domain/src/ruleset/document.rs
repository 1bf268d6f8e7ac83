//! The text of a ruleset as typed data: one struct per table of the TOML file.
//!
//! What a type can hold is checked by the type; what two tables say of each other is checked by [`super::check`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::components::{Continuous, Epreuve, Facultative, OptionRule, Speciality};
use super::example::Elsewhere;
use super::rules::{
    Attestation, AverageRule, Certificate, CodeRule, Conserve, Gate, Group2, Incomplete, JuryPowers, Mentions,
    Replacement,
};
use super::sets::{Bloc, Choice, Floor, Group};
use crate::code::RulesetCode;
use crate::coefficient::Coefficient;
use crate::entry::MarkCode;

/// Family of exams (*domaine*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Domain {
    /// Baccalauréats général et technologique.
    Bgt,
    /// Baccalauréat professionnel.
    Bcp,
    /// Brevet professionnel.
    Bp,
    /// Brevet de technicien supérieur.
    Bts,
}

/// A ruleset as written. Only a checked one, a [`super::Ruleset`], decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Code: `BCG24`.
    pub code: RulesetCode,
    /// Grows with each published change.
    pub version: u32,
    /// French name of the qualification and its sessions.
    pub label: String,
    /// Family of exams.
    pub domain: Domain,
    /// Year of the first session it governs.
    pub first_session: u16,
    /// Year of the last one, when known.
    #[serde(default)]
    pub last_session: Option<u16>,
    /// Months of its sessions, where a year has several: June and October.
    #[serde(default)]
    pub months: Vec<u8>,
    /// Legal bases, in French.
    #[serde(default)]
    pub legal: Vec<String>,
    /// Sum of the coefficients of the mandatory components, stated so that a slip in the grid is caught.
    #[serde(default)]
    pub expected_coefficients: Option<Coefficient>,
    /// How averages are compared and shown.
    pub average: AverageRule,
    /// Codes admitted instead of a mark, and what they do.
    pub codes: BTreeMap<MarkCode, CodeRule>,
    /// Mandatory épreuves.
    #[serde(default, rename = "epreuve")]
    pub epreuves: Vec<Epreuve>,
    /// Teachings under continuous assessment.
    #[serde(default, rename = "cc")]
    pub continuous: Vec<Continuous>,
    /// Options, added to both sums.
    #[serde(default, rename = "option")]
    pub options: Vec<OptionRule>,
    /// Facultative épreuves, added to the points only.
    #[serde(default, rename = "facultative")]
    pub facultatives: Vec<Facultative>,
    /// Specialities a composite épreuve takes its parts from.
    #[serde(default, rename = "speciality")]
    pub specialities: Vec<Speciality>,
    /// Headings of the table of components.
    #[serde(default, rename = "group")]
    pub groups: Vec<Group>,
    /// Épreuves a candidate chooses from.
    #[serde(default, rename = "choice")]
    pub choices: Vec<Choice>,
    /// Sets of components with an average of their own.
    #[serde(default, rename = "bloc")]
    pub blocs: Vec<Bloc>,
    /// Eliminating minimums.
    #[serde(default, rename = "floor")]
    pub floors: Vec<Floor>,
    /// Gates of the first group, tried in order; who passes none is refused.
    pub group1: Vec<Gate>,
    /// Control orals, when the exam has any.
    #[serde(default)]
    pub group2: Option<Group2>,
    /// Mentions, when the exam has any.
    #[serde(default)]
    pub mentions: Option<Mentions>,
    /// Conserved marks, when the exam has any.
    #[serde(default)]
    pub conserve: Option<Conserve>,
    /// Certificate of end of studies.
    #[serde(default)]
    pub certificate: Option<Certificate>,
    /// Components a candidate may leave for a later session, when the exam allows it.
    #[serde(default)]
    pub incomplete: Option<Incomplete>,
    /// The replacement part, when it lacks some épreuves.
    #[serde(default)]
    pub replacement: Option<Replacement>,
    /// What a candidate who is not admitted has acquired, when the exam attests it.
    #[serde(default)]
    pub attestation: Option<Attestation>,
    /// What a jury may do.
    pub jury: JuryPowers,
    /// Worked cases: see [`super::Example`].
    #[serde(default, rename = "case")]
    pub cases: Elsewhere,
}
