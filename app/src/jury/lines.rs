//! The marks of a candidate as rows to read, out of the trace of his decision.

use super::room::Room;
use super::say;
use super::simulation::locked;
use crate::lang::use_lang;
use domain::{Mark, Outcome, Slot, TraceStep};
use leptos::prelude::*;
use wire::JuryCandidate;
use words::law;

/// A mark that counts, or does not, as a row of the table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub slot: Slot,
    pub label: String,
    /// The mark that counts; none for a code out of the sums or a missing mark.
    pub counted: Option<Mark>,
    pub text: String,
    pub coefficient: String,
    pub points: String,
    pub note: &'static str,
    pub locked: Option<String>,
}

/// What counts, what is out of the sums and what is missing, as the trace tells it.
pub(super) fn lines(room: Room, candidate: &JuryCandidate, outcome: &Outcome) -> Vec<Line> {
    let lang = use_lang();
    let words = lang.words().jury();
    room.view.with(|view| {
        let ruleset = &view.ruleset;
        let row = |slot: Slot, text: String, note: &'static str| Line {
            slot,
            label: say::label(ruleset, slot),
            counted: None,
            text,
            coefficient: String::new(),
            points: String::new(),
            note,
            locked: Some(law::raise_refusal(lang, domain::RaiseRefusal::NoMark)),
        };
        let mut lines = Vec::new();
        let mut provisional = None;
        for step in &outcome.trace {
            match step {
                TraceStep::Provisional { slot, real: None, .. } => provisional = Some(*slot),
                TraceStep::Counted {
                    slot,
                    mark,
                    entry,
                    conserved,
                    coefficient,
                    points,
                    ..
                } => {
                    let text = match entry.code() {
                        Some(code) => format!("{} ({code})", law::number(lang, mark)),
                        None => law::number(lang, mark),
                    };
                    let note = match conserved {
                        Some(_) => words.conserved,
                        None if provisional == Some(*slot) => words.provisional,
                        None => "",
                    };
                    let before = candidate.raises.get(slot).map_or(*mark, |raise| raise.before);
                    lines.push(Line {
                        counted: Some(*mark),
                        coefficient: law::number(lang, coefficient),
                        points: law::number(lang, points),
                        locked: locked(ruleset, &candidate.marks, *slot, before)
                            .map(|refusal| say::locked(lang, refusal)),
                        ..row(*slot, text, note)
                    });
                }
                TraceStep::Excluded { slot, code } => lines.push(row(*slot, code.to_string(), words.out)),
                TraceStep::Missing { slots } => {
                    lines.extend(slots.iter().map(|slot| row(*slot, "—".into(), words.missing)));
                }
                _ => {}
            }
        }
        lines
    })
}
