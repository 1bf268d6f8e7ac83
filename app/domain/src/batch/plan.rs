//! A ruleset compiled: for each cell a table from what it may hold to what that brings.
//!
//! The tables are made by asking the engine itself, value by value: no rule is written twice.

use super::Value;
use super::value::VALUES;
use crate::code::{BlocCode, ComponentCode};
use crate::coefficient::Coefficient;
use crate::decide::{Brings, Context, Decision, Mention, brings};
use crate::entry::Entry;
use crate::mark::{Mark, Step};
use crate::ruleset::{Composite, Epreuve, Gate, Part, PartScale, Rounding, RoundingLevel, Ruleset, numbered};
use crate::slot::{Cell, ComponentKind, Slot};

/// What a value brings: points in the low 32 bits, coefficients in the next 24, flags above.
pub(super) type Table = [u64; VALUES];

/// Points and coefficients.
pub(super) const SUMS: u64 = (1 << 56) - 1;
/// Nothing is decided while the cell is empty.
pub(super) const MISSING: u64 = 1 << 56;
/// The replacement part decides.
pub(super) const AWAITED: u64 = 1 << 57;
/// It counts, and is no absence.
pub(super) const PRESENT: u64 = 1 << 58;
/// It is an absence that counts.
pub(super) const ABSENT: u64 = 1 << 59;
/// It bars the diploma.
pub(super) const BARS: u64 = 1 << 60;
/// Who is not admitted waits for its replacement part.
pub(super) const DEFERRED: u64 = 1 << 61;
/// The law refuses it, or it is beyond tables: the engine decides on the candidate.
pub(super) const ODD: u64 = 1 << 62;

/// A mandatory cell that counts alone.
pub(super) struct Single {
    pub(super) column: usize,
    pub(super) table: usize,
    /// What a plain mark brings, without any table.
    pub(super) plain: Plain,
    /// Places of the blocs and floors that average it.
    pub(super) sets: Vec<usize>,
}

/// A mark on its step times a coefficient: what nearly every cell holds, many at a time.
#[derive(Clone, Copy)]
pub(super) struct Plain {
    pub(super) coefficient: u32,
    /// The step a mark is typed on.
    pub(super) typed: Steps,
    /// The step it counts on, where that is another: it is rounded up to it.
    pub(super) counted: Option<Steps>,
}

/// Division by a step without dividing: exact for every value, of steps up to five points.
#[derive(Clone, Copy)]
pub(super) struct Steps {
    step: u32,
    inverse: u32,
}

impl Steps {
    const SHIFT: u32 = 21;
    const MOST: u16 = 500;

    fn of(step: Step) -> Steps {
        let step = u32::from(step.hundredths());
        Steps {
            step,
            inverse: (1_u32 << Steps::SHIFT).div_ceil(step),
        }
    }

    /// The step at or below a mark.
    pub(super) const fn below(self, mark: u32) -> u32 {
        ((mark * self.inverse) >> Steps::SHIFT) * self.step
    }

    /// The step at or above a mark.
    pub(super) const fn above(self, mark: u32) -> u32 {
        self.below(mark + self.step - 1)
    }
}

/// A mandatory mark made from others, or typed as a whole.
pub(super) struct Derived {
    /// The mark typed as a whole: alone where no part is in use.
    pub(super) whole: Single,
    /// Place of what its mark brings, where that is no plain sum (*chef-d'œuvre*).
    pub(super) brings: Option<usize>,
    /// The épreuve whose speciality chooses the parts.
    pub(super) epreuve: Option<usize>,
    /// Every column a part of it may stand in.
    pub(super) columns: Vec<usize>,
    /// Parts by speciality, then category; both from 0 for none.
    pub(super) parts: Vec<[Vec<Branch>; 6]>,
    pub(super) scale: PartScale,
    pub(super) rounding: Rounding,
    pub(super) step: Step,
    pub(super) part_step: Step,
}

