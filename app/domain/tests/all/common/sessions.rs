//! Small sessions, decided at once as one by one.

use domain::{CandidateMarks, Columns, Decision, Entry, Plan, Ruleset, Ruling, Slot, builtin_text, decide};

/// A ruleset that comes with the software, some of its text replaced.
pub fn ruleset(code: &str, edits: &[(&str, &str)]) -> Ruleset {
    let edit = |text: String, (from, to): &(&str, &str)| {
        assert!(text.contains(from), "{from:?} is not in {code}");
        text.replacen(from, to, 1)
    };
    let text = edits.iter().fold(builtin_text(code).unwrap().to_owned(), edit);
    Ruleset::from_toml(&text).unwrap_or_else(|errors| panic!("{code}: {errors:#?}"))
}

pub fn slot(text: &str) -> Slot {
    text.parse().unwrap()
}

/// The same in every cell that is expected, but where it is said otherwise: `E31=AB UF.1=12`.
pub fn marks(ruleset: &Ruleset, everywhere: &str, but: &str) -> CandidateMarks {
    let mut marks = CandidateMarks::default();
    for cell in ruleset.expected(&marks.context.clone()) {
        marks.set(cell.slot, everywhere.parse().ok());
    }
    for pair in but.split_whitespace() {
        let (cell, entry) = pair.split_once('=').unwrap();
        marks.set(slot(cell), entry.parse::<Entry>().ok());
    }
    marks
}

/// Decided at once as one by one; and the rows that the engine took alone.
pub fn alike(ruleset: &Ruleset, columns: &Columns) -> (Vec<Decision>, Vec<usize>) {
    let mut alone = Vec::new();
    let rulings = Plan::new(ruleset).decide_noting(columns, 0..columns.rows(), &mut alone);
    for (row, ruling) in rulings.iter().enumerate() {
        let marks = columns.candidate(ruleset, row);
        assert_eq!(*ruling, Ruling::from(&decide(ruleset, &marks)), "{row}: {marks:?}");
    }
    (rulings.iter().map(|ruling| ruling.decision).collect(), alone)
}

/// These candidates in columns.
pub fn session(ruleset: &Ruleset, candidates: Vec<CandidateMarks>) -> Columns {
    let mut columns = Columns::new(ruleset, candidates.len());
    for (row, marks) in candidates.into_iter().enumerate() {
        columns.put(ruleset, row, marks);
    }
    columns
}
