//! A day of the calendar.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A day that exists in the Gregorian calendar, years 1 to 9999.
///
/// Text: ISO (`2026-11-21`) for machines and storage, `21/11/2026` for people. Both are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day {
    // The derived order is that of the calendar: keep year, month, day.
    year: u16,
    month: u8,
    day: u8,
}

/// The text is not a day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotADay;

impl Day {
    /// The day, if the calendar has it.
    pub const fn new(year: u16, month: u8, day: u8) -> Option<Day> {
        let known = year >= 1 && year <= 9999 && month >= 1 && month <= 12;
        if known && day >= 1 && day <= days_in(year, month) {
            Some(Day { year, month, day })
        } else {
            None
        }
    }

    /// Year, 1 to 9999.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// Month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// Day of the month, 1 to 31.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// `2026-11-21`.
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

const fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl FromStr for Day {
    type Err = NotADay;

    /// Reads `2026-11-21` or `21/11/2026`, digits in full, blanks around accepted.
    fn from_str(text: &str) -> Result<Day, NotADay> {
        let text = text.trim();
        let (year, month, day) = match text.as_bytes() {
            [_, _, _, _, b'-', _, _, b'-', _, _] => (text.get(..4), text.get(5..7), text.get(8..)),
            [_, _, b'/', _, _, b'/', _, _, _, _] => (text.get(6..), text.get(3..5), text.get(..2)),
            _ => return Err(NotADay),
        };
        let number = |digits: Option<&str>| {
            digits
                .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_digit()))?
                .parse::<u16>()
                .ok()
        };
        let small = |digits| number(digits).and_then(|number| u8::try_from(number).ok());
        let (Some(year), Some(month), Some(day)) = (number(year), small(month), small(day)) else {
            return Err(NotADay);
        };
        Day::new(year, month, day).ok_or(NotADay)
    }
}

impl fmt::Display for Day {
    /// As people in France write it: `21/11/2026`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}/{:02}/{:04}", self.day, self.month, self.year)
    }
}

impl TryFrom<&str> for Day {
    type Error = NotADay;

    fn try_from(text: &str) -> Result<Day, NotADay> {
        text.parse()
    }
}

impl TryFrom<String> for Day {
    type Error = NotADay;

    fn try_from(text: String) -> Result<Day, NotADay> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> String {
        day.iso()
    }
}

impl fmt::Display for NotADay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a day of the calendar")
    }
}

impl std::error::Error for NotADay {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn both_texts_are_read() {
        let day = Day::new(2026, 11, 21).unwrap();
        assert_eq!("2026-11-21".parse(), Ok(day));
        assert_eq!(" 21/11/2026 ".parse(), Ok(day));
        assert_eq!((day.to_string(), day.iso()), ("21/11/2026".into(), "2026-11-21".into()));
    }

    #[test]
    fn days_that_never_were_are_refused() {
        for text in [
            "30/02/2008",
            "29/02/2007",
            "29/02/1900",
            "31/04/2008",
            "00/01/2008",
            "01/13/2008",
            "01/00/2008",
            "01/01/0000",
            "2008-02-30",
            "2008-1-01",
            "1/1/2008",
            "01-01-2008",
            "",
            "+1/01/2008",
            "é/01/2008",
            "01/01/20é8",
        ] {
            assert_eq!(text.parse::<Day>(), Err(NotADay), "{text}");
        }
        assert!("29/02/2008".parse::<Day>().is_ok());
        assert!("29/02/2000".parse::<Day>().is_ok());
    }

    #[test]
    fn serde_speaks_iso() {
        let day: Day = serde_json::from_str("\"2026-11-21\"").unwrap();
        assert_eq!(serde_json::to_string(&day).unwrap(), "\"2026-11-21\"");
        assert!(serde_json::from_str::<Day>("\"2026-02-30\"").is_err());
    }

    proptest! {
        #[test]
        fn order_is_that_of_the_iso_text(a in any_day(), b in any_day()) {
            prop_assert_eq!(a.cmp(&b), a.iso().cmp(&b.iso()));
            prop_assert_eq!(a.to_string().parse(), Ok(a));
        }

        #[test]
        fn no_text_panics(text in ".{0,12}") {
            let _ = text.parse::<Day>();
        }
    }

    fn any_day() -> impl Strategy<Value = Day> {
        (1u16..=9999, 1u8..=12, 1u8..=31).prop_filter_map("not in the calendar", |(y, m, d)| Day::new(y, m, d))
    }
}
