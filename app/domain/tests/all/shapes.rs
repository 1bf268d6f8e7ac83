//! Rule shapes that no ruleset at hand uses, and all that the law refuses of its input.

use domain::{DecideLine, Flaw, LineReason, Ruleset, RulesetProblem, Window};

const TEXT: &str = include_str!("every_shape.toml");

fn shapes() -> Ruleset {
    Ruleset::from_toml(TEXT).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

#[test]
fn every_shape_decides_as_its_cases_say() {
    match shapes().prove(TEXT) {
        Ok(count) => assert_eq!(count, 24),
        Err(errors) => panic!("{errors:#?}"),
    }
}

#[test]
fn the_window_of_a_conserved_mark_is_counted_in_years_or_from_date_to_date() {
    let since =
        |window: Window, obtained: &str, today: &str| window.since(obtained.parse().unwrap(), today.parse().unwrap());
    for (obtained, today, years, dates) in [
        ("2021-07-05", "2026-06-20", 5, 5),
        ("2021-07-05", "2026-07-05", 5, 5),
        ("2021-07-05", "2026-07-06", 5, 6),
        ("2021-07-05", "2026-10-15", 5, 6),
        ("2021-07-05", "2027-06-20", 6, 6),
        ("2026-06-01", "2026-06-20", 0, 1),
        ("2026-06-20", "2026-06-01", 0, 0),
        ("1600-01-01", "2026-06-01", 255, 255),
    ] {
        assert_eq!(since(Window::Years, obtained, today), Some(years), "{obtained} {today}");
        assert_eq!(since(Window::Dates, obtained, today), Some(dates), "{obtained} {today}");
        assert_eq!(since(Window::Sessions, obtained, today), None);
    }
}

/// What refuses a line: its field and the reason, as Rust writes it.
fn refused(ruleset: &Ruleset, line: &str) -> (String, String) {
    let line: DecideLine = serde_json::from_str(line).expect(line);
    let error = line.candidate(ruleset).expect_err("it cannot stand");
    let reason = match error.reason {
        LineReason::Law(flaw) => format!("{flaw:?}"),
        other => format!("{other:?}"),
    };
    (error.field, reason)
}

#[test]
fn bad_input_is_refused_with_the_rule_that_says_so() {
    let (shapes, bcg) = (shapes(), domain::builtin_ruleset("BCG24").unwrap());
    let bts = domain::builtin_ruleset("BTSSIO").unwrap();
    for (ruleset, line, field, reason) in [
        (
            &bcg,
            r#"{"id":"1","marks":{"PHI":"20.5"}}"#,
            "marks.PHI",
            "AboveMaximum",
        ),
        (
            &bts,
            r#"{"id":"1","marks":{"E1":"12,3"}}"#,
            "marks.E1",
            "StepNotAllowed",
        ),
        (&bcg, r#"{"id":"1","marks":{"ZZZ":"12"}}"#, "marks.ZZZ", "Unknown"),
        (
            &bcg,
            r#"{"id":"1","marks":{"PHI":"VA"}}"#,
            "marks.PHI",
            "CodeNotAllowed(VA)",
        ),
        (&bcg, r#"{"id":"1","marks":{"PHI":"XX"}}"#, "marks.PHI", "UnknownCode"),
        (
            &bcg,
            r#"{"id":"1","marks":{},"options":[{"mark":"12","coef":"6"},{"mark":"12","coef":"6"},{"mark":"12","coef":"4"}]}"#,
            "options",
            "TooManyOptions",
        ),
        (
            &bcg,
            r#"{"id":"1","marks":{"PHI":"12"},"context":{"conserved":{"PHI":6}}}"#,
            "context.conserved.PHI",
            "OutOfTime(5)",
        ),
        (
            &bcg,
            r#"{"id":"1","marks":{"PHI":"12"},"context":{"conserved":{"PHI":"2021-07-05"},"day":"2026-07-05"}}"#,
            "context.conserved.PHI",
            "NotDated",
        ),
        (
            &bcg,
            r#"{"id":"1","marks":{"PHI":"12"},"context":{"conserved":{"PHI":2},"renounced":["PHI"]}}"#,
            "context.conserved.PHI",
            "Renounced",
        ),
        (
            &bcg,
            r#"{"id":"1","marks":{"PHI":"9"},"context":{"conserved":{"PHI":2}}}"#,
            "context.conserved.PHI",
            "Below(Mark(1000))",
        ),
        (
            &bcg,
            r#"{"id":"1","marks":{},"group2":{"GO":"12"}}"#,
            "group2.GO",
            "NotOffered",
        ),
        (
            &bcg,
            r#"{"id":"1","marks":{},"group2":{"PHI":"12","S1":"12","S2":"12"}}"#,
            "group2.S2",
            "TooMany(2)",
        ),
        (
            &bts,
            r#"{"id":"1","marks":{},"group2":{"E1":"12"}}"#,
            "group2",
            "TooFewChoices",
        ),
        (
            &shapes,
            r#"{"id":"1","marks":{"DOWN":"12"},"context":{"conserved":{"DOWN":"2021-07-01"},"day":"2026-07-02"}}"#,
            "context.conserved.DOWN",
            "OutOfYears(5)",
        ),
        (
            &shapes,
            r#"{"id":"1","marks":{"DOWN":"12"},"context":{"conserved":{"DOWN":"2021-07-01"}}}"#,
            "context.conserved.DOWN",
            "NoDay",
        ),
        (
            &shapes,
            r#"{"id":"1","marks":{"DOWN":"12"},"context":{"conserved":{"DOWN":"hier"},"day":"2026-07-02"}}"#,
            "context.conserved.DOWN",
            "NotADay",
        ),
        (
            &shapes,
            r#"{"id":"1","marks":{"CA":"12","CB":"12","CC":"12"}}"#,
            "context.chosen",
            "TooMany(2)",
        ),
        (
            &shapes,
            r#"{"id":"1","marks":{},"context":{"chosen":["SUM"]}}"#,
            "context.chosen",
            "NotOffered",
        ),
        (
            &shapes,
            r#"{"id":"1","marks":{},"context":{"later":["YEARS"],"category":"SCHOOL"}}"#,
            "context.later",
            "NotForLater",
        ),
        (
            &shapes,
            r#"{"id":"1","marks":{},"parts":{"NEAR":{"O2":"12"}},"context":{"category":"DISTANCE"}}"#,
            "parts.NEAR.O2",
            "PartOutsideSpeciality",
        ),
        (
            &shapes,
            r#"{"id":"1","marks":{},"parts":{"NEAR":{"O":"12"}}}"#,
            "parts.NEAR.O",
            "Unknown",
        ),
        (
            &shapes,
            r#"{"id":"1","marks":{},"provisional":{"CA":"12.3"}}"#,
            "provisional.CA",
            "StepNotAllowed",
        ),
        (
            &shapes,
            r#"{"id":"1","marks":{},"provisional":{"CA":"AB"}}"#,
            "provisional.CA",
            "NotANumber",
        ),
        (
            &shapes,
            r#"{"id":"1","marks":{},"provisional":{"CA":null}}"#,
            "provisional.CA",
            "NotText",
        ),
        (
            &shapes,
            r#"{"id":"1","marks":{"YEARS.1":"12"},"waived":{"YEARS.1":"perdue"}}"#,
            "waived.YEARS.1",
            "NotWaived",
        ),
        (
            &shapes,
            r#"{"id":"1","marks":{},"waived":{"YEARS.1":"  "}}"#,
            "waived.YEARS.1",
            "NotWaived",
        ),
        (
            &shapes,
            r#"{"id":"1","marks":{},"waived":{"UF.1":"perdue"}}"#,
            "waived.UF.1",
            "NotWaived",
        ),
    ] {
        let (found, why) = refused(ruleset, line);
        assert_eq!(found, field, "{line}: {why}");
        assert!(why.contains(reason), "{line}: {why}");
    }
}

#[test]
fn a_flaw_found_by_the_engine_leaves_the_rest_standing() {
    let ruleset = shapes();
    let mut marks = domain::CandidateMarks::default();
    for code in ["CA", "CB", "CC"] {
        marks.set(code.parse().unwrap(), Some("12".parse().unwrap()));
    }
    let found = domain::flaws(&ruleset, &marks);
    assert!(matches!(found.as_slice(), [Flaw::ChoiceRefused { .. }]), "{found:?}");
    let outcome = domain::decide(&ruleset, &marks);
    let counted = |step: &&domain::TraceStep| matches!(step, domain::TraceStep::Counted { .. });
    assert_eq!(outcome.trace.iter().filter(counted).count(), 2);
}

#[test]
fn every_fault_of_a_ruleset_is_told_at_once() {
    let broken = TEXT
        .replace("expected_coefficients = 16", "expected_coefficients = 17\nmonths = [10, 6]")
        .replace("coef = 10\ncomponents", "coef = 9\ncomponents")
        .replace("min = 1\nmax = 2\ncomponents", "min = 3\nmax = 2\ncomponents")
        .replace("code = \"CB\"\nlabel = \"Au choix, deuxième\"\ncoef = 3", "code = \"CB\"\nlabel = \"Au choix\"\ncoef = 4")
        .replace("\"NEAR.O1\"", "\"NEAR.O9\"")
        .replace("blocs = [\"trade\"]", "blocs = [\"nothing\"]")
        .replace("{ code = \"O2\", label = \"entretien\", weight = 2, except = [\"DISTANCE\"] }",
            "{ code = \"W\", label = \"entretien\", weight = 2, parts = [{ code = \"X\", label = \"x\", weight = 1 }] }");
    let errors = Ruleset::from_toml(&broken).expect_err("broken");
    let has = |wanted: &dyn Fn(&RulesetProblem) -> bool| errors.iter().any(|error| wanted(&error.problem));
    assert!(has(&|it| *it == RulesetProblem::Months), "{errors:#?}");
    assert!(has(&|it| *it == RulesetProblem::UnevenChoice), "{errors:#?}");
    assert!(has(&|it| *it == RulesetProblem::TooFewToChoose), "{errors:#?}");
    assert!(has(&|it| matches!(it, RulesetProblem::UnknownCell(_))), "{errors:#?}");
    assert!(has(&|it| matches!(it, RulesetProblem::UnknownBloc(_))), "{errors:#?}");
    assert!(has(&|it| matches!(it, RulesetProblem::DuplicatePart(_))), "{errors:#?}");
    assert!(has(&|it| matches!(it, RulesetProblem::PartsTooDeep(_))), "{errors:#?}");
    let sums = errors
        .iter()
        .filter(|error| matches!(error.problem, RulesetProblem::CoefficientSum { .. }));
    assert_eq!(sums.count(), 2, "{errors:#?}");
    assert!(errors.iter().all(|error| error.at.is_some()), "{errors:#?}");
}

#[test]
fn a_mark_that_is_rounded_is_told_with_both_values_and_no_other_is() {
    let ruleset = domain::builtin_ruleset("BCG24").unwrap();
    let mut marks = domain::CandidateMarks::default();
    for cell in ruleset.expected(&marks.context.clone()) {
        marks.set(cell.slot, "12".parse().ok());
    }
    marks.set("HG.1".parse().unwrap(), "10.21".parse().ok());
    marks.set("OPT.1".parse().unwrap(), "15.05".parse().ok());
    let outcome = domain::decide(&ruleset, &marks);
    let rounded = outcome.trace.iter().filter_map(|step| match step {
        domain::TraceStep::Rounded { slot, from, to } => Some(format!("{slot} {from}>{to}")),
        _ => None,
    });
    assert_eq!(rounded.collect::<Vec<_>>(), ["HG.1 10.21>10.3", "OPT.1 15.05>15.1"]);
}
