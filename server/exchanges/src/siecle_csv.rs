//! The CSV sibling of the pupil export.

use std::io::Read;

use crate::code::Finding;
use crate::pupil::{Origin, Pupil, PupilField};
use crate::source::Limits;
use crate::table::Table;

/// Columns in the order of the documented header; they are looked up by name.
pub(crate) const COLUMNS: [PupilField; 15] = [
    PupilField::Identifier,
    PupilField::FirstName,
    PupilField::SecondName,
    PupilField::ThirdName,
    PupilField::BirthName,
    PupilField::UsualName,
    PupilField::Sex,
    PupilField::BirthDate,
    PupilField::BirthCommune,
    PupilField::BirthPlace,
    PupilField::BirthDepartment,
    PupilField::BirthCountry,
    PupilField::Status,
    PupilField::Mef,
    PupilField::Division,
];

/// Pupils of the CSV, in the order of the file; the school is not in it.
///
/// A row that cannot be read as a record is a non-fatal finding; the next row follows.
pub struct SiecleCsvReader<R> {
    table: Table<R>,
    columns: [usize; 15],
}

impl<R: Read> SiecleCsvReader<R> {
    /// Reads the header; a missing column or an unknown encoding refuses the file.
    pub fn open(input: R, limits: Limits) -> Result<SiecleCsvReader<R>, Finding> {
        let table = Table::open(input, limits)?;
        let columns = table.columns(COLUMNS.map(|field| field.name(Origin::Csv)))?;
        Ok(SiecleCsvReader { table, columns })
    }

    /// Bytes of memory held, whatever the length of the file.
    pub fn held(&self) -> usize {
        self.table.held()
    }

    fn pupil(&self) -> Pupil {
        let mut pupil = Pupil {
            origin: Origin::Csv,
            line: self.table.here().line,
            column: 1,
            ..Pupil::default()
        };
        for (field, column) in COLUMNS.into_iter().zip(self.columns) {
            pupil.set(field, self.table.cell(column));
        }
        pupil.national_id.clone_from(&pupil.element_id);
        pupil
    }
}

impl<R: Read> Iterator for SiecleCsvReader<R> {
    type Item = Result<Pupil, Finding>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.table.advance()?.map(|()| self.pupil()))
    }
}
