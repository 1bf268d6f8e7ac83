use super::*;
use crate::grid::sheet::tests::sheet_of as sheet;

const TOP: Place = (0, 0);

fn number(sheet: &Sheet, row: usize) -> String {
    sheet.rows[row].anonymity.spaced()
}

fn seen(sheet: &Sheet, from: Place, text: &str) -> Result<Preview, Flaw> {
    preview(sheet, from, None, (1..).zip(cells_of(text)).collect())
}

fn verdicts(preview: &Preview) -> Vec<(Option<Place>, Verdict)> {
    preview
        .lines
        .iter()
        .map(|line| (line.place, line.verdict.clone()))
        .collect()
}

fn fills(text: &str) -> Verdict {
    Verdict::Fills(text.parse().expect("an entry"))
}

#[test]
fn text_of_a_spreadsheet_is_read_cell_by_cell() {
    assert_eq!(
        cells_of("\u{feff}a\tb\r\n\"c\"\"d\te\n\"\t\r\n"),
        [vec!["a", "b"], vec!["c\"d\te\n", ""]]
    );
    assert_eq!(cells_of("12"), [["12"]]);
    assert!(cells_of("").is_empty());
}

#[test]
fn a_block_without_numbers_goes_down_from_the_cell_and_is_not_keyed() {
    let sheet = sheet(4, &["PHI"]);
    let preview = seen(&sheet, (1, 0), "12,5\r\n\u{a0}8\u{a0}\r\nabs\r\n").expect("it fits");
    assert!(!preview.keyed);
    assert_eq!(
        verdicts(&preview),
        [
            (Some((1, 0)), fills("12.5")),
            (Some((2, 0)), fills("8")),
            (Some((3, 0)), fills("AB"))
        ]
    );
    assert_eq!(preview.last_row(), Some(3));
}

#[test]
fn an_empty_row_passes_its_copy_over_and_hidden_rows_are_none_of_the_block_s() {
    let sheet = sheet(5, &["PHI"]);
    let places = |preview: &Preview| preview.lines.iter().filter_map(|line| line.place).collect::<Vec<_>>();
    let holed = seen(&sheet, TOP, "8\n\n\t\n9\nTotal 17\n\n").expect("it fits");
    assert_eq!(places(&holed), [(0, 0), (3, 0)]);
    assert_eq!(
        seen(&sheet, (2, 0), "8\n\n\n9\n"),
        Err(Flaw::TooManyRows { block: 4, left: 3 })
    );
    let rows = (1..).zip(cells_of("8\n9\n")).collect();
    let filtered = preview(&sheet, (1, 0), Some(&[0, 1, 4]), rows).expect("it fits");
    assert_eq!(places(&filtered), [(1, 0), (4, 0)]);
}

#[test]
fn numbers_put_each_mark_where_it_belongs_in_any_order() {
    let sheet = sheet(4, &["PHI", "FRE"]);
    let text = format!(
        "Copie\tFrançais [FRE]\tObservations\tPHI\n{}\t11\tbien\t9\n{}\t\tvide\t10,5\nTotal\t11\t\t19,5\n",
        number(&sheet, 2),
        number(&sheet, 0).to_lowercase(),
    );
    let preview = seen(&sheet, TOP, &text).expect("it fits");
    assert!(preview.keyed);
    assert_eq!(preview.left_out, ["Observations"]);
    assert_eq!(
        verdicts(&preview),
        [
            (Some((2, 1)), fills("11")),
            (Some((2, 0)), fills("9")),
            (Some((0, 1)), Verdict::Blank),
            (Some((0, 0)), fills("10.5")),
            (None, Verdict::Aside),
        ]
    );
}

#[test]
fn a_number_that_is_none_of_the_lot_writes_nothing_and_is_told() {
    let sheet = sheet(3, &["PHI"]);
    let own = number(&sheet, 1);
    let foreign = AnonymityNumber::from_serial(800_000).expect("a number").spaced();
    let letter = |from: &str| {
        format!(
            "{}{}",
            &from[..from.len() - 1],
            if from.ends_with('A') { 'B' } else { 'A' }
        )
    };
    let text = format!(
        "{own}\t8\n{own}\t9\n{foreign}\t10\n{}\t11\nDupont\t12\n",
        letter(&number(&sheet, 2))
    );
    let preview = seen(&sheet, TOP, &text).expect("it fits");
    assert_eq!(
        verdicts(&preview),
        [
            (Some((1, 0)), fills("8")),
            (None, Verdict::Twice),
            (None, Verdict::UnknownNumber),
            (None, Verdict::WrongLetter),
            (None, Verdict::UnknownNumber),
        ]
    );
    assert_eq!((preview.writes(), preview.wrongs()), (1, 4));
}

