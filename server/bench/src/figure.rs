//! A figure: ours beside its reference.

use serde::Serialize;
use std::fmt;

/// One line of the table and of `bench.json`.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// What was measured.
    pub name: &'static str,
    /// Ours: median of the rounds.
    pub ours: f64,
    /// The reference: median of the rounds, or a limit that does not move.
    pub reference: f64,
    /// What the reference is.
    pub reference_name: &'static str,
    /// Median of the rounds' ratios ours / reference; absent where the reference is 0.
    pub ratio: Option<f64>,
    /// Unit of `ours` and `reference`.
    pub unit: &'static str,
    /// `sqlite`, `postgres`, or `none`.
    pub database: &'static str,
    /// Smallest and largest ratio of a round, for the table.
    #[serde(skip)]
    pub spread: Option<(f64, f64)>,
}

/// One round: ours, then the reference.
#[derive(Debug, Clone, Copy)]
pub struct Round {
    /// Ours.
    pub ours: f64,
    /// The reference in the same round.
    pub reference: f64,
}

impl Figure {
    /// Heads the table.
    pub const HEADING: &'static str =
        "figure                    database          ours     reference   ratio  (min to max)   unit; reference";

    /// The medians of some rounds.
    pub fn of_rounds(
        name: &'static str,
        unit: &'static str,
        reference_name: &'static str,
        database: &'static str,
        rounds: &[Round],
    ) -> Figure {
        let column = |read: fn(&Round) -> f64| rounds.iter().map(read).collect::<Vec<_>>();
        let ratios: Vec<f64> = rounds
            .iter()
            .filter(|round| round.reference > 0.0)
            .map(|round| round.ours / round.reference)
            .collect();
        Figure {
            name,
            ours: median(column(|round| round.ours)),
            reference: median(column(|round| round.reference)),
            reference_name,
            ratio: (!ratios.is_empty()).then(|| median(ratios.clone())),
            unit,
            database,
            spread: (ratios.len() > 1).then(|| {
                let (low, high) = (f64::INFINITY, f64::NEG_INFINITY);
                ratios
                    .iter()
                    .fold((low, high), |(low, high), &ratio| (low.min(ratio), high.max(ratio)))
            }),
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ratio = self.ratio.map_or_else(|| "-".into(), |ratio| format!("{ratio:.3}"));
        let spread = self
            .spread
            .map_or_else(String::new, |(low, high)| format!("({low:.3} to {high:.3})"));
        write!(
            f,
            "{:<25} {:<9} {:>12.2}  {:>12.2} {ratio:>7}  {spread:<16} {}; {}",
            self.name, self.database, self.ours, self.reference, self.unit, self.reference_name
        )
    }
}

/// The middle of some numbers, the mean of the two middle ones of an even count; not a number for none.
pub fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    match numbers.len() {
        0 => f64::NAN,
        odd if odd % 2 == 1 => numbers[middle],
        _ => f64::midpoint(numbers[middle - 1], numbers[middle]),
    }
}

/// The number below which so many hundredths of some numbers lie; not a number for none.
pub fn percentile(mut numbers: Vec<f64>, hundredths: usize) -> f64 {
    numbers.sort_by(f64::total_cmp);
    let place = (numbers.len() * hundredths).div_ceil(100);
    numbers.get(place.saturating_sub(1)).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(ours: f64, reference: f64) -> Round {
        Round { ours, reference }
    }

    #[test]
    fn the_ratio_is_the_median_of_ratios_and_not_the_ratio_of_medians() {
        let rounds = [round(10.0, 1.0), round(20.0, 10.0), round(30.0, 5.0)];
        let figure = Figure::of_rounds("n", "u", "r", "none", &rounds);
        assert_eq!((figure.ours, figure.reference, figure.ratio), (20.0, 5.0, Some(6.0)));
        assert_eq!(figure.spread, Some((2.0, 10.0)));
    }

    #[test]
    fn a_count_that_must_be_zero_has_no_ratio() {
        let figure = Figure::of_rounds("n", "u", "r", "none", &[round(0.0, 0.0)]);
        assert_eq!((figure.ours, figure.ratio), (0.0, None));
        assert_eq!(
            serde_json::to_value(&figure).expect("plain values")["ratio"],
            serde_json::Value::Null
        );
    }

    #[test]
    fn percentiles_are_numbers_that_were_measured() {
        let hundred: Vec<f64> = (1..=100).map(f64::from).collect();
        assert_eq!(percentile(hundred.clone(), 99), 99.0);
        assert_eq!(percentile(hundred, 50), 50.0);
        assert_eq!(percentile(vec![7.0], 99), 7.0);
        assert_eq!(median(vec![3.0, 1.0, 2.0, 4.0]), 2.5);
    }
}
