//! Control orals: the better of both marks counts, with the coefficient of the first group.

use super::sums::Line;
use super::{CandidateMarks, TraceStep};
use crate::entry::Entry;
use crate::mark::Mark;
use crate::ruleset::{Effect, Ruleset};
use crate::slot::Slot;

/// What the control orals led to.
pub(super) enum Orals {
    /// A mark is not known yet.
    Waiting,
    /// Some of them wait for the replacement part.
    Replacement(Vec<Slot>),
    /// The lines now hold the better marks.
    Done,
}

/// Puts the better marks in the lines; nothing changes while an oral is waited for.
pub(super) fn orals(
    ruleset: &Ruleset,
    marks: &CandidateMarks,
    lines: &mut [Line],
    trace: &mut Vec<TraceStep>,
) -> Orals {
    let mut waiting = false;
    let mut awaited = Vec::new();
    for (&component, &entry) in &marks.group2 {
        let slot = Slot::whole(component);
        let effect = |entry: Entry| {
            entry
                .code()
                .and_then(|code| ruleset.codes.get(&code))
                .map(|rule| rule.effect)
        };
        let oral = match entry {
            None => {
                waiting = true;
                None
            }
            Some(Entry::Mark(mark)) => Some(mark),
            Some(code) => match effect(code) {
                Some(Effect::Replacement) => {
                    awaited.push(slot);
                    None
                }
                Some(Effect::Exclude) | None => None,
                // The first mark is never below zero, so an absence leaves it.
                Some(Effect::Zero | Effect::Eliminate) => Some(Mark::ZERO),
            },
        };
        let line = lines.iter_mut().find(|line| line.slot == slot);
        let first = line.as_ref().map(|line| line.mark);
        let kept = first.map(|first| oral.map_or(first, |oral| oral.max(first)));
        if let (Some(line), Some(kept)) = (line, kept) {
            line.mark = kept;
        }
        trace.push(TraceStep::Oral {
            component,
            entry,
            first,
            kept,
        });
    }
    if waiting {
        Orals::Waiting
    } else if !awaited.is_empty() {
        Orals::Replacement(awaited)
    } else {
        Orals::Done
    }
}
