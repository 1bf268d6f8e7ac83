//! Rulesets as text: those that come with the software, and what a faulty one is told.

use domain::{Entry, MarkError, Ruleset, RulesetError, RulesetProblem, Slot, builtin, builtin_ruleset};

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
