//! What marks lead to: codes, averages, gates, mentions, conservation, and what a jury may do.

use std::collections::BTreeMap;
use std::num::NonZeroU8;

use serde::{Deserialize, Serialize};

use crate::code::{BlocCode, ComponentCode, RegimeCode};
use crate::decide::{Decision, Mention};
use crate::mark::{Mark, Step};
use crate::ratio::Ratio;

/// How an average is compared with thresholds, and shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AverageRule {
    /// Exact, or rounded first.
    pub compare: Compare,
    /// Decimals shown, cut and never rounded.
    pub display_scale: u8,
}

impl AverageRule {
    /// What thresholds are compared with, of an exact average.
    pub(crate) fn compared(&self, exact: Ratio) -> Ratio {
        match self.compare {
            Compare::Exact => exact,
            Compare::HalfUp => exact.half_up(u32::from(self.display_scale)),
        }
    }
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
    /// True when one that eliminates does so at a facultative épreuve too.
    #[serde(default)]
    pub eliminates_facultative: bool,
    /// Blocs where it also bars the diploma; only for a code that counts as zero.
    #[serde(default)]
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

/// A gate of the first group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// Where it leads.
    pub decision: Passage,
    /// The average to reach.
    pub average_at_least: Mark,
    /// Averages of blocs to reach too; one without any coefficient is reached.
    #[serde(default)]
    pub blocs_at_least: BTreeMap<BlocCode, Mark>,
    /// Legal reference.
    #[serde(default)]
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

/// Control orals (*épreuves du second groupe, épreuve de contrôle*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group2 {
    /// French name.
    pub label: String,
    /// Average that admits.
    pub admitted_at_least: Mark,
    /// What the orals do to the average.
    #[serde(default)]
    pub keep: Keep,
    /// Disciplines a candidate must choose at least, all lists together.
    #[serde(default = "one")]
    pub min_choices: NonZeroU8,
    /// Lists the candidate chooses from.
    #[serde(rename = "list")]
    pub lists: Vec<ChoiceList>,
    /// Legal reference.
    #[serde(default)]
    pub legal: Option<String>,
}

const fn one() -> NonZeroU8 {
    NonZeroU8::MIN
}

/// What the marks of the control orals do to the average.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Keep {
    /// The better of both marks counts with its coefficient; the average is made anew over the whole grid.
    #[default]
    Best,
    /// The average is the mean of the first group's exact one and of the orals' own, each oral of equal weight (BCP
    /// until 2021).
    MeanOfAverages,
}

/// A list of disciplines and how many of them may be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceList {
    /// At most.
    pub max: NonZeroU8,
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
    #[serde(default)]
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

/// Components left for a later session (*forme progressive, étalement*): no average until each has a mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Incomplete {
    /// What is decided meanwhile.
    pub decision: Meanwhile,
    /// Legal reference.
    #[serde(default)]
    pub legal: Option<String>,
}

/// What is decided while components are left for later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Meanwhile {
    /// Units are acquired (*forme progressive*).
    Partial,
    /// Sans décision finale: the exam is spread over sessions.
    NoFinalDecision,
}

impl From<Meanwhile> for Decision {
    fn from(meanwhile: Meanwhile) -> Decision {
        match meanwhile {
            Meanwhile::Partial => Decision::Partial,
            Meanwhile::NoFinalDecision => Decision::NoFinalDecision,
        }
    }
}

/// Attestation of components to a candidate who is not admitted (*attestation de réussite d'unités*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attestation {
    /// The mark to reach.
    pub at_least: Mark,
    /// Legal reference.
    #[serde(default)]
    pub legal: Option<String>,
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
    #[serde(default)]
    pub raise_step: Option<Step>,
    /// Legal reference.
    #[serde(default)]
    pub legal: Option<String>,
}
