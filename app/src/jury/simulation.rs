//! What-if: the same law, in the browser, while a mark is typed.

use domain::{CandidateMarks, Mark, Outcome, RaiseRefusal, Ruleset, Slot, check_raise, decide};
use std::collections::BTreeMap;

/// What is typed in the cells of the jury, by cell.
pub type Tries = BTreeMap<Slot, String>;

/// A cell that cannot be tried as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Not a mark.
    NotAMark,
    /// The law refuses it.
    Refused(RaiseRefusal),
}

/// What a simulation gives: the outcome, and the cells that cannot be read.
pub type Simulated = (Option<Outcome>, std::collections::BTreeMap<Slot, Fault>);

/// What the candidate would get, and what cannot be tried. Cells that say what stands already are not tries.
pub fn simulate(ruleset: &Ruleset, marks: &CandidateMarks, tries: &Tries) -> (Option<Outcome>, BTreeMap<Slot, Fault>) {
    let mut tried = marks.clone();
    let mut faults = BTreeMap::new();
    let mut changed = false;
    for (slot, text) in tries {
        if text.trim().is_empty() {
            changed |= tried.raises.remove(slot).is_some();
            continue;
        }
        let Ok(mark) = text.parse::<Mark>() else {
            faults.insert(*slot, Fault::NotAMark);
            continue;
        };
        if marks.raises.get(slot) == Some(&mark) {
            continue;
        }
        match check_raise(ruleset, marks, *slot, mark) {
            Ok(_) => {
                tried.raises.insert(*slot, mark);
                changed = true;
            }
            Err(refusal) => {
                faults.insert(*slot, Fault::Refused(refusal));
            }
        }
    }
    (changed.then(|| decide(ruleset, &tried)), faults)
}

/// Why the jury cannot touch a cell at all; none when some mark would do.
pub fn locked(ruleset: &Ruleset, marks: &CandidateMarks, slot: Slot, counted: Mark) -> Option<RaiseRefusal> {
    let mut unraised = marks.clone();
    unraised.raises.remove(&slot);
    let cell = ruleset.cell(&slot);
    let step = cell.map(|cell| ruleset.raise_step(cell));
    let next = step.and_then(|step| step.above(counted).next()).unwrap_or(Mark::MAX);
    check_raise(ruleset, &unraised, slot, next).err()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Decision, builtin_ruleset};

    /// The public case of a candidate eight points short of admission.
    fn candidate() -> (Ruleset, CandidateMarks) {
        let ruleset = builtin_ruleset("BCG24").expect("built in");
        let mut marks = CandidateMarks::default();
        for (slot, mark) in [
            ("FRE", "9"),
            ("FRO", "10"),
            ("PHI", "8"),
            ("GO", "11"),
            ("S1", "9"),
            ("S2", "9"),
            ("HG.1", "10.3"),
            ("HG.2", "10.4"),
            ("LVA.1", "11"),
            ("LVA.2", "10.6"),
            ("LVB.1", "9.8"),
            ("LVB.2", "9.5"),
            ("ES.1", "10.1"),
            ("ES.2", "9.9"),
            ("EPS", "12.1"),
            ("EMC.1", "11"),
            ("EMC.2", "11"),
            ("S3", "12"),
        ] {
            marks.set(slot.parse().expect("slot"), Some(mark.parse().expect("mark")));
        }
        (ruleset, marks)
    }

    fn tries(slot: &str, text: &str) -> Tries {
        [(slot.parse().expect("slot"), text.into())].into()
    }

    #[test]
    fn a_raise_is_tried_and_a_locked_mark_is_not() {
        let (ruleset, marks) = candidate();
        let (outcome, faults) = simulate(&ruleset, &marks, &tries("GO", "12"));
        let outcome = outcome.expect("tried");
        assert_eq!((outcome.decision, faults.len()), (Decision::Admitted, 0));
        assert_eq!(outcome.average.expect("average").truncated(2), "10.02");
        for (slot, text) in [("FRE", "12"), ("GO", "10"), ("GO", "11,5"), ("GO", "abc")] {
            let (outcome, faults) = simulate(&ruleset, &marks, &tries(slot, text));
            assert_eq!((outcome.is_none(), faults.len()), (true, 1), "{slot} {text}");
        }
    }

    #[test]
    fn emptying_a_raised_mark_tries_without_it() {
        let (ruleset, mut marks) = candidate();
        marks
            .raises
            .insert("GO".parse().expect("slot"), "12".parse().expect("mark"));
        assert!(
            simulate(&ruleset, &marks, &tries("GO", "12")).0.is_none(),
            "as it stands"
        );
        let (outcome, _) = simulate(&ruleset, &marks, &tries("GO", ""));
        assert_eq!(outcome.expect("tried").decision, Decision::Group2);
    }

    #[test]
    fn the_ruleset_says_what_is_locked() {
        let (ruleset, marks) = candidate();
        let locked = |slot: &str, mark: &str| {
            super::locked(
                &ruleset,
                &marks,
                slot.parse().expect("slot"),
                mark.parse().expect("mark"),
            )
        };
        assert_eq!(locked("FRE", "9"), Some(RaiseRefusal::Locked));
        assert_eq!(locked("HG.1", "10.3"), Some(RaiseRefusal::Locked));
        assert_eq!(locked("PHI", "8"), None);
    }
}
