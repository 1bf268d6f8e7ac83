//! Candidates in columns.

use std::collections::BTreeMap;

use super::Value;
use crate::code::{ComponentCode, SpecialityCode};
use crate::coefficient::Coefficient;
use crate::context::CandidateCategory;
use crate::decide::{CandidateMarks, Context};
use crate::ruleset::Ruleset;
use crate::slot::{Cell, ComponentKind, Slot};

/// The ruleset has no such cell, speciality or component that takes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAColumn;

/// The candidates of a ruleset, a column for each of its cells; a column nobody wrote in takes no place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    pub(super) rows: usize,
    /// In the order of [`Ruleset::slots`].
    pub(super) cells: Vec<Vec<Value>>,
    /// Coefficients that differ from the ruleset's, by cell; 0 for the ruleset's.
    pub(super) coefficients: Vec<Vec<u32>>,
    /// Place of the speciality among the ruleset's, from 1; 0 for none. In the order of the épreuves.
    pub(super) specialities: Vec<Vec<u8>>,
    /// Place of the category, from 1; 0 for none.
    pub(super) categories: Vec<u8>,
    /// Who has something that columns cannot hold, whole.
    pub(super) others: BTreeMap<usize, CandidateMarks>,
}

impl Columns {
    /// That many candidates without any mark.
    pub fn new(ruleset: &Ruleset, rows: usize) -> Columns {
        Columns {
            rows,
            cells: vec![Vec::new(); ruleset.slots().len()],
            coefficients: vec![Vec::new(); ruleset.slots().len()],
            specialities: vec![Vec::new(); ruleset.epreuves.len()],
            categories: Vec::new(),
            others: BTreeMap::new(),
        }
    }

    /// How many candidates.
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// The column of a cell, to be written in.
    ///
    /// # Errors
    /// The ruleset has no such cell.
    pub fn cell(&mut self, ruleset: &Ruleset, slot: Slot) -> Result<&mut [Value], NotAColumn> {
        let place = ruleset.slots().iter().position(|cell| cell.slot == slot);
        let column = place.and_then(|place| self.cells.get_mut(place)).ok_or(NotAColumn)?;
        column.resize(self.rows, Value::MISSING);
        Ok(column)
    }

    /// Writes in a cell by the place of its column among [`Ruleset::slots`]; places that are none are left alone.
    pub fn set(&mut self, column: usize, row: usize, value: Value) {
        if let Some(column) = self.cells.get_mut(column) {
            column.resize(self.rows, Value::MISSING);
            if let Some(cell) = column.get_mut(row) {
                *cell = value;
            }
        }
    }

    /// Puts a candidate in his row.
    ///
    /// # Panics
    /// There is no such row.
    pub fn put(&mut self, ruleset: &Ruleset, row: usize, marks: CandidateMarks) {
        assert!(row < self.rows, "row {row} of {}", self.rows);
        if self.fill(ruleset, row, &marks).is_err() {
            self.others.insert(row, marks);
        }
    }

    /// Who has something that columns cannot hold.
    pub fn whole(&self) -> impl Iterator<Item = (usize, &CandidateMarks)> {
        self.others.iter().map(|(row, marks)| (*row, marks))
    }

    /// Who is in a row.
    pub fn candidate(&self, ruleset: &Ruleset, row: usize) -> CandidateMarks {
        if let Some(marks) = self.others.get(&row) {
            return marks.clone();
        }
        let mut marks = CandidateMarks::default();
        for ((cell, column), coefficients) in ruleset.slots().iter().zip(&self.cells).zip(&self.coefficients) {
            if let Some(entry) = column.get(row).and_then(|value| value.entry()) {
                marks.entries.insert(cell.slot, entry);
            }
            let coefficient = coefficients.get(row).copied().filter(|it| *it > 0);
            if let Some(hundredths) = coefficient {
                let coefficient = Coefficient::from_hundredths(hundredths);
                marks.option_coefficients.insert(cell.slot, coefficient);
            }
        }
        for (epreuve, column) in ruleset.epreuves.iter().zip(&self.specialities) {
            let place = column.get(row).and_then(|place| usize::from(*place).checked_sub(1));
            if let Some(speciality) = place.and_then(|place| ruleset.specialities.get(place)) {
                marks.context.specialities.insert(epreuve.code, speciality.code);
            }
        }
        marks.context.category = self.categories.get(row).and_then(|place| Columns::category(*place));
        marks
    }

