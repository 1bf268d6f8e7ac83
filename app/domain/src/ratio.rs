//! An exact average.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::coefficient::{Coefficient, Points};
use crate::mark::Mark;

/// An exact value in points out of 20: a reduced fraction, written `9997/1000`. Nothing is rounded before it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Ratio {
    numerator: i64,
    denominator: u64,
}

impl Ratio {
    /// The fraction, reduced; none over zero.
    pub fn new(numerator: i64, denominator: u64) -> Option<Ratio> {
        if denominator == 0 {
            return None;
        }
        let divisor = gcd(numerator.unsigned_abs(), denominator);
        // Dividing the magnitude keeps i64::MIN, whose magnitude is no i64, out of trouble.
        let magnitude = i128::from(numerator) / i128::from(divisor);
        Some(Ratio {
            numerator: magnitude as i64,
            denominator: denominator / divisor,
        })
    }

    /// Points over coefficients; none when no coefficient counts.
    pub fn average(points: Points, coefficients: Coefficient) -> Option<Ratio> {
        // Points are in ten-thousandths and coefficients in hundredths.
        Ratio::new(points.ten_thousandths(), u64::from(coefficients.hundredths()) * 100)
    }

    /// The exact mean of both; none when it has no place in a fraction of this size.
    pub fn mean(self, other: Ratio) -> Option<Ratio> {
        let over = |ratio: Ratio, denominator: u64| i128::from(ratio.numerator) * i128::from(denominator);
        let sum = over(self, other.denominator).checked_add(over(other, self.denominator))?;
        let denominator = (u128::from(self.denominator) * u128::from(other.denominator)).checked_mul(2)?;
        let (mut divisor, mut rest) = (denominator, sum.unsigned_abs());
        while rest != 0 {
            (divisor, rest) = (rest, divisor % rest);
        }
        let magnitude = i64::try_from(sum.unsigned_abs() / divisor).ok()?;
        Ratio::new(
            magnitude * sum.signum() as i64,
            u64::try_from(denominator / divisor).ok()?,
        )
    }

    /// Numerator and denominator, reduced.
    pub const fn parts(self) -> (i64, u64) {
        (self.numerator, self.denominator)
    }

    /// True when the exact value reaches the mark.
    pub fn at_least(self, mark: Mark) -> bool {
        i128::from(self.numerator) * 100 >= i128::from(mark.hundredths()) * i128::from(self.denominator)
    }

    /// The value cut after `decimals` decimals, never rounded: 9.999 is `9.99`.
    pub fn truncated(self, decimals: u32) -> String {
        let unit = 10i128.pow(decimals);
        let scaled = i128::from(self.numerator) * unit / i128::from(self.denominator);
        let sign = if scaled < 0 { "-" } else { "" };
        let (whole, rest) = (scaled.abs() / unit, scaled.abs() % unit);
        match decimals as usize {
            0 => format!("{sign}{whole}"),
            width => format!("{sign}{whole}.{rest:0width$}"),
        }
    }

    /// The value rounded to `decimals` decimals, a half going up.
    pub fn half_up(self, decimals: u32) -> Ratio {
        let unit = 10i128.pow(decimals);
        let doubled = i128::from(self.numerator) * unit * 2 + i128::from(self.denominator);
        let rounded = doubled.div_euclid(i128::from(self.denominator) * 2);
        Ratio::new(rounded as i64, unit as u64).unwrap_or(self)
    }

    /// What thresholds are compared with: the value itself, or rounded half up to that many decimals.
    pub(crate) fn compared(self, decimals: Option<u8>) -> Ratio {
        decimals.map_or(self, |decimals| self.half_up(u32::from(decimals)))
    }

    /// How many steps of that many hundredths are needed to reach the value; none below zero.
    pub(crate) fn ceiling_of_multiples(self, hundredths: u16) -> u64 {
        let (value, step) = self.over_steps(hundredths);
        value.div_ceil(step).try_into().unwrap_or(u64::MAX)
    }

    /// How many steps of that many hundredths the value holds.
    pub(crate) fn floor_of_multiples(self, hundredths: u16) -> u64 {
        let (value, step) = self.over_steps(hundredths);
        (value / step).try_into().unwrap_or(u64::MAX)
    }

