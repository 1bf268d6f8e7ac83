//! From cells to the lines of the sums: codes, rounding, raises.

use super::sums::{Line, Share, Tally};
use super::{CandidateMarks, Flaw, RaiseRefusal, TraceStep};
use crate::code::ComponentCode;
use crate::coefficient::Coefficient;
use crate::entry::{Entry, MarkCode};
use crate::mark::{Mark, Step};
use crate::ruleset::{Effect, Ruleset, numbered};
use crate::slot::{ComponentKind, Slot};

mod derive;

/// What a cell is worth.
enum Reading {
    Missing,
    Awaited,
    Out,
    Counts { entry: Entry, mark: Mark },
}

/// What a mandatory mark weighs.
#[derive(Clone, Copy)]
struct Weight {
    coefficient: Coefficient,
    share: Share,
}

impl From<Coefficient> for Weight {
    fn from(coefficient: Coefficient) -> Weight {
        Weight {
            coefficient,
            share: Share::Mandatory,
        }
    }
}

struct Counter<'a> {
    ruleset: &'a Ruleset,
    marks: &'a CandidateMarks,
    trace: &'a mut Vec<TraceStep>,
    tally: Tally,
}

/// Reads every cell of a screened candidate.
pub(super) fn count(ruleset: &Ruleset, marks: &CandidateMarks, trace: &mut Vec<TraceStep>) -> Tally {
    let mut counter = Counter {
        ruleset,
        marks,
        trace,
        tally: Tally::default(),
    };
    for epreuve in &ruleset.epreuves {
        counter.epreuve(epreuve);
    }
    for teaching in &ruleset.continuous {
        counter.continuous(teaching);
    }
    for option in &ruleset.options {
        for slot in numbered(option.code, usize::from(option.places.get())) {
            let coefficient = marks.option_coefficients.get(&slot).copied().unwrap_or(option.coef);
            counter.optional(slot, coefficient, option.round_up_to, Share::Optional);
        }
    }
    for facultative in &ruleset.facultatives {
        for slot in numbered(facultative.code, usize::from(facultative.places.get())) {
            counter.optional(
                slot,
                facultative.coef,
                facultative.step,
                Share::Extra(facultative.counting),
            );
        }
    }
    counter.raises_without_line();
    counter.choices();
    counter.tally
}

