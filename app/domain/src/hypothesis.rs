//! What a jury may wonder of its candidates: the law with other thresholds, or without some components.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::code::ComponentCode;
use crate::decide::CandidateMarks;
use crate::mark::Mark;
use crate::ruleset::{Ruleset, Threshold};
use crate::slot::Slot;

/// A waiver needs a reason; this one is never shown.
const NEUTRALISED: &str = "neutralisée";

/// A supposition, to be tried and never kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hypothesis {
    /// Components that would count for nobody (*épreuves neutralisées*): they leave both sums.
    pub neutralised: BTreeSet<ComponentCode>,
    /// Thresholds that would be others.
    pub thresholds: BTreeMap<Threshold, Mark>,
}

impl Hypothesis {
    /// True when it supposes nothing.
    pub fn is_empty(&self) -> bool {
        self.neutralised.is_empty() && self.thresholds.is_empty()
    }

    /// The law it supposes.
    pub fn ruleset(&self, ruleset: &Ruleset) -> Ruleset {
        ruleset.with_thresholds(&self.thresholds)
    }

    /// The marks it leaves to a candidate. Without components to neutralise, all of them.
    pub fn marks<'a>(&self, ruleset: &Ruleset, marks: &'a CandidateMarks) -> Cow<'a, CandidateMarks> {
        if self.neutralised.is_empty() {
            return Cow::Borrowed(marks);
        }
        let mut left = marks.clone();
        let counts = |component: ComponentCode| !self.neutralised.contains(&component);
        left.entries.retain(|slot, _| counts(slot.component));
        left.option_coefficients.retain(|slot, _| counts(slot.component));
        left.raises.retain(|slot, _| counts(slot.component));
        left.provisional.retain(|slot, _| counts(slot.component));
        left.waived.retain(|slot, _| counts(slot.component));
        left.context.conserved.retain(|component, _| counts(*component));
        left.context.specialities.retain(|component, _| counts(*component));
        left.context.later.retain(|component| counts(*component));
        // Who sat one of several still sits enough: what is waived is not missing.
        let sat = |component: ComponentCode| {
            let own = |slot: &Slot| slot.component == component;
            let mut held = marks
                .entries
                .keys()
                .chain(marks.provisional.keys())
                .chain(marks.waived.keys());
            ruleset.choice(component).is_none() || marks.context.chosen.contains(&component) || held.any(own)
        };
        for &component in self.neutralised.iter().filter(|component| sat(**component)) {
            if ruleset.choice(component).is_some() {
                left.context.chosen.insert(component);
            }
            let expected = ruleset.expected(&left.context);
            let cells: Vec<Slot> = expected
                .iter()
                .map(|cell| cell.slot)
                .filter(|slot| slot.component == component)
                .collect();
            left.waived
                .extend(cells.into_iter().map(|slot| (slot, NEUTRALISED.into())));
        }
        Cow::Owned(left)
    }
}
