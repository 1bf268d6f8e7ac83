//! How a decision was reached, rule by rule: codes and values, worded elsewhere.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Decision, Flaw, Mention};
use crate::code::{BlocCode, ComponentCode, PartCode};
use crate::coefficient::{Coefficient, Points};
use crate::entry::{Entry, MarkCode};
use crate::mark::Mark;
use crate::ratio::Ratio;
use crate::ruleset::{Bar, Counting, PartScale};
use crate::slot::Slot;

/// One rule that was applied, its inputs, its exact sums and its outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TraceStep {
    /// A part of the input cannot stand and was left out.
    Ignored {
        /// What and why.
        #[serde(flatten)]
        flaw: Flaw,
    },
    /// A mark was made from parts or years, and rounded up.
    Derived {
        /// The component.
        component: ComponentCode,
        /// The part of it, when that is made from parts itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        part: Option<PartCode>,
        /// What they are marked out of.
        #[serde(default, skip_serializing_if = "PartScale::is_twenty")]
        scale: PartScale,
        /// The parts that count.
        parts: Vec<WeightedMark>,
        /// Their weighted mean, out of 20.
        exact: Ratio,
        /// The mark it makes.
        mark: Mark,
    },
    /// A mark was given until the real one came.
    Provisional {
        /// The cell.
        slot: Slot,
        /// The mark given meanwhile.
        mark: Mark,
        /// The real one; the better of both counts.
        real: Option<Mark>,
    },
    /// A missing mark is gone without.
    Waived {
        /// The cell.
        slot: Slot,
        /// Why.
        reason: String,
    },
    /// A mark was rounded up before it was weighted.
    Rounded {
        /// The cell.
        slot: Slot,
        /// As received.
        from: Mark,
        /// As counted.
        to: Mark,
    },
    /// The jury raised a mark.
    Raised {
        /// The cell.
        slot: Slot,
        /// Before.
        from: Mark,
        /// After.
        to: Mark,
    },
    /// A mark counts at its coefficient; facultative points add no coefficient.
    Counted {
        /// The cell.
        slot: Slot,
        /// What it holds.
        entry: Entry,
        /// The mark that counts.
        mark: Mark,
        /// How long ago it was obtained, when it is conserved.
        conserved: Option<u8>,
        /// Which points count, where not all do; they add no coefficient.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        extra: Option<Counting>,
        /// The coefficient of its points.
        coefficient: Coefficient,
        /// Its points.
        points: Points,
    },
    /// A code takes a cell out of both sums.
    Excluded {
        /// The cell.
        slot: Slot,
        /// The code.
        code: MarkCode,
    },
    /// Components are left for a later session.
    Incomplete {
        /// The components.
        later: Vec<ComponentCode>,
        /// What is decided meanwhile.
        decision: Decision,
    },
    /// Components are attested to a candidate who is not admitted.
    Attested {
        /// The mark to reach.
        at_least: Mark,
        /// The components that reach it.
        components: Vec<ComponentCode>,
        /// The blocs that reach it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        blocs: Vec<BlocCode>,
    },
    /// The mean of the first group's average and of the orals' own.
    MeanOfAverages {
        /// Of the first group.
        first: Ratio,
        /// Of the orals.
        orals: Ratio,
        /// Their mean.
        average: Ratio,
        /// Decimals it was rounded to, where the ruleset says so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rounded: Option<u8>,
    },
    /// Marks are missing: nothing is decided.
    Missing {
        /// The empty cells.
        slots: Vec<Slot>,
    },
    /// The replacement part decides.
    Replacement {
        /// The cells that wait for it.
        slots: Vec<Slot>,
    },
    /// Every component is dispensed: there is no average.
    NothingCounts,
    /// The candidate is absent everywhere.
    AbsentEverywhere,
    /// An average over the whole grid.
    Average {
        /// After the first group or the control orals.
        group: ExamGroup,
        /// Σ mark × coefficient.
        points: Points,
        /// Σ coefficient.
        coefficients: Coefficient,
        /// The value compared with thresholds.
        average: Ratio,
        /// Decimals the exact value was rounded to before, where the ruleset says so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rounded: Option<u8>,
    },
    /// An average over a bloc; none when it has no coefficient.
    BlocAverage {
        /// The bloc.
        bloc: BlocCode,
        /// Its components.
        #[serde(default)]
        components: Vec<ComponentCode>,
        /// Σ mark × coefficient.
        points: Points,
        /// Σ coefficient; none when nothing of it counts.
        coefficients: Option<Coefficient>,
        /// The value compared with thresholds.
        average: Option<Ratio>,
    },
    /// A code bars the diploma.
    EliminatedBy {
        /// The cell.
        slot: Slot,
        /// The code.
        code: MarkCode,
    },
    /// A minimum is not reached.
    BelowFloor {
        /// The components averaged.
        components: Vec<ComponentCode>,
        /// Their average.
        average: Ratio,
        /// The minimum.
        at_least: Mark,
        /// True when the minimum itself is not enough.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        strict: bool,
    },
    /// A gate of the first group.
    Gate {
        /// Where it leads.
        decision: Decision,
        /// The average to reach.
        at_least: Mark,
        /// True when the average reaches it.
        reached: bool,
        /// What it asks of blocs.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        asks: BTreeMap<BlocCode, Mark>,
        /// The blocs that are short of it.
        short: Vec<ShortBloc>,
        /// True when it was passed.
        passed: bool,
    },
    /// A control oral and the mark it leaves.
    Oral {
        /// The discipline.
        component: ComponentCode,
        /// What the oral gave; none while it is not known.
        entry: Option<Entry>,
        /// The mark of the first group; none when it leaves both sums.
        first: Option<Mark>,
        /// The better of both.
        kept: Option<Mark>,
    },
    /// The average after the control orals, and its threshold.
    Control {
        /// The average to reach.
        at_least: Mark,
        /// True when it was reached.
        passed: bool,
    },
    /// The certificate of end of studies, and its threshold.
    Certificate {
        /// The average to reach.
        at_least: Mark,
        /// True when it is given.
        given: bool,
    },
    /// A mention and the threshold it was given at.
    Mention {
        /// The mention.
        mention: Mention,
        /// The average reached.
        at_least: Mark,
    },
    /// A mention that the average would give, and what bars it.
    MentionBarred {
        /// The mention.
        mention: Mention,
        /// What bars it.
        by: Bar,
    },
    /// A sanction cancels the exam.
    Cancelled,
    /// The result is withheld: a fraud is presumed.
    Withheld,
}

/// A part and its weight in a derived mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeightedMark {
    /// The part or the year.
    pub part: PartCode,
    /// Its mark.
    pub mark: Mark,
    /// Its weight among the others.
    pub weight: u32,
}

/// A bloc that does not reach what a gate asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShortBloc {
    /// The bloc.
    pub bloc: BlocCode,
    /// Its average.
    pub average: Ratio,
    /// What the gate asks.
    pub at_least: Mark,
}

/// Group of épreuves (*groupe d'épreuves*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ExamGroup {
    /// Premier groupe.
    #[serde(rename = "1")]
    First,
    /// Second groupe, épreuve de contrôle.
    #[serde(rename = "2")]
    Second,
}
