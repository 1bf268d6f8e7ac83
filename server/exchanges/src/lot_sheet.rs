//! A lot as a file a spreadsheet opens: a line per copy, a column per component.

use domain::{AnonymityNumber, Entry, Slot};
use rust_xlsxwriter::{Format, Workbook, XlsxError};

use crate::harmless::harmless;

/// Title of the first column. Titles are those of the format, not of somebody's language.
const COPY: &str = "Copie";

/// A lot (*lot de copies*) to write: anonymity numbers, never a name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LotSheet {
    /// What is marked: its label and its cell.
    pub columns: Vec<(String, Slot)>,
    /// A copy and what stands in its cells, in the order of the columns.
    pub rows: Vec<(AnonymityNumber, Vec<Option<Entry>>)>,
}

impl LotSheet {
    /// `Copie`, then `Label [SLOT]`: people read the label, programs the code.
    pub fn titles(&self) -> Vec<String> {
        let column = |(label, slot): &(String, Slot)| format!("{label} [{slot}]");
        std::iter::once(COPY.to_owned())
            .chain(self.columns.iter().map(column))
            .collect()
    }

    /// As spreadsheets of France open it: semicolons, decimal commas, UTF-8 with its mark, CRLF.
    pub fn csv(&self) -> Vec<u8> {
        let mut out = String::from("\u{FEFF}");
        line(&mut out, self.titles().iter().map(String::as_str));
        for (number, cells) in &self.rows {
            let number = number.to_string();
            let cells: Vec<String> = cells
                .iter()
                .map(|cell| cell.map_or_else(String::new, Entry::french))
                .collect();
            line(
                &mut out,
                std::iter::once(number.as_str()).chain(cells.iter().map(String::as_str)),
            );
        }
        out.into_bytes()
    }

    /// A workbook of one sheet: marks are numbers, codes and copies are text, the titles stay in sight.
    ///
    /// # Errors
    /// More rows or columns than a sheet has.
    pub fn xlsx(&self) -> Result<Vec<u8>, XlsxError> {
        let (title, text) = (
            Format::new().set_bold().set_text_wrap(),
            Format::new().set_num_format("@"),
        );
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.set_name("Notes")?.set_freeze_panes(1, 1)?;
        // What is added below the last copy is text too: `104237E5` must not become a number.
        sheet.set_column_format(0, &text)?.set_column_width(0, 12)?;
        for (column, name) in (0u16..).zip(self.titles()) {
            if column > 0 {
                let width = u16::try_from(name.chars().count()).unwrap_or(u16::MAX);
                sheet.set_column_width(column, width.clamp(10, 32))?;
            }
            sheet.write_string_with_format(0, column, name, &title)?;
        }
        for (row, (number, cells)) in (1u32..).zip(&self.rows) {
            sheet.write_string_with_format(row, 0, number.to_string(), &text)?;
            for (column, cell) in (1u16..).zip(cells) {
                match cell {
                    None => {}
                    Some(Entry::Code(code)) => {
                        sheet.write_string(row, column, code.as_str())?;
                    }
                    Some(Entry::Mark(mark)) => {
                        sheet.write_number(row, column, f64::from(mark.hundredths()) / 100.0)?;
                    }
                }
            }
        }
        workbook.save_to_buffer()
    }
}

fn line<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            out.push(';');
        }
        let cell = harmless(cell);
        if cell.contains([';', '"', '\n', '\r', ',']) && !is_number(&cell) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}

/// A decimal comma needs no quotes: they would make a text of the mark in some spreadsheets.
fn is_number(cell: &str) -> bool {
    cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b',')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{SheetLimits, SheetRow, read_table};
    use domain::{Mark, MarkCode};
    use proptest::prelude::*;

    fn sheet(label: &str, marks: Vec<Option<Entry>>) -> LotSheet {
        let number = |serial: usize| AnonymityNumber::from_serial(serial as u32 * 7).unwrap();
        LotSheet {
            columns: vec![
                (label.into(), "FRE".parse().unwrap()),
                ("Oral".into(), "S1.W".parse().unwrap()),
            ],
            rows: marks
                .chunks(2)
                .enumerate()
                .map(|(rank, pair)| (number(rank), vec![pair[0], pair.get(1).copied().flatten()]))
                .collect(),
        }
    }

    fn read(bytes: &[u8]) -> Vec<SheetRow> {
        read_table(bytes, SheetLimits::default()).unwrap()
    }

    /// What is read is what stood on the screen, whichever file it went through.
    fn comes_back(sheet: &LotSheet) {
        for rows in [read(&sheet.csv()), read(&sheet.xlsx().unwrap())] {
            assert_eq!(rows[0].cells, sheet.titles());
            assert_eq!(rows.len(), sheet.rows.len() + 1);
            for ((number, cells), row) in sheet.rows.iter().zip(&rows[1..]) {
                assert_eq!(row.cells[0].parse(), Ok(*number));
                let back: Vec<Option<Entry>> = row.cells[1..]
                    .iter()
                    .map(|text| (!text.is_empty()).then(|| text.parse().unwrap()))
                    .collect();
                assert_eq!(&back, cells);
            }
        }
    }

    #[test]
    fn every_mark_and_every_code_comes_back() {
        let mark = |hundredths| Entry::Mark(Mark::from_hundredths(hundredths).unwrap());
        let mut all: Vec<Option<Entry>> = (0..=2000).map(|hundredths| Some(mark(hundredths))).collect();
        all.extend(MarkCode::ALL.map(|code| Some(Entry::Code(code))));
        all.extend([None, None, None]);
        comes_back(&sheet("Français", all));
    }

    #[test]
    fn a_label_computes_nowhere_and_comes_back() {
        for label in [
            "=HYPERLINK(\"http://evil.example\")",
            "+1",
            "-1",
            "@SUM(A1)",
            "a;\"b\"",
            "12,5",
        ] {
            let sheet = sheet(label, vec![None]);
            comes_back(&sheet);
            let csv = String::from_utf8(sheet.csv()).unwrap();
            let cells = csv
                .lines()
                .next()
                .unwrap()
                .split(';')
                .map(|cell| cell.trim_start_matches('"'));
            assert!(
                cells.into_iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])),
                "{csv}"
            );
        }
    }

    #[test]
    fn the_csv_is_the_one_spreadsheets_open() {
        let marks = ["12.5", "AB", "7"].map(|text| Some(text.parse().unwrap()));
        let csv = String::from_utf8(sheet("Français", marks.to_vec()).csv()).unwrap();
        assert_eq!(
            csv,
            "\u{FEFF}Copie;Français [FRE];Oral [S1.W]\r\n100000W;12,5;AB\r\n100007D;7;\r\n"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn what_is_written_is_read(marks in prop::collection::vec(entry(), 1..40), label in "\\PC{0,20}") {
            comes_back(&sheet(&label, marks));
        }
    }

    fn entry() -> impl Strategy<Value = Option<Entry>> {
        prop_oneof![
            Just(None),
            (0u16..=2000).prop_map(|hundredths| Some(Entry::Mark(Mark::from_hundredths(hundredths).unwrap()))),
            (0usize..5).prop_map(|code| Some(Entry::Code(MarkCode::ALL[code]))),
        ]
    }
}
