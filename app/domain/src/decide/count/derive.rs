//! Marks made from parts or from years.

use super::{Counter, Line, Reading, Share, Weight};
use crate::code::PartCode;
use crate::coefficient::Coefficient;
use crate::decide::{TraceStep, WeightedMark};
use crate::entry::{Entry, MarkCode};
use crate::mark::{Mark, Step};
use crate::ruleset::{Continuous, Epreuve, Part, PartScale, Rounding, RoundingLevel, numbered};
use crate::slot::Slot;

/// What a mark is made from, cell by cell.
#[derive(Default)]
struct Made {
    parts: Vec<WeightedMark>,
    /// How many of them are absences.
    absences: usize,
    /// True when one is missing or awaited.
    wanting: bool,
}

/// How it falls on its step.
#[derive(Clone, Copy)]
struct Manner {
    scale: PartScale,
    rounding: Rounding,
}

impl Counter<'_> {
    pub(super) fn epreuve(&mut self, epreuve: &Epreuve) {
        let whole = Slot::whole(epreuve.code);
        let ruleset = self.ruleset;
        let parts = ruleset.parts(epreuve.code, &self.marks.context);
        let weight = Weight {
            coefficient: epreuve.coef,
            share: epreuve.counting.map_or(Share::Mandatory, Share::Extra),
        };
        let sat = ruleset.marked_parts(epreuve.code, &self.marks.context);
        let composite = epreuve.composite.as_ref().filter(|_| !sat.is_empty());
        // A mark given meanwhile for the whole stands until every part has a real one.
        let real = |part: &&Part| {
            let slot = Slot::part(epreuve.code, part.code);
            self.marks.entries.contains_key(&slot)
        };
        let meanwhile = self.marks.provisional.contains_key(&whole) && !sat.iter().all(real);
        let given = self.marks.entries.contains_key(&whole) || meanwhile;
        let Some(composite) = composite.filter(|_| !given) else {
            return self.mandatory(whole, weight, epreuve.step, None);
        };
        let manner = Manner {
            scale: composite.part_scale,
            rounding: composite.rounding,
        };
        let made = self.gather(whole, parts, manner, composite.part_step);
        self.derived(whole, epreuve.step, manner, made, weight);
    }

    pub(super) fn continuous(&mut self, teaching: &Continuous) {
        let whole = Slot::whole(teaching.code);
        if let [year] = teaching.years.as_slice() {
            return self.mandatory(whole, year.coef.into(), teaching.step, Some(teaching.round_up_to));
        }
        let slots = numbered(teaching.code, teaching.years.len()).zip(&teaching.years);
        if teaching.level == RoundingLevel::Year {
            for (slot, year) in slots {
                self.mandatory(slot, year.coef.into(), teaching.step, Some(teaching.round_up_to));
            }
            return;
        }
        let mut made = Made::default();
        for (slot, year) in slots {
            self.cell(slot, year.coef.hundredths(), &mut made);
        }
        let weights = made.parts.iter().map(|part| part.weight).sum();
        let manner = Manner {
            scale: PartScale::Twenty,
            rounding: Rounding::Up,
        };
        let coefficient = Coefficient::from_hundredths(weights);
        self.derived(whole, teaching.round_up_to, manner, made, coefficient.into());
    }

    /// The marks of parts, those made of parts themselves first made.
    fn gather(&mut self, whole: Slot, parts: &[Part], manner: Manner, step: Step) -> Made {
        let mut made = Made::default();
        for part in parts {
            if !part.is_for(self.marks.context.category) {
                continue;
            }
            if part.parts.is_empty() {
                let slot = Slot::part(whole.component, part.code);
                self.cell(slot, u32::from(part.weight.get()), &mut made);
                continue;
            }
            let inner = self.gather(whole, &part.parts, manner, step);
            made.wanting |= inner.wanting;
            let (count, absences) = (inner.parts.len(), inner.absences);
            let slot = Slot::part(whole.component, part.code);
            if let Some(mark) = self.make(slot, step, manner, inner) {
                made.absences += usize::from(absences == count);
                made.parts.push(WeightedMark {
                    part: part.code,
                    mark,
                    weight: u32::from(part.weight.get()),
                });
            }
        }
        made
    }

    fn cell(&mut self, slot: Slot, weight: u32, made: &mut Made) {
        match self.read(slot) {
            Reading::Missing => {
                made.wanting = true;
                self.tally.missing.push(slot);
            }
            Reading::Awaited => {
                made.wanting = true;
                self.tally.awaited.push(slot);
            }
            Reading::Out => {}
            Reading::Counts { entry, mark } => {
                made.absences += usize::from(entry == Entry::Code(MarkCode::AB));
                let part = slot.part;
                made.parts
                    .extend(part.map(|part: PartCode| WeightedMark { part, mark, weight }));
            }
        }
    }

    /// The mark made from parts; excluded ones leave their weight to the others, and where all are, there is none.
    fn make(&mut self, slot: Slot, step: Step, manner: Manner, made: Made) -> Option<Mark> {
        let exact = manner
            .scale
            .combine(made.parts.iter().map(|part| (part.mark, part.weight)));
        let exact = exact.filter(|_| !made.wanting)?;
        let mark = step.round(exact, manner.rounding);
        self.trace.push(TraceStep::Derived {
            component: slot.component,
            part: slot.part,
            scale: manner.scale,
            parts: made.parts,
            exact,
            mark,
        });
        Some(mark)
    }

    fn derived(&mut self, whole: Slot, step: Step, manner: Manner, made: Made, weight: Weight) {
        let absent = made.absences == made.parts.len();
        let Some(real) = self.make(whole, step, manner, made) else {
            return;
        };
        let mark = self.better(whole, real);
        self.line(Line {
            slot: whole,
            entry: mark.into(),
            mark,
            coefficient: weight.coefficient,
            step,
            share: weight.share,
            absent,
        });
    }
}
