//! What a jury may do to one mark, and what it would bring.

use serde::{Deserialize, Serialize};

use super::sums::Line;
use super::{CandidateMarks, Decision, Mention, RaiseRefusal, TraceStep, count, decide, screen};
use crate::coefficient::Points;
use crate::mark::Mark;
use crate::ratio::Ratio;
use crate::ruleset::Ruleset;
use crate::slot::Slot;

/// The smallest raise of one mark that reaches a better outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raise {
    /// The cell.
    pub slot: Slot,
    /// The mark that counts now.
    pub from: Mark,
    /// The mark it would become.
    pub to: Mark,
    /// The points it would bring.
    pub gain: Points,
    /// The average it would reach.
    pub average: Option<Ratio>,
    /// The decision it would reach.
    pub decision: Decision,
    /// The mention it would reach.
    pub mention: Option<Mention>,
}

/// May the jury raise this cell to that mark? The mark it counts for without any raise, or why not.
///
/// A raise replaces an earlier one of the same cell.
pub fn check_raise(ruleset: &Ruleset, marks: &CandidateMarks, slot: Slot, to: Mark) -> Result<Mark, RaiseRefusal> {
    let mut raised = marks.clone();
    raised.raises = [(slot, to)].into();
    let mut trace = Vec::new();
    let screened = screen::screen(ruleset, &raised, &mut trace);
    count::count(ruleset, &screened, &mut trace);
    let answer = trace.into_iter().find_map(|step| match step {
        TraceStep::Raised { from, .. } => Some(Ok(from)),
        TraceStep::Ignored {
            flaw: super::Flaw::RaiseRefused { refusal, .. },
        } => Some(Err(refusal)),
        _ => None,
    });
    answer.unwrap_or(Err(RaiseRefusal::UnknownSlot))
}

/// For every mark the jury may touch, the smallest raise of it alone that reaches a better outcome, in the order of
/// the ruleset: a certificate, the control orals, admission, the next mention.
///
/// Raises already made count as made. A jury deliberates on a presumed fraud as on anyone.
pub fn sufficient_raises(ruleset: &Ruleset, marks: &CandidateMarks) -> Vec<Raise> {
    let mut marks = unsuspected(marks);
    let Some(standing) = decide(ruleset, &marks).standing() else {
        return Vec::new();
    };
    let mut trace = Vec::new();
    let screened = screen::screen(ruleset, &marks, &mut trace);
    let lines = count::count(ruleset, &screened, &mut trace).lines;

    let mut raises = Vec::new();
    for line in lines {
        let higher = ladder(ruleset, &screened, &line);
        let mut with = |to: Mark| {
            marks.raises.insert(line.slot, to);
            decide(ruleset, &marks)
        };
        // A higher mark never worsens an outcome, so the first sufficient one is found by halving.
        let short = higher.partition_point(|to| with(*to).standing().is_none_or(|reached| reached <= standing));
        if let Some(&to) = higher.get(short) {
            let outcome = with(to);
            raises.push(Raise {
                slot: line.slot,
                from: line.mark,
                to,
                gain: line.gain(to),
                average: outcome.average,
                decision: outcome.decision,
                mention: outcome.mention,
            });
        }
        match screened.raises.get(&line.slot) {
            Some(&made) => marks.raises.insert(line.slot, made),
            None => marks.raises.remove(&line.slot),
        };
    }
    raises
}

/// A jury deliberates on a presumed fraud as on anyone.
pub(super) fn unsuspected(marks: &CandidateMarks) -> CandidateMarks {
    CandidateMarks {
        presumed_fraud: false,
        ..marks.clone()
    }
}

/// The marks a line may be raised to, from the lowest.
pub(super) fn ladder(ruleset: &Ruleset, marks: &CandidateMarks, line: &Line) -> Vec<Mark> {
    let step = ruleset.jury.raise_step.unwrap_or(line.step);
    let higher: Vec<Mark> = step.above(line.mark).collect();
    match higher.first() {
        Some(to) if count::permitted(ruleset, marks, line, *to).is_ok() => higher,
        _ => Vec::new(),
    }
}
