//! What a decision needs of a candidate and a jury must not read.

use crate::decide::CandidateMarks;

/// Stands where a reason would, before people who may not read it.
pub const REASON_WITHHELD: &str = "WITHHELD";

impl CandidateMarks {
    /// The same marks, deciding the same, without what the exam office wrote in its own words: it could name somebody.
    #[must_use]
    pub fn without_reasons(mut self) -> CandidateMarks {
        // A waiver without a reason is none: a blank one stays what it is.
        let reasons = self.waived.values_mut().filter(|reason| !reason.trim().is_empty());
        reasons.for_each(|reason| REASON_WITHHELD.clone_into(reason));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{builtin_ruleset, decide};

    #[test]
    fn a_jury_reads_no_reason_and_decides_the_same() {
        let ruleset = builtin_ruleset("BCG24").expect("built in");
        let mut marks = CandidateMarks::default();
        for cell in ruleset.expected(&marks.context) {
            marks.entries.insert(cell.slot, "12".parse().unwrap());
        }
        for (slot, reason) in [("GO", "copie de Mme Durand perdue"), ("PHI", " ")] {
            let slot = slot.parse().unwrap();
            marks.set(slot, None);
            marks.waived.insert(slot, reason.into());
        }
        let told = marks.clone().without_reasons();
        let reasons: Vec<&str> = told.waived.values().map(String::as_str).collect();
        assert_eq!(reasons, [REASON_WITHHELD, " "]);
        let (his, theirs) = (decide(&ruleset, &marks), decide(&ruleset, &told));
        assert_eq!((his.decision, his.mention), (theirs.decision, theirs.mention));
        assert_eq!(his.trace.len(), theirs.trace.len());
    }
}
