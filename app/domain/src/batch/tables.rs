//! What each value of a cell brings, asked of the engine itself: no rule is written twice.

use super::Value;
use super::plan::Plan;
use super::value::VALUES;
use crate::coefficient::Coefficient;
use crate::decide::{Brings, brings};
use crate::entry::Entry;
use crate::mark::{Mark, Step};
use crate::ruleset::{Counting, Epreuve};
use crate::slot::{Cell, ComponentKind};

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

/// What a value beside the common sums adds; an option at coefficient 1.
#[derive(Clone, Copy)]
pub(super) struct Added {
    pub(super) points: i32,
    /// 1 where it adds its coefficient.
    pub(super) counts: u32,
    /// Never present or absent, which only what enters the common sums is.
    pub(super) flags: u64,
}

/// What makes two cells bring the same.
#[derive(PartialEq, Eq)]
pub(super) struct Key {
    kind: ComponentKind,
    coefficient: Coefficient,
    step: Step,
    counted_step: Step,
    scale: u16,
    sets: Vec<usize>,
    /// Which of its points count, where not all do.
    counting: Option<Counting>,
    replaced: bool,
}

impl Plan<'_> {
    /// Place of what each value of a cell brings.
    pub(super) fn brings_of(&mut self, cell: &Cell, option: Option<Coefficient>) -> usize {
        let all = self.all(cell, option);
        self.brings.push(all.iter().map(Brings::beside).collect());
        self.brings.len() - 1
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
    pub(super) fn table(&mut self, cell: &Cell) -> usize {
        let mut epreuves = self.ruleset.epreuves.iter();
        let own = |epreuve: &&Epreuve| epreuve.code == cell.slot.component;
        let without = self.ruleset.replacement.as_ref().map(|rule| &rule.without);
        let key = Key {
            kind: cell.kind,
            coefficient: cell.coefficient,
            step: cell.step,
            counted_step: cell.counted_step,
            scale: cell.scale.hundredths(),
            sets: self.sets(cell.slot.component),
            counting: epreuves.find(own).and_then(|epreuve| epreuve.counting),
            replaced: without.is_none_or(|without| !without.contains(&cell.slot)),
        };
        if let Some(known) = self.keys.iter().position(|known| *known == key) {
            return known;
        }
        let mut table = Box::new([ODD; VALUES]);
        for (place, brings) in table.iter_mut().zip(self.all(cell, None)) {
            *place = brings.packed();
        }
        // Of an épreuve in parts the engine misses the parts; alone, it is missing itself.
        table[Value::MISSING.index()] = MISSING;
        self.keep(key, table)
    }

    /// The table of a part: its mark where a sum would be.
    pub(super) fn part_table(&mut self, column: usize) -> usize {
        let cell = &self.ruleset.slots()[column];
        let key = Key {
            kind: cell.kind,
            coefficient: Coefficient::ZERO,
            step: cell.step,
            counted_step: cell.step,
            scale: cell.scale.hundredths(),
            sets: Vec::new(),
            counting: None,
            replaced: true,
        };
        if let Some(known) = self.keys.iter().position(|known| *known == key) {
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
        self.keep(key, table)
    }

    fn keep(&mut self, key: Key, table: Box<Table>) -> usize {
        self.keys.push(key);
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
