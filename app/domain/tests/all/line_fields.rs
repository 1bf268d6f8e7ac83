//! Every fault of a line is told at its field.

use domain::{
    CandidateMarks, DecideLine, Flaw, LineReason, MarkError, Ruleset, Slot, builtin_ruleset, builtin_text, flaws,
};

fn fault(ruleset: &Ruleset, line: &str) -> String {
    let line: DecideLine = serde_json::from_str(line).expect(line);
    let error = line.candidate(ruleset).expect_err("it cannot stand");
    assert_eq!(error.id.as_deref(), Some("1"));
    let reason = match error.reason {
        LineReason::Law(flaw) => format!("{flaw:?}").split([' ', '{']).next().unwrap().to_owned(),
        other => format!("{other:?}"),
    };
    format!("{} {reason}", error.field)
}

fn shapes() -> Ruleset {
    Ruleset::from_toml(include_str!("every_shape.toml")).unwrap()
}

#[test]
fn what_cannot_be_a_code_is_unknown_at_its_field() {
    let ruleset = builtin_ruleset("BCG24").unwrap();
    for (fields, field) in [
        (r#""marks":{"É":"12"}"#, "marks.É"),
        (r#""marks":{"HG.É":"12"}"#, "marks.HG.É"),
        (r#""marks":{},"parts":{"É":{"W":"12"}}"#, "parts.É.W"),
        (r#""marks":{},"parts":{"S1":{"É":"12"}}"#, "parts.S1.É"),
        (r#""marks":{},"group2":{"É":"12"}"#, "group2.É"),
        (r#""marks":{},"raises":{"É":"12"}"#, "raises.É"),
        (r#""marks":{},"provisional":{"É":"12"}"#, "provisional.É"),
        (r#""marks":{},"waived":{"É":"perdue"}"#, "waived.É"),
        (r#""marks":{},"context":{"later":["GO","É"]}"#, "context.later[1]"),
        (r#""marks":{},"context":{"chosen":["É"]}"#, "context.chosen[0]"),
        (
            r#""marks":{},"context":{"renounced":["GO","PHI","É"]}"#,
            "context.renounced[2]",
        ),
        (
            r#""marks":{},"context":{"specialities":{"É":"PC"}}"#,
            "context.specialities.É",
        ),
        (
            r#""marks":{},"context":{"specialities":{"S1":"É"}}"#,
            "context.specialities.S1",
        ),
        (r#""marks":{},"context":{"regime":"É"}"#, "context.regime"),
        (r#""marks":{},"context":{"conserved":{"É":1}}"#, "context.conserved.É"),
    ] {
        assert_eq!(
            fault(&ruleset, &format!(r#"{{"id":"1",{fields}}}"#)),
            format!("{field} Unknown")
        );
    }
}

#[test]
fn what_is_given_twice_is_told_wherever_it_is() {
    let ruleset = builtin_ruleset("BCG24").unwrap();
    for (fields, field) in [
        (r#""marks":{},"parts":{"S1":{},"S1":{}}"#, "parts.S1"),
        (r#""marks":{},"parts":{"S1":{"W":"1","W":"1"}}"#, "parts.S1.W"),
        (r#""marks":{},"group2":{"PHI":"1","FRE":"1","PHI":"2"}"#, "group2.PHI"),
        (r#""marks":{},"raises":{"PHI":"1","PHI":"1"}"#, "raises.PHI"),
        (r#""marks":{},"provisional":{"PHI":"1","PHI":"1"}"#, "provisional.PHI"),
        (r#""marks":{},"waived":{"PHI":"a","PHI":"b"}"#, "waived.PHI"),
        (
            r#""marks":{},"context":{"specialities":{"S1":"PC","S1":"PC"}}"#,
            "context.specialities.S1",
        ),
        (
            r#""marks":{},"context":{"conserved":{"PHI":1,"PHI":1}}"#,
            "context.conserved.PHI",
        ),
    ] {
        assert_eq!(
            fault(&ruleset, &format!(r#"{{"id":"1",{fields}}}"#)),
            format!("{field} Duplicate")
        );
    }
}

#[test]
fn what_stands_where_a_mark_is_expected_is_a_text_or_nothing() {
    let ruleset = builtin_ruleset("BCG24").unwrap();
    for (fields, found) in [
        (r#""marks":{"HG":8}"#, "marks.HG NotText"),
        (r#""marks":{"HG":[8,"9"]}"#, "marks.HG NotText"),
        (r#""marks":{"HG":["8",["9"]]}"#, "marks.HG NotText"),
        (
            r#""marks":{"PHI":["8","9"]}"#,
            "marks.PHI Years { expected: 1, found: 2 }",
        ),
        (r#""marks":{"HG":["8"]}"#, "marks.HG Years { expected: 2, found: 1 }"),
        (r#""marks":{"HG":"8"}"#, "marks.HG Years { expected: 2, found: 1 }"),
        (
            r#""marks":{"S1.W":"8"},"parts":{"S1":{"W":"8"}}"#,
            "parts.S1.W Duplicate",
        ),
        (r#""marks":{},"group2":{"PHI":12}"#, "group2.PHI NotText"),
        (
            r#""marks":{},"options":[{"mark":"12","coef":2}]"#,
            "options[0].coef NotText",
        ),
        (
            r#""marks":{},"options":[{"mark":"12"},{"mark":12}]"#,
            "options[1].mark NotText",
        ),
        (
            r#""marks":{},"options":[{"mark":"12","coef":"x"}]"#,
            "options[0].coef Coefficient(NotANumber)",
        ),
    ] {
        assert_eq!(fault(&ruleset, &format!(r#"{{"id":"1",{fields}}}"#)), found);
    }
    for fields in [
        r#""marks":{"HG":null}"#,
        r#""marks":{"HG":[null,"9"],"PHI":["12"]}"#,
        r#""marks":{},"options":[{"mark":"12","coef":null},{"mark":null}]"#,
        r#""marks":{},"group2":{"PHI":null}"#,
    ] {
        let line: DecideLine = serde_json::from_str(&format!(r#"{{"id":"1",{fields}}}"#)).unwrap();
        assert!(line.candidate(&ruleset).is_ok(), "{fields}");
    }
    assert!(serde_json::from_str::<DecideLine>(r#"{"id":"1","marks":[]}"#).is_err());
}

#[test]
fn options_and_facultative_marks_are_told_by_their_place_in_the_line() {
    let general = builtin_ruleset("BCG24").unwrap();
    let options = |count: usize, mark: &str| {
        let all: Vec<String> = (1..count).map(|_| r#"{"mark":"12","coef":"0.5"}"#.into()).collect();
        format!(
            r#"{{"id":"1","marks":{{}},"options":[{}{{"mark":"{mark}","coef":"0.5"}}]}}"#,
            all.concat()
                .replace("}{", "},{")
                .replace("\"}", "\"},")
                .replace(",,", ",")
        )
    };
    assert_eq!(fault(&general, &options(1, "VA")), "options[0].mark EntryRefused");
    assert_eq!(fault(&general, &options(3, "VA")), "options[2].mark EntryRefused");
    let places = general.places(domain::ComponentKind::Option);
    assert_eq!(
        fault(&general, &options(places + 1, "12")),
        format!("options TooMany({places})")
    );

    // Two tables of facultative épreuves make one list of the candidate.
    let second = "[[facultative]]\ncode = \"UG\"\nlabel = \"Autre\"\ncoef = 1\nstep = 1\nplaces = 1\ncounting = \"ABOVE_TEN\"\n\n[[bloc]]";
    let two = Ruleset::from_toml(&builtin_text("BCP31202").unwrap().replacen("[[bloc]]", second, 1)).unwrap();
    for (given, found) in [
        (r#"["12.3"]"#, "facultative[0] EntryRefused"),
        (r#"["12.5","12.3"]"#, "facultative[1] EntryRefused"),
        (r#"["12.5","12","12.5"]"#, "facultative[2] EntryRefused"),
        (r#"["12.5","12",true]"#, "facultative[2] NotText"),
        (r#"["1","1","1","1"]"#, "facultative TooMany(3)"),
    ] {
        let line = format!(r#"{{"id":"1","marks":{{}},"facultative":{given}}}"#);
        assert_eq!(fault(&two, &line), found);
    }
}

#[test]
fn a_day_that_is_none_is_told_where_it_was_given() {
    let ruleset = shapes();
    for (context, found) in [
        (
            r#"{"conserved":{"DOWN":"2021-07-01"},"day":"demain"}"#,
            "context.day NotADay",
        ),
        (
            r#"{"conserved":{"DOWN":"2021-02-30"},"day":"2026-07-01"}"#,
            "context.conserved.DOWN NotADay",
        ),
        (
            r#"{"conserved":{"DOWN":"2026-07-02"},"day":"2026-07-01"}"#,
            "context.conserved.DOWN ConservationRefused",
        ),
        (r#"{"conserved":{"CA":1}}"#, "context.conserved.CA ConservationRefused"),
    ] {
        let line = format!(r#"{{"id":"1","marks":{{"DOWN":"12","CA":"12"}},"context":{context}}}"#);
        assert_eq!(fault(&ruleset, &line), found);
    }
}

/// A code among the parts of an épreuve, a whole one beside its parts, a choice too many: each has its field.
#[test]
fn what_the_law_has_against_a_candidate_is_told_at_its_field() {
    let ruleset = shapes();
    for (fields, found) in [
        (r#""marks":{"NEAR":"10.5"}"#, "marks.NEAR EntryRefused"),
        (
            r#""marks":{},"parts":{"NEAR":{"W":"10.2"}}"#,
            "parts.NEAR.W EntryRefused",
        ),
        (
            r#""marks":{"NEAR":"10"},"parts":{"NEAR":{"W":"10"}}"#,
            "parts.NEAR WholeAndParts",
        ),
        (r#""marks":{"YEARS.1":"FR"}"#, "marks.YEARS.1 EntryRefused"),
        (
            r#""marks":{"CA":"10"},"provisional":{"CB":"10","CC":"10"}"#,
            "context.chosen ChoiceRefused",
        ),
        (
            r#""marks":{"CA":"10"},"group2":{"CA":"10","CB":"10","SUM":"9"}"#,
            "group2.SUM OralRefused",
        ),
        (r#""marks":{"CA":"DI"},"group2":{"CA":"10"}"#, "group2.CA OralRefused"),
        (r#""marks":{"CA":"10"},"group2":{"CA":"10.3"}"#, "group2.CA OralRefused"),
        (
            r#""marks":{},"context":{"later":["UF"],"category":"CONTINUING"}"#,
            "context.later NotForLater",
        ),
        (
            r#""marks":{},"context":{"later":["YEARS"]}"#,
            "context.later NotForLater",
        ),
        (
            r#""marks":{"YEARS.1":"AB"},"context":{"later":["YEARS"],"category":"CONTINUING"}"#,
            "context.later NotForLater",
        ),
        (
            r#""marks":{"DOWN":"9"},"context":{"conserved":{"DOWN":1}}"#,
            "context.conserved.DOWN ConservationRefused",
        ),
        (
            r#""marks":{"DOWN":"AB"},"context":{"conserved":{"DOWN":1}}"#,
            "context.conserved.DOWN ConservationRefused",
        ),
    ] {
        assert_eq!(fault(&ruleset, &format!(r#"{{"id":"1",{fields}}}"#)), found);
    }
}

/// Eight of an exercise out of twelve are thirteen and a third of twenty, and seven are under twelve.
#[test]
fn a_conserved_exercise_is_held_against_the_minimum_out_of_its_own_points() {
    let ruleset = shapes();
    let conserved = |a: &str, b: &str| {
        let mut marks = CandidateMarks::default();
        marks.set("SUM.A".parse().unwrap(), a.parse().ok());
        marks.set("SUM.B".parse().unwrap(), b.parse().ok());
        marks.context.conserved.insert("SUM".parse().unwrap(), 5);
        flaws(&ruleset, &marks).is_empty()
    };
    assert!(conserved("6", "4") && conserved("12", "8"));
    assert!(!conserved("5.75", "4") && !conserved("6", "3.75"));
}

#[test]
fn what_no_line_can_say_is_left_out_by_the_engine_as_well() {
    let (general, shapes) = (builtin_ruleset("BCG24").unwrap(), shapes());
    let slot = |text: &str| text.parse::<Slot>().unwrap();
    let of = |ruleset: &Ruleset, change: &dyn Fn(&mut CandidateMarks)| {
        let mut marks = CandidateMarks::default();
        change(&mut marks);
        flaws(ruleset, &marks)
    };
    let (hg, phi) = (slot("HG"), slot("PHI"));
    assert_eq!(
        of(&general, &|marks| marks.set(hg, "12".parse().ok())),
        [Flaw::EntryRefused {
            slot: hg,
            error: MarkError::UnknownSlot
        }]
    );
    assert_eq!(
        of(&general, &|marks| marks
            .option_coefficients
            .extend([(phi, "2".parse().unwrap())])),
        [Flaw::NotAnOption { slot: phi }]
    );
    assert_eq!(
        of(&general, &|marks| marks
            .context
            .specialities
            .extend([(phi.component, "PC".parse().unwrap())])),
        [Flaw::UnknownSpeciality {
            component: phi.component,
            speciality: "PC".parse().unwrap()
        }]
    );
    // A mark given meanwhile chooses too; that of one choice too many goes, and only it.
    let three = |marks: &mut CandidateMarks| {
        for code in ["CA", "CB", "CC", "DOWN"] {
            marks.provisional.insert(slot(code), "12".parse().unwrap());
        }
    };
    let found = of(&shapes, &three);
    assert!(
        matches!(found.as_slice(), [Flaw::ChoiceRefused { component, .. }] if component.as_str() == "CC"),
        "{found:?}"
    );
    let mut marks = CandidateMarks::default();
    three(&mut marks);
    let outcome = domain::decide(&shapes, &marks);
    let meanwhile = outcome.trace.iter().filter_map(|step| match step {
        domain::TraceStep::Provisional { slot, .. } => Some(slot.to_string()),
        _ => None,
    });
    assert_eq!(meanwhile.collect::<Vec<_>>(), ["DOWN", "CA", "CB"]);
}

#[test]
fn an_exam_that_conserves_nothing_refuses_every_conserved_mark() {
    let mut document = domain::Document::from(shapes());
    document.conserve = None;
    let ruleset = Ruleset::try_from(document).unwrap();
    for context in [
        r#"{"conserved":{"DOWN":1}}"#,
        r#"{"conserved":{"DOWN":1},"regime":"DATES"}"#,
    ] {
        let line = format!(r#"{{"id":"1","marks":{{"DOWN":"12"}},"context":{context}}}"#);
        let field = if context.contains("regime") {
            "context.regime UnknownRegime"
        } else {
            "context.conserved.DOWN ConservationRefused"
        };
        assert_eq!(fault(&ruleset, &line), field);
    }
}
