//! How far a candidate is from the next threshold: what a jury looks at first.

use serde::{Deserialize, Serialize};

use crate::coefficient::Points;
use crate::decide::{Decision, Mention, Outcome};
use crate::mark::Mark;
use crate::ruleset::Ruleset;

/// How close under a gate a case is borderline, in ten-thousandths of a point of average.
const NEAR_GATE: i64 = 5_000;
/// How close under a mention.
const NEAR_MENTION: i64 = 2_500;

/// Where a threshold leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Beyond {
    /// To a decision.
    Decision(Decision),
    /// To a mention.
    Mention(Mention),
}

/// The next threshold above an average, and what is missing to reach it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shortfall {
    /// The threshold.
    pub at_least: Mark,
    /// Where it leads.
    pub beyond: Beyond,
    /// Missing points, coefficients included; always above zero.
    pub points: Points,
    /// Missing average in ten-thousandths of a point, rounded up.
    pub average: i64,
}

/// What the candidate lacks to pass the next threshold; none above the last one, or without an average.
pub fn shortfall(ruleset: &Ruleset, outcome: &Outcome) -> Option<Shortfall> {
    let ((points, coefficients), average) = outcome.points.zip(outcome.coefficients).zip(outcome.average)?;
    let gates = ruleset
        .group1
        .iter()
        .map(|gate| (gate.average_at_least, Beyond::Decision(gate.decision.into())));
    let mentions = ruleset.mentions.iter().flat_map(|mentions| {
        mentions
            .steps
            .iter()
            .map(|step| (step.at_least, Beyond::Mention(step.mention)))
    });
    let (at_least, beyond) = gates
        .chain(mentions)
        .filter(|(at_least, _)| !average.at_least(*at_least))
        .min_by_key(|(at_least, _)| *at_least)?;
    let missing = Points::of(at_least, coefficients) - points;
    // Points are in ten-thousandths and coefficients in hundredths.
    let weight = i64::from(coefficients.hundredths()).max(1);
    let average = (missing.ten_thousandths() * 100 + weight - 1).div_euclid(weight);
    Some(Shortfall {
        at_least,
        beyond,
        points: missing,
        average,
    })
}

/// So close under a threshold that a jury looks at the case for itself.
pub fn is_borderline(ruleset: &Ruleset, outcome: &Outcome) -> bool {
    let decided = matches!(
        outcome.decision,
        Decision::Admitted | Decision::Group2 | Decision::Refused | Decision::RefusedCert
    );
    decided
        && shortfall(ruleset, outcome).is_some_and(|missing| match missing.beyond {
            Beyond::Decision(_) => missing.average <= NEAR_GATE,
            Beyond::Mention(_) => missing.average <= NEAR_MENTION,
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ratio::Ratio;
    use crate::{CandidateMarks, builtin_ruleset, decide};

    /// A candidate of BCG24 with the same mark everywhere but at the Grand oral, of coefficient 10.
    fn level(mark: &str, oral: &str) -> Outcome {
        let ruleset = builtin_ruleset("BCG24").expect("built in");
        let mut marks = CandidateMarks::default();
        for cell in ruleset.expected(&Default::default()) {
            marks.set(cell.slot, Some(mark.parse().expect("entry")));
        }
        marks.set("GO".parse().expect("slot"), Some(oral.parse().expect("entry")));
        decide(&ruleset, &marks)
    }

    #[test]
    fn the_next_threshold_and_what_is_missing() {
        let ruleset = builtin_ruleset("BCG24").expect("built in");
        for (mark, oral, at_least, points, borderline) in [
            ("7", "7", "8", "100", false),
            ("9", "9", "10", "100", false),
            ("9", "14", "10", "50", true),
            ("10", "10", "12", "200", false),
            ("12", "10", "12", "20", true),
            ("17", "17", "18", "100", false),
        ] {
            let outcome = level(mark, oral);
            let missing = shortfall(&ruleset, &outcome).expect("a threshold above");
            assert_eq!(missing.at_least.to_string(), at_least, "{mark}");
            assert_eq!(missing.points.to_string(), points, "{mark}");
            assert_eq!(is_borderline(&ruleset, &outcome), borderline, "{mark}");
        }
        assert_eq!(shortfall(&ruleset, &level("18", "18")), None);
    }

    #[test]
    fn without_an_average_nothing_is_borderline() {
        let ruleset = builtin_ruleset("BCG24").expect("built in");
        let pending = decide(&ruleset, &CandidateMarks::default());
        assert_eq!(shortfall(&ruleset, &pending), None);
        assert!(!is_borderline(&ruleset, &pending));
    }

    /// Both limits are within: half a point under a gate, a quarter under a mention.
    #[test]
    fn a_case_is_borderline_down_to_its_limit() {
        let ruleset = builtin_ruleset("BCG24").expect("built in");
        for (points, decision, borderline) in [
            (950, Decision::Group2, true),
            (949, Decision::Group2, false),
            (1175, Decision::Admitted, true),
            (1174, Decision::Admitted, false),
            (950, Decision::Refused, true),
            (950, Decision::RefusedCert, true),
            (950, Decision::Eliminated, false),
            (950, Decision::Pending, false),
        ] {
            let outcome = Outcome {
                decision,
                points: Some(Points::from_ten_thousandths(points * 10_000)),
                average: Ratio::new(points, 100),
                ..level("9", "9")
            };
            assert_eq!(is_borderline(&ruleset, &outcome), borderline, "{points} {decision:?}");
        }
    }

    #[test]
    fn what_is_missing_of_the_average_is_rounded_up() {
        let ruleset = builtin_ruleset("BCG24").expect("built in");
        let points = Points::from_ten_thousandths(10_199_999);
        let outcome = Outcome {
            points: Some(points),
            coefficients: Some("102".parse().expect("coefficient")),
            average: Ratio::average(points, "102".parse().expect("coefficient")),
            ..level("9", "9")
        };
        let missing = shortfall(&ruleset, &outcome).expect("a threshold above");
        assert_eq!((missing.points.ten_thousandths(), missing.average), (1, 1));
        assert_eq!(missing.beyond, Beyond::Decision(Decision::Admitted));
    }
}
