//! What a jury wonders: the smallest raise that reaches a goal, a component neutralised, a threshold moved.

use std::collections::BTreeMap;

use crate::common::candidates::{candidate, ruleset, seed, without};
use domain::{
    Beyond, CandidateMarks, Decision, Hypothesis, Mark, Mention, Outcome, Points, Ruleset, Slot, TraceStep,
    builtin_ruleset, decide, goals, smallest_raise, sufficient_raises,
};
use proptest::prelude::*;
use proptest::sample::Index;

/// As many points as it takes.
const ANY: Points = Points::from_ten_thousandths(i64::MAX);

/// Who was not admitted to the control orals has no marks of them.
fn sound(ruleset: &Ruleset, mut marks: CandidateMarks) -> CandidateMarks {
    if !decide(ruleset, &marks).after_orals() {
        marks.group2.clear();
    }
    marks
}

fn with(ruleset: &Ruleset, marks: &CandidateMarks, raises: &[(Slot, Mark)]) -> Outcome {
    let mut raised = marks.clone();
    raised.raises.extend(raises.iter().copied());
    decide(ruleset, &raised)
}

fn reaches(outcome: &Outcome, goal: Beyond) -> bool {
    match goal {
        Beyond::Decision(Decision::Group2) => matches!(outcome.decision, Decision::Group2 | Decision::Admitted),
        Beyond::Decision(decision) => outcome.decision == decision,
        Beyond::Mention(mention) => outcome.mention >= Some(mention),
    }
}

