//! Running a compiled ruleset over columns: what the cells of each candidate sum up to.

use std::ops::Range;

use super::judge::{Sum, coefficients, points};
use super::plan::{Branch, Derived, Plan, Source};
use super::tables::{MISSING, ODD, PRESENT, SUMS};
use super::{Columns, Ruling, Value};
use crate::decide::decide;
use crate::mark::Mark;
use crate::ruleset::{PartScale, Rounding};

/// Candidates at a time: what is summed of them stays in the first cache.
const BLOCK: usize = 512;

impl Plan<'_> {
    /// Decides on everybody, in order.
    pub fn decide(&self, columns: &Columns) -> Vec<Ruling> {
        self.decide_range(columns, 0..columns.rows())
    }

    /// Decides on some, in order.
    pub fn decide_range(&self, columns: &Columns, range: Range<usize>) -> Vec<Ruling> {
        self.decide_noting(columns, range, &mut Vec::new())
    }

    /// Decides on some, in order, and notes whose decision no table could give: there alone, and in those that columns
    /// hold whole, the law may have something against what it is given.
    pub fn decide_noting(&self, columns: &Columns, range: Range<usize>, alone: &mut Vec<usize>) -> Vec<Ruling> {
        let mut rulings = Vec::with_capacity(range.len());
        let mut start = range.start;
        while start < range.end {
            let end = (start + BLOCK).min(range.end);
            if self.flat {
                self.block(columns, start..end, &mut rulings, alone);
            } else {
                alone.extend(start..end);
                rulings.extend((start..end).map(|row| self.alone(columns, row)));
            }
            start = end;
        }
        for (&row, marks) in columns.others.range(range.clone()) {
            rulings[row - range.start] = Ruling::from(&decide(self.ruleset, marks));
        }
        rulings
    }

    fn alone(&self, columns: &Columns, row: usize) -> Ruling {
        Ruling::from(&decide(self.ruleset, &columns.candidate(self.ruleset, row)))
    }

    fn block(&self, columns: &Columns, rows: Range<usize>, rulings: &mut Vec<Ruling>, alone: &mut Vec<usize>) {
        let mut sums = [0_u64; BLOCK];
        let sums = &mut sums[..rows.len()];
        let sets = self.ruleset.blocs.len() + self.ruleset.floors.len();
        let mut of_sets = vec![0_u64; sets * rows.len()];
        self.singles(columns, &rows, sums, &mut of_sets);
        let mut beside = vec![(0_i64, 0_u32); if self.beside.is_empty() { 0 } else { rows.len() }];
        for derived in self.derived.iter().filter(|derived| !derived.is_whole(columns)) {
            self.derive(derived, columns, &rows, sums, &mut of_sets, &mut beside);
        }
        if !self.beside.is_empty() {
            self.add_beside(columns, &rows, sums, &mut beside);
        }
        for (place, sum) in sums.iter().enumerate() {
            if sum & ODD != 0 {
                alone.push(rows.start + place);
                rulings.push(self.alone(columns, rows.start + place));
                continue;
            }
            let (more, weight) = beside.get(place).copied().unwrap_or_default();
            let sum = Sum {
                points: points(*sum) + more,
                coefficients: coefficients(*sum) + weight,
                flags: sum & !SUMS,
            };
            let of_set = |set: usize| of_sets[set * rows.len() + place];
            rulings.push(self.judge(sum, of_set));
        }
    }

    /// Marks that count alone: plain ones many at a time, and by the tables who has anything else.
    fn singles(&self, columns: &Columns, rows: &Range<usize>, sums: &mut [u64], of_sets: &mut [u64]) {
        let count = rows.len();
        let (mut points, mut strange) = ([0_u32; BLOCK], [0_u32; BLOCK]);
        let mut set_points = vec![0_u32; of_sets.len()];
        let mut set_coefficients = vec![0_u64; of_sets.len() / count.max(1)];
        let (mut coefficients, mut absent) = (0_u64, 0_u64);
        let singles = || {
            let whole = self.derived.iter().filter(|derived| derived.is_whole(columns));
            self.singles.iter().chain(whole.map(|derived| &derived.whole))
        };
        for single in singles() {
            let Some(values) = columns.cells[single.column].get(rows.clone()) else {
                absent = added(absent, self.tables[single.table][Value::MISSING.index()]);
                continue;
            };
            coefficients += u64::from(single.plain.coefficient);
            single.plain.add(values, &mut points[..count], &mut strange[..count]);
            for set in &single.sets {
                set_coefficients[*set] += u64::from(single.plain.coefficient);
                let own = &mut set_points[set * count..(set + 1) * count];
                single.plain.add(values, own, &mut strange[..count]);
            }
        }
        // Where a column is missing for all, nobody has the plain sums.
        let present = if coefficients > 0 { PRESENT } else { 0 };
        for (place, sum) in sums.iter_mut().enumerate() {
            if strange[place] == 0 {
                *sum = added(absent, u64::from(points[place]) | (coefficients << 32) | present);
                for (set, coefficients) in set_coefficients.iter().enumerate() {
                    let at = set * count + place;
                    of_sets[at] = u64::from(set_points[at]) | (coefficients << 32);
                }
                continue;
            }
            *sum = absent;
            for single in singles() {
                let Some(value) = columns.cells[single.column].get(rows.start + place) else {
                    continue;
                };
                let entry = self.tables[single.table][value.index()];
                *sum = added(*sum, entry);
                for set in &single.sets {
                    of_sets[set * count + place] += entry & SUMS;
                }
            }
        }
    }

    /// Marks made from parts, each by the speciality and the category of its candidate.
    fn derive(
        &self,
        derived: &Derived,
        columns: &Columns,
        rows: &Range<usize>,
        sums: &mut [u64],
        of_sets: &mut [u64],
        beside: &mut [(i64, u32)],
    ) {
        let table = &self.tables[derived.whole.table];
        let in_use: Vec<usize> = derived
            .columns
            .iter()
            .copied()
            .filter(|column| !columns.cells[*column].is_empty())
            .collect();
        let speciality = derived.epreuve.map(|place| &columns.specialities[place]);
        for (place, sum) in sums.iter_mut().enumerate() {
            let row = rows.start + place;
            let at = |column: usize| columns.cells[column].get(row).copied().unwrap_or(Value::MISSING);
            let chosen = speciality.and_then(|column| column.get(row)).copied().unwrap_or(0);
            let category = columns.categories.get(row).copied().unwrap_or(0);
            let parts = &derived.parts[usize::from(chosen)][usize::from(category)];
            let given = in_use.iter().filter(|column| at(**column) != Value::MISSING).count();
            let whole = at(derived.whole.column);
            let (mark, flags) = if parts.is_empty() || whole != Value::MISSING {
                (whole, if given > 0 { ODD } else { 0 })
            } else {
                let (found, flags, mark) = self.make(parts, derived, derived.step, &at);
                // A mark of a part he does not sit is no mark of his.
                (mark, if found < given { ODD } else { flags })
            };
            if flags != 0 {
                *sum |= flags;
                continue;
            }
            if let Some(brings) = derived.brings {
                let brings = &self.brings[brings][mark.index()];
                beside[place].0 += i64::from(brings.points);
                *sum |= brings.flags;
                continue;
            }
            let entry = table[mark.index()];
            *sum = added(*sum, entry);
            for set in &derived.whole.sets {
                of_sets[set * rows.len() + place] += entry & SUMS;
            }
        }
    }

    /// The mark that parts, one at least, make: how many values were found, what bars it, and itself.
    fn make(
        &self,
        parts: &[Branch],
        derived: &Derived,
        step: crate::mark::Step,
        at: &impl Fn(usize) -> Value,
    ) -> (usize, u64, Value) {
        let (mut found, mut flags, mut sum, mut weights) = (0, 0, 0_u64, 0_u64);
        for part in parts {
            let mark = match &part.source {
                Source::Cell(column, table) => {
                    let value = at(*column);
                    found += usize::from(value != Value::MISSING);
                    let entry = self.tables[*table][value.index()];
                    flags |= entry & (MISSING | ODD);
                    entry & 0xffff
                }
                Source::Parts(parts) => {
                    let (inner, bars, mark) = self.make(parts, derived, derived.part_step, at);
                    found += inner;
                    flags |= bars;
                    u64::from(mark.bits())
                }
            };
            let share = match derived.scale {
                PartScale::Twenty => u64::from(part.weight),
                PartScale::Weight => 20,
            };
            sum += mark * share;
            weights += u64::from(part.weight);
        }
        if flags != 0 {
            return (found, flags, Value::MISSING);
        }
        let (step, most) = (u64::from(step.hundredths()), u64::from(Mark::MAX.hundredths()));
        let steps = match derived.rounding {
            Rounding::Up => sum.div_ceil(weights * step),
            Rounding::HalfUp => (2 * sum + weights * step) / (2 * weights * step),
            Rounding::Down => sum / (weights * step),
        };
        let mark = Mark::from_hundredths((steps * step).min(most) as u16).unwrap_or(Mark::MAX);
        (found, 0, Value::from(Some(mark.into())))
    }

    /// Options and facultative épreuves.
    fn add_beside(&self, columns: &Columns, rows: &Range<usize>, sums: &mut [u64], beside: &mut [(i64, u32)]) {
        let mut taken = vec![0_u32; rows.len()];
        let mut last = None;
        for cell in &self.beside {
            let Some(values) = columns.cells[cell.column].get(rows.clone()) else {
                continue;
            };
            let own = columns.coefficients[cell.column].get(rows.clone());
            let brings = &self.brings[cell.brings];
            if cell.option.map(|it| it.0) != last {
                taken.fill(0);
                last = cell.option.map(|it| it.0);
            }
            for (place, value) in values.iter().enumerate().filter(|(_, value)| **value != Value::MISSING) {
                let brings = &brings[value.index()];
                sums[place] |= brings.flags;
                let Some((_, usual, most)) = cell.option else {
                    beside[place].0 += i64::from(brings.points);
                    continue;
                };
                let coefficient = own.map(|own| own[place]).filter(|own| *own > 0).unwrap_or(usual);
                taken[place] = taken[place].saturating_add(coefficient);
                if taken[place] > most {
                    sums[place] |= ODD;
                }
                beside[place].0 += i64::from(brings.points / 100) * i64::from(coefficient);
                beside[place].1 += coefficient * brings.counts;
            }
        }
    }
}

impl Derived {
    /// True when no part of it is in use: the whole counts alone.
    fn is_whole(&self, columns: &Columns) -> bool {
        self.brings.is_none() && self.columns.iter().all(|column| columns.cells[*column].is_empty())
    }
}

/// Sums added, flags gathered.
fn added(sum: u64, entry: u64) -> u64 {
    (sum + (entry & SUMS)) | (entry & !SUMS)
}
