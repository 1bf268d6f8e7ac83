//! A trace read back: what it tells follows from its own numbers, and no number of it can be changed unseen.

use std::collections::BTreeSet;

use domain::{
    Astray, CandidateMarks, DecideLine, Outcome, Points, Replayed, Ruleset, TraceStep, builtin, builtin_ruleset,
    decide, replay,
};
use serde_json::{Value, json};

fn told(outcome: &Outcome) -> Replayed {
    Replayed {
        decision: outcome.decision,
        mention: outcome.mention,
        average: outcome.average,
        points: outcome.points,
        coefficients: outcome.coefficients,
    }
}

/// What comes of every worked case there is, and of a few beside.
fn outcomes() -> Vec<Outcome> {
    let shapes = include_str!("every_shape.toml");
    let mut all = Vec::new();
    for text in builtin().iter().map(|(_, text)| *text).chain([shapes]) {
        let ruleset = Ruleset::from_toml(text).unwrap();
        for case in Ruleset::cases(text).unwrap() {
            all.push(decide(&ruleset, &case.given.candidate(&ruleset).unwrap()));
        }
    }
    // An oral of a unit that was gone without counts all the same in the mean of the orals.
    let ruleset = builtin_ruleset("BCP09").unwrap();
    let line: DecideLine = serde_json::from_value(json!({
        "id": "waived", "waived": {"MATH": "lost"}, "group2": {"MATH": "14", "FR": "12"},
        "marks": {"E2": "10", "E31": "11", "E32": "10.5", "PC": "7", "ECOG": "9", "PSE": "10.5", "LVA": "9.5",
            "FR": "6.5", "HGEMC": "7.5", "ART": "10", "EPS": "11"},
    }))
    .unwrap();
    all.push(decide(&ruleset, &line.candidate(&ruleset).unwrap()));
    all.push(decide(&ruleset, &CandidateMarks::default()));
    all
}

#[test]
fn the_trace_of_every_worked_case_makes_its_decision_anew() {
    for outcome in outcomes() {
        assert_eq!(replay(&outcome.trace), Ok(told(&outcome)), "{outcome:?}");
    }
}

/// A figure of a step, changed; none when the step has no such figure.
fn changed(step: &TraceStep, field: &str, to: &Value) -> Option<TraceStep> {
    let mut value = serde_json::to_value(step).unwrap();
    let known = value.get_mut(field)?;
    let to = match (&*known, to) {
        (Value::Bool(known), Value::Null) => json!(!known),
        _ => to.clone(),
    };
    if *known == to {
        return None;
    }
    *known = to;
    Some(serde_json::from_value(value).unwrap())
}

#[test]
fn a_figure_that_was_changed_is_found_where_it_stands() {
    let figures = [
        ("DERIVED", "exact", json!("1/7")),
        ("DERIVED", "parts", json!([])),
        ("COUNTED", "points", json!("0.0001")),
        ("COUNTED", "coefficient", json!("77")),
        ("AVERAGE", "points", json!("0.0001")),
        ("AVERAGE", "coefficients", json!("77")),
        ("AVERAGE", "average", json!("1/7")),
        ("BLOC_AVERAGE", "average", json!("1/7")),
        ("BLOC_AVERAGE", "average", Value::Null),
        ("BELOW_FLOOR", "average", json!("1/7")),
        ("BELOW_FLOOR", "at_least", json!("0")),
        ("BELOW_FLOOR", "strict", Value::Null),
        ("BELOW_FLOOR", "components", json!(["NOBODY"])),
        ("GATE", "reached", Value::Null),
        ("GATE", "passed", Value::Null),
        (
            "GATE",
            "short",
            json!([{"bloc": "x", "average": "1/7", "at_least": "10"}, {"bloc": "y", "average": "1/7", "at_least": "10"}]),
        ),
        ("MEAN_OF_AVERAGES", "first", json!("1/7")),
        ("MEAN_OF_AVERAGES", "orals", json!("1/7")),
        ("MEAN_OF_AVERAGES", "average", json!("1/7")),
        ("CONTROL", "passed", Value::Null),
        ("CERTIFICATE", "given", Value::Null),
        ("MENTION", "at_least", json!("20")),
        ("ATTESTED", "at_least", json!("20")),
        ("ATTESTED", "components", json!(["NOBODY"])),
    ];
    let thirteen = "13".parse().unwrap();
    let mut met = BTreeSet::new();
    for outcome in outcomes() {
        for (at, step) in outcome.trace.iter().enumerate() {
            let rule = serde_json::to_value(step).unwrap()["rule"].clone();
            for (_, field, to) in figures.iter().filter(|(name, ..)| rule == *name) {
                let nothing = match step {
                    // Of no points every coefficient makes none, nothing is under a strict minimum of zero but zero, and who
                    // has twenty reaches twenty.
                    TraceStep::Counted { points, .. } => *field == "coefficient" && *points == Points::ZERO,
                    TraceStep::Attested { .. } => outcome.average.is_some_and(|it| it.at_least(thirteen)),
                    TraceStep::BelowFloor { average, .. } => {
                        matches!(*field, "at_least" | "strict") && average.parts().0 == 0
                    }
                    _ => false,
                };
                if nothing {
                    continue;
                }
                let Some(other) = changed(step, field, to) else {
                    continue;
                };
                let mut trace = outcome.trace.clone();
                trace[at] = other;
                assert_eq!(replay(&trace), Err(Astray(at)), "{field} of {step:?}");
                met.insert((rule.to_string(), *field));
            }
        }
    }
    let all = figures.iter().map(|(rule, field, _)| (json!(rule).to_string(), *field));
    assert_eq!(met, all.collect());
}

#[test]
fn a_step_that_rests_on_nothing_goes_astray() {
    assert_eq!(replay(&[]), Err(Astray(0)));
    let outcomes = outcomes();
    let steps = || outcomes.iter().flat_map(|outcome| &outcome.trace);
    let mut met = BTreeSet::new();
    for step in steps() {
        let alone = match step {
            TraceStep::Average { .. } | TraceStep::Gate { .. } | TraceStep::Control { .. } => Astray(0),
            TraceStep::Certificate { .. } | TraceStep::Mention { .. } | TraceStep::MeanOfAverages { .. } => Astray(0),
            TraceStep::Attested { components, .. } if !components.is_empty() => Astray(0),
            TraceStep::BelowFloor { .. } => Astray(0),
            // Nothing is wrong with them, and no decision comes of them.
            TraceStep::Oral { .. } | TraceStep::AbsentEverywhere | TraceStep::EliminatedBy { .. } => Astray(1),
            TraceStep::Rounded { .. } | TraceStep::Excluded { .. } => Astray(1),
            _ => continue,
        };
        assert_eq!(replay(std::slice::from_ref(step)), Err(alone), "{step:?}");
        met.insert(serde_json::to_value(step).unwrap()["rule"].to_string());
    }
    assert_eq!(met.len(), 13, "{met:?}");
    // The orals of a mean, taken out.
    let mean = |step: &TraceStep| matches!(step, TraceStep::MeanOfAverages { .. });
    let with_mean = outcomes.iter().find(|outcome| outcome.trace.iter().any(mean)).unwrap();
    let mut trace = with_mean.trace.clone();
    trace.retain(|step| !matches!(step, TraceStep::Oral { .. }));
    let at = trace.iter().position(mean).unwrap();
    assert_eq!(replay(&trace), Err(Astray(at)));
}