/// Every mark a jury may write in place of one that counts.
fn raisable(ruleset: &Ruleset, marks: &CandidateMarks) -> Vec<(Slot, Mark)> {
    let mut all = Vec::new();
    for cell in ruleset.slots() {
        let higher = ruleset.raise_step(cell).above(Mark::ZERO);
        all.extend(
            higher
                .map(|to| (cell.slot, to))
                .filter(|(slot, to)| domain::check_raise(ruleset, marks, *slot, *to).is_ok()),
        );
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_smallest_raise_reaches_its_goal_and_no_mark_of_it_can_be_spared(ruleset in ruleset(), seed in seed()) {
        let marks = sound(&ruleset, candidate(&ruleset, &seed, true));
        let now = decide(&ruleset, &marks);
        for goal in goals(&ruleset, &marks) {
            let Some(plan) = smallest_raise(&ruleset, &marks, goal, ANY) else { continue };
            let raises: Vec<(Slot, Mark)> = plan.raises.iter().map(|(slot, _, to)| (*slot, *to)).collect();
            let reached = with(&ruleset, &marks, &raises);
            prop_assert!(reaches(&reached, goal), "{goal:?}: {plan:?}");
            prop_assert_eq!(&reached, &plan.outcome);
            if !now.after_orals() {
                prop_assert_eq!(reached.points.unwrap() - now.points.unwrap(), plan.gain);
            }
            let refused = reached.trace.iter().any(|step| matches!(step, TraceStep::Ignored { .. }));
            prop_assert!(!refused, "{plan:?}");
            for spared in 0..raises.len() {
                let mut fewer = raises.clone();
                fewer.remove(spared);
                prop_assert!(!reaches(&with(&ruleset, &marks, &fewer), goal), "{goal:?} spared {spared}: {:?}", plan.raises);
            }
        }
    }

    #[test]
    fn no_single_mark_and_no_two_reach_the_goal_with_fewer_points(
        ruleset in ruleset(), seed in seed(), pairs in proptest::collection::vec((any::<Index>(), any::<Index>()), 30),
    ) {
        let marks = sound(&ruleset, candidate(&ruleset, &seed, false));
        let now = decide(&ruleset, &marks);
        let all = raisable(&ruleset, &marks);
        for goal in goals(&ruleset, &marks) {
            let plan = smallest_raise(&ruleset, &marks, goal, ANY);
            let gain = |outcome: &Outcome| outcome.points.unwrap() - now.points.unwrap();
            // Who is admitted in the first group after all does without the points of his orals.
            let fewer = |outcome: &Outcome| match &plan {
                Some(plan) => !now.after_orals() && gain(outcome) < plan.gain,
                None => true,
            };
            for one in all.iter().step_by(9) {
                let outcome = with(&ruleset, &marks, &[*one]);
                prop_assert!(!(reaches(&outcome, goal) && fewer(&outcome)), "{one:?} {plan:?}");
            }
            // Orals with an average of their own: single marks only.
            if all.is_empty() || ruleset.group2.as_ref().is_some_and(|rule| rule.keep == domain::Keep::MeanOfAverages) {
                continue;
            }
            for (first, second) in &pairs {
                let both = [*first.get(&all), *second.get(&all)];
                let outcome = with(&ruleset, &marks, &both);
                prop_assert!(!(reaches(&outcome, goal) && fewer(&outcome)), "{both:?} {plan:?}");
            }
        }
    }

    #[test]
    fn a_neutralised_component_is_one_the_exam_never_had(
        ruleset in ruleset(), seed in seed(), at in any::<Index>(),
    ) {
        let marks = candidate(&ruleset, &seed, true);
        let slots: Vec<Slot> = ruleset
            .expected(&marks.context)
            .iter()
            .map(|cell| cell.slot)
            .filter(|slot| !marks.group2.contains_key(&slot.component))
            .collect();
        let slot = *at.get(&slots);
        let supposed = Hypothesis { neutralised: [slot.component].into(), ..Hypothesis::default() };
        let left = supposed.marks(&ruleset, &marks);
        let mut same = marks.clone();
        same.entries.retain(|other, _| other.component != slot.component);
        same.context.conserved.remove(&slot.component);
        same.context.specialities.remove(&slot.component);
        let (tried, never) = (decide(&ruleset, &left), decide(&without(&ruleset, slot), &same));
        prop_assert_eq!(
            (tried.decision, tried.mention, tried.points, tried.coefficients),
            (never.decision, never.mention, never.points, never.coefficients)
        );
    }

    #[test]
    fn a_lower_threshold_never_worsens_an_outcome(ruleset in ruleset(), seed in seed(), at in any::<Index>()) {
        let marks = candidate(&ruleset, &seed, true);
        let all = ruleset.thresholds();
        let (threshold, at_least) = *at.get(&all);
        let lower = Mark::from_hundredths(at_least.hundredths() / 2).unwrap();
        let supposed = Hypothesis { thresholds: [(threshold, lower)].into(), ..Hypothesis::default() };
        let (before, after) = (decide(&ruleset, &marks), decide(&supposed.ruleset(&ruleset), &marks));
        prop_assert!(after.standing() >= before.standing());
    }

    #[test]
    fn supposing_nothing_changes_nothing(ruleset in ruleset(), seed in seed()) {
        let marks = candidate(&ruleset, &seed, true);
        let nothing = Hypothesis::default();
        prop_assert!(nothing.is_empty());
        prop_assert_eq!(&*nothing.marks(&ruleset, &marks), &marks);
        prop_assert_eq!(&nothing.ruleset(&ruleset), &ruleset);
    }
}

/// BCG24 with the same mark everywhere.
fn level(mark: &str) -> (Ruleset, CandidateMarks) {
    let ruleset = builtin_ruleset("BCG24").unwrap();
    let mut marks = CandidateMarks::default();
    for cell in ruleset.expected(&marks.context.clone()) {
        marks.set(cell.slot, Some(mark.parse().unwrap()));
    }
    (ruleset, marks)
}

fn told(ruleset: &Ruleset, marks: &CandidateMarks, goal: Beyond) -> Option<(Vec<String>, String)> {
    let plan = smallest_raise(ruleset, marks, goal, ANY)?;
    let raises = plan.raises.iter().map(|(slot, from, to)| format!("{slot} {from}>{to}"));
    Some((raises.collect(), plan.gain.to_string()))
}

/// A hundred coefficients: each tenth of a point of average is ten points.
#[test]
fn several_marks_may_cost_less_than_one() {
    let (ruleset, mut marks) = level("10");
    marks.set("PHI".parse().unwrap(), Some("8".parse().unwrap()));
    marks.set("GO".parse().unwrap(), Some("9".parse().unwrap()));
    // Short of 26 points. Philosophy weighs 8 and the Grand oral 10, both in whole marks: 10 + 16 is exact, where
    // the Grand oral alone needs 30 and philosophy 32.
    let admitted = Beyond::Decision(Decision::Admitted);
    assert_eq!(goals(&ruleset, &marks), [admitted]);
    let (raises, gain) = told(&ruleset, &marks, admitted).unwrap();
    assert_eq!(gain, "26");
    assert_eq!(raises, ["PHI 8>10", "GO 9>10"]);
    let alone = sufficient_raises(&ruleset, &marks)
        .into_iter()
        .map(|raise| raise.gain)
        .min();
    assert_eq!(alone.map(|gain| gain.to_string()).as_deref(), Some("30"));
}

#[test]
fn a_jury_that_gives_less_reaches_less() {
    let (ruleset, mut marks) = level("10");
    marks.set("GO".parse().unwrap(), Some("9".parse().unwrap()));
    let admitted = Beyond::Decision(Decision::Admitted);
    let reached = |at_most: &str| smallest_raise(&ruleset, &marks, admitted, at_most.parse().unwrap()).is_some();
    assert_eq!((reached("10"), reached("9.99")), (true, false));
}

#[test]
fn a_jury_deliberates_on_a_presumed_fraud_as_on_anyone() {
    let (ruleset, mut marks) = level("10");
    marks.set("GO".parse().unwrap(), Some("9".parse().unwrap()));
    marks.presumed_fraud = true;
    assert_eq!(decide(&ruleset, &marks).decision, Decision::Withheld);
    let admitted = Beyond::Decision(Decision::Admitted);
    assert_eq!(goals(&ruleset, &marks), [admitted]);
    assert!(smallest_raise(&ruleset, &marks, admitted, ANY).is_some());
}

#[test]
fn goals_follow_the_standing() {
    let of = |mark: &str| {
        let (ruleset, marks) = level(mark);
        goals(&ruleset, &marks)
    };
    let (group2, admitted) = (Beyond::Decision(Decision::Group2), Beyond::Decision(Decision::Admitted));
    assert_eq!(of("7"), [group2, admitted]);
    assert_eq!(of("9"), [admitted]);
    assert_eq!(of("10"), [Beyond::Mention(Mention::Ab)]);
    assert_eq!(of("14"), [Beyond::Mention(Mention::Tb)]);
    assert_eq!(of("20"), []);
    let (ruleset, _) = level("10");
    assert_eq!(goals(&ruleset, &CandidateMarks::default()), []);
}

#[test]
fn a_threshold_moved_by_half_a_point() {
    let (ruleset, mut marks) = level("10");
    marks.set("GO".parse().unwrap(), Some("9".parse().unwrap()));
    let (threshold, _) = ruleset.thresholds()[0];
    assert_eq!(threshold.code(), "gate1");
    let moved = Hypothesis {
        thresholds: BTreeMap::from([(threshold, "9.5".parse().unwrap())]),
        ..Hypothesis::default()
    };
    assert_eq!(decide(&ruleset, &marks).decision, Decision::Group2);
    assert_eq!(decide(&moved.ruleset(&ruleset), &marks).decision, Decision::Admitted);
}

#[test]
fn nothing_the_jury_may_not_touch_is_raised() {
    let (ruleset, mut marks) = level("9");
    for cell in ruleset.expected(&marks.context.clone()) {
        if !ruleset.jury.locked.contains(&cell.slot.component) {
            marks.set(cell.slot, Some("20".parse().unwrap()));
        } else {
            marks.set(cell.slot, Some("1".parse().unwrap()));
        }
    }
    let outcome = decide(&ruleset, &marks);
    for goal in goals(&ruleset, &marks) {
        assert_eq!(smallest_raise(&ruleset, &marks, goal, ANY), None, "twenty is the top");
    }
    assert!(outcome.points.unwrap() > Points::ZERO);
}
