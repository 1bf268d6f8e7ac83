//! Rulesets as text: those that come with the software, and what a faulty one is told.

use domain::{
    CandidateMarks, Decision, Entry, MarkError, Ruleset, RulesetError, RulesetProblem, Slot, builtin, builtin_ruleset,
    decide,
};

const BCG24: &str = include_str!("../../rulesets/BCG24.toml");
const BCP25510: &str = include_str!("../../rulesets/BCP25510.toml");
const BCP31202: &str = include_str!("../../rulesets/BCP31202.toml");

/// The faults of a text where `from` became `to`, as `line: path problem`.
fn faults(text: &str, from: &str, to: &str) -> Vec<String> {
    assert!(text.contains(from), "{from:?} is not in the text");
    let errors = Ruleset::from_toml(&text.replacen(from, to, 1)).expect_err(to);
    errors
        .iter()
        .map(|RulesetError { path, at, problem }| {
            let at = at.expect("a place in the text");
            let line = text.replacen(from, to, 1).lines().nth(at.line - 1).unwrap().to_owned();
            let before: String = line.chars().take(at.column - 1).collect();
            assert!(
                before.len() < line.len() || line.is_empty(),
                "column {} of {line:?}",
                at.column
            );
            match problem {
                RulesetProblem::Syntax(_) => format!("{line}: SYNTAX"),
                problem => format!("{line}: {path} {problem:?}"),
            }
        })
        .collect()
}

#[test]
fn every_builtin_ruleset_is_sound_and_survives_the_wire() {
    for (code, text) in builtin() {
        let ruleset = Ruleset::from_toml(text).unwrap_or_else(|errors| panic!("{code}: {errors:?}"));
        assert_eq!(ruleset.code.as_str(), *code);
        let json = serde_json::to_string(&ruleset).unwrap();
        assert_eq!(serde_json::from_str::<Ruleset>(&json).unwrap(), ruleset);
        let toml = toml::to_string(&ruleset).unwrap();
        assert_eq!(Ruleset::from_toml(&toml).unwrap(), ruleset);
    }
    assert!(builtin_ruleset("NONE").is_none());
    assert!(builtin_ruleset("bcg24").is_some());
}

#[test]
fn a_fault_is_told_with_its_place() {
    for (text, from, to, expected) in [
        (
            BCG24,
            "coef = 8",
            "coef = 7",
            "expected_coefficients = 100: expected_coefficients CoefficientSum",
        ),
        (
            BCG24,
            "code = \"FRO\"",
            "code = \"FRE\"",
            "code = \"FRE\": epreuve[1].code DuplicateComponent(\"FRE\")",
        ),
        (BCG24, "coef = 5", "coef = 5.0", "coef = 5.0: SYNTAX"),
        (BCG24, "step = 1\n", "step = 1\ncolour = 2\n", "colour = 2: SYNTAX"),
        (
            BCG24,
            "compare = \"EXACT\"",
            "compare = \"NEARLY\"",
            "compare = \"NEARLY\": SYNTAX",
        ),
        (
            BCG24,
            "last_session = 2026",
            "last_session = 2020",
            "last_session = 2020: last_session SessionsReversed",
        ),
        (
            BCG24,
            "\"PHI\", \"S1\", \"S2\"]\n\n[men",
            "\"GO2\"]\n\n[men",
            "components = [\"FRE\", \"GO2\"]: group2.list[0].components[1] NotAnEpreuve(\"GO2\")",
        ),
        (
            BCG24,
            "\"S3\", \"OPT\"]",
            "\"S4\"]",
            "S4\"]: jury.locked[8] UnknownComponent(\"S4\")",
        ),
        (
            BCG24,
            "average_at_least = 8",
            "average_at_least = 11",
            "[[group1]]: group1[1] GatesNotDescending",
        ),
        (
            BCG24,
            "at_least = 16",
            "at_least = 13",
            "mentions.step[2] MentionsNotDescending",
        ),
        (
            BCG24,
            "decision = \"GROUP2\"",
            "decision = \"ADMITTED\"",
            "group2 Group2Unreachable",
        ),
        (
            BCG24,
            "code = \"SVT\"",
            "code = \"PC\"",
            "code = \"PC\": speciality[1].code DuplicateSpeciality(\"PC\")",
        ),
        (
            BCG24,
            "code = \"P\"",
            "code = \"W\"",
            "speciality[0].parts[1].code DuplicatePart(\"W\")",
        ),
        (
            BCG24,
            "years = [{ label = \"première\", coef = 8 }]",
            "years = []",
            "years = []: cc[6].years Empty",
        ),
        (
            BCG24,
            "display_scale = 2",
            "display_scale = 9",
            "display_scale = 9: average.display_scale DisplayScale",
        ),
        (
            BCP31202,
            "{ professional = 10 }",
            "{ pro = 10 }",
            "group1[1].blocs_at_least.pro UnknownBloc(\"pro\")",
        ),
        (
            BCP31202,
            "[\"professional\"]",
            "[\"pro\"]",
            "codes.AB.eliminates_in UnknownBloc(\"pro\")",
        ),
        (
            BCP31202,
            "\"ZERO\", elim",
            "\"EXCLUDE\", elim",
            "codes.AB EliminatesWithoutZero",
        ),
        (
            BCP31202,
            "components = [\"E2\", \"E31\", \"E32\"]",
            "components = []",
            "components = []: bloc[0].components Empty",
        ),
        (
            BCP25510,
            "label = \"dimensionnement\", weight = 7",
            "label = \"dimensionnement\", weight = 21",
            "epreuve[0].composite.parts[1].weight PartAboveTwenty",
        ),
    ] {
        let found = faults(text, from, to);
        assert!(
            found.iter().any(|fault| fault.contains(expected)),
            "{expected:?} is not in {found:#?}"
        );
    }
}