impl Counter<'_> {
    /// What a cell is worth; a code or a waiver that takes it out of the sums is traced.
    fn read(&mut self, slot: Slot) -> Reading {
        let provisional = self.marks.provisional.get(&slot).copied();
        let entry = match (self.marks.entries.get(&slot).copied(), provisional) {
            (Some(Entry::Mark(real)), _) => Entry::Mark(self.better(slot, real)),
            (Some(entry), _) => entry,
            (None, Some(mark)) => {
                self.trace.push(TraceStep::Provisional { slot, mark, real: None });
                Entry::Mark(mark)
            }
            (None, None) => {
                let Some(reason) = self.marks.waived.get(&slot) else {
                    return Reading::Missing;
                };
                let reason = reason.clone();
                self.trace.push(TraceStep::Waived { slot, reason });
                return Reading::Out;
            }
        };
        let code = match entry {
            Entry::Mark(mark) => return Reading::Counts { entry, mark },
            Entry::Code(code) => code,
        };
        // A code that the ruleset does not know was screened out before.
        let Some(rule) = self.ruleset.codes.get(&code) else {
            return Reading::Missing;
        };
        let replaced = || {
            let rule = self.ruleset.replacement.as_ref();
            rule.is_none_or(|rule| !rule.without.contains(&slot))
        };
        match rule.effect {
            Effect::Replacement if replaced() => return Reading::Awaited,
            Effect::Exclude | Effect::Replacement => {
                self.trace.push(TraceStep::Excluded { slot, code });
                return Reading::Out;
            }
            Effect::ZeroOrReplacement => self.tally.deferred.push(slot),
            Effect::Zero | Effect::Eliminate => {}
        }
        let in_bloc = rule
            .eliminates_in
            .iter()
            .filter_map(|bloc| self.ruleset.bloc(*bloc))
            .any(|bloc| bloc.components.contains(&slot.component));
        let spared = || {
            let facultative = self.ruleset.kind(slot.component) == Some(ComponentKind::Facultative);
            facultative && !rule.eliminates_facultative
        };
        if in_bloc || (rule.effect == Effect::Eliminate && !spared()) {
            self.tally.eliminating.push((slot, code));
        }
        Reading::Counts {
            entry,
            mark: Mark::ZERO,
        }
    }

    /// The better of a real mark and of the one given meanwhile.
    fn better(&mut self, slot: Slot, real: Mark) -> Mark {
        let Some(&mark) = self.marks.provisional.get(&slot) else {
            return real;
        };
        let kept = real.max(mark);
        let real = Some(real);
        self.trace.push(TraceStep::Provisional { slot, mark, real });
        kept
    }

    /// A cell that counts alone.
    fn mandatory(&mut self, slot: Slot, weight: Weight, step: Step, round_up_to: Option<Step>) {
        match self.read(slot) {
            Reading::Missing => self.tally.missing.push(slot),
            Reading::Awaited => self.tally.awaited.push(slot),
            Reading::Out => {}
            Reading::Counts { entry, mark } => {
                let mark = round_up_to.map_or(mark, |step| self.rounded(slot, mark, step));
                let absent = entry == Entry::Code(MarkCode::AB);
                let step = round_up_to.unwrap_or(step);
                self.line(Line {
                    slot,
                    entry,
                    mark,
                    coefficient: weight.coefficient,
                    step,
                    share: weight.share,
                    absent,
                });
            }
        }
    }

    /// A cell of an option or of a facultative épreuve: nothing when it is empty, excluded or absent for good reason.
    fn optional(&mut self, slot: Slot, coefficient: Coefficient, step: Step, share: Share) {
        match self.read(slot) {
            Reading::Missing | Reading::Awaited | Reading::Out => {}
            Reading::Counts { entry, mark } => {
                let mark = self.rounded(slot, mark, step);
                self.line(Line {
                    slot,
                    entry,
                    mark,
                    coefficient,
                    step,
                    share,
                    absent: false,
                });
            }
        }
    }

    fn rounded(&mut self, slot: Slot, from: Mark, step: Step) -> Mark {
        let to = step.round_up(from.into());
        if to != from {
            self.trace.push(TraceStep::Rounded { slot, from, to });
        }
        to
    }

    /// A line, raised when the jury raised it.
    fn line(&mut self, mut line: Line) {
        let slot = line.slot;
        if let Some(&to) = self.marks.raises.get(&slot) {
            match permitted(self.ruleset, self.marks, &line, to) {
                Ok(()) => {
                    self.trace.push(TraceStep::Raised {
                        slot,
                        from: line.mark,
                        to,
                    });
                    line.mark = to;
                }
                Err(refusal) => self.refuse(slot, to, refusal),
            }
        }
        self.trace.push(TraceStep::Counted {
            slot,
            entry: line.entry,
            mark: line.mark,
            conserved: self.marks.context.conserved.get(&slot.component).copied(),
            extra: line.extra(),
            coefficient: line.coefficient,
            points: line.points(),
        });
        self.tally.lines.push(line);
    }

    /// Where the candidate chooses, what he does not sit is not missing once he sits enough.
    fn choices(&mut self) {
        for choice in &self.ruleset.choices {
            let (marks, missing) = (self.marks, &mut self.tally.missing);
            let sits = |component: &ComponentCode| {
                let own = |slot: &Slot| slot.component == *component;
                let known = marks
                    .entries
                    .keys()
                    .chain(marks.provisional.keys())
                    .chain(marks.waived.keys());
                marks.context.chosen.contains(component) || known.into_iter().any(own)
            };
            let sat: Vec<&ComponentCode> = choice.components.iter().filter(|code| sits(code)).collect();
            if sat.len() >= usize::from(choice.min.get()) {
                missing.retain(|slot| sat.contains(&&slot.component) || !choice.components.contains(&slot.component));
            }
        }
    }

    fn raises_without_line(&mut self) {
        let without_line = |slot: &&Slot| !self.tally.lines.iter().any(|line| line.slot == **slot);
        let orphans: Vec<Slot> = self.marks.raises.keys().filter(without_line).copied().collect();
        for slot in orphans {
            let refusal = match self.ruleset.cell(&slot) {
                None => RaiseRefusal::UnknownSlot,
                Some(cell) if cell.weighted => RaiseRefusal::Part,
                Some(_) => RaiseRefusal::NoMark,
            };
            self.refuse(slot, self.marks.raises[&slot], refusal);
        }
    }

    fn refuse(&mut self, slot: Slot, to: Mark, refusal: RaiseRefusal) {
        self.trace.push(TraceStep::Ignored {
            flaw: Flaw::RaiseRefused { slot, to, refusal },
        });
    }
}

/// May the jury raise this line to that mark?
pub(super) fn permitted(ruleset: &Ruleset, marks: &CandidateMarks, line: &Line, to: Mark) -> Result<(), RaiseRefusal> {
    let component = line.slot.component;
    let step = ruleset.jury.raise_step.unwrap_or(line.step);
    if ruleset.jury.locked.contains(&component) {
        Err(RaiseRefusal::Locked)
    } else if ruleset.jury.conserved_locked && marks.context.conserved.contains_key(&component) {
        Err(RaiseRefusal::Conserved)
    } else if line.entry.mark().is_none() {
        Err(RaiseRefusal::NoMark)
    } else if to <= line.mark {
        Err(RaiseRefusal::NotHigher(line.mark))
    } else if !step.allows(to) {
        Err(RaiseRefusal::OffStep(step))
    } else {
        Ok(())
    }
}
