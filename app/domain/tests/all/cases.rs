//! The worked cases of each ruleset, kept in its text: what goes in, what must come out.

use domain::{
    DecideLine, Decision, Example, Ruleset, builtin, builtin_ruleset, builtin_text, check_raise, sufficient_raises,
};

fn cases(code: &str) -> Vec<Example> {
    Ruleset::cases(builtin_text(code).expect(code)).expect(code)
}

fn ruleset(code: &str) -> Ruleset {
    builtin_ruleset(code).expect(code)
}

fn line(text: &str) -> DecideLine {
    serde_json::from_str(text).expect(text)
}

#[test]
fn every_ruleset_proves_itself() {
    for (code, text) in builtin() {
        let count = ruleset(code)
            .prove(text)
            .unwrap_or_else(|errors| panic!("{code}: {errors:#?}"));
        let expected = match *code {
            "BCG24" => 28,
            "BCP31202" => 7,
            "BTSSIO" => 8,
            "BPDEMO" => 8,
            "BCG27" | "BCP25303" | "BCP31213" | "BCPAGORA" | "BTSMCO" | "BPBOULANGER" => 2,
            _ => 1,
        };
        assert_eq!(count, expected, "{code}");
    }
}

/// P23: the marks made from a written and a practical part.
#[test]
fn marks_made_from_parts_are_rounded_up_to_the_whole_point() {
    let ruleset = ruleset("BCG24");
    for (speciality, written, practical, exact, mark) in [
        ("PC", "12", "17", "13/1", "13"),
        ("PC", "11", "18", "62/5", "13"),
        ("SVT", "13", "16", "55/4", "14"),
        ("NSI", "12", "15", "66/5", "14"),
        ("PC", "11.5", "DI", "23/2", "12"),
        ("ARTS", "20", "20", "20/1", "20"),
    ] {
        let second = if speciality == "ARTS" { "O" } else { "P" };
        let line = line(&format!(
            r#"{{"id":"P23","context":{{"specialities":{{"S1":"{speciality}"}}}},"marks":{{}},
                "parts":{{"S1":{{"W":"{written}","{second}":"{practical}"}}}}}}"#
        ));
        let trace = serde_json::to_value(line.decide(&ruleset).unwrap().trace).unwrap();
        let rule = |name: &str| {
            trace
                .as_array()
                .unwrap()
                .iter()
                .find(|step| step["rule"] == name)
                .cloned()
        };
        let derived = rule("DERIVED").expect("a derived mark");
        assert_eq!(
            (derived["exact"].as_str(), derived["mark"].as_str()),
            (Some(exact), Some(mark))
        );
        let counted = rule("COUNTED").expect("a line");
        assert_eq!(
            (counted["slot"].as_str(), counted["coefficient"].as_str()),
            (Some("S1"), Some("16"))
        );
    }
}

/// P49 before the raise: every single raise that suffices, and none that the jury may not make.
#[test]
fn a_jury_is_shown_every_sufficient_single_raise() {
    let ruleset = ruleset("BCG24");
    let mut case = cases("BCG24").into_iter().find(|case| case.given.id == "P49").unwrap();
    case.given.raises.0.clear();
    let before = case.given.decide(&ruleset).unwrap();
    assert_eq!(
        (before.points.as_deref(), before.average.as_deref()),
        (Some("992.4"), Some("9.92"))
    );
    assert_eq!(before.decision, Decision::Group2);

    let marks = case.given.candidate(&ruleset).unwrap();
    let raises = sufficient_raises(&ruleset, &marks);
    let shown: Vec<String> = raises
        .iter()
        .map(|raise| {
            let average = raise.average.unwrap().truncated(2);
            format!(
                "{} {}>{} +{} {average} {}",
                raise.slot,
                raise.from,
                raise.to,
                raise.gain,
                raise.decision.as_str()
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            "PHI 8>9 +8 10.00 ADMITTED",
            "GO 11>12 +10 10.02 ADMITTED",
            "S1 9>10 +16 10.08 ADMITTED",
            "S2 9>10 +16 10.08 ADMITTED"
        ]
    );
    for raise in raises {
        assert_eq!(check_raise(&ruleset, &marks, raise.slot, raise.to), Ok(raise.from));
    }
}

#[test]
fn raises_out_of_the_jury_s_powers_refuse_the_line_and_say_why() {
    let ruleset = ruleset("BCG24");
    let first = &cases("BCG24")[0].given;
    for (slot, to, reason) in [
        ("FRE", "12", r#""refusal":"LOCKED""#),
        ("HG.1", "20", r#""refusal":"LOCKED""#),
        ("PHI", "8", r#""refusal":{"NOT_HIGHER":"9"}"#),
        ("PHI", "9", r#""refusal":{"NOT_HIGHER":"9"}"#),
        ("PHI", "9.5", r#""refusal":{"OFF_STEP":"1"}"#),
        ("XYZ", "9", r#""refusal":"UNKNOWN_SLOT""#),
        ("S1.W", "19", r#""refusal":"PART""#),
        ("OPT.1", "19", r#""refusal":"NO_MARK""#),
    ] {
        let mut line = first.clone();
        line.raises = serde_json::from_str(&format!(r#"{{"{slot}":"{to}"}}"#)).unwrap();
        let error = line.decide(&ruleset).expect_err(slot);
        assert_eq!(
            (error.id.as_deref(), error.field),
            (Some("P01"), format!("raises.{slot}"))
        );
        let found = serde_json::to_string(&error.reason).unwrap();
        assert!(found.contains(reason), "{slot} {to}: {found}");
    }
}
