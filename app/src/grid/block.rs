//! A block of cells that comes from outside, and what would become of it. Nothing is written from here.

mod columns;
mod shift;
mod text;

use super::keys::Place;
use super::sheet::Sheet;
use super::typing::understood;
use domain::{AnonymityError, AnonymityNumber, Entry};
use std::collections::HashMap;
use words::{Words, fill};

use columns::Columns;
pub use text::cells_of;

/// First words of a row that sums the others up.
const TOTALS: &[&str] = &["total", "somme", "moyenne", "effectif", "sum", "mean", "count"];

/// Why a block is refused whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// Nothing in it.
    Empty,
    /// More rows than copies are left from here.
    TooManyRows {
        /// In the block.
        block: usize,
        /// Left.
        left: usize,
    },
    /// More columns than the sheet has from here.
    TooManyColumns {
        /// In the block.
        block: usize,
        /// Left.
        left: usize,
    },
    /// Numbers of copies, and no column that is one of the sheet's.
    NoColumn,
}

impl Flaw {
    /// What is wrong, and that nothing was written.
    pub fn sentence(self, words: Words) -> String {
        let grid = words.grid();
        let counted = |sentence, block: usize, left: usize| {
            fill(sentence, &[("block", &block.to_string()), ("left", &left.to_string())])
        };
        match self {
            Flaw::Empty => grid.block_empty.to_owned(),
            Flaw::NoColumn => grid.block_no_column.to_owned(),
            Flaw::TooManyRows { block, left } => counted(grid.block_rows, block, left),
            Flaw::TooManyColumns { block, left } => counted(grid.block_columns, block, left),
        }
    }
}

/// What would become of one cell of the block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Fills an empty cell.
    Fills(Entry),
    /// Takes the place of another value.
    Replaces(Entry),
    /// Stands already.
    Same,
    /// Nothing in the block: what stands stays.
    Blank,
    /// Not a mark of this column: name of the message and its value.
    Wrong(String, String),
    /// A conserved mark.
    Locked,
    /// No copy of this lot has this number.
    UnknownNumber,
    /// The letter does not belong to the number.
    WrongLetter,
    /// The number came earlier in the block.
    Twice,
    /// A row of totals.
    Aside,
}

impl Verdict {
    /// What it would write.
    pub const fn entry(&self) -> Option<Entry> {
        match self {
            Verdict::Fills(entry) | Verdict::Replaces(entry) => Some(*entry),
            _ => None,
        }
    }

    /// Something a person must look at.
    pub const fn is_wrong(&self) -> bool {
        matches!(
            self,
            Verdict::Wrong(..) | Verdict::Locked | Verdict::UnknownNumber | Verdict::WrongLetter | Verdict::Twice
        )
    }
}

/// One cell of the block, or a row of it that has no copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Row of the block, from 1.
    pub row: usize,
    /// Where it goes.
    pub place: Option<Place>,
    /// The number as it came, where no copy has it.
    pub number: String,
    /// As it came.
    pub text: String,
    /// What stands.
    pub old: Option<Entry>,
    /// What would become of it.
    pub verdict: Verdict,
}

/// What a block would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The block carried the numbers of the copies. One that did not must be confirmed against them.
    pub keyed: bool,
    /// Its cells, in its order.
    pub lines: Vec<Line>,
    /// Headings of columns that are none of the sheet's.
    pub left_out: Vec<String>,
    /// It fits the copies one row further down or up much better: was a row left out, or added?
    pub shifted: bool,
}

impl Preview {
    /// How many cells it would write.
    pub fn writes(&self) -> usize {
        self.lines.iter().filter(|line| line.verdict.entry().is_some()).count()
    }

    /// How many of its cells cannot be written.
    pub fn wrongs(&self) -> usize {
        self.lines.iter().filter(|line| line.verdict.is_wrong()).count()
    }

    /// The last row it reaches.
    pub fn last_row(&self) -> Option<usize> {
        self.lines
            .iter()
            .filter_map(|line| line.place)
            .map(|place| place.0)
            .max()
    }
}

