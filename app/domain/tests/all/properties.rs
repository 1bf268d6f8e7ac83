//! What holds for every candidate and every ruleset.

use std::collections::BTreeMap;

use crate::common::candidates::{candidate, on_step, optional, ruleset, seed, without};
use domain::{
    Astray, CandidateMarks, CodeRule, Coefficient, Compare, ComponentKind, Counting, DecideLine, Decision, Document,
    Effect, Entry, Mark, MarkCode, Outcome, Replayed, RoundingLevel, Ruleset, Sanction, Slot, TraceStep, decide,
    replay, sufficient_raises,
};
use proptest::prelude::*;
use proptest::sample::Index;

fn sums(outcome: &Outcome) -> impl PartialEq + std::fmt::Debug + use<> {
    (
        outcome.decision,
        outcome.mention,
        outcome.average,
        outcome.points,
        outcome.coefficients,
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256,
        failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn raising_a_mark_never_worsens_an_outcome(
        ruleset in ruleset(), seed in seed(), at in any::<Index>(), by in 1u16..=2000,
    ) {
        let marks = candidate(&ruleset, &seed, true);
        let (slot, before) = {
            let numeric: Vec<_> =
                marks.entries.iter().filter_map(|(slot, entry)| Some((*slot, entry.mark()?))).collect();
            *at.get(&numeric)
        };
        let cell = ruleset.cell(&slot).unwrap();
        let step = cell.step.hundredths();
        let after = on_step(before.hundredths().saturating_add(by.max(step)).min(cell.scale.hundredths()), step);
        let mut raised = marks.clone();
        raised.entries.insert(slot, after.into());
        let (low, high) = (decide(&ruleset, &marks), decide(&ruleset, &raised));
        prop_assert!(high.standing() >= low.standing(), "{slot} {before}>{after}: {low:?} {high:?}");
        // Admission in the first group may rest on a lower average than one after the orals would.
        prop_assert!(high.average >= low.average || !marks.group2.is_empty());
        // The one exception: who is absent for good reason and not admitted waits for the replacement part, and a
        // better mark elsewhere may admit him at once.
        let spared = low.decision == Decision::Replacement && high.decision == Decision::Admitted;
        prop_assert!(spared || high.standing().is_none() == low.standing().is_none());
    }

    #[test]
    fn raising_an_oral_never_worsens_an_outcome(ruleset in ruleset(), seed in seed(), by in 1u16..=20) {
        let marks = candidate(&ruleset, &seed, false);
        let mut raised = marks.clone();
        for entry in raised.group2.values_mut() {
            let oral = entry.and_then(Entry::mark).unwrap().hundredths();
            *entry = Some(on_step(oral + by * 100, 100).into());
        }
        let (low, high) = (decide(&ruleset, &marks), decide(&ruleset, &raised));
        prop_assert!(high.standing() >= low.standing());
    }

    #[test]
    fn a_sufficient_raise_suffices_and_a_smaller_one_does_not(ruleset in ruleset(), seed in seed()) {
        let marks = candidate(&ruleset, &seed, false);
        let standing = decide(&ruleset, &marks).standing();
        for raise in sufficient_raises(&ruleset, &marks) {
            let with = |to: Mark| {
                let mut raised = marks.clone();
                raised.raises.insert(raise.slot, to);
                decide(&ruleset, &raised)
            };
            let reached = with(raise.to);
            prop_assert!(reached.standing() > standing);
            prop_assert_eq!((reached.decision, reached.mention), (raise.decision, raise.mention));
            let step = ruleset.raise_step(ruleset.cell(&raise.slot).unwrap());
            let smaller = Mark::from_hundredths(raise.to.hundredths() - step.hundredths()).unwrap();
            prop_assert_eq!(with(smaller).standing(), standing);
            prop_assert!(!ruleset.jury.locked.contains(&raise.slot.component));
        }
    }

    #[test]
    fn a_dispensation_equals_the_ruleset_without_the_component(
        ruleset in ruleset(), seed in seed(), at in any::<Index>(),
    ) {
        let mut marks = candidate(&ruleset, &seed, true);
        let mandatory: Vec<Slot> =
            ruleset.slots().iter().filter(|cell| !optional(cell.kind)).map(|cell| cell.slot).collect();
        let slot = *at.get(&mandatory);
        marks.context.conserved.remove(&slot.component);
        marks.context.specialities.remove(&slot.component);
        marks.entries.retain(|other, _| other.component != slot.component);
        let mut dispensed = marks.clone();
        for cell in ruleset.expected(&marks.context) {
            if cell.slot.component == slot.component {
                dispensed.entries.insert(cell.slot, MarkCode::DI.into());
            }
        }
        let shorter = without(&ruleset, slot);
        prop_assert_eq!(sums(&decide(&ruleset, &dispensed)), sums(&decide(&shorter, &marks)));
    }

    #[test]
    fn the_order_of_inputs_changes_nothing(
        ruleset in ruleset(), seed in seed(), shift in any::<Index>(), swap in any::<bool>(),
    ) {
        let marks = candidate(&ruleset, &seed, true);
        let mut fields = BTreeMap::new();
        let (mut options, mut facultative) = (Vec::new(), Vec::new());
        for (slot, entry) in &marks.entries {
            let text = entry.to_string();
            match ruleset.kind(slot.component).unwrap() {
                ComponentKind::Option => options.push(serde_json::json!({"mark": text})),
                ComponentKind::Facultative => facultative.push(serde_json::json!(text)),
                ComponentKind::Epreuve if slot.part.is_some() => {}
                _ => { fields.insert(slot.to_string(), text); }
            }
        }
        let mut line: DecideLine = serde_json::from_value(serde_json::json!({
            "id": "a", "marks": fields, "options": options, "facultative": facultative,
        })).unwrap();
        let before = line.decide(&ruleset).unwrap();
        let length = line.marks.0.len();
        line.marks.0.rotate_left(shift.index(length));
        if swap {
            line.marks.0.reverse();
        }
        prop_assert_eq!(&line.decide(&ruleset).unwrap(), &before);
        line.options.reverse();
        line.facultative.reverse();
        let after = line.decide(&ruleset).unwrap();
        prop_assert_eq!((after.points, after.decision, after.mention), (before.points, before.decision, before.mention));
    }

    #[test]
    fn the_trace_adds_up_and_everything_survives_the_wire(ruleset in ruleset(), seed in seed()) {
        let marks = candidate(&ruleset, &seed, true);
        let outcome = decide(&ruleset, &marks);
        prop_assert_eq!(&decide(&ruleset, &marks), &outcome);
        let json = serde_json::to_string(&(&marks, &outcome)).unwrap();
        let back: (CandidateMarks, Outcome) = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&back, &(marks, outcome.clone()));

        let counted = outcome.trace.iter().filter_map(|step| match step {
            TraceStep::Counted { points, .. } => Some(points.ten_thousandths()),
            _ => None,
        });
        let averaged = outcome.trace.iter().find_map(|step| match step {
            TraceStep::Average { points, coefficients, average, .. } => Some((points, coefficients, average)),
            _ => None,
        });
        if let Some((points, coefficients, average)) = averaged {
            prop_assert_eq!(counted.sum::<i64>(), points.ten_thousandths());
            let (numerator, denominator) = average.parts();
            let cross = i128::from(points.ten_thousandths()) * i128::from(denominator);
            prop_assert_eq!(cross, i128::from(numerator) * i128::from(coefficients.hundredths()) * 100);
        } else {
            prop_assert!(matches!(outcome.decision, Decision::Pending | Decision::Replacement));
        }
    }

    #[test]
    fn a_trace_alone_makes_its_decision_anew(
        ruleset in ruleset(), seed in seed(), fraud in any::<bool>(), sanction in 0u8..6,
    ) {
        let mut marks = candidate(&ruleset, &seed, true);
        marks.presumed_fraud = fraud && seed.handicap;
        marks.context.sanction = match sanction {
            0 => Some(Sanction::ExamCancelled),
            1 => Some(Sanction::NoMention),
            _ => None,
        };
        let outcome = decide(&ruleset, &marks);
        let told = Replayed {
            decision: outcome.decision,
            mention: outcome.mention,
            average: outcome.average,
            points: outcome.points,
            coefficients: outcome.coefficients,
        };
        prop_assert_eq!(replay(&outcome.trace), Ok(told));
    }

    #[test]
    fn a_trace_that_was_tampered_with_goes_astray(ruleset in ruleset(), seed in seed(), place in any::<Index>()) {
        let mut trace = decide(&ruleset, &candidate(&ruleset, &seed, true)).trace;
        let counted = |(at, step): (usize, &TraceStep)| matches!(step, TraceStep::Counted { .. }).then_some(at);
        let lines: Vec<usize> = trace.iter().enumerate().filter_map(counted).collect();
        prop_assume!(!lines.is_empty());
        let at = *place.get(&lines);
        if let TraceStep::Counted { mark, .. } = &mut trace[at] {
            *mark = if *mark == Mark::MAX { Mark::ZERO } else { Mark::MAX };
        }
        prop_assert_eq!(replay(&trace), Err(Astray(at)));
    }

    #[test]
    fn any_ruleset_survives_the_wire(
        base in ruleset(),
        coefficients in proptest::collection::vec(1u32..10_000, 30),
        scale in 0u8..=4,
        half_up in any::<bool>(),
        cycle in any::<bool>(),
        signed in any::<bool>(),
        bare in any::<bool>(),
        first in 2000u16..2100,
    ) {
        let mut document = Document::from(base);
        let mut coefficients = coefficients.into_iter().cycle().map(Coefficient::from_hundredths);
        document.expected_coefficients = None;
        document.groups.clear();
        document.epreuves.iter_mut().for_each(|epreuve| epreuve.coef = coefficients.next().unwrap());
        for teaching in &mut document.continuous {
            teaching.level = if cycle { RoundingLevel::Cycle } else { RoundingLevel::Year };
            teaching.years.iter_mut().for_each(|year| year.coef = coefficients.next().unwrap());
        }
        if signed {
            document.facultatives.iter_mut().for_each(|it| it.counting = Counting::OffsetFromTen);
        }
        document.average.compare = if half_up { Compare::HalfUp } else { Compare::Exact };
        document.average.display_scale = scale;
        document.first_session = first;
        document.last_session = (!bare).then_some(first);
        document.codes.insert(MarkCode::VA, CodeRule { effect: Effect::Eliminate, eliminates_facultative: false, eliminates_in: Vec::new() });
        if bare {
            document.mentions = None;
            document.conserve = None;
            document.certificate = None;
            document.options.clear();
            document.facultatives.clear();
            document.jury.locked.clear();
        }
        let ruleset = Ruleset::try_from(document).unwrap();
        let json = serde_json::to_string(&ruleset).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Ruleset>(&json).unwrap(), &ruleset);
        prop_assert_eq!(&Ruleset::from_toml(&toml::to_string(&ruleset).unwrap()).unwrap(), &ruleset);
    }
}
