//! The key of an establishment.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Check letters, in order: I, O and Q are left out.
const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPRSTUVWXYZ";

/// UAI (*unité administrative immatriculée*, formerly RNE): seven digits and a check letter, as `0350059Z`.
///
/// Only the number is kept: the letter follows from it, so a `Uai` cannot carry a wrong one.
/// Rule of the letter: `number mod 23` in the alphabet without I, O, Q.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Uai(u32);

/// Why a text is not a UAI.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UaiError {
    /// Not seven digits and a letter.
    Shape,
    /// The check letter should be this one.
    Letter(char),
}

impl Uai {
    /// The seven digits as a number, below 10 000 000.
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The check letter.
    pub const fn letter(self) -> char {
        LETTERS[(self.0 % 23) as usize] as char
    }
}

impl FromStr for Uai {
    type Err = UaiError;

    /// Reads `0350059Z`; blanks around and a small letter are accepted.
    fn from_str(text: &str) -> Result<Uai, UaiError> {
        let &[ref digits @ .., letter] = text.trim().as_bytes() else {
            return Err(UaiError::Shape);
        };
        if digits.len() != 7 || !digits.iter().all(u8::is_ascii_digit) || !letter.is_ascii_alphabetic() {
            return Err(UaiError::Shape);
        }
        let uai = Uai(digits
            .iter()
            .fold(0, |number, digit| number * 10 + u32::from(digit - b'0')));
        if letter.to_ascii_uppercase() as char == uai.letter() {
            Ok(uai)
        } else {
            Err(UaiError::Letter(uai.letter()))
        }
    }
}

impl fmt::Display for Uai {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:07}{}", self.0, self.letter())
    }
}

impl TryFrom<String> for Uai {
    type Error = UaiError;

    fn try_from(text: String) -> Result<Uai, UaiError> {
        text.parse()
    }
}

impl From<Uai> for String {
    fn from(uai: Uai) -> String {
        uai.to_string()
    }
}

impl fmt::Display for UaiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            UaiError::Shape => f.write_str("a UAI is seven digits and a letter"),
            UaiError::Letter(expected) => write!(f, "the check letter should be {expected}"),
        }
    }
}

impl std::error::Error for UaiError {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_establishments_are_read_and_written_back() {
        for text in ["0350059Z", "0250001R", "0080006N", "9730538X"] {
            assert_eq!(text.parse::<Uai>().unwrap().to_string(), text);
        }
        assert_eq!(" 0350059z ".parse::<Uai>(), "0350059Z".parse());
    }

    #[test]
    fn a_wrong_letter_names_the_right_one() {
        assert_eq!("0350059A".parse::<Uai>(), Err(UaiError::Letter('Z')));
        assert_eq!("0350059I".parse::<Uai>(), Err(UaiError::Letter('Z')));
    }

    #[test]
    fn anything_else_is_a_wrong_shape() {
        for text in [
            "",
            "Z",
            "035005Z",
            "03500590",
            "0350059ZZ",
            "035 059Z",
            "035005éZ",
            "035005٣Z",
        ] {
            assert_eq!(text.parse::<Uai>(), Err(UaiError::Shape), "{text}");
        }
    }

    #[test]
    fn serde_speaks_text_and_checks_it() {
        let uai: Uai = serde_json::from_str("\"0350059Z\"").unwrap();
        assert_eq!(serde_json::to_string(&uai).unwrap(), "\"0350059Z\"");
        assert!(serde_json::from_str::<Uai>("\"0350059Y\"").is_err());
    }

    proptest! {
        #[test]
        fn one_letter_in_23_is_right(number in 0u32..10_000_000) {
            let right = ('A'..='Z').filter(|letter| format!("{number:07}{letter}").parse::<Uai>().is_ok()).count();
            prop_assert_eq!(right, 1);
        }
    }
}
