//! Anonymity numbers (numéros d'anonymat): what markers and juries see in place of a name.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::{fmt, str::FromStr};

/// The number of rank 0.
const FIRST: u32 = 100_000;

const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPRSTUVWXYZ";

/// Six digits and a check letter, written `104 237 B`.
///
/// The letter is the number modulo 23: 23 is prime and divides neither 9 nor a power of ten, so one wrong digit and
/// two neighbouring digits exchanged are always seen. In formats nobody reads it is its rank alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnonymityNumber(u32);

/// Why a text is no anonymity number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnonymityError {
    /// Not six digits and a letter.
    Shape,
    /// The letter does not belong to the digits: a digit was mistyped.
    CheckLetter,
}

impl AnonymityNumber {
    /// How many numbers exist; `from_serial` takes 0 up to this bound.
    pub const COUNT: u32 = 900_000;

    /// The number of rank `serial` (100000 + serial); `None` beyond the last.
    pub const fn from_serial(serial: u32) -> Option<Self> {
        if serial < Self::COUNT {
            Some(Self(FIRST + serial))
        } else {
            None
        }
    }

    /// The check letter.
    pub const fn letter(self) -> char {
        LETTERS[(self.0 % 23) as usize] as char
    }

    /// The form people read on a copy: `104 237 B`.
    pub fn spaced(self) -> String {
        format!("{} {:03} {}", self.0 / 1000, self.0 % 1000, self.letter())
    }
}

impl fmt::Display for AnonymityNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.0, self.letter())
    }
}

impl FromStr for AnonymityNumber {
    type Err = AnonymityError;

    /// Accepts `104237B`, `104 237 b`, with any spaces.
    fn from_str(text: &str) -> Result<Self, AnonymityError> {
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let (digits, letter) = compact.split_at_checked(6).ok_or(AnonymityError::Shape)?;
        if letter.len() != 1 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(AnonymityError::Shape);
        }
        let number: u32 = digits.parse().map_err(|_| AnonymityError::Shape)?;
        if number < FIRST {
            return Err(AnonymityError::Shape);
        }
        let this = Self(number);
        if letter.eq_ignore_ascii_case(&this.letter().to_string()) {
            Ok(this)
        } else {
            Err(AnonymityError::CheckLetter)
        }
    }
}

impl fmt::Display for AnonymityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            AnonymityError::Shape => "anonymity_shape",
            AnonymityError::CheckLetter => "anonymity_check_letter",
        })
    }
}

impl Serialize for AnonymityNumber {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if to.is_human_readable() {
            to.collect_str(self)
        } else {
            to.serialize_u32(self.0 - FIRST)
        }
    }
}

impl<'de> Deserialize<'de> for AnonymityNumber {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        if from.is_human_readable() {
            String::deserialize(from)?.parse().map_err(D::Error::custom)
        } else {
            Self::from_serial(u32::deserialize(from)?).ok_or_else(|| D::Error::custom(AnonymityError::Shape))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(serial: u32) -> AnonymityNumber {
        AnonymityNumber::from_serial(serial).expect("in range")
    }

    #[test]
    fn text_round_trips_in_both_forms() {
        for serial in [0, 1, 4_237, 899_999] {
            let n = number(serial);
            assert_eq!(n.to_string().parse(), Ok(n));
            assert_eq!(n.spaced().to_lowercase().parse(), Ok(n));
        }
        assert_eq!(AnonymityNumber::from_serial(900_000), None);
    }

    #[test]
    fn a_number_is_its_text_in_json_and_its_rank_in_bytes() {
        let n = number(4_237);
        assert_eq!(serde_json::to_string(&n).unwrap(), "\"104237B\"");
        assert_eq!(serde_json::from_str::<AnonymityNumber>("\"104237B\"").unwrap(), n);
        assert!(serde_json::from_str::<AnonymityNumber>("\"104237L\"").is_err());
        let bytes = postcard::to_allocvec(&n).unwrap();
        assert_eq!(bytes, postcard::to_allocvec(&4_237_u32).unwrap());
        assert_eq!(postcard::from_bytes(&bytes), Ok(n));
        let beyond = postcard::to_allocvec(&AnonymityNumber::COUNT).unwrap();
        assert!(postcard::from_bytes::<AnonymityNumber>(&beyond).is_err());
    }

    #[test]
    fn one_wrong_digit_or_a_swap_is_always_seen() {
        for serial in (0..900_000).step_by(7919) {
            let text = number(serial).to_string().into_bytes();
            for place in 0..6 {
                for digit in b'0'..=b'9' {
                    let mut wrong = text.clone();
                    wrong[place] = digit;
                    let parsed = String::from_utf8(wrong.clone())
                        .expect("ascii")
                        .parse::<AnonymityNumber>();
                    assert_eq!(parsed.is_ok(), wrong == text);
                }
                if place < 5 && text[place] != text[place + 1] {
                    let mut swapped = text.clone();
                    swapped.swap(place, place + 1);
                    assert!(
                        String::from_utf8(swapped)
                            .expect("ascii")
                            .parse::<AnonymityNumber>()
                            .is_err()
                    );
                }
            }
        }
    }
}