/// A part: a column, or parts of its own.
pub(super) struct Branch {
    pub(super) weight: u32,
    pub(super) column: usize,
    pub(super) table: usize,
    pub(super) parts: Vec<Branch>,
}

/// A cell that adds points out of the common way: an option, a facultative épreuve.
pub(super) struct Beside {
    pub(super) column: usize,
    /// Place of what each value brings, at coefficient 1 for an option.
    pub(super) brings: usize,
    /// The option it is a place of: its coefficient, and the most they may add.
    pub(super) option: Option<(ComponentCode, u32, u32)>,
}

/// What a value beside the common sums adds; an option at coefficient 1.
#[derive(Clone, Copy)]
pub(super) struct Added {
    pub(super) points: i32,
    /// 1 where it adds its coefficient.
    pub(super) counts: u32,
    pub(super) flags: u64,
}

/// A gate of the first group.
pub(super) struct Way {
    pub(super) average: Mark,
    /// What the sets at these places must reach.
    pub(super) blocs: Vec<(usize, Mark)>,
    pub(super) leads_to: Decision,
}

/// Where the averages lie that decide.
pub(super) struct Limits {
    /// Gates of the first group, in order.
    pub(super) gates: Vec<Way>,
    pub(super) certificate: Option<Mark>,
    pub(super) mentions: Vec<(Mark, Mention)>,
}

impl Limits {
    fn of(ruleset: &Ruleset) -> Limits {
        let place = |code: &BlocCode| ruleset.blocs.iter().position(|bloc| bloc.code == *code);
        let asked = |(code, at_least): (&BlocCode, &Mark)| Some((place(code)?, *at_least));
        let gate = |gate: &Gate| Way {
            average: gate.average_at_least,
            blocs: gate.blocs_at_least.iter().filter_map(asked).collect(),
            leads_to: gate.decision.into(),
        };
        let mentions = ruleset.mentions.iter().flat_map(|mentions| &mentions.steps);
        Limits {
            gates: ruleset.group1.iter().map(gate).collect(),
            certificate: ruleset.certificate.as_ref().map(|certificate| certificate.at_least),
            mentions: mentions.map(|step| (step.at_least, step.mention)).collect(),
        }
    }
}

/// A ruleset compiled to tables.
pub struct Plan<'a> {
    pub(super) ruleset: &'a Ruleset,
    pub(super) tables: Vec<Box<Table>>,
    pub(super) singles: Vec<Single>,
    pub(super) derived: Vec<Derived>,
    pub(super) beside: Vec<Beside>,
    pub(super) limits: Limits,
    pub(super) brings: Vec<Vec<Added>>,
    /// True when the tables can hold the ruleset; the engine decides on everybody otherwise.
    pub(super) flat: bool,
    keys: Vec<(Slot, Key)>,
}

/// What makes two cells bring the same.
#[derive(PartialEq, Eq)]
struct Key {
    kind: ComponentKind,
    coefficient: Coefficient,
    step: Step,
    counted_step: Step,
    scale: u16,
    sets: Vec<usize>,
    replaced: bool,
}

