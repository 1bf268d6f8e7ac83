//! What was meant by what was typed in a cell.

use domain::Entry;
use wire::{LotColumn, mark_refusal};

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

/// Reads a cell: a mark, a code or the beginning of one, or nothing, which is a missing mark and never a zero.
///
/// # Errors
/// Name of the message and its value.
pub fn understand(column: &LotColumn, text: &str) -> Result<Option<Entry>, (String, String)> {
    let text = as_digits(text.trim());
    let letters = !text.is_empty() && text.chars().all(|c| c.is_ascii_alphabetic());
    if letters
        && let Some(code) = column
            .codes
            .iter()
            .find(|code| code.as_str().starts_with(&text.to_ascii_uppercase()))
    {
        return Ok(Some(Entry::Code(*code)));
    }
    column.read(&text).map_err(|error| {
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
        understand(&column("PHI"), text)
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
