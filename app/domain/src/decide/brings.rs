//! What one cell brings when nothing else is known of a candidate: what a batch makes its tables from.

use super::{CandidateMarks, count};
use crate::coefficient::Coefficient;
use crate::entry::Entry;
use crate::ruleset::Ruleset;
use crate::slot::Slot;

/// What a cell brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Brings {
    /// Ten-thousandths of points.
    pub(crate) points: i64,
    /// Hundredths of coefficients.
    pub(crate) coefficients: u32,
    /// True when it enters the sums.
    pub(crate) counts: bool,
    /// True when it does so as an absence.
    pub(crate) absent: bool,
    /// True when nothing is decided without it.
    pub(crate) missing: bool,
    /// True when the replacement part decides.
    pub(crate) awaited: bool,
    /// True when it bars the diploma.
    pub(crate) bars: bool,
    /// True when its replacement part decides on who is not admitted.
    pub(crate) deferred: bool,
    /// True when the law refuses it.
    pub(crate) odd: bool,
}

impl Brings {
    /// What the law refuses.
    pub(crate) const ODD: Brings = Brings {
        points: 0,
        coefficients: 0,
        counts: false,
        absent: false,
        missing: false,
        awaited: false,
        bars: false,
        deferred: false,
        odd: true,
    };
}

/// What a cell that holds this brings; an option at the coefficient given.
pub(crate) fn brings(ruleset: &Ruleset, slot: Slot, entry: Option<Entry>, option: Option<Coefficient>) -> Brings {
    let mut marks = CandidateMarks::default();
    marks.set(slot, entry);
    marks
        .option_coefficients
        .extend(option.map(|coefficient| (slot, coefficient)));
    let tally = count::count(ruleset, &marks, &mut Vec::new());
    let line = tally.lines.iter().find(|line| line.slot == slot);
    Brings {
        points: line.map_or(0, |line| line.points().ten_thousandths()),
        coefficients: line.map_or(0, |line| line.weight().hundredths()),
        counts: line.is_some_and(|line| line.mandatory()),
        absent: line.is_some_and(|line| line.absent),
        missing: tally.missing.contains(&slot),
        awaited: tally.awaited.contains(&slot),
        bars: tally.eliminating.iter().any(|(cell, _)| *cell == slot),
        deferred: tally.deferred.contains(&slot),
        odd: false,
    }
}
