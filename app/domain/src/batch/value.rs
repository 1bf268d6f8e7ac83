//! What a cell holds, in two bytes.

use crate::entry::{Entry, MarkCode};
use crate::mark::Mark;

/// How many values there are; every value is below it.
pub(super) const VALUES: usize = 2048;

/// A mark in hundredths, a code, or nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Value(u16);

impl Value {
    /// Nothing.
    pub const MISSING: Value = Value(VALUES as u16 - 1);
    const CODES: u16 = 2040;

    /// From the two bytes it travels as; none where they mean nothing.
    pub fn from_bits(bits: u16) -> Option<Value> {
        let value = Value(bits);
        (value == Value::MISSING || value.entry().is_some()).then_some(value)
    }

    /// The two bytes it travels as.
    pub const fn bits(self) -> u16 {
        self.0
    }

    /// What it stands for; none when it is missing.
    pub fn entry(self) -> Option<Entry> {
        match Mark::from_hundredths(self.0) {
            Ok(mark) => Some(Entry::Mark(mark)),
            Err(_) => {
                let code = self.0.checked_sub(Value::CODES)?;
                MarkCode::ALL.get(usize::from(code)).copied().map(Entry::Code)
            }
        }
    }

    pub(super) fn index(self) -> usize {
        usize::from(self.0) & (VALUES - 1)
    }
}

impl From<Option<Entry>> for Value {
    fn from(entry: Option<Entry>) -> Value {
        match entry {
            None => Value::MISSING,
            Some(Entry::Mark(mark)) => Value(mark.hundredths()),
            Some(Entry::Code(code)) => Value(Value::CODES + code as u16),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_a_value_and_back() {
        let marks = (0..=2000).map(|hundredths| Entry::Mark(Mark::from_hundredths(hundredths).unwrap()));
        for entry in marks.chain(MarkCode::ALL.map(Entry::Code)) {
            let value = Value::from(Some(entry));
            assert_eq!((value.entry(), value.index()), (Some(entry), usize::from(value.bits())));
            assert_eq!(Value::from_bits(value.bits()), Some(value));
        }
        assert_eq!(Value::from(None), Value::MISSING);
        assert_eq!(Value::MISSING.entry(), None);
        for bits in [2001, 2039, 2045, 2048, u16::MAX] {
            assert_eq!(Value::from_bits(bits), None, "{bits}");
        }
    }
}
