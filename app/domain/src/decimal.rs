//! Decimal text to scaled integers and back: the one place where a decimal point is read or written.

use std::fmt;

/// Why a text is not a decimal number of the wanted scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DecimalError {
    Empty,
    NotANumber,
    Negative,
    TooManyDecimals,
    TooLarge,
}

/// Reads `12`, `12.5` or `12,5` as an integer of 10^-`scale`; spaces around it, no-break ones too, are ignored.
pub(crate) fn parse(text: &str, scale: usize) -> Result<u64, DecimalError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(DecimalError::Empty);
    }
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (negative, unsigned) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, decimals) = unsigned.split_once(['.', ',']).unwrap_or((unsigned, "0"));
    if !digits(whole) || !digits(decimals) {
        return Err(DecimalError::NotANumber);
    }
    if negative {
        return Err(DecimalError::Negative);
    }
    if decimals.len() > scale {
        return Err(DecimalError::TooManyDecimals);
    }
    let padding = std::iter::repeat_n(b'0', scale - decimals.len());
    whole
        .bytes()
        .chain(decimals.bytes())
        .chain(padding)
        .try_fold(0u64, |value, byte| {
            value
                .checked_mul(10)
                .and_then(|value| value.checked_add(u64::from(byte - b'0')))
                .ok_or(DecimalError::TooLarge)
        })
}

/// Writes an integer of 10^-`scale` with a point and no trailing zeros: `12.5`, `100`.
pub(crate) fn write(out: &mut fmt::Formatter<'_>, value: i64, scale: u32) -> fmt::Result {
    let unit = 10u64.pow(scale);
    let (whole, mut rest) = (value.unsigned_abs() / unit, value.unsigned_abs() % unit);
    let sign = if value < 0 { "-" } else { "" };
    if rest == 0 {
        return write!(out, "{sign}{whole}");
    }
    let mut width = scale as usize;
    while rest % 10 == 0 {
        rest /= 10;
        width -= 1;
    }
    write!(out, "{sign}{whole}.{rest:0width$}")
}

/// Serde of a decimal: its canonical text; a whole number is read too, a floating one never.
macro_rules! decimal_serde {
    ($type:ident, $expecting:literal) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<$type, D::Error> {
                struct Visitor;
                impl serde::de::Visitor<'_> for Visitor {
                    type Value = $type;
                    fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        out.write_str($expecting)
                    }
                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$type, E> {
                        text.parse().map_err(E::custom)
                    }
                    fn visit_u64<E: serde::de::Error>(self, whole: u64) -> Result<$type, E> {
                        whole.to_string().parse().map_err(E::custom)
                    }
                    fn visit_i64<E: serde::de::Error>(self, whole: i64) -> Result<$type, E> {
                        whole.to_string().parse().map_err(E::custom)
                    }
                }
                if deserializer.is_human_readable() {
                    deserializer.deserialize_any(Visitor)
                } else {
                    deserializer.deserialize_str(Visitor)
                }
            }
        }
    };
}

pub(crate) use decimal_serde;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_is_written_with_its_sign_and_no_more_digits_than_it_needs() {
        struct Written(i64, u32);
        impl fmt::Display for Written {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write(out, self.0, self.1)
            }
        }
        for (value, scale, text) in [
            (0, 2, "0"),
            (1_250, 2, "12.5"),
            (-5, 2, "-0.05"),
            (-1_200, 2, "-12"),
            (10_001, 4, "1.0001"),
            (i64::MIN, 0, "-9223372036854775808"),
        ] {
            assert_eq!(Written(value, scale).to_string(), text);
        }
    }

    #[test]
    fn a_decimal_is_read_up_to_the_largest_there_is() {
        for (text, scale, read) in [
            ("1844674407370955161.5", 1, Ok(u64::MAX)),
            ("1844674407370955161.6", 1, Err(DecimalError::TooLarge)),
            ("184467440737095516.15", 2, Ok(u64::MAX)),
            ("184467440737095516.1", 3, Err(DecimalError::TooLarge)),
            ("\u{2212}1", 2, Err(DecimalError::Negative)),
            ("1,5.2", 2, Err(DecimalError::NotANumber)),
        ] {
            assert_eq!(parse(text, scale), read, "{text:?}");
        }
    }
}
