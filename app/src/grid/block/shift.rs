//! The alarm for a block that lost or gained a row on its way.

use super::{Line, Place, Sheet, Verdict};
use domain::Entry;

/// Marks that must be comparable before a block can be said to be shifted.
const COMPARED: usize = 8;

/// Does the block, from some row of it on, fit its neighbours' rows much better than its own? Each mark is held against
/// what stands in the same column, or else against the mean of the same copy's other marks.
pub(super) fn fits_the_neighbours(sheet: &Sheet, lines: &[Line]) -> bool {
    let marks: Vec<(Place, i64)> = lines
        .iter()
        .filter_map(|line| {
            let new = match line.verdict {
                Verdict::Same => line.old,
                _ => line.verdict.entry(),
            }?;
            Some((line.place?, hundredths(new)?))
        })
        .collect();
    [1, -1].into_iter().any(|shift| {
        let (mut compared, mut own, mut there) = (0, 0, 0);
        // From the last row up: a row skipped in the middle moves only those after it.
        marks.iter().rev().any(|((row, column), mark)| {
            let neighbour = row.checked_add_signed(shift).filter(|row| *row < sheet.rows.len());
            let fits = |row| Some((expected(sheet, (row, *column))? - mark).abs());
            if let (Some(here), Some(beside)) = (fits(*row), neighbour.and_then(fits)) {
                (compared, own, there) = (compared + 1, own + here, there + beside);
            }
            compared >= COMPARED && there * NEARER.1 < own * NEARER.0
        })
    })
}

/// So much nearer to the neighbours is too near: half as far.
const NEARER: (i64, i64) = (1, 2);

fn hundredths(entry: Entry) -> Option<i64> {
    entry.mark().map(|mark| i64::from(mark.hundredths()))
}

fn expected(sheet: &Sheet, (row, column): Place) -> Option<i64> {
    if let Some(stands) = sheet.value((row, column)).and_then(hundredths) {
        return Some(stands);
    }
    let others: Vec<i64> = (0..sheet.columns.len())
        .filter(|other| *other != column)
        .filter_map(|other| sheet.value((row, other)).and_then(hundredths))
        .collect();
    let count = i64::try_from(others.len()).ok().filter(|count| *count > 0)?;
    Some(others.iter().sum::<i64>() / count)
}
