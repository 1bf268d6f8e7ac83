//! Count, mean and distribution of a lot, in whole numbers only.

use domain::{Entry, Mark};
use words::Lang;

/// What the cells of a lot add up to, as they stand on this screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// Cells.
    pub cells: u64,
    /// Cells with a mark or a code.
    pub filled: u64,
    /// Cells with a mark.
    pub marks: u64,
    /// Cells with a code.
    pub codes: u64,
    /// Sum of the marks, hundredths.
    pub sum: u64,
    /// Marks by whole points: from 0 to 20.
    pub bars: [u32; 21],
}

impl Tally {
    /// Adds cells up.
    pub fn of(cells: impl Iterator<Item = Option<Entry>>) -> Tally {
        let mut tally = Tally::default();
        for entry in cells {
            tally.cells += 1;
            tally.replace(None, entry);
        }
        tally
    }

    /// A cell holds another value than before.
    pub fn replace(&mut self, before: Option<Entry>, after: Option<Entry>) {
        if let Some(entry) = before {
            self.filled -= 1;
            match entry {
                Entry::Code(_) => self.codes -= 1,
                Entry::Mark(mark) => {
                    self.marks -= 1;
                    self.sum -= u64::from(mark.hundredths());
                    self.bars[bar(mark)] -= 1;
                }
            }
        }
        if let Some(entry) = after {
            self.filled += 1;
            match entry {
                Entry::Code(_) => self.codes += 1,
                Entry::Mark(mark) => {
                    self.marks += 1;
                    self.sum += u64::from(mark.hundredths());
                    self.bars[bar(mark)] += 1;
                }
            }
        }
    }

    /// Cells still without anything.
    pub fn missing(&self) -> u64 {
        self.cells - self.filled
    }

    /// Mean with two decimals, cut and never rounded up; `None` without a mark.
    pub fn mean(&self, lang: Lang) -> Option<String> {
        let hundredths = self.sum.checked_div(self.marks)?;
        Some(decimal(lang, hundredths))
    }

    /// Marks at 10 or above.
    pub fn at_ten(&self) -> u32 {
        self.bars[10..].iter().sum()
    }
}

fn bar(mark: Mark) -> usize {
    usize::from(mark.hundredths() / 100).min(20)
}

fn decimal(lang: Lang, hundredths: u64) -> String {
    let point = if lang == Lang::Fr { ',' } else { '.' };
    format!("{}{point}{:02}", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_is_cut_and_codes_count_for_nothing() {
        let cells = ["10", "9.99", "10", "AB", "0"].map(|text| Some(text.parse::<Entry>().expect("entry")));
        let tally = Tally::of(cells.into_iter().chain([None]));
        assert_eq!(
            (tally.cells, tally.filled, tally.marks, tally.codes, tally.missing()),
            (6, 5, 4, 1, 1)
        );
        assert_eq!(tally.mean(Lang::Fr).as_deref(), Some("7,49"));
        assert_eq!(tally.mean(Lang::En).as_deref(), Some("7.49"));
        assert_eq!(
            (tally.bars[0], tally.bars[9], tally.bars[10], tally.at_ten()),
            (1, 1, 2, 2)
        );
        assert_eq!(Tally::default().mean(Lang::Fr), None);
    }
}
