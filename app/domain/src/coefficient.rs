//! Coefficients and points: the two sums an average is made of.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub};
use std::str::FromStr;

use crate::decimal::{self, DecimalError, decimal_serde};
use crate::mark::Mark;

/// A coefficient, or a sum of coefficients, in hundredths: 2.5 is 250. A sum over nothing is [`Coefficient::ZERO`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Coefficient(u32);

impl Coefficient {
    /// The sum over nothing.
    pub const ZERO: Coefficient = Coefficient(0);

    /// The coefficient of that many hundredths.
    pub const fn from_hundredths(hundredths: u32) -> Coefficient {
        Coefficient(hundredths)
    }

    /// Hundredths.
    pub const fn hundredths(self) -> u32 {
        self.0
    }

    /// `2,5`: what people read in French.
    pub fn french(self) -> String {
        self.to_string().replace('.', ",")
    }
}

impl Add for Coefficient {
    type Output = Coefficient;

    fn add(self, other: Coefficient) -> Coefficient {
        Coefficient(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Coefficient {
    fn add_assign(&mut self, other: Coefficient) {
        *self = *self + other;
    }
}

impl Sum for Coefficient {
    fn sum<I: Iterator<Item = Coefficient>>(coefficients: I) -> Coefficient {
        coefficients.fold(Coefficient::ZERO, Add::add)
    }
}

impl fmt::Display for Coefficient {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        decimal::write(out, i64::from(self.0), 2)
    }
}

impl FromStr for Coefficient {
    type Err = CoefficientError;

    /// Reads `2` or `2.5`; a thousand and more is a mistake, and zero weighs nothing.
    fn from_str(text: &str) -> Result<Coefficient, CoefficientError> {
        match decimal::parse(text, 2) {
            Ok(hundredths @ 1..100_000) => Ok(Coefficient(hundredths as u32)),
            Ok(_) | Err(DecimalError::TooLarge) => Err(CoefficientError::OutOfRange),
            Err(DecimalError::TooManyDecimals) => Err(CoefficientError::TooManyDecimals),
            Err(_) => Err(CoefficientError::NotANumber),
        }
    }
}

decimal_serde!(Coefficient, "a coefficient, a whole number or a text such as \"2.5\"");

/// What is wrong with a coefficient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CoefficientError {
    /// Not a positive number.
    NotANumber,
    /// More than two decimals.
    TooManyDecimals,
    /// Zero, or a thousand and more.
    OutOfRange,
}

impl fmt::Display for CoefficientError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self:?}")
    }
}

impl std::error::Error for CoefficientError {}

/// Points: marks times coefficients, in ten-thousandths. Signed, because a unit may count from ten downwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Points(i64);

impl Points {
    /// No point.
    pub const ZERO: Points = Points(0);

    /// The points of a mark at a coefficient.
    pub fn of(mark: Mark, coefficient: Coefficient) -> Points {
        Points(i64::from(mark.hundredths()) * i64::from(coefficient.0))
    }

    /// The points of the distance from `base` to `mark`, below zero when the mark is lower.
    pub fn between(base: Mark, mark: Mark, coefficient: Coefficient) -> Points {
        Points((i64::from(mark.hundredths()) - i64::from(base.hundredths())) * i64::from(coefficient.0))
    }

    /// From ten-thousandths of a point.
    pub const fn from_ten_thousandths(ten_thousandths: i64) -> Points {
        Points(ten_thousandths)
    }

    /// Ten-thousandths of a point.
    pub const fn ten_thousandths(self) -> i64 {
        self.0
    }

    /// `992,4`: what people read in French.
    pub fn french(self) -> String {
        self.to_string().replace('.', ",")
    }
}

impl Add for Points {
    type Output = Points;

    fn add(self, other: Points) -> Points {
        Points(self.0.saturating_add(other.0))
    }
}

impl Sub for Points {
    type Output = Points;

    fn sub(self, other: Points) -> Points {
        Points(self.0.saturating_sub(other.0))
    }
}

