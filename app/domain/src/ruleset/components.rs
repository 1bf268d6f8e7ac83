//! What is marked: épreuves and their parts, teachings, options.

use std::num::{NonZeroU8, NonZeroU16};

use serde::{Deserialize, Serialize};

use crate::code::{ComponentCode, PartCode, SpecialityCode};
use crate::coefficient::Coefficient;
use crate::context::CandidateCategory;
use crate::mark::{Mark, Step};
use crate::ratio::Ratio;

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
    /// Which of its points count, where not all do: then it adds no coefficient (*chef-d'œuvre*).
    #[serde(default)]
    pub counting: Option<Counting>,
    /// Set when the mark may come from parts.
    #[serde(default)]
    pub composite: Option<Composite>,
}

impl Epreuve {
    /// Do its parts come from the speciality of the candidate?
    pub fn takes_speciality(&self) -> bool {
        self.composite
            .as_ref()
            .is_some_and(|composite| composite.parts.is_empty())
    }
}

/// How the mark of an épreuve is made from its parts: their weighted mean is rounded to the épreuve's step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Composite {
    /// Step of a part's mark.
    pub part_step: Step,
    /// What a part is marked out of.
    #[serde(default)]
    pub part_scale: PartScale,
    /// How the weighted mean falls on the step.
    #[serde(default)]
    pub rounding: Rounding,
    /// The parts; empty when they are those of the candidate's speciality.
    #[serde(default)]
    pub parts: Vec<Part>,
}

/// How a mean falls on a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Rounding {
    /// To the next step above.
    #[default]
    Up,
    /// To the nearest step, a half going up.
    HalfUp,
    /// To the step below.
    Down,
}

/// What the parts of an épreuve are marked out of (*barème*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PartScale {
    /// Each out of 20.
    #[default]
    Twenty,
    /// Each out of its weight: the marks of the exercises add up to the mark.
    Weight,
}

impl PartScale {
    pub(crate) fn is_twenty(&self) -> bool {
        *self == PartScale::Twenty
    }

    /// The highest mark of a part of this weight; none above 20.
    pub fn of(self, weight: NonZeroU16) -> Option<Mark> {
        match self {
            PartScale::Twenty => Some(Mark::MAX),
            PartScale::Weight => Mark::from_hundredths(weight.get().checked_mul(100)?).ok(),
        }
    }

    /// The mark of the whole, out of 20, before it is rounded: that of parts with their marks and weights. `None` when
    /// nothing has any weight.
    pub fn combine(self, parts: impl IntoIterator<Item = (Mark, u32)>) -> Option<Ratio> {
        let (mut sum, mut weights) = (0_i64, 0_u64);
        for (mark, weight) in parts {
            let share = match self {
                PartScale::Twenty => i64::from(weight),
                PartScale::Weight => 20,
            };
            sum += i64::from(mark.hundredths()) * share;
            weights += u64::from(weight);
        }
        Ratio::new(sum, weights * 100)
    }
}

/// A weighted part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Code: `W`.
    pub code: PartCode,
    /// French label.
    pub label: String,
    /// Weight among the parts: points out of 20, or any whole number; what it is marked out of, where the épreuve says so.
    pub weight: NonZeroU16,
    /// The parts it is made of, when it has some: their weighted mean falls on the step of a part.
    #[serde(default)]
    pub parts: Vec<Part>,
    /// Who does not sit it: its weight goes to the others.
    #[serde(default)]
    pub except: Vec<CandidateCategory>,
}

impl Part {
    /// True when a candidate of this category sits it.
    pub fn is_for(&self, category: Option<CandidateCategory>) -> bool {
        category.is_none_or(|category| !self.except.contains(&category))
    }

    /// The parts a mark is typed for: itself, or those it is made of.
    pub fn leaves(&self) -> Vec<&Part> {
        match self.parts.as_slice() {
            [] => vec![self],
            parts => parts.iter().flat_map(Part::leaves).collect(),
        }
    }

    /// French label, with what the part is marked out of where that is not 20: "lecture (sur 8)".
    pub fn titled(&self, scale: PartScale) -> String {
        match scale {
            PartScale::Twenty => self.label.clone(),
            PartScale::Weight => format!("{} (sur {})", self.label, self.weight),
        }
    }
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

/// Which points an épreuve adds that adds no coefficient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Counting {
    /// `max(0, mark − 10)` times the coefficient.
    AboveTen,
    /// `mark − 10` times the coefficient, below zero too.
    OffsetFromTen,
}