#[test]
fn too_much_is_refused_and_never_cut() {
    let sheet = sheet(3, &["PHI", "FRE"]);
    assert_eq!(
        seen(&sheet, (1, 0), "1\n2\n3\n"),
        Err(Flaw::TooManyRows { block: 3, left: 2 })
    );
    assert_eq!(
        seen(&sheet, (0, 1), "1\t2\n"),
        Err(Flaw::TooManyColumns { block: 2, left: 1 })
    );
    assert_eq!(seen(&sheet, TOP, "\t\n\t\n"), Err(Flaw::Empty));
    let text = format!("Copie\tLatin\n{}\t8\n", number(&sheet, 0));
    assert_eq!(seen(&sheet, TOP, &text), Err(Flaw::NoColumn));
    // A last row of totals is no copy.
    let preview = seen(&sheet, (1, 0), "1\n2\nTotal\t3\n").expect("it fits");
    assert_eq!(preview.writes(), 2);
}

#[test]
fn what_is_no_mark_is_told_and_the_rest_goes_in() {
    let mut sheet = sheet(6, &["PHI"]);
    sheet.rows[4].cells[0].value = "7".parse().ok();
    sheet.rows[5].cells[0].conserved = true;
    let preview = seen(&sheet, TOP, "20,5\n=B2\n-3\n12,25\n8\n9\n").expect("it fits");
    let codes: Vec<String> = preview
        .lines
        .iter()
        .map(|line| match &line.verdict {
            Verdict::Wrong(code, _) => code.clone(),
            other => format!("{other:?}").split('(').next().unwrap_or_default().into(),
        })
        .collect();
    assert_eq!(
        codes,
        [
            "mark_above_maximum",
            "mark_not_a_number",
            "mark_negative",
            "mark_step",
            "Replaces",
            "Locked"
        ]
    );
}

/// Numbers that are the same at every run.
struct Dice(u64);

impl Dice {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }

    /// A mark in hundredths: a level of the candidate and a part of luck, on half points.
    fn mark(&mut self, level: u64) -> u32 {
        let luck = self.next(500) + self.next(500);
        u32::try_from((level + luck).saturating_sub(500).min(2000) / 50 * 50).expect("small")
    }
}

fn text_of(hundredths: &[u32]) -> String {
    let line = |mark: &u32| format!("{},{:02}\n", mark / 100, mark % 100);
    hundredths.iter().map(line).collect()
}

/// Blocks over three filled columns of the same candidates, whole and with a row skipped from a place on.
#[test]
fn a_skipped_row_is_felt_and_a_whole_block_is_not_suspected() {
    let mut dice = Dice(7);
    let (mut alarms, mut felt, rounds) = (0, 0, 400);
    for _ in 0..rounds {
        let mut sheet = sheet(30, &["PHI", "FRE", "HG", "ES"]);
        let levels: Vec<u64> = (0..30).map(|_| 400 + dice.next(1300)).collect();
        let mut marks = Vec::new();
        for (row, level) in sheet.rows.iter_mut().zip(&levels) {
            for column in 1..row.cells.len() {
                row.cells[column].value = domain::Mark::from_hundredths(dice.mark(*level).try_into().expect("small"))
                    .ok()
                    .map(Entry::Mark);
            }
            marks.push(dice.mark(*level));
        }
        let whole = seen(&sheet, TOP, &text_of(&marks)).expect("it fits");
        alarms += usize::from(whole.shifted);
        let skipped = usize::try_from(dice.next(6)).expect("small");
        marks.remove(skipped);
        let shifted = seen(&sheet, TOP, &text_of(&marks)).expect("it fits");
        felt += usize::from(shifted.shifted);
    }
    println!("a row skipped among the first six of 30: felt {felt} of {rounds}; false alarms {alarms} of {rounds}");
    assert!(alarms * 100 <= rounds, "{alarms} false alarms");
    assert!(felt * 100 >= rounds * 80, "{felt} felt");
}

#[test]
fn a_block_over_the_same_marks_shifted_by_one_is_always_felt() {
    let mut dice = Dice(11);
    for shift in [1_usize, 2] {
        for _ in 0..200 {
            let mut sheet = sheet(20, &["PHI"]);
            let marks: Vec<u32> = (0..20).map(|_| dice.mark(1000)).collect();
            for (row, mark) in sheet.rows.iter_mut().zip(&marks) {
                row.cells[0].value = domain::Mark::from_hundredths((*mark).try_into().expect("small"))
                    .ok()
                    .map(Entry::Mark);
            }
            let block = match shift {
                1 => marks[1..].to_vec(),
                _ => [&[marks[3]], &marks[..19]].concat(),
            };
            let seen = seen(&sheet, TOP, &text_of(&block)).expect("it fits");
            assert!(seen.shifted, "{block:?}");
        }
    }
}
