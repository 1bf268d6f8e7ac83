//! `delos decide`: the law from a shell.

use crate::common::Place;
use serde_json::{Value, json};

const SCHEMA: &str = include_str!("../../../app/domain/rulesets/decide.schema.json");

/// Exit code and answers.
fn decide(arguments: &[&str], input: &str) -> (Option<i32>, Vec<Value>) {
    let output = Place::empty().delos(&[&["decide"], arguments].concat(), input);
    let text = String::from_utf8(output.stdout).expect("utf-8");
    let answers = text
        .lines()
        .map(|line| serde_json::from_str(line).expect(line))
        .collect();
    (output.status.code(), answers)
}

#[test]
fn every_worked_case_comes_out_as_published() {
    for (code, text) in domain::builtin() {
        let cases = domain::Ruleset::cases(text).expect("a ruleset");
        let line = |case: &domain::Example| serde_json::to_string(&case.given).expect("json") + "\n";
        let input: String = cases.iter().map(line).collect();
        let (exit, answers) = decide(&["--ruleset", code], &input);
        assert_eq!((exit, answers.len()), (Some(0), cases.len()));
        for (case, answer) in cases.into_iter().zip(answers) {
            assert!(answer["trace"].as_array().is_some_and(|steps| !steps.is_empty()));
            let found: domain::DecisionLine = serde_json::from_value(answer).expect("a decision");
            assert_eq!(domain::Expected::from(found), case.expected, "{}", case.about);
        }
    }
}

#[test]
fn a_bad_line_is_told_and_the_others_are_answered() {
    let good = r#"{"id":"bon","marks":{"PHI":"12"}}"#;
    let bad = [
        ("rien", Value::Null, "", "JSON"),
        (r#"{"id":"a","marks":{"PHI":12}}"#, json!("a"), "marks.PHI", "NOT_TEXT"),
        (r#"{"id":"b","marks":{"PHI":"21"}}"#, json!("b"), "marks.PHI", "MARK"),
        (r#"{"id":"c","marks":{"ZZZ":"12"}}"#, json!("c"), "marks.ZZZ", "UNKNOWN"),
        (r#"{"id":"d","notes":{}}"#, json!("d"), "", "JSON"),
        (r#"{"id":"e","marks":{"HG":["12"]}}"#, json!("e"), "marks.HG", "YEARS"),
    ];
    let mut input = format!("\u{feff}{good}\r\n\n");
    for (line, ..) in &bad {
        input.push_str(&format!("{line}\n"));
    }
    input.push_str(good);
    let (code, answers) = decide(&["--ruleset", "BCG24", "-"], &input);
    assert_eq!((code, answers.len()), (Some(1), bad.len() + 2));
    for answer in [&answers[0], &answers[bad.len() + 1]] {
        assert_eq!((&answer["id"], &answer["decision"]), (&json!("bon"), &json!("PENDING")));
        assert_eq!((&answer["average"], &answer["points"]), (&Value::Null, &Value::Null));
    }
    for ((line, id, field, reason), answer) in bad.iter().zip(&answers[1..]) {
        assert_eq!((&answer["id"], &answer["field"]), (id, &json!(field)), "{line}");
        let found = &answer["reason"];
        assert!(found == reason || found.get(reason).is_some(), "{line}: {found}");
    }
}

#[test]
fn the_schema_is_printed_and_an_unknown_ruleset_is_refused() {
    let output = Place::empty().delos(&["decide", "--schema"], "");
    assert_eq!(
        String::from_utf8(output.stdout).expect("utf-8").trim_end(),
        SCHEMA.trim_end()
    );
    let output = Place::empty().delos(&["decide", "--ruleset", "BTS"], "");
    let said = String::from_utf8(output.stderr).expect("utf-8");
    assert!(output.status.code() == Some(2) && said.contains("BCP31202"), "{said}");
    assert_eq!(Place::empty().delos(&["decide"], "").status.code(), Some(2));
}