    /// How many steps of that many hundredths are nearest to the value, a half going up.
    pub(crate) fn nearest_of_multiples(self, hundredths: u16) -> u64 {
        let (value, step) = self.over_steps(hundredths);
        ((value * 2 + step) / (step * 2)).try_into().unwrap_or(u64::MAX)
    }

    fn over_steps(self, hundredths: u16) -> (u128, u128) {
        let value = u128::from(self.numerator.max(0).unsigned_abs()) * 100;
        (value, u128::from(self.denominator) * u128::from(hundredths))
    }
}

impl From<Mark> for Ratio {
    fn from(mark: Mark) -> Ratio {
        let divisor = gcd(u64::from(mark.hundredths()), 100);
        Ratio {
            numerator: i64::from(mark.hundredths()) / divisor as i64,
            denominator: 100 / divisor,
        }
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Ratio) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Ratio) -> std::cmp::Ordering {
        let left = i128::from(self.numerator) * i128::from(other.denominator);
        left.cmp(&(i128::from(other.numerator) * i128::from(self.denominator)))
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.numerator, self.denominator)
    }
}

/// The text is no `numerator/denominator`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RatioError;

impl fmt::Display for RatioError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("not a fraction")
    }
}

impl std::error::Error for RatioError {}

impl FromStr for Ratio {
    type Err = RatioError;

    fn from_str(text: &str) -> Result<Ratio, RatioError> {
        let (numerator, denominator) = text.split_once('/').ok_or(RatioError)?;
        let numerator = numerator.parse().map_err(|_| RatioError)?;
        Ratio::new(numerator, denominator.parse().map_err(|_| RatioError)?).ok_or(RatioError)
    }
}

impl TryFrom<String> for Ratio {
    type Error = RatioError;

    fn try_from(text: String) -> Result<Ratio, RatioError> {
        text.parse()
    }
}

impl From<Ratio> for String {
    fn from(ratio: Ratio) -> String {
        ratio.to_string()
    }
}

