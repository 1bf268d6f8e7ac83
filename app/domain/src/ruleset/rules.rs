//! What marks lead to: codes, averages, gates, mentions, conservation, and what a jury may do.

use std::collections::BTreeMap;
use std::num::NonZeroU8;

use serde::{Deserialize, Serialize};

use crate::code::{BlocCode, ComponentCode, RegimeCode};
use crate::context::CandidateCategory;
use crate::day::Day;
use crate::decide::{Decision, Mention};
use crate::mark::{Mark, Step};
use crate::ratio::Ratio;
use crate::slot::Slot;

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
        exact.compared(self.rounds_to())
    }

    /// Decimals an average is rounded to before it is compared.
    pub(crate) fn rounds_to(&self) -> Option<u8> {
        match self.compare {
            Compare::Exact => None,
            Compare::HalfUp => Some(self.display_scale),
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
    /// Counts 0 at its coefficient; who is not admitted so is sent to the replacement part.
    ZeroOrReplacement,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    /// How the time since a mark was obtained is counted.
    #[serde(default)]
    pub counted: Window,
    /// The longest it may be: sessions or years.
    #[serde(rename = "sessions")]
    pub longest: u8,
    /// True when conserving does not bar the mention.
    pub keeps_mention: bool,
}

/// How the time since a mark was obtained is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Window {
    /// In sessions of the exam.
    #[default]
    Sessions,
    /// In years of the calendar: obtained in July 2021, it counts until the last session of 2026 when five may pass.
    Years,
    /// From date to date: obtained on 5 July 2021, until 5 July 2026.
    Dates,
}

impl Window {
    /// How long ago a mark was obtained, on a day of this session, in what the window counts; none in sessions, which
    /// no date tells. A mark of a later day is of no time ago: 0.
    pub fn since(self, obtained: Day, today: Day) -> Option<u8> {
        let years = today.year().saturating_sub(obtained.year());
        let begun = (today.month(), today.day()) > (obtained.month(), obtained.day());
        let years = match self {
            Window::Sessions => return None,
            Window::Years => years,
            Window::Dates if obtained > today => 0,
            Window::Dates => years + u16::from(begun),
        };
        Some(u8::try_from(years).unwrap_or(u8::MAX))
    }
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
    /// Who may leave components for later; everybody when it is empty.
    #[serde(default)]
    pub categories: Vec<CandidateCategory>,
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
    /// Blocs attested too, when their average reaches it.
    #[serde(default)]
    pub blocs: Vec<BlocCode>,
    /// Legal reference.
    #[serde(default)]
    pub legal: Option<String>,
}

/// The replacement part (*session de remplacement*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replacement {
    /// Cells it has no épreuve for: a justified absence there leaves both sums.
    pub without: Vec<Slot>,
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