impl AddAssign for Points {
    fn add_assign(&mut self, other: Points) {
        *self = *self + other;
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Points>>(points: I) -> Points {
        points.fold(Points::ZERO, Add::add)
    }
}

impl fmt::Display for Points {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        decimal::write(out, self.0, 4)
    }
}

impl FromStr for Points {
    type Err = CoefficientError;

    fn from_str(text: &str) -> Result<Points, CoefficientError> {
        let (sign, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let value = decimal::parse(unsigned, 4).map_err(|error| match error {
            DecimalError::TooManyDecimals => CoefficientError::TooManyDecimals,
            DecimalError::TooLarge => CoefficientError::OutOfRange,
            _ => CoefficientError::NotANumber,
        })?;
        i64::try_from(value)
            .map(|value| Points(sign * value))
            .map_err(|_| CoefficientError::OutOfRange)
    }
}

decimal_serde!(Points, "points, a text such as \"999.9\"");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_exact_and_written_without_trailing_zeros() {
        let points =
            |mark: &str, coefficient: &str| Points::of(mark.parse().unwrap(), coefficient.parse().unwrap()).to_string();
        assert_eq!(points("6.5", "2.5"), "16.25");
        assert_eq!(points("10.01", "0.33"), "3.3033");
        assert_eq!(points("20", "100"), "2000");
        assert_eq!("-3.25".parse::<Points>().unwrap().to_string(), "-3.25");
    }

    #[test]
    fn a_coefficient_is_positive_and_has_two_decimals_at_most() {
        assert_eq!("2,5".parse::<Coefficient>().unwrap().hundredths(), 250);
        assert_eq!("0".parse::<Coefficient>(), Err(CoefficientError::OutOfRange));
        assert_eq!("1000".parse::<Coefficient>(), Err(CoefficientError::OutOfRange));
        assert_eq!("1.255".parse::<Coefficient>(), Err(CoefficientError::TooManyDecimals));
        assert_eq!("-1".parse::<Coefficient>(), Err(CoefficientError::NotANumber));
    }

    #[test]
    fn points_are_read_with_their_sign_or_refused() {
        for (typed, read) in [
            ("16.25", Ok(162_500)),
            ("-0.0001", Ok(-1)),
            ("0", Ok(0)),
            ("922337203685477.5807", Ok(i64::MAX)),
            ("922337203685477.5808", Err(CoefficientError::OutOfRange)),
            ("99999999999999999999", Err(CoefficientError::OutOfRange)),
            ("1.00001", Err(CoefficientError::TooManyDecimals)),
            ("--1", Err(CoefficientError::NotANumber)),
            ("", Err(CoefficientError::NotANumber)),
            ("x", Err(CoefficientError::NotANumber)),
        ] {
            assert_eq!(typed.parse::<Points>().map(Points::ten_thousandths), read, "{typed:?}");
        }
        let error = serde_json::from_str::<Coefficient>("\"1000\"").unwrap_err();
        assert!(error.to_string().starts_with("OutOfRange"), "{error}");
    }

    #[test]
    fn sums_stop_at_their_bounds_and_differences_go_below_zero() {
        let (one, all) = (Points::from_ten_thousandths(1), Points::from_ten_thousandths(i64::MAX));
        assert_eq!(
            (all + one, one - all - one - one),
            (all, Points::from_ten_thousandths(i64::MIN + 1) - one)
        );
        assert_eq!(
            [one, one, one].into_iter().sum::<Points>(),
            Points::from_ten_thousandths(3)
        );
        let most = Coefficient::from_hundredths(u32::MAX);
        assert_eq!(most + Coefficient::from_hundredths(1), most);
        let ten = "10".parse().unwrap();
        let between = |mark: &str| Points::between(ten, mark.parse().unwrap(), Coefficient::from_hundredths(150));
        assert_eq!(
            (between("12").to_string(), between("7.5").to_string()),
            ("3".into(), "-3.75".into())
        );
    }

    #[test]
    fn people_read_them_with_a_comma() {
        assert_eq!(Coefficient::from_hundredths(250).french(), "2,5");
        assert_eq!(Points::from_ten_thousandths(-9_924_000).french(), "-992,4");
    }
}
