//! Tables in a text: cells between semicolons, commas or tabs.

use std::io::{BufRead, Read};

use super::{Rows, SheetFault, SheetLimits, fault};
use crate::encoding::Kind;
use crate::harmless::harmful;
use crate::source::{Limits, Source, found};
use crate::table::Table;

pub(super) fn read(input: impl Read, limits: SheetLimits) -> Result<Rows, SheetFault> {
    let told = |finding| fault(&finding, limits);
    let bytes = Limits {
        file: limits.file,
        value: limits.line,
        ..Limits::default()
    };
    let mut source = Source::open(input, Kind::Csv, bytes).map_err(told)?;
    let here = source.position();
    let delimiter = match source.fill_buf() {
        Ok(head) => delimiter(head),
        Err(error) => return Err(told(found(&error, here))),
    };
    let (mut table, mut rows) = (Table::bare(source, delimiter), Rows::new(limits));
    while let Some(row) = table.advance() {
        row.map_err(told)?;
        let line = table.here().line;
        // Excel says its separator so, in the first line.
        if rows.is_empty() && line == 1 && table.cells().next().is_some_and(|cell| cell.starts_with("sep=")) {
            continue;
        }
        for (column, cell) in table.cells().enumerate() {
            rows.put(line, column, harmful(cell))?;
        }
    }
    Ok(rows)
}

/// The separator of the first line that has one. A comma separates only where nothing else does: in France it is the
/// decimal mark.
fn delimiter(head: &[u8]) -> u8 {
    for line in head.split(|&byte| byte == b'\n') {
        let mut counts = [(b';', 0), (b'\t', 0), (b',', 0)];
        let mut quoted = false;
        for byte in line {
            quoted ^= *byte == b'"';
            if let Some((_, count)) = counts.iter_mut().find(|(mark, _)| mark == byte && !quoted) {
                *count += 1;
            }
        }
        let [semicolons, tabs, commas] = counts;
        if semicolons.1 + tabs.1 > 0 {
            return if tabs.1 > semicolons.1 { tabs.0 } else { semicolons.0 };
        }
        if commas.1 > 0 {
            return commas.0;
        }
    }
    b';'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_that_of_the_first_line_that_has_one() {
        for (head, due) in [
            ("Copie;Note\n1;12,5\n", b';'),
            ("Copie\tNote\n1\t12,5\n", b'\t'),
            ("Copie,Note\n1,\"12,5\"\n", b','),
            ("Lot 3\n\nCopie;Note\n", b';'),
            ("\"a;b\"\tc\n", b'\t'),
            ("12,5;13,5;14\n", b';'),
            ("sep=,\nCopie,Note\n", b','),
            ("Copie\n1\n", b';'),
        ] {
            assert_eq!(delimiter(head.as_bytes()), due, "{head:?}");
        }
    }
}
