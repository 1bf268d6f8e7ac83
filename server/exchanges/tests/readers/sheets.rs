//! Tables of marks as people and their spreadsheets write them.

use exchanges::{SheetLimits, read_table};

/// Line and cells of every row.
fn rows(bytes: &[u8]) -> Vec<(u64, Vec<String>)> {
    let rows = read_table(bytes, SheetLimits::default()).unwrap();
    rows.into_iter().map(|row| (row.line, row.cells)).collect()
}

fn due<const N: usize>(rows: &[(u64, [&str; N])]) -> Vec<(u64, Vec<String>)> {
    let owned = |(line, cells): &(u64, [&str; N])| (*line, cells.map(str::to_owned).to_vec());
    rows.iter().map(owned).collect()
}

macro_rules! fixture {
    ($name:literal) => {
        include_bytes!(concat!("../../fixtures/tables/", $name))
    };
}

/// Byte order mark, CRLF, blanks that are no spaces, an unknown column, empty marks, a total below.
const TYPED: [(u64, [&str; 4]); 5] = [
    (1, ["Copie", "Français [FRE]", "Oral [S1.W]", "Remarque"]),
    (2, ["100000W", "12,5", "\u{a0}08,25\u{a0}", "belle copie"]),
    (3, ["100\u{202f}007\u{202f}D", "AB", "", ""]),
    (5, ["100014H", "", "0", "=1+1"]),
    (6, ["Total", "12,5", "8,25", ""]),
];

#[test]
fn a_text_is_read_as_it_was_typed() {
    assert_eq!(rows(fixture!("excel.csv")), due(&TYPED));
    assert_eq!(rows(fixture!("unicode.txt")), due(&TYPED));
    assert_eq!(
        rows(fixture!("latin9.csv")),
        due(&[
            (1, ["Copie", "Œuvre [FRE]"]),
            (2, ["100000W", "12,5"]),
            (3, ["100007D", "aj"])
        ])
    );
    assert_eq!(
        rows(fixture!("commas.csv")),
        due(&[
            (1, ["Copie", "Français, écrit [FRE]"]),
            (2, ["100000W", "12,5"]),
            (3, ["100007D", "AB"])
        ])
    );
    assert_eq!(
        rows(fixture!("separator.csv")),
        due(&[(2, ["Copie", "FRE"]), (3, ["100000W", "7"])])
    );
}

#[test]
fn a_workbook_gives_values_never_formulas() {
    assert_eq!(
        rows(fixture!("formulas.xlsx")),
        due(&[
            (1, ["Copie", "Français [FRE]", "Oral [S1.W]", "Remarque"]),
            (2, ["100000W", "12.3", "8", ""]),
            (3, ["100007D", "12,5\u{a0}", "#REF!", ""]),
            (5, ["100014H", "AB", "2026-06-06", "TRUE"]),
            (6, ["1000 21 P", "2026-06-06T14:30:00", "aj", "0.5"]),
        ])
    );
    assert_eq!(
        rows(fixture!("numbers_as_text.xlsx")),
        due(&[
            (1, ["Copie", "FRE"]),
            (2, ["100000W", "12,5"]),
            (3, ["100007D", "8.25"]),
            (4, ["100014H", " 7 "]),
            (5, ["100021P", "AB"]),
            (6, ["100028F", "12.3"]),
            // A formula no program has computed yet has no value.
            (7, ["Total", ""]),
        ])
    );
}

#[test]
fn an_open_document_gives_the_same() {
    assert_eq!(
        rows(fixture!("libre.ods")),
        due(&[
            (1, ["Copie", "Français [FRE]", "Oral [S1.W]"]),
            (2, ["100000W", "12.3", "8.25"]),
            (6, ["100  007 D", "2026-06-12", "AB"]),
            (7, ["100014H", "0", "0"]),
            (8, ["Total", "12.3", ""]),
        ])
    );
}

#[test]
fn rows_are_as_wide_as_the_widest_that_has_something() {
    assert_eq!(
        rows("a;b;;;\n1\n2;x;;\n".as_bytes()),
        due(&[(1, ["a", "b"]), (2, ["1", ""]), (3, ["2", "x"])])
    );
    let quoted = "a;b\n\"x\ny\";2\n3;4\n";
    assert_eq!(
        rows(quoted.as_bytes()),
        due(&[(1, ["a", "b"]), (2, ["x\ny", "2"]), (4, ["3", "4"])])
    );
}
