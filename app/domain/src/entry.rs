//! What a cell may hold: a mark or a code.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::mark::{Mark, MarkError};

/// A code typed instead of a mark; the ruleset says what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MarkCode {
    /// Absence non justifiée.
    AB,
    /// Absence justifiée, force majeure.
    AJ,
    /// Dispensé.
    DI,
    /// Unité validée par la validation des acquis de l'expérience.
    VA,
    /// Épreuve annulée pour fraude.
    FR,
}

impl MarkCode {
    /// Every code.
    pub const ALL: [MarkCode; 5] = [MarkCode::AB, MarkCode::AJ, MarkCode::DI, MarkCode::VA, MarkCode::FR];

    /// The two letters.
    pub const fn as_str(self) -> &'static str {
        match self {
            MarkCode::AB => "AB",
            MarkCode::AJ => "AJ",
            MarkCode::DI => "DI",
            MarkCode::VA => "VA",
            MarkCode::FR => "FR",
        }
    }
}

impl fmt::Display for MarkCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl FromStr for MarkCode {
    type Err = MarkError;

    fn from_str(text: &str) -> Result<MarkCode, MarkError> {
        let text = text.trim();
        MarkCode::ALL
            .into_iter()
            .find(|code| text.eq_ignore_ascii_case(code.as_str()))
            .ok_or(MarkError::UnknownCode)
    }
}

/// The content of a cell. An empty cell is `Option::None`, never an entry.
///
/// In readable formats it is its text; in others one number, hundredths, or above the highest mark the place of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entry {
    /// A mark.
    Mark(Mark),
    /// A code instead of a mark.
    Code(MarkCode),
}

impl Entry {
    /// The mark, if it is one.
    pub const fn mark(self) -> Option<Mark> {
        match self {
            Entry::Mark(mark) => Some(mark),
            Entry::Code(_) => None,
        }
    }

    /// The code, if it is one.
    pub const fn code(self) -> Option<MarkCode> {
        match self {
            Entry::Mark(_) => None,
            Entry::Code(code) => Some(code),
        }
    }

    /// `12,5` or `AB`: what people read in French.
    pub fn french(self) -> String {
        match self {
            Entry::Mark(mark) => mark.french(),
            Entry::Code(code) => code.as_str().to_owned(),
        }
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Entry::Mark(mark) => mark.fmt(out),
            Entry::Code(code) => code.fmt(out),
        }
    }
}

impl FromStr for Entry {
    type Err = MarkError;

    fn from_str(text: &str) -> Result<Entry, MarkError> {
        let text = text.trim();
        if !text.is_empty() && text.chars().all(char::is_alphabetic) {
            text.parse().map(Entry::Code)
        } else {
            text.parse().map(Entry::Mark)
        }
    }
}

/// The number of the first code.
const CODES: u16 = Mark::MAX.hundredths() + 1;

impl Entry {
    /// One number for each entry: hundredths of a mark, or above the highest the place of a code.
    pub const fn number(self) -> u16 {
        match self {
            Entry::Mark(mark) => mark.hundredths(),
            Entry::Code(code) => CODES + code as u16,
        }
    }

    /// The entry of a number.
    ///
    /// # Errors
    /// `UnknownCode` when there is none.
    pub fn from_number(number: u16) -> Result<Entry, MarkError> {
        let Some(place) = number.checked_sub(CODES) else {
            return Mark::from_hundredths(number).map(Entry::Mark);
        };
        let code = MarkCode::ALL.get(usize::from(place));
        code.map(|code| Entry::Code(*code)).ok_or(MarkError::UnknownCode)
    }
}

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if to.is_human_readable() {
            to.collect_str(self)
        } else {
            to.serialize_u16(self.number())
        }
    }
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Entry, D::Error> {
        let read = if from.is_human_readable() {
            String::deserialize(from)?.parse()
        } else {
            Entry::from_number(u16::deserialize(from)?)
        };
        read.map_err(serde::de::Error::custom)
    }
}

impl From<Mark> for Entry {
    fn from(mark: Mark) -> Entry {
        Entry::Mark(mark)
    }
}

impl From<MarkCode> for Entry {
    fn from(code: MarkCode) -> Entry {
        Entry::Code(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_a_mark_or_a_code_in_any_case() {
        for (typed, canonical) in [("ab", "AB"), (" Di ", "DI"), ("12,5", "12.5"), ("fR", "FR"), ("0", "0")] {
            assert_eq!(typed.parse::<Entry>().expect(typed).to_string(), canonical);
        }
        assert_eq!("zz".parse::<Entry>(), Err(MarkError::UnknownCode));
        assert_eq!("".parse::<Entry>(), Err(MarkError::Empty));
        assert_eq!("1a".parse::<Entry>(), Err(MarkError::NotANumber));
        assert_eq!("21".parse::<Entry>(), Err(MarkError::AboveMaximum));
    }

    #[test]
    fn zero_absent_dispensed_and_missing_are_four_different_json_values() {
        let cells = [
            Some("0".parse::<Entry>().unwrap()),
            Some(MarkCode::AB.into()),
            Some(MarkCode::DI.into()),
            None,
        ];
        assert_eq!(serde_json::to_string(&cells).unwrap(), r#"["0","AB","DI",null]"#);
        let back: [Option<Entry>; 4] = serde_json::from_str(r#"["0","AB","DI",null]"#).unwrap();
        assert_eq!(back, cells);
        assert!(serde_json::from_str::<Entry>("\"20.5\"").is_err());
        assert!(
            serde_json::from_str::<Mark>("12.5").is_err(),
            "a floating number is never a mark"
        );
    }

    #[test]
    fn every_entry_comes_back_from_its_number_and_no_other_number_is_one() {
        let marks = (0..=2000).map(|hundredths| Entry::Mark(Mark::from_hundredths(hundredths).unwrap()));
        let entries: Vec<Entry> = marks.chain(MarkCode::ALL.map(Entry::Code)).collect();
        let bytes = postcard::to_allocvec(&entries).unwrap();
        assert_eq!(postcard::from_bytes(&bytes), Ok(entries));
        for beyond in [2006_u16, u16::MAX] {
            let bytes = postcard::to_allocvec(&beyond).unwrap();
            assert!(postcard::from_bytes::<Entry>(&bytes).is_err(), "{beyond}");
        }
    }

    #[test]
    fn people_read_an_entry_in_french() {
        let french = |typed: &str| typed.parse::<Entry>().unwrap().french();
        assert_eq!((french("12.5"), french("fr")), ("12,5".into(), "FR".into()));
    }
}