/// Says what the numbered rows of a block would do from a cell on. `shown` are the rows of the sheet a block without
/// numbers goes down, when not all are on the screen.
///
/// # Errors
/// Why it does not go in at all.
pub fn preview(
    sheet: &Sheet,
    from: Place,
    shown: Option<&[usize]>,
    rows: Vec<(usize, Vec<String>)>,
) -> Result<Preview, Flaw> {
    let mut rows: Vec<_> = rows.into_iter().map(|(row, cells)| (row, trimmed(cells))).collect();
    rows.retain(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
    if rows.is_empty() {
        return Err(Flaw::Empty);
    }
    let Columns {
        key,
        headed,
        found,
        left_out,
    } = columns::find(sheet, &rows, from.1)?;
    let data = &rows[usize::from(headed)..];
    let lines = match key {
        Some(key) => keyed(sheet, data, key, &found),
        None => {
            let onward: Vec<usize> = match shown {
                Some(shown) => shown.iter().copied().filter(|row| *row >= from.0).collect(),
                None => (from.0..sheet.rows.len()).collect(),
            };
            positional(sheet, data, &onward, &found)?
        }
    };
    let shifted = key.is_none() && shift::fits_the_neighbours(sheet, &lines);
    Ok(Preview {
        keyed: key.is_some(),
        lines,
        left_out,
        shifted,
    })
}

fn trimmed(cells: Vec<String>) -> Vec<String> {
    let blank = |c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}';
    cells
        .into_iter()
        .map(|cell| cell.trim_matches(blank).to_owned())
        .collect()
}

fn is_total(cell: &str) -> bool {
    let cell = cell.to_ascii_lowercase();
    TOTALS.iter().any(|word| cell.starts_with(word))
}

fn sums_up(cells: &[String]) -> bool {
    cells
        .iter()
        .find(|cell| !cell.is_empty())
        .is_some_and(|cell| is_total(cell))
}

fn keyed(sheet: &Sheet, data: &[(usize, Vec<String>)], key: usize, columns: &[(usize, usize)]) -> Vec<Line> {
    let rows = (0..).zip(&sheet.rows);
    let known: HashMap<_, usize> = rows.map(|(row, copy)| (copy.anonymity, row)).collect();
    let mut seen = HashMap::new();
    let mut lines = Vec::new();
    for (row, cells) in data {
        let number = cells.get(key).cloned().unwrap_or_default();
        let found = match number.parse::<AnonymityNumber>() {
            Err(_) if sums_up(cells) => Err(Verdict::Aside),
            Err(AnonymityError::CheckLetter) => Err(Verdict::WrongLetter),
            Err(AnonymityError::Shape) => Err(Verdict::UnknownNumber),
            Ok(number) => match known.get(&number) {
                None => Err(Verdict::UnknownNumber),
                Some(_) if seen.insert(number, *row).is_some() => Err(Verdict::Twice),
                Some(copy) => Ok(*copy),
            },
        };
        match found {
            Ok(copy) => lines.extend(columns.iter().map(|(from, to)| {
                let text = cells.get(*from).cloned().unwrap_or_default();
                line(sheet, *row, (copy, *to), text)
            })),
            Err(verdict) => lines.push(Line {
                row: *row,
                place: None,
                text: cells.join(" "),
                number,
                old: None,
                verdict,
            }),
        }
    }
    lines
}

/// A row goes as far down as it is in the block: one that is empty passes its copy over, and never draws the next up.
fn positional(
    sheet: &Sheet,
    data: &[(usize, Vec<String>)],
    onward: &[usize],
    columns: &[(usize, usize)],
) -> Result<Vec<Line>, Flaw> {
    let (totals, copies): (Vec<_>, Vec<_>) = data.iter().partition(|(_, cells)| sums_up(cells));
    let before = |row: usize| totals.iter().filter(|(total, _)| *total < row).count();
    let first = data.first().map_or(0, |(row, _)| *row);
    let mut lines = Vec::new();
    for (row, cells) in &copies {
        let Some(copy) = onward.get(row - first - before(*row)) else {
            let last = copies.last().map_or(0, |(row, _)| row - first - before(*row) + 1);
            return Err(Flaw::TooManyRows {
                block: last,
                left: onward.len(),
            });
        };
        for (column, to) in columns {
            let text = cells.get(*column).cloned().unwrap_or_default();
            lines.push(line(sheet, *row, (*copy, *to), text));
        }
    }
    lines.extend(totals.into_iter().map(|(row, cells)| Line {
        row: *row,
        place: None,
        number: String::new(),
        text: cells.join(" "),
        old: None,
        verdict: Verdict::Aside,
    }));
    Ok(lines)
}

fn line(sheet: &Sheet, row: usize, place: Place, text: String) -> Line {
    let old = sheet.value(place);
    let verdict = match understood(&sheet.columns[place.1], &text) {
        _ if text.is_empty() => Verdict::Blank,
        Err((code, value)) => Verdict::Wrong(code, value),
        Ok(None) => Verdict::Blank,
        Ok(new) if new == old => Verdict::Same,
        Ok(_) if !sheet.writable(place) => Verdict::Locked,
        Ok(Some(entry)) if old.is_none() => Verdict::Fills(entry),
        Ok(Some(entry)) => Verdict::Replaces(entry),
    };
    Line {
        row,
        place: Some(place),
        number: String::new(),
        text,
        old,
        verdict,
    }
}

#[cfg(test)]
#[path = "block_tests.rs"]
mod tests;
