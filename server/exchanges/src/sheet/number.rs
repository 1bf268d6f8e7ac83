//! Numbers of spreadsheets, which are binary, as the decimals people typed.

/// How far from a hundredth the noise of single and double precision goes, for a mark.
const NOISE: f64 = 2e-6;

/// The shortest decimal text, with a point: 12.3 for 12.299999999999999.
///
/// Beyond two decimals it is the fifteen digits a spreadsheet shows: a mean stays a mean, and no mark.
pub(super) fn text(number: f64) -> String {
    let hundredths = (number * 100.0).round();
    if number.abs() < 1e9 && (number - hundredths / 100.0).abs() < NOISE {
        return of_hundredths(hundredths as i64);
    }
    let shown: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    shown.to_string()
}

fn of_hundredths(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    match rest {
        0 => format!("{sign}{whole}"),
        _ if rest % 10 == 0 => format!("{sign}{whole}.{}", rest / 10),
        _ => format!("{sign}{whole}.{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_what_was_typed() {
        for (number, due) in [
            (12.0, "12"),
            (12.5, "12.5"),
            (0.05, "0.05"),
            (-0.0, "0"),
            (4.1 * 3.0, "12.3"),
            (12.299_999, "12.3"),
            (f64::from(12.3_f32), "12.3"),
            (f64::from(19.99_f32), "19.99"),
            (-3.5, "-3.5"),
            (37.0 / 3.0, "12.3333333333333"),
            (12.345, "12.345"),
            (9.9999, "9.9999"),
            (1e21, "1000000000000000000000"),
            (104_237.0, "104237"),
        ] {
            assert_eq!(text(number), due);
        }
    }

    #[test]
    fn every_mark_survives_being_a_number() {
        for hundredths in 0..=2000_i64 {
            let number: f64 = (hundredths as f64) / 100.0;
            assert_eq!(text(number), of_hundredths(hundredths));
            assert_eq!(text(f64::from(number as f32)), of_hundredths(hundredths));
        }
    }
}
