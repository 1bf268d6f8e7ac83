//! The text of a ruleset as typed data: one struct per table of the TOML file.
//!
//! What a type can hold is checked by the type; what two tables say of each other is checked by [`super::check`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::code::{BlocCode, ComponentCode, PartCode, RegimeCode, RulesetCode, SpecialityCode};
use crate::coefficient::Coefficient;
use crate::decide::{Decision, Mention};
use crate::entry::MarkCode;
use crate::mark::{Mark, Step};

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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_session: Option<u16>,
    /// Legal bases, in French.
    #[serde(default)]
    pub legal: Vec<String>,
    /// Sum of the coefficients of the mandatory components, stated so that a slip in the grid is caught.
    #[serde(default, skip_serializing_if = "Option::is_none")]
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
    /// Sets of components with an average of their own.
    #[serde(default, rename = "bloc")]
    pub blocs: Vec<Bloc>,
    /// Eliminating minimums.
    #[serde(default, rename = "floor")]
    pub floors: Vec<Floor>,
    /// Gates of the first group, tried in order; who passes none is refused.
    pub group1: Vec<Gate>,
    /// Control orals, when the exam has any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group2: Option<Group2>,
    /// Mentions, when the exam has any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mentions: Option<Mentions>,
    /// Conserved marks, when the exam has any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conserve: Option<Conserve>,
    /// Certificate of end of studies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<Certificate>,
    /// What a jury may do.
    pub jury: JuryPowers,
}

/// How an average is compared with thresholds, and shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AverageRule {
    /// Exact, or rounded first.
    pub compare: Compare,
    /// Decimals shown, cut and never rounded.
    pub display_scale: u8,
}

/// What thresholds are compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Compare {
    /// The exact average.
    Exact,
    /// The average rounded half up to the decimals shown.
    HalfUp,
}

/// What a code does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeRule {
    /// Its effect on the sums.
    pub effect: Effect,
    /// Blocs where it also bars the diploma; only for a code that counts as zero.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub eliminates_in: Vec<BlocCode>,
}

/// Effect of a code on the sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Effect {
    /// Counts 0 at its coefficient.
    Zero,
    /// Counts 0 and bars the diploma.
    Eliminate,
    /// Leaves both sums.
    Exclude,
    /// No decision: the replacement part decides.
    Replacement,
}

/// A mandatory épreuve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Epreuve {
    /// Code: `PHI`.
    pub code: ComponentCode,
    /// French label.
    pub label: String,
    /// Coefficient.
    pub coef: Coefficient,
    /// Step of the mark.
    pub step: Step,
    /// Set when the mark may come from parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub composite: Option<Composite>,
}

/// How the mark of an épreuve is made from its parts, each out of 20; the weighted mean is rounded up to the épreuve's step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Composite {
    /// Step of a part's mark.
    pub part_step: Step,
    /// The parts; empty when they are those of the candidate's speciality.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
}

/// A weighted part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Code: `W`.
    pub code: PartCode,
    /// French label.
    pub label: String,
    /// Weight among the parts: points out of 20, or any whole number.
    pub weight: std::num::NonZeroU16,
}

/// A speciality of the diploma and the parts it is examined in; none when it is examined as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Speciality {
    /// Code: `PC`.
    pub code: SpecialityCode,
    /// French label.
    pub label: String,
    /// Its parts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
}

/// A teaching under continuous assessment (*contrôle continu*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Continuous {
    /// Code: `HG`.
    pub code: ComponentCode,
    /// French label.
    pub label: String,
    /// Step of a yearly average as received.
    pub step: Step,
    /// Step it is rounded up to before it is weighted.
    pub round_up_to: Step,
    /// What is rounded: each year, or the mean of the years.
    #[serde(default)]
    pub level: RoundingLevel,
    /// The years, in order; a teaching of one year has a single cell without part.
    #[serde(rename = "years")]
    pub years: Vec<Year>,
}

/// What the rounding of continuous assessment applies to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RoundingLevel {
    /// Each yearly average.
    #[default]
    Year,
    /// The mean over the cycle.
    Cycle,
}

/// A year of continuous assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Year {
    /// French label: "première".
    pub label: String,
    /// Coefficient of the year.
    pub coef: Coefficient,
}

/// Options (*enseignements optionnels*): places for marks that count in full in both sums.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionRule {
    /// Code: `OPT`; its cells are `OPT.1`, `OPT.2`…
    pub code: ComponentCode,
    /// French label.
    pub label: String,
    /// Coefficient of an option for one year.
    pub coef: Coefficient,
    /// Step of the mark as received.
    pub step: Step,
    /// Step it is rounded up to before it is weighted.
    pub round_up_to: Step,
    /// How many a candidate may have.
    pub places: std::num::NonZeroU8,
    /// Most coefficients they may add in all.
    pub max_coefficients: Coefficient,
}

