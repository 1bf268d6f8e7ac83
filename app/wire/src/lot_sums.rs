//! Control totals of a paper slip: sums by ten copies, typed and shown.

use domain::Points;

/// How many sums by ten a slip of so many copies holds.
pub const fn tens_of(copies: usize) -> usize {
    if copies > TEN { copies.div_ceil(TEN) } else { 0 }
}

/// First and last copy of a sum by ten, from 1; `nth` from 0.
pub fn bounds_of_ten(nth: usize, copies: usize) -> (usize, usize) {
    (nth * TEN + 1, ((nth + 1) * TEN).min(copies))
}

/// Copies that are summed up together on a slip.
pub const TEN: usize = 10;

/// Reads a sum of marks as people type it (`1 284,50`), in hundredths.
pub fn read_sum(text: &str) -> Option<i64> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let points: Points = compact.parse().ok()?;
    let sum = points.ten_thousandths();
    (sum >= 0 && sum % 100 == 0).then_some(sum / 100)
}

/// Writes hundredths as people read them in French: `1284,5`.
pub fn french_sum(hundredths: i64) -> String {
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match rest {
        0 => whole.to_string(),
        _ if rest % 10 == 0 => format!("{whole},{}", rest / 10),
        _ => format!("{whole},{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_read_as_it_is_typed() {
        for (typed, sum) in [
            ("1 284,50", 128_450),
            ("0", 0),
            ("1\u{a0}284.5", 128_450),
            ("12,05", 1205),
        ] {
            assert_eq!(read_sum(typed), Some(sum), "{typed}");
        }
        for wrong in ["", "-1", "12,345", "douze"] {
            assert_eq!(read_sum(wrong), None, "{wrong}");
        }
        assert_eq!(
            [french_sum(128_450), french_sum(1205), french_sum(700)],
            ["1284,5", "12,05", "7"]
        );
    }
}
