//! A CSV with a header, as the formats with `;` share it, or without.

use std::io::Read;

use csv::{StringRecord, Terminator};

use crate::code::{Finding, ImportCode, Position};
use crate::encoding::Kind;
use crate::source::{Limits, Source, found};

/// Rows of a CSV, one at a time, cells looked up by column name.
pub(crate) struct Table<R> {
    csv: csv::Reader<Source<R>>,
    header: Vec<String>,
    row: StringRecord,
    line: u64,
    ended: bool,
}

impl<R: Read> Table<R> {
    /// Reads the header; quotes are those of RFC 4180.
    pub(crate) fn open(input: R, limits: Limits) -> Result<Table<R>, Finding> {
        let mut table = Table::bare(Source::open(input, Kind::Csv, limits)?, b';');
        match table.advance() {
            None => Err(Finding::new(ImportCode::EmptyFile, "", Position::default())),
            Some(Err(failure)) => Err(failure),
            Some(Ok(())) => {
                table.header = table.row.iter().map(|name| name.trim().to_owned()).collect();
                Ok(table)
            }
        }
    }

    /// Rows of any width, the first like the others.
    pub(crate) fn bare(source: Source<R>, delimiter: u8) -> Table<R> {
        let csv = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            // The source has made every end of line a `\n`; lines are then counted right.
            .terminator(Terminator::Any(b'\n'))
            .from_reader(source);
        Table {
            csv,
            header: Vec::new(),
            row: StringRecord::new(),
            line: 0,
            ended: false,
        }
    }

    /// The columns of these names, in order; a name that is not there, or twice, refuses the file.
    pub(crate) fn columns<const N: usize>(&self, names: [&str; N]) -> Result<[usize; N], Finding> {
        let found = names.map(|name| (name, self.find(name)));
        let listed = |wanted: fn(&[usize]) -> bool| {
            let names: Vec<_> = found
                .iter()
                .filter(|(_, at)| wanted(at))
                .map(|(name, _)| *name)
                .collect();
            names.join(", ")
        };
        let here = Position {
            line: self.line,
            ..Position::default()
        };
        let (missing, double) = (listed(<[usize]>::is_empty), listed(|at| at.len() > 1));
        if !missing.is_empty() {
            return Err(Finding::new(ImportCode::MissingColumn, missing, here));
        }
        if !double.is_empty() {
            return Err(Finding::new(ImportCode::DuplicateColumn, double, here));
        }
        Ok(found.map(|(_, at)| at[0]))
    }

    /// The first column of this name, if there is one.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.find(name).first().copied()
    }

    fn find(&self, name: &str) -> Vec<usize> {
        let name = plain(name);
        self.header
            .iter()
            .enumerate()
            .filter(|(_, title)| plain(title) == name)
            .map(|(at, _)| at)
            .collect()
    }

    /// Moves to the next row; `None` at the end and after a fatal finding.
    pub(crate) fn advance(&mut self) -> Option<Result<(), Finding>> {
        if self.ended {
            return None;
        }
        let row = self.read();
        self.ended = !matches!(&row, Some(Ok(()))) && !matches!(&row, Some(Err(finding)) if !finding.is_fatal());
        row
    }

    fn read(&mut self) -> Option<Result<(), Finding>> {
        loop {
            self.csv.get_mut().mark();
            match self.csv.read_record(&mut self.row) {
                Ok(false) => return None,
                Ok(true) => {}
                Err(error) => {
                    let here = self.csv.get_ref().position();
                    return Some(Err(match error.into_kind() {
                        csv::ErrorKind::Io(error) => found(&error, here),
                        other => Finding::new(ImportCode::CsvBroken, format!("{other:?}"), here),
                    }));
                }
            }
            let unclosed = self.place();
            // An empty line, whatever its blanks or semicolons, is no row.
            if self.row.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            return Some(self.check(unclosed));
        }
    }

    /// Sets the line of the row; true when a quote in it is never closed and took the rest of the file.
    ///
    /// The position `csv` gives is that before skipped empty lines, so the line is counted from the end of the row;
    /// `csv` takes an open quote at the end of the file for a closed one, so the quotes are counted.
    fn place(&mut self) -> bool {
        let inside = self.row.as_slice().bytes().filter(|&byte| byte == b'\n').count() as u64;
        let (after, source) = (self.csv.position(), self.csv.get_ref());
        let (at_end, full_line) = (after.byte() >= source.offset(), source.last() == b'\n');
        let open = match full_line {
            true => self.row.iter().next_back().is_some_and(|cell| cell.ends_with('\n')),
            false => inside > 0 || self.row.len() < self.header.len(),
        };
        let unclosed = at_end && !source.quotes_match() && open;
        let closed_by_line = !at_end || (full_line && !unclosed);
        self.line = after.line().saturating_sub(inside + u64::from(closed_by_line));
        unclosed
    }

    fn check(&self, unclosed: bool) -> Result<(), Finding> {
        if unclosed {
            return Err(Finding::new(ImportCode::CsvBroken, "\"", self.here()));
        }
        let width = self.header.len();
        if width > 0 && self.row.len() != width {
            let value = format!("{} / {width}", self.row.len());
            return Err(Finding::new(ImportCode::WrongColumns, value, self.here()));
        }
        let control = |cell: &str| cell.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t'));
        match self.row.iter().position(control) {
            Some(at) => Err(Finding::new(ImportCode::ControlCharacter, "", self.at(at))),
            None => Ok(()),
        }
    }

    /// The cell, blanks trimmed.
    pub(crate) fn cell(&self, column: usize) -> &str {
        self.row.get(column).unwrap_or_default().trim()
    }

    /// The cells of the row, as written.
    pub(crate) fn cells(&self) -> impl Iterator<Item = &str> {
        self.row.iter()
    }

    /// Place of the row.
    pub(crate) fn here(&self) -> Position {
        Position {
            line: self.line,
            ..Position::default()
        }
    }

    /// Place of a cell.
    pub(crate) fn at(&self, column: usize) -> Position {
        let element = self.header.get(column).cloned().unwrap_or_default();
        Position {
            line: self.line,
            column: column as u64 + 1,
            element,
        }
    }

    /// Bytes of memory held, without the buffer of fixed size inside `csv`.
    pub(crate) fn held(&self) -> usize {
        self.csv.get_ref().held() + self.row.as_slice().len()
    }
}

