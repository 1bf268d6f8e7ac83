//! From cells to the lines of the sums: codes, derived marks, rounding, raises.

use super::sums::{Line, Share, Tally};
use super::{CandidateMarks, Flaw, RaiseRefusal, TraceStep, WeightedMark};
use crate::code::PartCode;
use crate::coefficient::Coefficient;
use crate::entry::{Entry, MarkCode};
use crate::mark::{Mark, Step};
use crate::ruleset::{Continuous, Effect, Epreuve, PartScale, RoundingLevel, Ruleset, numbered};
use crate::slot::{ComponentKind, Slot};

/// What a cell is worth.
enum Reading {
    Missing,
    Awaited,
    Out(MarkCode),
    Counts { entry: Entry, mark: Mark },
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
    counter.tally
}

impl Counter<'_> {
    fn read(&mut self, slot: Slot) -> Reading {
        let Some(&entry) = self.marks.entries.get(&slot) else {
            return Reading::Missing;
        };
        let code = match entry {
            Entry::Mark(mark) => return Reading::Counts { entry, mark },
            Entry::Code(code) => code,
        };
        // A code that the ruleset does not know was screened out before.
        let Some(rule) = self.ruleset.codes.get(&code) else {
            return Reading::Missing;
        };
        match rule.effect {
            Effect::Exclude => Reading::Out(code),
            Effect::Replacement => Reading::Awaited,
            Effect::Zero | Effect::Eliminate => {
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
        }
    }

    fn epreuve(&mut self, epreuve: &Epreuve) {
        let whole = Slot::whole(epreuve.code);
        let parts = self.ruleset.parts(epreuve.code, &self.marks.context.specialities);
        if parts.is_empty() || self.marks.entries.contains_key(&whole) {
            self.mandatory(whole, epreuve.coef, epreuve.step, None);
        } else {
            let scale = self.ruleset.part_scale(epreuve.code);
            let weighted = parts.iter().map(|part| (part.code, u32::from(part.weight.get())));
            self.derived(whole, epreuve.step, scale, weighted.collect(), |_| epreuve.coef);
        }
    }

    fn continuous(&mut self, teaching: &Continuous) {
        if let [year] = teaching.years.as_slice() {
            return self.mandatory(
                Slot::whole(teaching.code),
                year.coef,
                teaching.step,
                Some(teaching.round_up_to),
            );
        }
        let slots: Vec<Slot> = numbered(teaching.code, teaching.years.len()).collect();
        if teaching.level == RoundingLevel::Year {
            for (slot, year) in slots.iter().zip(&teaching.years) {
                self.mandatory(*slot, year.coef, teaching.step, Some(teaching.round_up_to));
            }
            return;
        }
        let years = slots.iter().zip(&teaching.years);
        let weighted = years
            .filter_map(|(slot, year)| Some((slot.part?, year.coef.hundredths())))
            .collect();
        let whole = Slot::whole(teaching.code);
        self.derived(whole, teaching.round_up_to, PartScale::Twenty, weighted, |counted| {
            Coefficient::from_hundredths(counted.iter().map(|part| part.weight).sum())
        });
    }

    /// A cell that counts alone.
    fn mandatory(&mut self, slot: Slot, coefficient: Coefficient, step: Step, round_up_to: Option<Step>) {
        match self.read(slot) {
            Reading::Missing => self.tally.missing.push(slot),
            Reading::Awaited => self.tally.awaited.push(slot),
            Reading::Out(code) => self.trace.push(TraceStep::Excluded { slot, code }),
            Reading::Counts { entry, mark } => {
                let mark = round_up_to.map_or(mark, |step| self.rounded(slot, mark, step));
                let absent = entry == Entry::Code(MarkCode::AB);
                let step = round_up_to.unwrap_or(step);
                self.line(Line {
                    slot,
                    entry,
                    mark,
                    coefficient,
                    step,
                    share: Share::Mandatory,
                    absent,
                });
            }
        }
    }

    /// A cell of an option or of a facultative épreuve: nothing when it is empty, excluded or absent for good reason.
    fn optional(&mut self, slot: Slot, coefficient: Coefficient, step: Step, share: Share) {
        match self.read(slot) {
            Reading::Missing | Reading::Awaited => {}
            Reading::Out(code) => self.trace.push(TraceStep::Excluded { slot, code }),
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

    /// A mark made from weighted cells; excluded ones leave their weight to the others.
    fn derived(
        &mut self,
        whole: Slot,
        step: Step,
        scale: PartScale,
        weighted: Vec<(PartCode, u32)>,
        coefficient: impl Fn(&[WeightedMark]) -> Coefficient,
    ) {
        let mut parts = Vec::with_capacity(weighted.len());
        let mut absences = 0;
        let mut complete = true;
        for (part, weight) in weighted {
            let slot = Slot::part(whole.component, part);
            match self.read(slot) {
                Reading::Missing => {
                    complete = false;
                    self.tally.missing.push(slot);
                }
                Reading::Awaited => {
                    complete = false;
                    self.tally.awaited.push(slot);
                }
                Reading::Out(code) => self.trace.push(TraceStep::Excluded { slot, code }),
                Reading::Counts { entry, mark } => {
                    absences += usize::from(entry == Entry::Code(MarkCode::AB));
                    parts.push(WeightedMark { part, mark, weight });
                }
            }
        }
        // Without any weight the whole épreuve is excluded: each of its parts said so.
        let exact = scale.combine(parts.iter().map(|part| (part.mark, part.weight)));
        let Some(exact) = exact.filter(|_| complete) else {
            return;
        };
        let (mark, coefficient) = (step.round_up(exact), coefficient(&parts));
        let absent = absences == parts.len();
        self.trace.push(TraceStep::Derived {
            component: whole.component,
            scale,
            parts,
            exact,
            mark,
        });
        self.line(Line {
            slot: whole,
            entry: mark.into(),
            mark,
            coefficient,
            step,
            share: Share::Mandatory,
            absent,
        });
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
            coefficient: line.coefficient,
            points: line.points(),
        });
        self.tally.lines.push(line);
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
