//! A mark out of 20 in hundredths, and the step it must fall on.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::decimal::{self, DecimalError, decimal_serde};
use crate::entry::MarkCode;
use crate::ratio::Ratio;
use crate::ruleset::Rounding;

/// A mark (*note*) from 0 to 20, in hundredths of a point.
///
/// A mark is never an absence: zero, absent, dispensed and missing are `Mark(0)`, two codes of [`MarkCode`] and
/// `Option::None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark(u16);

impl Mark {
    /// 0.
    pub const ZERO: Mark = Mark(0);
    /// 20.
    pub const MAX: Mark = Mark(2000);

    /// The mark of that many hundredths of a point; above 2000 there is none.
    pub const fn from_hundredths(hundredths: u16) -> Result<Mark, MarkError> {
        if hundredths > Mark::MAX.0 {
            Err(MarkError::AboveMaximum)
        } else {
            Ok(Mark(hundredths))
        }
    }

    /// Hundredths of a point, 0 to 2000.
    pub const fn hundredths(self) -> u16 {
        self.0
    }

    /// Does it stand on a scale up to `highest`, in steps?
    ///
    /// # Errors
    /// Above the scale, or between two steps.
    pub const fn fits(self, highest: Mark, step: Step) -> Result<(), MarkError> {
        if self.0 > highest.0 {
            Err(MarkError::AboveScale(highest))
        } else if step.allows(self) {
            Ok(())
        } else {
            Err(MarkError::StepNotAllowed(step))
        }
    }

    /// `12,5`: what people read in French.
    pub fn french(self) -> String {
        self.to_string().replace('.', ",")
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        decimal::write(out, i64::from(self.0), 2)
    }
}

impl FromStr for Mark {
    type Err = MarkError;

    fn from_str(text: &str) -> Result<Mark, MarkError> {
        let hundredths = decimal::parse(text, 2)?;
        u16::try_from(hundredths)
            .map_err(|_| MarkError::AboveMaximum)
            .and_then(Mark::from_hundredths)
    }
}

decimal_serde!(Mark, "a mark from 0 to 20, a whole number or a text such as \"12.5\"");

/// The distance between two allowed marks (*pas de notation*), in hundredths: 100 for whole points, 50 for half points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Step(u16);

impl Step {
    /// The step of that many hundredths, 1 to 2000.
    pub const fn from_hundredths(hundredths: u16) -> Result<Step, MarkError> {
        match hundredths {
            0 => Err(MarkError::NotANumber),
            1..=2000 => Ok(Step(hundredths)),
            _ => Err(MarkError::AboveMaximum),
        }
    }

    /// Hundredths of a point, 1 to 2000.
    pub const fn hundredths(self) -> u16 {
        self.0
    }

    /// True when the mark is a multiple of the step.
    pub const fn allows(self, mark: Mark) -> bool {
        mark.0.is_multiple_of(self.0)
    }

    /// The first allowed mark that is not below the exact value; never above 20, never below 0.
    pub fn round_up(self, exact: Ratio) -> Mark {
        let steps = exact.ceiling_of_multiples(self.0);
        let hundredths = steps.saturating_mul(u64::from(self.0)).min(u64::from(Mark::MAX.0));
        Mark(hundredths as u16)
    }

    /// The exact value on an allowed mark, from 0 to 20.
    pub fn round(self, exact: Ratio, rounding: Rounding) -> Mark {
        let steps = match rounding {
            Rounding::Up => return self.round_up(exact),
            Rounding::HalfUp => exact.nearest_of_multiples(self.0),
            Rounding::Down => exact.floor_of_multiples(self.0),
        };
        let hundredths = steps.saturating_mul(u64::from(self.0)).min(u64::from(Mark::MAX.0));
        Mark(hundredths as u16)
    }

    /// The allowed marks strictly above `mark`, up to 20.
    pub fn above(self, mark: Mark) -> impl Iterator<Item = Mark> {
        let first = (mark.0 / self.0 + 1) * self.0;
        (first..=Mark::MAX.0).step_by(usize::from(self.0)).map(Mark)
    }
}

impl fmt::Display for Step {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        decimal::write(out, i64::from(self.0), 2)
    }
}

impl FromStr for Step {
    type Err = MarkError;

    fn from_str(text: &str) -> Result<Step, MarkError> {
        Step::from_hundredths(text.parse::<Mark>()?.0)
    }
}

decimal_serde!(Step, "a step, a whole number or a text such as \"0.5\"");

/// What is wrong with what was typed in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MarkError {
    /// Nothing was typed.
    Empty,
    /// Neither a number nor a code.
    NotANumber,
    /// Below 0.
    Negative,
    /// More than two decimals.
    TooManyDecimals,
    /// Above 20.
    AboveMaximum,
    /// Above what this cell is marked out of.
    AboveScale(Mark),
    /// Letters that are no code.
    UnknownCode,
    /// A code that has no meaning in this exam.
    CodeNotAllowed(MarkCode),
    /// A mark between two allowed ones.
    StepNotAllowed(Step),
    /// The qualification has no such cell.
    UnknownSlot,
}

impl fmt::Display for MarkError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self:?}")
    }
}

impl std::error::Error for MarkError {}

