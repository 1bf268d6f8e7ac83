//! Which columns of a block are which: the numbers of copies, the tests of the sheet, the rest.

use super::{Flaw, Sheet, is_total};
use domain::{AnonymityError, AnonymityNumber};

/// The columns of a block.
pub(super) struct Columns {
    /// The one that holds numbers of copies.
    pub key: Option<usize>,
    /// The first row names them.
    pub headed: bool,
    /// Column of the block, and of the sheet.
    pub found: Vec<(usize, usize)>,
    /// Headings that are none of the sheet's.
    pub left_out: Vec<String>,
}

/// Finds the columns of a block: by their names, or from a column of the sheet on.
///
/// # Errors
/// None is one of the sheet's, or there are too many.
pub(super) fn find(sheet: &Sheet, rows: &[(usize, Vec<String>)], from: usize) -> Result<Columns, Flaw> {
    let key = key_column(rows);
    let heading = heading(sheet, rows, key);
    let (mut found, mut left_out) = (Vec::new(), Vec::new());
    if let Some(heading) = heading {
        for (column, name) in heading.iter().enumerate().filter(|(column, _)| Some(*column) != key) {
            match named_column(sheet, name) {
                Some(there) => found.push((column, there)),
                None if name.is_empty() => {}
                None => left_out.push(name.clone()),
            }
        }
    } else {
        let width = rows.iter().map(|(_, cells)| filled_width(cells)).max().unwrap_or(0);
        found.extend((0..width).filter(|column| Some(*column) != key).zip(from..));
        let left = sheet.columns.len() - from;
        if found.len() > left {
            let block = found.len();
            return Err(Flaw::TooManyColumns { block, left });
        }
    }
    if found.is_empty() {
        return Err(Flaw::NoColumn);
    }
    Ok(Columns {
        key,
        headed: heading.is_some(),
        found,
        left_out,
    })
}

fn filled_width(cells: &[String]) -> usize {
    cells
        .iter()
        .rposition(|cell| !cell.is_empty())
        .map_or(0, |last| last + 1)
}

fn like_a_number(cell: &str) -> bool {
    !matches!(cell.parse::<AnonymityNumber>(), Err(AnonymityError::Shape))
}

/// The column that holds numbers of copies: half of its cells at least look like one.
fn key_column(rows: &[(usize, Vec<String>)]) -> Option<usize> {
    let width = rows.iter().map(|(_, cells)| cells.len()).max()?;
    (0..width).find(|column| {
        let cells = rows.iter().filter_map(|(_, cells)| cells.get(*column));
        let alike = cells.filter(|cell| like_a_number(cell)).count();
        alike > 0 && alike * 2 >= rows.len().saturating_sub(1)
    })
}

/// The first row, when it names columns: it has no number where the others do, or nothing that is a mark.
fn heading<'a>(sheet: &Sheet, rows: &'a [(usize, Vec<String>)], key: Option<usize>) -> Option<&'a [String]> {
    let (_, first) = rows.first()?;
    let names_copies = key.is_some_and(|key| first.get(key).is_some_and(|cell| !like_a_number(cell)));
    let names_columns = first.iter().any(|cell| named_column(sheet, cell).is_some());
    let total = first.first().is_some_and(|cell| is_total(cell));
    ((names_copies && !total) || names_columns).then_some(first)
}

/// The column of a heading: its label, its code, or both as files of the house write them.
fn named_column(sheet: &Sheet, heading: &str) -> Option<usize> {
    let heading = heading.trim();
    sheet.columns.iter().position(|column| {
        let code = column.slot.to_string();
        heading.eq_ignore_ascii_case(&column.label)
            || heading.eq_ignore_ascii_case(&code)
            || heading.ends_with(&format!("[{code}]"))
    })
}
