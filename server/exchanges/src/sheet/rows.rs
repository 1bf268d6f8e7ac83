//! Rows of a table as they are found, none beyond the limits.

use std::collections::BTreeMap;

use super::{SheetFault, SheetLimits, SheetRow};

/// Only what is filled is held: a cell far down the sheet costs one cell.
pub(super) struct Rows {
    limits: SheetLimits,
    rows: BTreeMap<u64, Vec<String>>,
    width: usize,
}

impl Rows {
    pub(super) fn new(limits: SheetLimits) -> Rows {
        Rows {
            limits,
            rows: BTreeMap::new(),
            width: 0,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Puts a text in a cell; the line is counted from 1, the column from 0.
    pub(super) fn put(&mut self, line: u64, column: usize, text: &str) -> Result<(), SheetFault> {
        if text.is_empty() {
            return Ok(());
        }
        // A byte is a character at most: short texts need not be counted.
        if text.len() > self.limits.cell && text.chars().count() > self.limits.cell {
            return Err(SheetFault::LongCell(line));
        }
        if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
            return Err(SheetFault::ControlCharacter(line));
        }
        if column >= self.limits.columns {
            return Err(SheetFault::TooManyColumns(self.limits.columns));
        }
        if !self.rows.contains_key(&line) && self.rows.len() == self.limits.rows {
            return Err(SheetFault::TooManyRows(self.limits.rows));
        }
        let row = self.rows.entry(line).or_default();
        if row.len() <= column {
            row.resize_with(column + 1, String::new);
        }
        row[column] = text.to_owned();
        self.width = self.width.max(column + 1);
        Ok(())
    }

    /// The table, every row as wide as the widest.
    pub(super) fn done(self) -> Result<Vec<SheetRow>, SheetFault> {
        if self.rows.is_empty() {
            return Err(SheetFault::Empty);
        }
        let wide = |(line, mut cells): (u64, Vec<String>)| {
            cells.resize_with(self.width, String::new);
            SheetRow { line, cells }
        };
        Ok(self.rows.into_iter().map(wide).collect())
    }
}
