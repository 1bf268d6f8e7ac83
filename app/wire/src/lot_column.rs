//! What is marked in a lot, and what its columns add up to.

use domain::{ComponentCode, Entry, Mark, MarkCode, MarkError, PartScale, Slot, Step};
use serde::{Deserialize, Serialize};

/// A column of a lot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LotColumn {
    /// Which cell of a candidate.
    pub slot: Slot,
    /// French label.
    pub label: String,
    /// Marks fall on its multiples.
    pub step: Step,
    /// The highest mark.
    pub scale: Mark,
    /// Codes that may stand instead of a mark.
    pub codes: Vec<MarkCode>,
}

impl LotColumn {
    /// Reads what was typed; an empty text is a missing mark.
    ///
    /// # Errors
    /// Why the text is neither a mark nor a code of this column.
    pub fn read(&self, text: &str) -> Result<Option<Entry>, MarkError> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        let entry: Entry = text.parse().map_err(|error| match error {
            MarkError::AboveMaximum => MarkError::AboveScale(self.scale),
            error => error,
        })?;
        match entry {
            Entry::Mark(mark) => mark.fits(self.scale, self.step)?,
            Entry::Code(code) if !self.codes.contains(&code) => return Err(MarkError::CodeNotAllowed(code)),
            Entry::Code(_) => {}
        }
        Ok(Some(entry))
    }
}

/// The mark that the columns of a lot make when they are the parts of an épreuve: it counts, and nobody types it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LotTotal {
    /// The épreuve.
    pub component: ComponentCode,
    /// Its French label.
    pub label: String,
    /// The mark is rounded up to it.
    pub step: Step,
    /// What the parts are marked out of.
    pub scale: PartScale,
    /// Columns of the parts, and their weights.
    pub parts: Vec<(usize, u32)>,
    /// Codes that leave the weight of a part to the others.
    pub excluding: Vec<MarkCode>,
    /// Codes that leave the mark open.
    pub awaiting: Vec<MarkCode>,
}

impl LotTotal {
    /// The mark of a copy with these values in its columns; `None` while a part is missing or awaited, or when none
    /// counts. As `decide` makes it.
    pub fn of(&self, value: impl Fn(usize) -> Option<Entry>) -> Option<Mark> {
        let mut counted = Vec::with_capacity(self.parts.len());
        for (column, weight) in &self.parts {
            match value(*column)? {
                Entry::Mark(mark) => counted.push((mark, *weight)),
                Entry::Code(code) if self.awaiting.contains(&code) => return None,
                Entry::Code(code) if self.excluding.contains(&code) => {}
                Entry::Code(_) => counted.push((Mark::ZERO, *weight)),
            }
        }
        self.scale.combine(counted).map(|exact| self.step.round_up(exact))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_takes_its_own_codes_and_steps_only() {
        let column = LotColumn {
            slot: "PHI".parse().expect("slot"),
            label: "Philosophie".into(),
            step: "0.5".parse().expect("step"),
            scale: Mark::MAX,
            codes: vec![MarkCode::AB],
        };
        assert_eq!(column.read(" "), Ok(None));
        assert_eq!(
            column.read("12,5").map(|entry| entry.map(Entry::french)),
            Ok(Some("12,5".into()))
        );
        assert_eq!(column.read("12,25"), Err(MarkError::StepNotAllowed(column.step)));
        assert_eq!(column.read("di"), Err(MarkError::CodeNotAllowed(MarkCode::DI)));
    }

    #[test]
    fn exercises_add_up_to_the_mark() {
        let total = LotTotal {
            component: "E2".parse().expect("a component"),
            label: "Étude".into(),
            step: "0.5".parse().expect("a step"),
            scale: PartScale::Weight,
            parts: vec![(0, 8), (2, 7), (1, 5)],
            excluding: vec![MarkCode::DI],
            awaiting: vec![MarkCode::AJ],
        };
        let of = |values: [&str; 3]| {
            let total = total.of(|column| values[column].parse().ok());
            total.map(|mark| mark.to_string()).unwrap_or_default()
        };
        for (values, made) in [
            (["6.25", "4", "3.5"], "14"),
            (["8", "5", "7"], "20"),
            (["0", "0", "0"], "0"),
            (["6", "AB", "3.5"], "9.5"),
            // 9,5 out of 15: 12,67.
            (["6", "DI", "3.5"], "13"),
            (["6", "", "3.5"], ""),
            (["6", "AJ", "3.5"], ""),
            (["DI", "DI", "DI"], ""),
        ] {
            assert_eq!(of(values), made, "{values:?}");
        }
    }
}