    /// Writes a candidate in the columns; what they cannot hold leaves him to be held whole.
    fn fill(&mut self, ruleset: &Ruleset, row: usize, marks: &CandidateMarks) -> Result<(), NotAColumn> {
        let plain = CandidateMarks {
            entries: marks.entries.clone(),
            option_coefficients: marks.option_coefficients.clone(),
            context: Context {
                specialities: marks.context.specialities.clone(),
                category: marks.context.category,
                ..Context::default()
            },
            ..CandidateMarks::default()
        };
        if *marks != plain {
            return Err(NotAColumn);
        }
        for (slot, entry) in &marks.entries {
            self.cell(ruleset, *slot)?[row] = Value::from(Some(*entry));
        }
        for (slot, coefficient) in &marks.option_coefficients {
            self.set_coefficient(ruleset, row, *slot, *coefficient)?;
        }
        for (component, speciality) in &marks.context.specialities {
            self.set_speciality(ruleset, row, *component, *speciality)?;
        }
        if let Some(category) = marks.context.category {
            self.set_category(row, category);
        }
        Ok(())
    }

    /// Gives an option a coefficient of its own.
    ///
    /// # Errors
    /// The ruleset has no such option, or there is no such row.
    pub fn set_coefficient(
        &mut self,
        ruleset: &Ruleset,
        row: usize,
        slot: Slot,
        coefficient: Coefficient,
    ) -> Result<(), NotAColumn> {
        let option = |cell: &Cell| cell.slot == slot && cell.kind == ComponentKind::Option;
        let place = ruleset.slots().iter().position(option);
        let column = place.and_then(|place| self.coefficients.get_mut(place));
        let column = column.ok_or(NotAColumn)?;
        column.resize(self.rows, 0);
        *column.get_mut(row).ok_or(NotAColumn)? = coefficient.hundredths();
        Ok(())
    }

    /// Gives a candidate his speciality at an épreuve.
    ///
    /// # Errors
    /// The ruleset has no such speciality, or more of them than a byte can tell, no such épreuve that takes one, or there
    /// is no such row.
    pub fn set_speciality(
        &mut self,
        ruleset: &Ruleset,
        row: usize,
        component: ComponentCode,
        speciality: SpecialityCode,
    ) -> Result<(), NotAColumn> {
        let known = ruleset.specialities.iter().position(|it| it.code == speciality);
        let place = known.and_then(|place| u8::try_from(place + 1).ok()).ok_or(NotAColumn)?;
        let mut epreuves = ruleset.epreuves.iter();
        let epreuve = epreuves.position(|it| it.code == component && it.takes_speciality());
        let column = epreuve.and_then(|place| self.specialities.get_mut(place));
        let column = column.ok_or(NotAColumn)?;
        column.resize(self.rows, 0);
        *column.get_mut(row).ok_or(NotAColumn)? = place;
        Ok(())
    }

    /// Gives a candidate his category; rows that are none are left alone.
    pub fn set_category(&mut self, row: usize, category: CandidateCategory) {
        self.categories.resize(self.rows, 0);
        if let Some(cell) = self.categories.get_mut(row) {
            *cell = category as u8 + 1;
        }
    }

    /// The category of a place.
    pub(super) fn category(place: u8) -> Option<CandidateCategory> {
        CandidateCategory::ALL.get(usize::from(place).checked_sub(1)?).copied()
    }
}
