//! What marks lead to: codes, averages, gates, mentions, conservation, and what a jury may do.

use std::collections::BTreeMap;
use std::num::NonZeroU8;

use serde::{Deserialize, Serialize};

use crate::code::{BlocCode, ComponentCode, RegimeCode};
use crate::decide::{Decision, Mention};
use crate::mark::{Mark, Step};

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
    #[serde(default)]
    pub legal: Option<String>,
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
