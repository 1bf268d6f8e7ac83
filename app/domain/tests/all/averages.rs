//! What codes, roundings, cycles, exercises and floors do to a decision.

use domain::{CandidateMarks, Decision, MarkError, Ruleset, builtin_ruleset, decide};

const BCG24: &str = include_str!("../../rulesets/BCG24.toml");
const BCP31202: &str = include_str!("../../rulesets/BCP31202.toml");

fn marks(ruleset: &Ruleset, entries: &str) -> CandidateMarks {
    let mut marks = CandidateMarks::default();
    for cell in ruleset.expected(&marks.context) {
        marks.entries.insert(cell.slot, "12".parse().unwrap());
    }
    for pair in entries.split_whitespace() {
        let (slot, entry) = pair.split_once('=').unwrap();
        marks.set(slot.parse().unwrap(), entry.parse().ok());
    }
    marks
}

#[test]
fn absences_and_codes_do_what_their_exam_says() {
    for (code, entries, decision) in [
        ("BCG24", "PHI=AB", Decision::Admitted),
        ("BCG24", "PHI=AJ", Decision::Replacement),
        ("BCG24", "PHI=AJ GO=missing", Decision::Pending),
        ("BCG24", "OPT.1=AJ", Decision::Admitted),
        ("BCP31202", "MATH=AB", Decision::Admitted),
        ("BCP31202", "E31=AB", Decision::Eliminated),
        ("BCP31202", "E31=FR", Decision::Admitted),
        ("BCP31202", "E31=DI E2=VA E32=DI", Decision::Admitted),
        // Without a professional mark the control stays open.
        ("BCP31202", "E31=DI E2=VA E32=DI LVA=0 FR=0", Decision::Group2),
        ("BCP31202", "E31=DI E2=VA E32=DI LVA=0 FR=0 HGEMC=0", Decision::Refused),
    ] {
        let ruleset = builtin_ruleset(code).unwrap();
        let outcome = decide(&ruleset, &marks(&ruleset, entries));
        assert_eq!(outcome.decision, decision, "{code} {entries}: {:?}", outcome.average);
    }
    let ruleset = builtin_ruleset("BCG24").unwrap();
    let mut absent = CandidateMarks::default();
    for cell in ruleset.expected(&absent.context) {
        absent.entries.insert(cell.slot, "AB".parse().unwrap());
    }
    assert_eq!(decide(&ruleset, &absent).decision, Decision::Absent);
}

#[test]
fn a_rounded_comparison_admits_at_9_995_and_an_exact_one_does_not() {
    let decision = |compare: &str| {
        let text = BCP31202.replace("compare = \"EXACT\"", &format!("compare = \"{compare}\""));
        let ruleset = Ruleset::from_toml(
            &text
                .replace("expected_coefficients = 25\n", "")
                .replace("coef = 4", "coef = 400"),
        )
        .unwrap();
        let mut marks = marks(&ruleset, "MATH=6");
        for entry in marks.entries.values_mut() {
            *entry = "10".parse().unwrap();
        }
        marks.set("MATH".parse().unwrap(), "9".parse().ok());
        let outcome = decide(&ruleset, &marks);
        (outcome.decision, outcome.average.unwrap().truncated(2))
    };
    assert_eq!(decision("EXACT"), (Decision::Group2, "9.99".to_owned()));
    assert_eq!(decision("HALF_UP"), (Decision::Admitted, "10.00".to_owned()));
}

/// What one rule of a trace says, as JSON.
fn rule(outcome: &domain::Outcome, name: &str) -> serde_json::Value {
    let trace = serde_json::to_value(&outcome.trace).unwrap();
    let steps = trace.as_array().unwrap();
    steps
        .iter()
        .find(|step| step["rule"] == name)
        .unwrap_or_else(|| panic!("no {name} in {trace}"))
        .clone()
}

#[test]
fn a_cycle_is_averaged_then_rounded_once() {
    let level = "round_up_to = \"0.1\"\nlevel = \"CYCLE\"";
    let ruleset = Ruleset::from_toml(&BCG24.replacen("round_up_to = \"0.1\"", level, 1)).unwrap();
    let outcome = decide(&ruleset, &marks(&ruleset, "HG.1=10.21 HG.2=10.34"));
    let derived = rule(&outcome, "DERIVED");
    assert_eq!(
        (&derived["component"], &derived["exact"], &derived["mark"]),
        (&"HG".into(), &"411/40".into(), &"10.3".into())
    );
    assert_eq!(outcome.points.unwrap().to_string(), "1189.8");
}

#[test]
fn exercises_add_up_to_the_mark_of_their_epreuve() {
    let ruleset = builtin_ruleset("BCP25510").unwrap();
    let accepts = |slot: &str, entry: &str| ruleset.accepts(&slot.parse().unwrap(), &entry.parse().unwrap());
    assert_eq!(accepts("E2.A", "8"), Ok(()));
    assert_eq!(
        accepts("E2.A", "8.25"),
        Err(MarkError::AboveScale("8".parse().unwrap()))
    );
    assert_eq!(
        accepts("E2.R", "4.8"),
        Err(MarkError::StepNotAllowed("0.25".parse().unwrap()))
    );
    assert_eq!(
        ruleset.cell(&"E2.A".parse().unwrap()).unwrap().label,
        "Préparation d'une opération, analyse du besoin (sur 8)"
    );
    for (entries, exact, mark) in [
        ("E2.A=6.25 E2.D=4 E2.R=3.5", "55/4", "14"),
        ("E2.A=8 E2.D=7 E2.R=5", "20/1", "20"),
        // Nine and a half out of thirteen.
        ("E2.A=6 E2.D=DI E2.R=3.5", "190/13", "15"),
    ] {
        let derived = rule(&decide(&ruleset, &marks(&ruleset, entries)), "DERIVED");
        assert_eq!(
            (&derived["exact"], &derived["mark"], &derived["scale"]),
            (&exact.into(), &mark.into(), &"WEIGHT".into()),
            "{entries}"
        );
    }
}

#[test]
fn a_unit_counted_from_ten_takes_points_away_too() {
    let ruleset = Ruleset::from_toml(&BCP31202.replace("ABOVE_TEN", "OFFSET_FROM_TEN")).unwrap();
    let outcome = decide(&ruleset, &marks(&ruleset, "UF.1=7.5"));
    assert_eq!(outcome.points.unwrap().to_string(), "297.5");
    assert_eq!(outcome.coefficients.unwrap().to_string(), "25");
}

#[test]
fn a_floor_eliminates_whatever_the_average() {
    let floor = "[[floor]]\ncomponents = [\"E31\", \"E32\"]\nat_least = 9\n\n[jury]";
    let ruleset = Ruleset::from_toml(&BCP31202.replace("[jury]", floor)).unwrap();
    let decision = |entries: &str| decide(&ruleset, &marks(&ruleset, entries)).decision;
    assert_eq!(decision("E31=5 E32=12"), Decision::Admitted);
    assert_eq!(decision("E31=5 E32=11.5"), Decision::Eliminated);
}