impl<'a> Plan<'a> {
    /// Compiles a ruleset.
    pub fn new(ruleset: &'a Ruleset) -> Plan<'a> {
        let mut plan = Plan {
            ruleset,
            tables: Vec::new(),
            singles: Vec::new(),
            derived: Vec::new(),
            beside: Vec::new(),
            limits: Limits::of(ruleset),
            brings: Vec::new(),
            flat: fits(ruleset),
            keys: Vec::new(),
        };
        for (place, epreuve) in ruleset.epreuves.iter().enumerate() {
            plan.epreuve(place, epreuve);
        }
        for teaching in &ruleset.continuous {
            let years = teaching.years.len();
            if years == 1 {
                plan.single(Slot::whole(teaching.code));
            } else if teaching.level == RoundingLevel::Year {
                numbered(teaching.code, years).for_each(|slot| plan.single(slot));
            } else {
                plan.flat = false;
            }
        }
        for cell in ruleset.slots() {
            match cell.kind {
                ComponentKind::Option => {
                    let rule = ruleset.options.iter().find(|rule| rule.code == cell.slot.component);
                    let most = |rule: &crate::ruleset::OptionRule| {
                        (rule.code, rule.coef.hundredths(), rule.max_coefficients.hundredths())
                    };
                    plan.beside(cell, rule.map(most));
                }
                ComponentKind::Facultative => plan.beside(cell, None),
                ComponentKind::Epreuve | ComponentKind::Cc => {}
            }
        }
        plan
    }

    fn epreuve(&mut self, place: usize, epreuve: &Epreuve) {
        let Some(composite) = &epreuve.composite else {
            match epreuve.counting {
                None => self.single(Slot::whole(epreuve.code)),
                Some(_) => self.derived(place, epreuve, None),
            }
            return;
        };
        self.derived(place, epreuve, Some(composite));
    }

    fn derived(&mut self, place: usize, epreuve: &Epreuve, composite: Option<&Composite>) {
        let ruleset = self.ruleset;
        let own = composite.map_or(&[][..], |it| &it.parts);
        let chosen = composite.is_some() && own.is_empty();
        let each = if chosen { ruleset.specialities.len() } else { 0 };
        let parts = (0..=each).map(|speciality| {
            let of = match speciality.checked_sub(1) {
                Some(place) => ruleset.specialities[place].parts.as_slice(),
                None => own,
            };
            std::array::from_fn(|category| {
                let context = Context {
                    category: super::Columns::category(category as u8),
                    ..Context::default()
                };
                self.branches(epreuve.code, of, &context)
            })
        });
        let parts = parts.collect();
        let cells = ruleset.slots().iter().enumerate();
        let own = cells.filter(|(_, cell)| cell.slot.component == epreuve.code && cell.slot.part.is_some());
        let columns = own.map(|(column, _)| column).collect();
        let Some(whole) = self.counted(Slot::whole(epreuve.code)) else {
            return;
        };
        let brings = epreuve
            .counting
            .map(|_| self.brings_of(&ruleset.slots()[whole.column], None));
        let derived = Derived {
            whole,
            brings,
            epreuve: chosen.then_some(place),
            columns,
            parts,
            scale: composite.map(|it| it.part_scale).unwrap_or_default(),
            rounding: composite.map(|it| it.rounding).unwrap_or_default(),
            step: epreuve.step,
            part_step: composite.map_or(epreuve.step, |it| it.part_step),
        };
        self.derived.push(derived);
    }

    fn branches(&mut self, component: ComponentCode, parts: &[Part], context: &Context) -> Vec<Branch> {
        let mut branches = Vec::new();
        for part in parts.iter().filter(|part| part.is_for(context.category)) {
            let slot = Slot::part(component, part.code);
            let column = self.column(slot);
            let inner = self.branches(component, &part.parts, context);
            if part.parts.is_empty() != column.is_some() {
                continue;
            }
            let column = column.unwrap_or_default();
            branches.push(Branch {
                weight: u32::from(part.weight.get()),
                column,
                table: self.part_table(column),
                parts: inner,
            });
        }
        branches
    }

    fn single(&mut self, slot: Slot) {
        let single = self.counted(slot);
        self.singles.extend(single);
    }

    /// A cell that counts alone.
    fn counted(&mut self, slot: Slot) -> Option<Single> {
        let column = self.column(slot)?;
        let cell = &self.ruleset.slots()[column];
        let table = self.table(cell);
        let sets = self.sets(slot.component);
        let plain = Plain {
            coefficient: cell.coefficient.hundredths(),
            typed: Steps::of(cell.step),
            counted: (cell.counted_step != cell.step).then(|| Steps::of(cell.counted_step)),
        };
        Some(Single {
            column,
            table,
            plain,
            sets,
        })
    }

    fn beside(&mut self, cell: &Cell, option: Option<(ComponentCode, u32, u32)>) {
        let Some(column) = self.column(cell.slot) else { return };
        let slots = self.ruleset.slots();
        let same = |known: &&Beside| slots[known.column].slot.component == cell.slot.component;
        let known = self.beside.iter().find(same).map(|known| known.brings);
        let one = option.map(|_| Coefficient::from_hundredths(100));
        let brings = known.unwrap_or_else(|| self.brings_of(cell, one));
        self.beside.push(Beside { column, brings, option });
    }

    /// Place of what each value of a cell brings.
    fn brings_of(&mut self, cell: &Cell, option: Option<Coefficient>) -> usize {
        let all = self.all(cell, option);
        self.brings.push(all.iter().map(Brings::beside).collect());
        self.brings.len() - 1
    }

    fn column(&self, slot: Slot) -> Option<usize> {
        self.ruleset.slots().iter().position(|cell| cell.slot == slot)
    }

    /// The blocs, then the floors, that average a component.
    fn sets(&self, component: ComponentCode) -> Vec<usize> {
        let blocs = self.ruleset.blocs.iter().map(|bloc| &bloc.components);
        let floors = self.ruleset.floors.iter().map(|floor| &floor.components);
        let all = blocs.chain(floors).enumerate();
        all.filter(|(_, components)| components.contains(&component))
            .map(|(place, _)| place)
            .collect()
    }

    /// What a value of a cell brings.
    fn brings(&self, cell: &Cell, index: usize, option: Option<Coefficient>) -> Brings {
        let value = Value::from_bits(index as u16);
        let Some(value) = value else { return Brings::ODD };
        match value.entry() {
            Some(entry) if self.ruleset.accepts_in(cell, &entry).is_err() => Brings::ODD,
            entry => brings(self.ruleset, cell.slot, entry, option),
        }
    }

    /// What every value of a cell brings; marks that round up to the same are asked for once.
    fn all(&self, cell: &Cell, option: Option<Coefficient>) -> Vec<Brings> {
        let mut all: Vec<Brings> = Vec::with_capacity(VALUES);
        let mut last: Option<(Mark, Brings)> = None;
        for index in 0..VALUES {
            let mark = Value::from_bits(index as u16)
                .and_then(Value::entry)
                .and_then(Entry::mark);
            let counts = mark.map(|mark| cell.counted_step.round_up(mark.into()));
            let sound = mark.is_some_and(|mark| mark.fits(cell.scale, cell.step).is_ok());
            let known = last
                .filter(|(mark, _)| sound && counts == Some(*mark))
                .map(|(_, brings)| brings);
            let brings = known.unwrap_or_else(|| self.brings(cell, index, option));
            if sound {
                last = counts.map(|mark| (mark, brings));
            }
            all.push(brings);
        }
        all
    }

    /// The table of a cell that counts alone; cells that bring the same share one.
    fn table(&mut self, cell: &Cell) -> usize {
        let without = self.ruleset.replacement.as_ref().map(|rule| &rule.without);
        let key = Key {
            kind: cell.kind,
            coefficient: cell.coefficient,
            step: cell.step,
            counted_step: cell.counted_step,
            scale: cell.scale.hundredths(),
            sets: self.sets(cell.slot.component),
            replaced: without.is_none_or(|without| !without.contains(&cell.slot)),
        };
        if let Some(known) = self.keys.iter().position(|(_, known)| *known == key) {
            return known;
        }
        let mut table = Box::new([ODD; VALUES]);
        for (place, brings) in table.iter_mut().zip(self.all(cell, None)) {
            *place = brings.packed();
        }
        // Of an épreuve in parts the engine misses the parts; alone, it is missing itself.
        table[Value::MISSING.index()] = MISSING;
        self.keep(cell.slot, key, table)
    }

    /// The table of a part: its mark where a sum would be.
    fn part_table(&mut self, column: usize) -> usize {
        let cell = &self.ruleset.slots()[column];
        let key = Key {
            kind: cell.kind,
            coefficient: Coefficient::ZERO,
            step: cell.step,
            counted_step: cell.step,
            scale: cell.scale.hundredths(),
            sets: Vec::new(),
            replaced: true,
        };
        if let Some(known) = self.keys.iter().position(|(_, known)| *known == key) {
            return known;
        }
        let mut table = Box::new([ODD; VALUES]);
        for (index, place) in table.iter_mut().enumerate() {
            let value = Value::from_bits(index as u16);
            *place = match value.map(Value::entry) {
                Some(None) => MISSING,
                Some(Some(Entry::Mark(mark))) if mark.fits(cell.scale, cell.step).is_ok() => {
                    PRESENT | u64::from(mark.hundredths())
                }
                // A code among parts leaves its weight to the others: the engine knows how.
                _ => ODD,
            };
        }
        self.keep(cell.slot, key, table)
    }

    fn keep(&mut self, slot: Slot, key: Key, table: Box<Table>) -> usize {
        self.keys.push((slot, key));
        self.tables.push(table);
        self.tables.len() - 1
    }
}

impl Brings {
    /// As it adds to the sums from beside.
    fn beside(&self) -> Added {
        Added {
            points: i32::try_from(self.points).unwrap_or(i32::MAX),
            counts: u32::from(self.coefficients > 0),
            flags: self.packed() & !SUMS,
        }
    }

