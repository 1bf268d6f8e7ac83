//! What is marked: épreuves, teachings, options, and the sets they form.

use std::num::{NonZeroU8, NonZeroU16};

use serde::{Deserialize, Serialize};

use crate::code::{BlocCode, ComponentCode, PartCode, SpecialityCode};
use crate::coefficient::Coefficient;
use crate::mark::{Mark, Step};

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
    #[serde(default)]
    pub composite: Option<Composite>,
}

/// How the mark of an épreuve is made from its parts, each out of 20; the weighted mean is rounded up to the épreuve's step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Composite {
    /// Step of a part's mark.
    pub part_step: Step,
    /// The parts; empty when they are those of the candidate's speciality.
    #[serde(default)]
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
    pub weight: NonZeroU16,
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
    #[serde(default)]
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
    pub places: NonZeroU8,
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
    pub places: NonZeroU8,
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
    #[serde(default)]
    pub legal: Option<String>,
}