#[test]
fn every_fault_is_told_at_once() {
    let text = BCG24
        .replace("code = \"FRO\"", "code = \"FRE\"")
        .replace("code = \"NSI\"", "code = \"PC\"");
    let problems = Ruleset::from_toml(&text).unwrap_err();
    assert!(problems.len() >= 3, "{problems:?}");
}

#[test]
fn cells_are_addressed_labelled_and_stepped() {
    let ruleset = builtin_ruleset("BCG24").unwrap();
    let cells: Vec<String> = ruleset
        .slots()
        .iter()
        .map(|cell| format!("{} | {} | {} | {}", cell.slot, cell.label, cell.coefficient, cell.step))
        .collect();
    for cell in [
        "FRE | Français, écrit | 5 | 1",
        "S1 | Spécialité 1 | 16 | 1",
        "S1.P | Spécialité 1, pratique | 16 | 0.5",
        "HG.2 | Histoire-géographie, terminale | 3 | 0.01",
        "EPS | Éducation physique et sportive, terminale | 6 | 0.01",
        "OPT.7 | Enseignement optionnel 7 | 2 | 0.01",
    ] {
        assert!(cells.iter().any(|found| found == cell), "{cell} is not in {cells:#?}");
    }
    let expected = |specialities: &str| -> Vec<String> {
        let context = domain::Context {
            specialities: serde_json::from_str(specialities).unwrap(),
            ..domain::Context::default()
        };
        ruleset
            .expected(&context)
            .iter()
            .map(|cell| cell.slot.to_string())
            .collect()
    };
    assert!(expected("{}").contains(&"S1".to_owned()) && !expected("{}").contains(&"OPT.1".to_owned()));
    assert_eq!(expected("{}").len(), 18);
    let with_parts = expected(r#"{"S1":"PC","S2":"SES"}"#);
    assert_eq!(
        with_parts
            .iter()
            .filter(|slot| slot.starts_with('S'))
            .collect::<Vec<_>>(),
        ["S1.W", "S1.P", "S2", "S3"]
    );
}

#[test]
fn a_cell_takes_the_marks_and_codes_of_its_exam_only() {
    let check = |code: &str, slot: &str, entry: &str| {
        let ruleset = builtin_ruleset(code).unwrap();
        ruleset.accepts(&slot.parse::<Slot>().unwrap(), &entry.parse::<Entry>().unwrap())
    };
    assert_eq!(check("BCG24", "PHI", "8"), Ok(()));
    assert_eq!(
        check("BCG24", "PHI", "8.5"),
        Err(MarkError::StepNotAllowed("1".parse().unwrap()))
    );
    assert_eq!(check("BCP31202", "MATH", "8.5"), Ok(()));
    assert_eq!(
        check("BCP31202", "MATH", "8.25"),
        Err(MarkError::StepNotAllowed("0.5".parse().unwrap()))
    );
    assert_eq!(
        check("BCG24", "PHI", "VA"),
        Err(MarkError::CodeNotAllowed("VA".parse().unwrap()))
    );
    assert_eq!(check("BCP25510", "E2", "VA"), Ok(()));
    assert_eq!(check("BCG24", "HG", "12"), Err(MarkError::UnknownSlot));
}

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
