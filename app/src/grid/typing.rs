//! What was meant by what was typed in a cell.

use domain::Entry;
use wire::{GridChoices, LotColumn, mark_refusal};

/// The digits of a French keyboard typed without shift, and its decimal habits.
const FRENCH_KEYS: [(char, char); 12] = [
    ('&', '1'),
    ('é', '2'),
    ('"', '3'),
    ('\'', '4'),
    ('(', '5'),
    ('-', '6'),
    ('è', '7'),
    ('_', '8'),
    ('ç', '9'),
    ('à', '0'),
    (';', ','),
    (':', ','),
];

/// Codes as spreadsheets of schools spell them.
const ALIASES: [(&str, &str); 6] = [
    ("abs", "AB"),
    ("absent", "AB"),
    ("absente", "AB"),
    ("abj", "AJ"),
    ("disp", "DI"),
    ("val", "VA"),
];

/// The text with the unshifted keys of a French keyboard read as its digits.
pub fn as_digits(text: &str) -> String {
    let digit = |c| {
        FRENCH_KEYS
            .iter()
            .find(|(key, _)| *key == c)
            .map_or(c, |(_, digit)| *digit)
    };
    text.chars().map(digit).collect()
}

/// Reads what was typed with these habits.
///
/// # Errors
/// As [`understood`].
pub fn typed(column: &LotColumn, text: &str, choices: GridChoices) -> Result<Option<Entry>, (String, String)> {
    let mut text = text.trim().to_owned();
    if choices.tenths && is_tenths(column, &text) {
        text.insert(text.len() - 1, ',');
    }
    understood(column, &text)
}

/// Digits that can only be meant in tenths: three of them, or two above the scale.
fn is_tenths(column: &LotColumn, text: &str) -> bool {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let above = |text: &str| {
        text.parse()
            .is_ok_and(|mark: u32| mark * 100 > u32::from(column.scale.hundredths()))
    };
    digits && (text.len() == 3 || (text.len() == 2 && above(text)))
}

/// Is nothing left to type, so that the next copy may come by itself?
pub fn complete(column: &LotColumn, text: &str, choices: GridChoices) -> bool {
    let entry = typed(column, text, choices);
    match entry {
        Ok(Some(Entry::Code(_))) => true,
        Ok(Some(Entry::Mark(_))) => choices.tenths && text.len() == 3,
        _ => false,
    }
}

/// Reads a cell: a mark, a code or the beginning of one, or nothing, which is a missing mark and never a zero.
///
/// # Errors
/// Name of the message and its value.
pub fn understood(column: &LotColumn, text: &str) -> Result<Option<Entry>, (String, String)> {
    let text = text.trim();
    let said = ALIASES.iter().find(|(said, _)| text.eq_ignore_ascii_case(said));
    let text = said.map_or(text, |(_, code)| code);
    let letters = !text.is_empty() && text.chars().all(|c| c.is_ascii_alphabetic());
    if letters
        && let Some(code) = column
            .codes
            .iter()
            .find(|code| code.as_str().starts_with(&text.to_ascii_uppercase()))
    {
        return Ok(Some(Entry::Code(*code)));
    }
    column.read(text).map_err(|error| {
        let (code, value) = mark_refusal(&error);
        (code.to_owned(), value)
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use domain::{Mark, MarkCode};

    pub fn column(slot: &str) -> LotColumn {
        LotColumn {
            slot: slot.parse().expect("slot"),
            label: slot.into(),
            step: "0.5".parse().expect("step"),
            scale: Mark::MAX,
            codes: vec![MarkCode::AB, MarkCode::AJ, MarkCode::DI],
        }
    }

    fn read(text: &str) -> Result<String, String> {
        typed(&column("PHI"), &as_digits(text), GridChoices::default())
            .map(|entry| entry.map(Entry::french).unwrap_or_default())
            .map_err(|(code, _)| code)
    }

    #[test]
    fn marks_codes_and_french_keys_are_understood() {
        for (typed, meant) in [
            ("12,5", "12,5"),
            ("12.5", "12,5"),
            ("&é;(", "12,5"),
            (" 8 ", "8"),
            ("0", "0"),
            ("", ""),
            ("a", "AB"),
            ("aj", "AJ"),
            ("d", "DI"),
        ] {
            assert_eq!(read(typed).as_deref(), Ok(meant), "{typed:?}");
        }
    }

    #[test]
    fn habits_are_a_choice() {
        let column = column("PHI");
        let read = |text: &str, choices: GridChoices| {
            typed(&column, text, choices)
                .map(|entry| entry.map(Entry::french).unwrap_or_default())
                .ok()
        };
        let tenths = GridChoices {
            tenths: true,
            ..GridChoices::default()
        };
        for (text, meant) in [
            ("125", Some("12,5")),
            ("075", Some("7,5")),
            ("85", Some("8,5")),
            ("20", Some("20")),
            ("12", Some("12")),
            ("215", None),
            ("1250", None),
        ] {
            assert_eq!(read(text, tenths).as_deref(), meant, "{text}");
        }
        assert_eq!(read("125", GridChoices::default()), None);
        assert!(complete(&column, "a", GridChoices::default()));
        assert!(complete(&column, "125", tenths));
        assert!(!complete(&column, "12", tenths));
    }

    #[test]
    fn what_cannot_be_a_mark_says_why() {
        for (typed, code) in [
            ("21", "mark_above_maximum"),
            ("12,25", "mark_step"),
            ("z", "mark_unknown_code"),
            ("1a", "mark_not_a_number"),
            ("va", "mark_code_not_allowed"),
        ] {
            assert_eq!(read(typed), Err(code.into()), "{typed:?}");
        }
    }
}
