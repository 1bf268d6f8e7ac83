//! Who a page of a published set is for, without naming anybody.

use sha2::{Digest, Sha256};

/// What the index has in place of a person.
pub(super) type Key = [u8; 16];

/// Candidate number and birth date, as somebody typed them, made comparable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity(String);

impl Identity {
    /// `birth_date` in ISO form.
    pub fn new(number: &str, birth_date: &str) -> Identity {
        let number: String = number
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_uppercase)
            .collect();
        Identity(format!("{number}\0{birth_date}"))
    }

    /// As typed: spaces in the number, `12/04/2008`, `12042008`, `12.4.2008` or `2008-04-12`. What is no date makes an
    /// identity that nobody has.
    pub fn typed(number: &str, birth_date: &str) -> Identity {
        Identity::new(number, &iso(birth_date).unwrap_or_default())
    }

    pub(super) fn key(&self, secret: &[u8]) -> Key {
        let digest = Sha256::new().chain_update(secret).chain_update(&self.0).finalize();
        let mut key = Key::default();
        key.copy_from_slice(&digest[..16]);
        key
    }
}

fn iso(typed: &str) -> Option<String> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let parts: Vec<&str> = typed
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let (day, month, year) = match parts[..] {
        [_] if digits.len() == 8 => (&digits[..2], &digits[2..4], &digits[4..]),
        [year, month, day] if year.len() == 4 => (day, month, year),
        [day, month, year] if year.len() == 4 => (day, month, year),
        _ => return None,
    };
    (day.len() <= 2 && month.len() <= 2).then(|| format!("{year}-{month:0>2}-{day:0>2}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_however_it_is_typed() {
        for typed in [
            "12/04/2008",
            "12042008",
            "12.4.2008",
            " 12 4 2008",
            "2008-04-12",
            "12-04-2008",
        ] {
            assert_eq!(iso(typed).as_deref(), Some("2008-04-12"), "{typed}");
        }
        for typed in ["", "12/04/08", "120408", "hier", "123/4/2008", "1/2/3/2008"] {
            assert_eq!(iso(typed), None, "{typed}");
        }
        assert_eq!(
            Identity::typed("024 2724 7586", "1/2/2008"),
            Identity::new("02427247586", "2008-02-01")
        );
    }
}
