//! Short codes: copied freely, compared as text, never longer than 15 characters.

use std::fmt;
use std::str::FromStr;

/// Up to 15 ASCII letters, digits, `-` and `_`, kept in place so that codes are `Copy`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Short {
    // Zeros after the text: comparing arrays compares texts.
    bytes: [u8; 15],
    length: u8,
}

impl Short {
    pub(crate) fn as_str(&self) -> &str {
        // Only ASCII is ever stored.
        str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or_default()
    }
}

impl FromStr for Short {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Short, CodeError> {
        let source = text.as_bytes();
        if source.is_empty() {
            return Err(CodeError::Empty);
        }
        if source.len() > 15 {
            return Err(CodeError::TooLong);
        }
        if !source
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        {
            return Err(CodeError::BadCharacter);
        }
        let mut bytes = [0; 15];
        bytes[..source.len()].copy_from_slice(source);
        Ok(Short {
            bytes,
            length: source.len() as u8,
        })
    }
}

/// What is wrong with a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeError {
    /// No character.
    Empty,
    /// More than 15 characters.
    TooLong,
    /// Something else than an ASCII letter, a digit, `-` or `_`.
    BadCharacter,
}

impl fmt::Display for CodeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            CodeError::Empty => "empty code",
            CodeError::TooLong => "a code has at most 15 characters",
            CodeError::BadCharacter => "a code is made of letters, digits, - and _",
        })
    }
}

impl std::error::Error for CodeError {}

macro_rules! codes {
    ($($(#[$meta:meta])* $name:ident,)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Short);

        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl FromStr for $name {
            type Err = CodeError;

            fn from_str(text: &str) -> Result<$name, CodeError> {
                text.parse().map($name)
            }
        }

        impl TryFrom<String> for $name {
            type Error = CodeError;

            fn try_from(text: String) -> Result<$name, CodeError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> String {
                code.as_str().to_owned()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(self.as_str())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(self.as_str(), out)
            }
        }
    )*};
}

codes! {
    /// Code of a ruleset: `BCG24`.
    RulesetCode,
    /// Code of a component (*épreuve, sous-épreuve, enseignement*): `PHI`, `E31`.
    ComponentCode,
    /// Code of a part of a component: `W` (*écrit*), `P` (*pratique*), `1` (*première*).
    PartCode,
    /// Code of a set of components averaged together: `professional`.
    BlocCode,
    /// Code of a speciality (*enseignement de spécialité*): `PC`.
    SpecialityCode,
    /// Code of a regime of conserved marks (*bénéfice de notes*): `D334-14`.
    RegimeCode,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_keep_their_text_and_its_order() {
        let code = |text: &str| text.parse::<ComponentCode>();
        assert_eq!(code("HGEMC").unwrap().as_str(), "HGEMC");
        assert!(code("E2").unwrap() < code("E31").unwrap());
        assert!(code("E3").unwrap() < code("E31").unwrap());
        assert_eq!(code(""), Err(CodeError::Empty));
        assert_eq!(code("ABCDEFGHIJKLMNOP"), Err(CodeError::TooLong));
        assert_eq!(code("É1"), Err(CodeError::BadCharacter));
        assert_eq!(code("HG.1"), Err(CodeError::BadCharacter));
    }
}
