//! Control orals: the better of both marks counts, with the coefficient of the first group.

use super::sums::Line;
use super::{CandidateMarks, TraceStep};
use crate::entry::Entry;
use crate::mark::Mark;
use crate::ratio::Ratio;
use crate::ruleset::{Effect, Keep, Ruleset};
use crate::slot::Slot;

/// What the control orals led to.
pub(super) enum Orals {
    /// A mark is not known yet.
    Waiting,
    /// Some of them wait for the replacement part.
    Replacement(Vec<Slot>),
    /// The lines now hold the marks that count.
    Done {
        /// The mean of the orals, where it counts beside the average of the first group.
        mean: Option<Ratio>,
    },
}

/// Puts the better marks in the lines, or makes the mean of the orals, as the ruleset says.
pub(super) fn orals(
    ruleset: &Ruleset,
    marks: &CandidateMarks,
    lines: &mut [Line],
    trace: &mut Vec<TraceStep>,
) -> Orals {
    let keep = ruleset.group2.as_ref().map(|group2| group2.keep).unwrap_or_default();
    let (mut sum, mut count) = (0_i64, 0_u64);
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
                Some(Effect::Zero | Effect::Eliminate | Effect::ZeroOrReplacement) => Some(Mark::ZERO),
            },
        };
        let line = lines.iter_mut().find(|line| line.slot == slot);
        let first = line.as_ref().map(|line| line.mark);
        let kept = match keep {
            Keep::Best => first.map(|first| oral.map_or(first, |oral| oral.max(first))),
            Keep::MeanOfAverages => oral,
        };
        match (keep, line, kept) {
            (Keep::Best, Some(line), Some(kept)) => line.mark = kept,
            (Keep::MeanOfAverages, _, Some(kept)) => {
                sum += i64::from(kept.hundredths());
                count += 100;
            }
            _ => {}
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
        Orals::Done {
            mean: Ratio::new(sum, count),
        }
    }
}
