//! The sheet as a whole: what it adds up to, what is left to do, where a copy is.

use super::keys::Place;
use super::sheet::Sheet;
use super::tally::Tally;
use crate::parts::WriteState;
use domain::{Entry, Mark};
use wire::LotRow;

impl Sheet {
    /// Count, mean and distribution.
    pub fn tally(&self) -> Tally {
        let mut tally = self.stored_tally.clone();
        for (key, value) in self.outbox.values() {
            if let Some(place) = self.place(key.0, key.1) {
                tally.replace(self.stored(place).value, value);
            }
        }
        tally
    }

    /// The mark the parts of a copy make.
    pub fn total(&self, row: usize, nth: usize) -> Option<Mark> {
        self.totals[nth].of(|column| self.value((row, column)))
    }

    /// How the marks of the copies are spread: those their parts make, where there are parts.
    pub fn picture(&self) -> Tally {
        if self.totals.is_empty() {
            return self.tally();
        }
        let totals = (0..self.rows.len()).flat_map(|row| (0..self.totals.len()).map(move |nth| self.total(row, nth)));
        Tally::of(totals.map(|mark| mark.map(Entry::Mark)))
    }

    /// What every ten copies add up to, hundredths; nothing of a lot whose slip has no such sums.
    pub fn sums_by_ten(&self) -> Vec<i64> {
        let mut sums = vec![0; wire::tens_of(self.rows.len())];
        for (place, value) in self.values() {
            if let (Some(mark), Some(sum)) = (value.and_then(Entry::mark), sums.get_mut(place.0 / wire::TEN)) {
                *sum += i64::from(mark.hundredths());
            }
        }
        sums
    }

    /// The value of every cell, row by row, what is on its way included.
    fn values(&self) -> impl Iterator<Item = (Place, Option<Entry>)> + '_ {
        let waiting = self.outbox.values();
        self.places().map(move |place| {
            let own = if waiting.is_empty() {
                None
            } else {
                waiting.get(&self.key(place))
            };
            (place, own.copied().unwrap_or_else(|| self.stored(place).value))
        })
    }

    /// Every cell, row by row.
    pub fn places(&self) -> impl Iterator<Item = Place> + '_ {
        (0..self.rows.len()).flat_map(|row| (0..self.columns.len()).map(move |column| (row, column)))
    }

    /// The next cell after this one that is empty, refused or in conflict, from the top again at the end.
    pub fn next_todo(&self, from: Place) -> Option<Place> {
        let after = self.places().filter(|place| *place > from);
        after
            .chain(self.places().take_while(|place| *place <= from))
            .find(|place| self.is_to_do(*place))
    }

    /// Rows with a cell that is empty, refused or in conflict.
    pub fn rows_to_do(&self) -> Vec<usize> {
        let todo = |row: &usize| (0..self.columns.len()).any(|column| self.is_to_do((*row, column)));
        (0..self.rows.len()).filter(todo).collect()
    }

    fn is_to_do(&self, place: Place) -> bool {
        matches!(
            self.write_state(place),
            WriteState::Empty | WriteState::Refused | WriteState::Conflict
        )
    }

    /// The row of a copy whose number holds this text.
    pub fn find(&self, text: &str) -> Option<usize> {
        let wanted: String = text
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| c.to_ascii_uppercase())
            .collect();
        if wanted.is_empty() {
            return None;
        }
        let number = |row: &LotRow| row.anonymity.to_string();
        let starts = self.rows.iter().position(|row| number(row).starts_with(&wanted));
        starts.or_else(|| self.rows.iter().position(|row| number(row).contains(&wanted)))
    }
}
