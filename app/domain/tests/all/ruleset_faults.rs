//! What the tables of a ruleset must not say of each other, told at the place that says it.

use domain::{Document, Ruleset, RulesetErrors};

const TEXT: &str = include_str!("every_shape.toml");

/// The faults of the text where one thing became another, as `path problem`.
fn faults(from: &str, to: &str) -> Vec<String> {
    assert!(TEXT.contains(from), "{from:?} is not in the text");
    let errors = Ruleset::from_toml(&TEXT.replacen(from, to, 1)).expect_err(to);
    let told = errors.iter().map(|error| format!("{} {:?}", error.path, error.problem));
    told.collect()
}

#[test]
fn each_fault_is_told_where_it_stands() {
    let bloc = "[[bloc]]\ncode = \"trade\"\nlabel = \"Métier\"\ncomponents = [\"NEAR\", \"DOWN\"]\n";
    let gate = "decision = \"GROUP2\"\naverage_at_least = 8";
    let list = "components = [\"SUM\", \"CA\", \"CB\"]";
    let choice = "components = [\"CA\", \"CB\", \"CC\"]";
    let group = "components = [\"NEAR\", \"DOWN\", \"SUM\"]";
    for (from, to, expected) in [
        (
            bloc,
            [bloc, bloc].concat().as_str(),
            "bloc[1].code DuplicateBloc(\"trade\")",
        ),
        (
            "[[group1]]\ndecision = \"ADMITTED\"\naverage_at_least = 10",
            "[[group1]]\ndecision = \"GROUP2\"\naverage_at_least = 10\n\n[[group1]]\ndecision = \"ADMITTED\"\naverage_at_least = 9",
            "group1[1] GatesNotDescending",
        ),
        (
            gate,
            "decision = \"GROUP2\"\naverage_at_least = 10",
            "group1[1].average_at_least Unreachable",
        ),
        (
            "[incomplete]",
            "[certificate]\ncode = \"C\"\nlabel = \"Certificat\"\nat_least = 10\n\n[incomplete]",
            "certificate.at_least Unreachable",
        ),
        (
            "min_choices = 1",
            "min_choices = 3",
            "group2.min_choices TooFewToChoose",
        ),
        (
            list,
            "components = [\"SUM\", \"CA\", \"CA\"]",
            "group2.list[0].components[2] DuplicateComponent(\"CA\")",
        ),
        (
            list,
            "components = [\"SUM\", \"YEARS\"]",
            "group2.list[0].components[1] NotAnEpreuve(\"YEARS\")",
        ),
        (
            choice,
            "components = [\"CA\", \"CB\", \"UF\"]",
            "choice[0].components[2] NotAnEpreuve(\"UF\")",
        ),
        (
            choice,
            "components = [\"CA\", \"CB\", \"CA\"]",
            "choice[0].components[2] DuplicateComponent(\"CA\")",
        ),
        (
            "code = \"PARTS\"",
            "code = \"NEAR\"",
            "group[0].code DuplicateComponent(\"NEAR\")",
        ),
        (
            group,
            "components = [\"NEAR\", \"DOWN\", \"DOWN\"]",
            "group[0].components[2] DuplicateComponent(\"DOWN\")",
        ),
        (
            "components = [\"DOWN\", \"SUM\"]",
            "components = [\"DOWN\", \"DOWN\"]",
            "conserve.components[1] DuplicateComponent(\"DOWN\")",
        ),
        (
            "composite = { part_step = \"0.5\", rounding = \"DOWN\", parts = [\n    { code = \"A\", label = \"première partie\", weight = 1 },\n    { code = \"B\", label = \"seconde partie\", weight = 1 },\n] }",
            "composite = { part_step = \"0.5\" }",
            "epreuve[1].composite NoSpeciality",
        ),
    ] {
        let found = faults(from, to);
        assert!(
            found.iter().any(|fault| fault.starts_with(expected)),
            "{expected:?} is not in {found:#?}"
        );
    }
}

#[test]
fn orals_that_no_gate_leads_to_and_a_gate_that_leads_to_none_are_faults() {
    let told = |change: &dyn Fn(&mut Document)| {
        let mut document = Document::from(Ruleset::from_toml(TEXT).unwrap());
        change(&mut document);
        Ruleset::try_from(document).expect_err("a fault").to_string()
    };
    assert_eq!(told(&|document| document.group2 = None), "group1: Group2Unreachable");
    assert_eq!(
        told(&|document| drop(document.group1.pop())),
        "group2: Group2Unreachable"
    );
    let nothing = told(&|document| {
        document.epreuves.clear();
        document.continuous.clear();
    });
    assert!(nothing.contains("; epreuve: Empty; "), "{nothing}");
}

#[test]
fn faults_are_written_with_their_place_one_after_the_other() {
    let text = TEXT
        .replace("display_scale = 2", "display_scale = 9")
        .replace("max = 2\ncomponents = [\"SUM\"", "max = 2\ncomponents = [\"NONE\"");
    let errors = Ruleset::from_toml(&text).unwrap_err();
    let all = RulesetErrors(errors.clone()).to_string();
    let each: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(all, each.join("; "));
    let line = 1 + text.lines().position(|line| line == "display_scale = 9").unwrap();
    assert!(
        each[0].starts_with(&format!("{line}:17: average.display_scale: DisplayScale")),
        "{each:?}"
    );
}

#[test]
fn a_ruleset_without_a_worked_case_is_not_proved() {
    let (rules, _) = TEXT.split_once("[[case]]").unwrap();
    let errors = Ruleset::from_toml(rules).unwrap().prove(rules).unwrap_err();
    assert_eq!(
        errors.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["case: NoCase"]
    );
}
