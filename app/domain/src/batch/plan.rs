//! A ruleset compiled: for each cell a table from what it may hold to what that brings.

use super::limits::{Limits, fits};
use super::plain::{Plain, Steps};
use super::tables::{Added, Key, Table};
use crate::code::ComponentCode;
use crate::coefficient::Coefficient;
use crate::decide::Context;
use crate::mark::Step;
use crate::ruleset::{Composite, Epreuve, Part, PartScale, Rounding, Ruleset};
use crate::slot::{ComponentKind, Slot};

/// A mandatory cell that counts alone.
pub(super) struct Single {
    pub(super) column: usize,
    pub(super) table: usize,
    /// What a plain mark brings, without any table.
    pub(super) plain: Plain,
    /// Places of the blocs and floors that average it.
    pub(super) sets: Vec<usize>,
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

/// A part of a mark.
pub(super) struct Branch {
    pub(super) weight: u32,
    pub(super) source: Source,
}

/// Where the mark of a part comes from.
pub(super) enum Source {
    /// A cell: its column and its table.
    Cell(usize, usize),
    /// Parts of its own, one at least.
    Parts(Vec<Branch>),
}

/// A cell that adds points out of the common way: an option, a facultative épreuve.
pub(super) struct Beside {
    pub(super) column: usize,
    /// Place of what each value brings, at coefficient 1 for an option.
    pub(super) brings: usize,
    /// The option it is a place of: its coefficient, and the most they may add.
    pub(super) option: Option<(ComponentCode, u32, u32)>,
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
    pub(super) keys: Vec<Key>,
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
        let mut epreuves = ruleset.epreuves.iter().enumerate();
        for (column, cell) in ruleset.slots().iter().enumerate() {
            match cell.kind {
                ComponentKind::Epreuve if cell.slot.part.is_none() => {
                    let own = epreuves.next();
                    own.into_iter()
                        .for_each(|(place, epreuve)| plan.epreuve(column, place, epreuve));
                }
                ComponentKind::Epreuve => {}
                // The mean of a cycle is made of several cells.
                ComponentKind::Cc if cell.weighted => plan.flat = false,
                ComponentKind::Cc => plan.single(column),
                ComponentKind::Option => {
                    let rule = ruleset.options.iter().find(|rule| rule.code == cell.slot.component);
                    let most = |rule: &crate::ruleset::OptionRule| {
                        (rule.code, rule.coef.hundredths(), rule.max_coefficients.hundredths())
                    };
                    plan.beside(column, rule.map(most));
                }
                ComponentKind::Facultative => plan.beside(column, None),
            }
        }
        plan
    }

    fn epreuve(&mut self, column: usize, place: usize, epreuve: &Epreuve) {
        match (&epreuve.composite, epreuve.counting) {
            (None, None) => self.single(column),
            (composite, _) => self.derived(column, place, epreuve, composite.as_ref()),
        }
    }

    fn derived(&mut self, whole: usize, place: usize, epreuve: &Epreuve, composite: Option<&Composite>) {
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
        let brings = epreuve.counting.map(|_| self.brings_of(&ruleset.slots()[whole], None));
        let derived = Derived {
            whole: self.counted(whole),
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
            let source = if part.parts.is_empty() {
                let column = self.column(Slot::part(component, part.code));
                column.map(|column| Source::Cell(column, self.part_table(column)))
            } else {
                let inner = self.branches(component, &part.parts, context);
                (!inner.is_empty()).then_some(Source::Parts(inner))
            };
            let weight = u32::from(part.weight.get());
            branches.extend(source.map(|source| Branch { weight, source }));
        }
        branches
    }

    fn single(&mut self, column: usize) {
        let single = self.counted(column);
        self.singles.push(single);
    }

    /// A cell that counts alone.
    fn counted(&mut self, column: usize) -> Single {
        let cell = &self.ruleset.slots()[column];
        let table = self.table(cell);
        let sets = self.sets(cell.slot.component);
        let plain = Plain {
            coefficient: cell.coefficient.hundredths(),
            typed: Steps::of(cell.step),
            counted: (cell.counted_step != cell.step).then(|| Steps::of(cell.counted_step)),
        };
        Single {
            column,
            table,
            plain,
            sets,
        }
    }

    fn beside(&mut self, column: usize, option: Option<(ComponentCode, u32, u32)>) {
        let slots = self.ruleset.slots();
        let cell = &slots[column];
        let same = |known: &&Beside| slots[known.column].slot.component == cell.slot.component;
        let known = self.beside.iter().find(same).map(|known| known.brings);
        let one = option.map(|_| Coefficient::from_hundredths(100));
        let brings = known.unwrap_or_else(|| self.brings_of(cell, one));
        self.beside.push(Beside { column, brings, option });
    }

    fn column(&self, slot: Slot) -> Option<usize> {
        self.ruleset.slots().iter().position(|cell| cell.slot == slot)
    }

    /// The blocs, then the floors, that average a component.
    pub(super) fn sets(&self, component: ComponentCode) -> Vec<usize> {
        let blocs = self.ruleset.blocs.iter().map(|bloc| &bloc.components);
        let floors = self.ruleset.floors.iter().map(|floor| &floor.components);
        let all = blocs.chain(floors).enumerate();
        all.filter(|(_, components)| components.contains(&component))
            .map(|(place, _)| place)
            .collect()
    }
}
