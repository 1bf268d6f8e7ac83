//! Continuous-assessment and conserved marks.

use std::io::Read;

use crate::code::{Finding, ImportCode};
use crate::source::Limits;
use crate::table::Table;

/// A line of marks. Texts are as written: the caller checks them against the ruleset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkLine {
    /// Line of the file, from 1.
    pub line: u64,
    /// Whose mark.
    pub candidate: CandidateKey,
    /// Code of the component (*épreuve*) in the ruleset.
    pub component: String,
    /// Part of the component or year of continuous assessment; empty for the component as a whole.
    pub part: String,
    /// Mark (`12,5`) or code (`AB`).
    pub value: String,
    /// Sessions since it was obtained, when it is a conserved mark (*report de note*, *bénéfice*).
    pub conserved_since: Option<u8>,
}

/// How a line names a candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CandidateKey {
    /// *Numéro de candidat*.
    Number(String),
    /// National identifier (INE).
    NationalId(String),
}

impl CandidateKey {
    /// The text of the key.
    pub fn text(&self) -> &str {
        match self {
            CandidateKey::Number(text) | CandidateKey::NationalId(text) => text,
        }
    }
}

/// Marks of a CSV `numero_candidat;ine;epreuve;partie;note;report`, in the order of the file.
pub struct MarksCsvReader<R> {
    table: Table<R>,
    number: Option<usize>,
    national_id: Option<usize>,
    component: usize,
    value: usize,
    part: Option<usize>,
    conserved: Option<usize>,
}

impl<R: Read> MarksCsvReader<R> {
    /// Reads the header: `epreuve`, `note`, and one of `numero_candidat` and `ine` at least.
    pub fn open(input: R, limits: Limits) -> Result<MarksCsvReader<R>, Finding> {
        let table = Table::open(input, limits)?;
        let (number, national_id) = (table.column("numero_candidat"), table.column("ine"));
        if number.is_none() && national_id.is_none() {
            return Err(Finding::new(
                ImportCode::MissingColumn,
                "numero_candidat, ine",
                table.here(),
            ));
        }
        let [component, value] = table.columns(["epreuve", "note"])?;
        let (part, conserved) = (table.column("partie"), table.column("report"));
        Ok(MarksCsvReader {
            number,
            national_id,
            component,
            value,
            part,
            conserved,
            table,
        })
    }

    /// Bytes of memory held, whatever the length of the file.
    pub fn held(&self) -> usize {
        self.table.held()
    }

    fn text(&self, column: Option<usize>) -> &str {
        column.map_or("", |column| self.table.cell(column))
    }

    fn mark(&self) -> Result<MarkLine, Finding> {
        let candidate = match (self.text(self.number), self.text(self.national_id)) {
            ("", "") => {
                let column = self.number.or(self.national_id).unwrap_or_default();
                return Err(Finding::new(ImportCode::MissingCandidate, "", self.table.at(column)));
            }
            ("", ine) => CandidateKey::NationalId(ine.to_owned()),
            (number, _) => CandidateKey::Number(number.to_owned()),
        };
        let written = |column, code| match self.table.cell(column) {
            "" => Err(Finding::new(code, candidate.text(), self.table.at(column))),
            text => Ok(text.to_owned()),
        };
        let component = written(self.component, ImportCode::MissingComponent)?;
        let value = written(self.value, ImportCode::MissingMark)?;
        let conserved_since = match (self.text(self.conserved), self.conserved) {
            ("", _) | (_, None) => None,
            (text, Some(column)) => Some(
                text.parse()
                    .map_err(|_| Finding::new(ImportCode::BadConservation, text, self.table.at(column)))?,
            ),
        };
        let part = self.text(self.part).to_owned();
        Ok(MarkLine {
            line: self.table.here().line,
            candidate,
            component,
            part,
            value,
            conserved_since,
        })
    }
}

impl<R: Read> Iterator for MarksCsvReader<R> {
    type Item = Result<MarkLine, Finding>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.table.advance()?.and_then(|()| self.mark()))
    }
}