/// Of two numbers that are not both zero.
const fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(numerator: i64, denominator: u64) -> Ratio {
        Ratio::new(numerator, denominator).unwrap()
    }

    #[test]
    fn showing_never_lifts_a_value_over_a_threshold() {
        let ten: Mark = "10".parse().unwrap();
        for (value, reaches, shown) in [
            (ratio(9_999, 1_000), false, "9.99"),
            (ratio(99_999_999, 10_000_000), false, "9.99"),
            (ratio(10, 1), true, "10.00"),
            (ratio(100_001, 10_000), true, "10.00"),
            (ratio(1134, 100), true, "11.34"),
            (ratio(1, 3), false, "0.33"),
            (ratio(-1, 3), false, "-0.33"),
        ] {
            assert_eq!(
                (value.at_least(ten), value.truncated(2).as_str()),
                (reaches, shown),
                "{value}"
            );
        }
        assert_eq!(ratio(29, 2).truncated(0), "14");
    }

    #[test]
    fn a_half_goes_up_when_a_ruleset_says_so() {
        assert_eq!(ratio(9_995, 1_000).half_up(2), ratio(10, 1));
        assert_eq!(ratio(99_949, 10_000).half_up(2), ratio(999, 100));
        assert_eq!(ratio(10, 1).half_up(2), ratio(10, 1));
    }

    #[test]
    fn fractions_are_reduced_ordered_and_read_back() {
        assert_eq!(ratio(200, 100), ratio(2, 1));
        assert!(ratio(1, 3) < ratio(34, 100));
        assert_eq!("9997/1000".parse::<Ratio>().unwrap().to_string(), "9997/1000");
        assert!("1/0".parse::<Ratio>().is_err());
        assert_eq!(Ratio::new(i64::MIN, 2).unwrap().parts(), (i64::MIN / 2, 1));
        assert_eq!(Ratio::from("12.5".parse::<Mark>().unwrap()), ratio(25, 2));
        assert_eq!(Ratio::from(Mark::ZERO), ratio(0, 1));
    }

    #[test]
    fn the_mean_of_two_averages_is_exact_or_there_is_none() {
        for (left, right, mean) in [
            (ratio(19, 2), ratio(21, 2), Some(ratio(10, 1))),
            (ratio(1, 3), ratio(1, 4), Some(ratio(7, 24))),
            (ratio(-1, 3), ratio(-1, 6), Some(ratio(-1, 4))),
            (ratio(-1, 3), ratio(1, 3), Some(ratio(0, 1))),
            (ratio(i64::MAX, 1), ratio(i64::MAX, 1), Some(ratio(i64::MAX, 1))),
            // A sum, a product, a numerator and a denominator that have no place.
            (ratio(i64::MAX, u64::MAX), ratio(i64::MAX, u64::MAX - 2), None),
            (ratio(1, u64::MAX), ratio(1, u64::MAX - 2), None),
            (ratio(i64::MAX, 1), ratio(i64::MAX, 2), None),
            (ratio(1, 1 << 40), ratio(1, 847_288_609_443), None),
        ] {
            assert_eq!(left.mean(right), mean, "{left} and {right}");
            assert_eq!(right.mean(left), mean, "{right} and {left}");
        }
    }

    #[test]
    fn steps_are_counted_up_down_and_to_the_nearest() {
        for (value, step, counted) in [
            (ratio(0, 1), 50, (0, 0, 0)),
            (ratio(10, 1), 50, (20, 20, 20)),
            (ratio(1001, 100), 50, (20, 21, 20)),
            (ratio(1025, 100), 50, (20, 21, 21)),
            (ratio(10_249, 1_000), 50, (20, 21, 20)),
            (ratio(1049, 100), 50, (20, 21, 21)),
            (ratio(31, 3), 100, (10, 11, 10)),
            (ratio(-1, 3), 100, (0, 0, 0)),
            (ratio(i64::MAX, 1), 1, (u64::MAX, u64::MAX, u64::MAX)),
        ] {
            let found = (
                value.floor_of_multiples(step),
                value.ceiling_of_multiples(step),
                value.nearest_of_multiples(step),
            );
            assert_eq!(found, counted, "{value} by {step}");
        }
    }

    #[test]
    fn a_mark_is_reached_from_its_exact_value_on() {
        let mark = |text: &str| text.parse::<Mark>().unwrap();
        for (value, at_least, reaches) in [
            (ratio(1249, 100), "12.5", false),
            (ratio(25, 2), "12.5", true),
            (ratio(1251, 100), "12.5", true),
            (ratio(-1, 100), "0", false),
            (ratio(0, 7), "0", true),
        ] {
            assert_eq!(value.at_least(mark(at_least)), reaches, "{value} {at_least}");
        }
        for (value, decimals, shown) in [
            (ratio(0, 1), 2, "0.00"),
            (ratio(-1, 1_000), 2, "0.00"),
            (ratio(-29, 2), 0, "-14"),
            (ratio(-1001, 100), 2, "-10.01"),
            (ratio(10_005, 1_000), 4, "10.0050"),
        ] {
            assert_eq!(value.truncated(decimals), shown);
        }
        assert_eq!(ratio(-9_995, 1_000).half_up(2), ratio(-999, 100));
        assert_eq!(ratio(1, 3).compared(None), ratio(1, 3));
        assert_eq!(ratio(1, 3).compared(Some(1)), ratio(3, 10));
        assert_eq!(ratio(1, 3).partial_cmp(&ratio(1, 2)), Some(std::cmp::Ordering::Less));
        assert_eq!(Ratio::from(mark("0.05")).parts(), (1, 20));
        assert_eq!(Ratio::new(1, 0), None);
    }

    #[test]
    fn what_is_no_fraction_is_refused() {
        for text in ["", "1", "1/", "/2", "a/2", "1/b", "1/0", "1/-2", "1.5/2"] {
            assert_eq!(text.parse::<Ratio>(), Err(RatioError), "{text:?}");
        }
        let error = serde_json::from_str::<Ratio>("\"1\"").unwrap_err();
        assert!(error.to_string().contains("not a fraction"), "{error}");
        assert_eq!(serde_json::to_string(&ratio(25, 2)).unwrap(), "\"25/2\"");
    }
}