/// Facultative épreuves (*unités facultatives*): places for marks that add points and no coefficient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facultative {
    /// Code: `UF`; its cells are `UF.1`, `UF.2`…
    pub code: ComponentCode,
    /// French label.
    pub label: String,
    /// Coefficient of the points.
    pub coef: Coefficient,
    /// Step of the mark.
    pub step: Step,
    /// How many a candidate may have.
    pub places: std::num::NonZeroU8,
    /// Which points are added.
    pub counting: Counting,
}

/// Which points a facultative épreuve adds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Counting {
    /// `max(0, mark − 10)` times the coefficient.
    AboveTen,
    /// `mark − 10` times the coefficient, below zero too.
    OffsetFromTen,
}

/// A set of components with an average of its own; facultative points do not enter it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bloc {
    /// Code: `professional`.
    pub code: BlocCode,
    /// French label.
    pub label: String,
    /// Its components.
    pub components: Vec<ComponentCode>,
}

/// An eliminating minimum: below it no diploma, whatever the average.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Floor {
    /// The components whose average must reach the minimum: one épreuve, or the épreuves of a unit.
    pub components: Vec<ComponentCode>,
    /// The minimum.
    pub at_least: Mark,
    /// Legal reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal: Option<String>,
}

/// A gate of the first group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// Where it leads.
    pub decision: Passage,
    /// The average to reach.
    pub average_at_least: Mark,
    /// Averages of blocs to reach too; one without any coefficient is reached.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub blocs_at_least: BTreeMap<BlocCode, Mark>,
    /// Legal reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal: Option<String>,
}

/// Where a gate leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Passage {
    /// Admission.
    Admitted,
    /// The control orals.
    Group2,
}

impl From<Passage> for Decision {
    fn from(passage: Passage) -> Decision {
        match passage {
            Passage::Admitted => Decision::Admitted,
            Passage::Group2 => Decision::Group2,
        }
    }
}

/// Control orals (*épreuves du second groupe, épreuve de contrôle*): the better of both marks counts, over the whole grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group2 {
    /// French name.
    pub label: String,
    /// Average that admits.
    pub admitted_at_least: Mark,
    /// Lists the candidate chooses from.
    #[serde(rename = "list")]
    pub lists: Vec<ChoiceList>,
    /// Legal reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal: Option<String>,
}

/// A list of disciplines and how many of them may be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceList {
    /// At most.
    pub max: std::num::NonZeroU8,
    /// Among.
    pub components: Vec<ComponentCode>,
}

/// Mentions and what bars them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mentions {
    /// Thresholds, from the highest down.
    #[serde(rename = "step")]
    pub steps: Vec<MentionStep>,
    /// What bars every mention.
    #[serde(default)]
    pub barred_by: Vec<Bar>,
    /// Legal reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal: Option<String>,
}

/// A mention and its threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MentionStep {
    /// The mention.
    pub mention: Mention,
    /// The average to reach.
    pub at_least: Mark,
}

/// What bars a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Bar {
    /// Admission after the control orals.
    Group2,
    /// Conserved marks, except under a regime that keeps the mention.
    Conserved,
    /// A disciplinary sanction.
    Sanction,
}

/// Conserved marks (*bénéfice de notes*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conserve {
    /// Components whose mark may be conserved.
    pub components: Vec<ComponentCode>,
    /// Regimes; the first one applies when a candidate names none.
    #[serde(rename = "regime")]
    pub regimes: Vec<Regime>,
}

/// A regime of conserved marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regime {
    /// Code: `D334-13`.
    pub code: RegimeCode,
    /// French label.
    pub label: String,
    /// Lowest mark that may be conserved.
    pub at_least: Mark,
    /// Most sessions since the mark was obtained.
    pub sessions: u8,
    /// True when conserving does not bar the mention.
    pub keeps_mention: bool,
}

/// Certificate of end of studies (CFES, CFETS, CFEPS).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// Its acronym.
    pub code: String,
    /// French label.
    pub label: String,
    /// Average to reach for a candidate who is not admitted.
    pub at_least: Mark,
}

/// What a jury may do to marks: raise named ones, never add free points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JuryPowers {
    /// Components the jury may not touch.
    #[serde(default)]
    pub locked: Vec<ComponentCode>,
    /// True when conserved marks may not be touched either.
    pub conserved_locked: bool,
    /// Step of a raised mark; the step of the counted mark when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raise_step: Option<Step>,
    /// Legal reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal: Option<String>,
}