    fn packed(&self) -> u64 {
        let flags = [
            (self.missing, MISSING),
            (self.awaited, AWAITED),
            (self.counts && !self.absent, PRESENT),
            (self.counts && self.absent, ABSENT),
            (self.bars, BARS),
            (self.deferred, DEFERRED),
            (self.odd, ODD),
        ];
        let flags = flags.iter().filter(|(set, _)| *set).map(|(_, flag)| flag).sum::<u64>();
        flags | (u64::from(self.coefficients) << 32) | self.points.max(0).unsigned_abs()
    }
}

/// Can sums of this ruleset be packed, and is there nothing in it that looks at several cells at once?
fn fits(ruleset: &Ruleset) -> bool {
    let sum: u64 = ruleset
        .slots()
        .iter()
        .map(|cell| u64::from(cell.coefficient.hundredths()))
        .sum();
    let mandatory = |component: &ComponentCode| {
        matches!(
            ruleset.kind(*component),
            Some(ComponentKind::Epreuve | ComponentKind::Cc)
        ) && !ruleset
            .epreuves
            .iter()
            .any(|it| it.code == *component && it.counting.is_some())
    };
    let floors = ruleset.floors.iter().flat_map(|floor| &floor.components).all(mandatory);
    let blocs = ruleset.blocs.iter().flat_map(|bloc| &bloc.components).all(mandatory);
    let steps = |cell: &Cell| cell.step.hundredths().max(cell.counted_step.hundredths()) <= Steps::MOST;
    let steps = ruleset.slots().iter().all(steps);
    steps && sum * 2_000 < u64::from(u32::MAX) && sum < 1 << 24 && ruleset.choices.is_empty() && floors && blocs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_found_without_dividing_for_every_mark() {
        for hundredths in 1..=u32::from(Steps::MOST) {
            let step: Step = format!("{}.{:02}", hundredths / 100, hundredths % 100).parse().unwrap();
            let steps = Steps::of(step);
            for mark in 0..=2_047_u32 {
                assert_eq!(steps.below(mark), mark / hundredths * hundredths, "{mark} by {step}");
                assert_eq!(
                    steps.above(mark),
                    mark.div_ceil(hundredths) * hundredths,
                    "{mark} by {step}"
                );
            }
        }
    }
}