/// A title without what differs between tools: case, stars of mandatory columns, shape of the apostrophe.
fn plain(title: &str) -> String {
    let title = title.trim().trim_end_matches('*').trim_end().replace('’', "'");
    title.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Line and first cell, or code, line and column.
    type Row = Result<(u64, String), (ImportCode, u64, u64)>;

    fn rows(text: &str) -> Vec<Row> {
        let mut table = Table::open(text.as_bytes(), Limits::default()).unwrap();
        let mut rows = Vec::new();
        while let Some(row) = table.advance() {
            rows.push(match row {
                Ok(()) => Ok((table.line, table.cell(0).to_owned())),
                Err(finding) => Err((finding.code, finding.position.line, finding.position.column)),
            });
        }
        rows
    }

    #[test]
    fn lines_are_counted_whatever_ends_them() {
        for end in ["\n", "\r\n", "\r"] {
            let text = "\na;b\n1;x\n\n;\n2;\"y\nz\"\n3;x\n \n4;x".replace('\n', end);
            let expected = [(3, "1"), (6, "2"), (8, "3"), (10, "4")].map(|(line, cell)| Ok((line, cell.into())));
            assert_eq!(rows(&text), expected, "{end:?}");
            assert_eq!(rows(&format!("{text}{end}{end}")), expected, "{end:?} at the end");
        }
    }

    #[test]
    fn a_row_of_another_width_is_rejected_and_the_next_one_read() {
        assert_eq!(
            rows("a;b\n1\n2;x;y\n3;x\n"),
            [
                Err((ImportCode::WrongColumns, 2, 0)),
                Err((ImportCode::WrongColumns, 3, 0)),
                Ok((4, "3".into()))
            ]
        );
    }

    #[test]
    fn a_quote_never_closed_refuses_the_file() {
        assert_eq!(rows("a;b\n1;\"x\n2;x\n"), [Err((ImportCode::CsvBroken, 2, 0))]);
        assert_eq!(rows("a;b\n1;\"x\n2;x"), [Err((ImportCode::CsvBroken, 2, 0))]);
        assert_eq!(
            rows("a;b\n1;x\n\"2;x\n3;x\n"),
            [Ok((2, "1".into())), Err((ImportCode::CsvBroken, 3, 0))]
        );
        let limits = Limits {
            value: 50_000,
            ..Limits::default()
        };
        let long = format!("a;b\n\"{}", "x;y\n".repeat(50_000));
        let mut table = Table::open(long.as_bytes(), limits).unwrap();
        assert_eq!(table.advance().unwrap().unwrap_err().code, ImportCode::ValueTooLong);
        assert!(table.advance().is_none());
    }

    #[test]
    fn a_control_character_is_told_with_its_column() {
        assert_eq!(
            rows("a;b\n1;x\u{0}\n2;x\n"),
            [Err((ImportCode::ControlCharacter, 2, 2)), Ok((3, "2".into()))]
        );
    }

    #[test]
    fn columns_are_found_by_name_and_their_lack_is_told() {
        let table = Table::open("Nom d’usage ; CODE SEXE*;x;X\n".as_bytes(), Limits::default()).unwrap();
        assert_eq!(table.columns(["Code sexe*", "Nom d'usage"]), Ok([1, 0]));
        let refused = |names: [&str; 2]| table.columns(names).map_err(|finding| (finding.code, finding.value));
        assert_eq!(refused(["y", "z"]), Err((ImportCode::MissingColumn, "y, z".into())));
        assert_eq!(
            refused(["x", "Code sexe"]),
            Err((ImportCode::DuplicateColumn, "x".into()))
        );
        let empty = Table::open("\n\n".as_bytes(), Limits::default());
        assert_eq!(empty.err().map(|finding| finding.code), Some(ImportCode::EmptyFile));
    }
}