impl From<DecimalError> for MarkError {
    fn from(error: DecimalError) -> MarkError {
        match error {
            DecimalError::Empty => MarkError::Empty,
            DecimalError::NotANumber => MarkError::NotANumber,
            DecimalError::Negative => MarkError::Negative,
            DecimalError::TooManyDecimals => MarkError::TooManyDecimals,
            DecimalError::TooLarge => MarkError::AboveMaximum,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_as_people_type_them_and_written_one_way() {
        for (typed, canonical, french) in [
            ("12", "12", "12"),
            ("12.5", "12.5", "12,5"),
            ("12,50", "12.5", "12,5"),
            (" 08,25\u{a0}", "8.25", "8,25"),
            ("\u{202f}0", "0", "0"),
            ("20.00", "20", "20"),
            ("0,05", "0.05", "0,05"),
        ] {
            let mark: Mark = typed.parse().expect(typed);
            assert_eq!(
                (mark.to_string().as_str(), mark.french().as_str()),
                (canonical, french),
                "{typed:?}"
            );
        }
    }

    #[test]
    fn what_is_no_mark_says_why() {
        for (typed, error) in [
            ("", MarkError::Empty),
            ("  ", MarkError::Empty),
            ("-1", MarkError::Negative),
            ("-x", MarkError::NotANumber),
            ("20.01", MarkError::AboveMaximum),
            ("999999999999999999999", MarkError::AboveMaximum),
            ("12.345", MarkError::TooManyDecimals),
            ("12.", MarkError::NotANumber),
            (".5", MarkError::NotANumber),
            ("+3", MarkError::NotANumber),
            ("1e1", MarkError::NotANumber),
            ("1 2", MarkError::NotANumber),
            ("١٢", MarkError::NotANumber),
        ] {
            assert_eq!(typed.parse::<Mark>(), Err(error), "{typed:?}");
        }
    }

    #[test]
    fn rounding_goes_up_to_the_step_and_stops_at_twenty() {
        let ratio = |numerator, denominator| Ratio::new(numerator, denominator).unwrap();
        for (step, exact, rounded) in [
            ("0.1", ratio(1021, 100), "10.3"),
            ("0.1", ratio(102, 10), "10.2"),
            ("1", ratio(124, 10), "13"),
            ("1", ratio(13, 1), "13"),
            ("1", ratio(1_300_001, 100_000), "14"),
            ("0.5", ratio(1375, 100), "14"),
            ("0.01", ratio(1, 3), "0.34"),
            ("0.3", ratio(1999, 100), "20"),
        ] {
            let step: Step = step.parse().unwrap();
            assert_eq!(step.round_up(exact).to_string(), rounded, "{exact} by {step}");
        }
        assert!("0.5".parse::<Step>().unwrap().allows("12.5".parse().unwrap()));
        assert!(!"0.5".parse::<Step>().unwrap().allows("12.25".parse().unwrap()));
        assert_eq!("0".parse::<Step>(), Err(MarkError::NotANumber));
    }

    #[test]
    fn marks_above_another_stay_on_the_step() {
        let above = |step: &str, mark: &str| -> Vec<String> {
            step.parse::<Step>()
                .unwrap()
                .above(mark.parse().unwrap())
                .map(|mark| mark.to_string())
                .collect()
        };
        assert_eq!(above("1", "18"), ["19", "20"]);
        assert_eq!(above("0.5", "19.2"), ["19.5", "20"]);
        assert!(above("1", "20").is_empty());
    }

    #[test]
    fn a_step_is_above_zero_and_no_more_than_twenty() {
        let step = |hundredths| Step::from_hundredths(hundredths).map(Step::hundredths);
        assert_eq!((step(0), step(1)), (Err(MarkError::NotANumber), Ok(1)));
        assert_eq!((step(2_000), step(2_001)), (Ok(2_000), Err(MarkError::AboveMaximum)));
        let mark = |hundredths| Mark::from_hundredths(hundredths).map(Mark::hundredths);
        assert_eq!((mark(2_000), mark(2_001)), (Ok(2_000), Err(MarkError::AboveMaximum)));
    }

    #[test]
    fn a_mark_fits_its_scale_and_its_step() {
        let fits = |mark: &str, highest: &str| {
            let (highest, step) = (highest.parse().unwrap(), "0.25".parse().unwrap());
            mark.parse::<Mark>().unwrap().fits(highest, step)
        };
        assert_eq!(fits("8", "8"), Ok(()));
        assert_eq!(fits("8.25", "8"), Err(MarkError::AboveScale("8".parse().unwrap())));
        assert_eq!(
            fits("7.9", "8"),
            Err(MarkError::StepNotAllowed("0.25".parse().unwrap()))
        );
    }

    #[test]
    fn an_exact_value_falls_on_a_step_as_a_ruleset_says() {
        let ratio = |numerator, denominator| Ratio::new(numerator, denominator).unwrap();
        let half: Step = "0.5".parse().unwrap();
        for (exact, up, nearest, down) in [
            (ratio(1024, 100), "10.5", "10", "10"),
            (ratio(1025, 100), "10.5", "10.5", "10"),
            (ratio(10, 1), "10", "10", "10"),
            (ratio(41, 2), "20", "20", "20"),
        ] {
            let fallen = [Rounding::Up, Rounding::HalfUp, Rounding::Down].map(|rounding| half.round(exact, rounding));
            assert_eq!(fallen.map(|mark| mark.to_string()), [up, nearest, down], "{exact}");
        }
    }

    #[test]
    fn a_mark_and_a_step_are_written_one_way_and_a_whole_number_is_read_too() {
        let (mark, step): (Mark, Step) = serde_json::from_str("[12, \"0.50\"]").unwrap();
        assert_eq!(serde_json::to_string(&(mark, step)).unwrap(), r#"["12","0.5"]"#);
        for (text, said) in [
            ("21", "AboveMaximum"),
            ("-1", "Negative"),
            ("true", "a mark from 0 to 20"),
        ] {
            let error = serde_json::from_str::<Mark>(text).unwrap_err().to_string();
            assert!(error.contains(said), "{text}: {error}");
        }
        let bytes = postcard::to_allocvec(&mark).unwrap();
        assert_eq!(postcard::from_bytes(&bytes), Ok(mark));
    }
}
