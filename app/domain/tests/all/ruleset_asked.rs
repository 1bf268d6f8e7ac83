//! What a ruleset answers when it is asked, and how it travels.

use domain::{
    ComponentKind, Context, Decision, Document, Mention, PartScale, Ruleset, RulesetProblem, Slot, Threshold, builtin,
    builtin_ruleset, builtin_text, decide,
};

fn shapes() -> Ruleset {
    Ruleset::from_toml(include_str!("every_shape.toml")).unwrap()
}

#[test]
fn every_kind_of_component_has_its_label() {
    let general = builtin_ruleset("BCG24").unwrap();
    for (ruleset, code, label, kind) in [
        (&general, "PHI", "Philosophie", ComponentKind::Epreuve),
        (&general, "HG", "Histoire-géographie", ComponentKind::Cc),
        (&general, "OPT", "Enseignement optionnel", ComponentKind::Option),
        (&shapes(), "UF", "Facultatif, écart à dix", ComponentKind::Facultative),
    ] {
        let component = code.parse().unwrap();
        assert_eq!(ruleset.label(component), Some(label));
        assert_eq!(ruleset.kind(component), Some(kind));
    }
    let nobody = "NOBODY".parse().unwrap();
    assert_eq!((general.label(nobody), general.kind(nobody)), (None, None));
}

#[test]
fn exercises_are_parts_out_of_their_own_points() {
    let ruleset = shapes();
    let of = |code: &str| {
        let component = code.parse().unwrap();
        let exercises: Vec<&str> = ruleset
            .exercises(component)
            .iter()
            .map(|part| part.code.as_str())
            .collect();
        (exercises, ruleset.part_scale(component))
    };
    assert_eq!(of("SUM"), (vec!["A", "B"], PartScale::Weight));
    assert_eq!(of("NEAR"), (vec![], PartScale::Twenty));
    assert_eq!(of("CA"), (vec![], PartScale::Twenty));
    assert_eq!(of("NOBODY"), (vec![], PartScale::Twenty));
}

#[test]
fn admission_is_the_gate_that_leads_there() {
    assert_eq!(shapes().admission(), "10".parse().ok());
    let mut document = Document::from(builtin_ruleset("BCG24").unwrap());
    document.group1.retain(|gate| gate.decision == domain::Passage::Group2);
    document.certificate = None;
    assert_eq!(Ruleset::try_from(document).unwrap().admission(), None);
}

#[test]
fn what_is_expected_follows_the_category_the_choice_and_what_is_left_for_later() {
    let ruleset = shapes();
    let expected = |context: &str| -> Vec<String> {
        let context: Context = serde_json::from_str(context).unwrap();
        ruleset
            .expected(&context)
            .iter()
            .map(|cell| cell.slot.to_string())
            .collect()
    };
    let usual = [
        "NEAR.W", "NEAR.O1", "NEAR.O2", "DOWN.A", "DOWN.B", "SUM.A", "SUM.B", "YEARS.1", "YEARS.2",
    ];
    assert_eq!(expected("{}"), usual);
    let distance = expected(r#"{"category":"DISTANCE","chosen":["CB"],"later":["DOWN","YEARS"]}"#);
    assert_eq!(distance, ["NEAR.W", "NEAR.O1", "SUM.A", "SUM.B", "CB"]);
}

#[test]
fn a_regime_is_the_one_that_is_named_or_the_first() {
    let ruleset = builtin_ruleset("BPDEMO").unwrap();
    let regime = |code: Option<&str>| {
        let context = Context {
            regime: code.map(|code| code.parse().unwrap()),
            ..Context::default()
        };
        ruleset.regime(&context).map(|regime| regime.code.to_string())
    };
    assert_eq!(regime(None).as_deref(), Some("BENEFICE"));
    assert_eq!(regime(Some("PROGRESSIVE")).as_deref(), Some("PROGRESSIVE"));
    assert_eq!(regime(Some("NONE")), None);
}

#[test]
fn a_raise_falls_on_the_step_of_the_jury_or_of_the_mark() {
    let step = |rules: &str, slot: &str| {
        let text = builtin_text("BCG24")
            .unwrap()
            .replacen("[jury]", &format!("[jury]\n{rules}"), 1);
        let ruleset = Ruleset::from_toml(&text).unwrap();
        ruleset
            .raise_step(ruleset.cell(&slot.parse().unwrap()).unwrap())
            .to_string()
    };
    assert_eq!((step("", "PHI"), step("", "HG.1")), ("1".into(), "0.1".into()));
    assert_eq!(step("raise_step = \"0.5\"", "HG.1"), "0.5");
}

#[test]
fn minimums_are_thresholds_too() {
    let ruleset = shapes();
    let names: Vec<String> = ruleset
        .thresholds()
        .iter()
        .map(|(threshold, _)| threshold.code())
        .collect();
    assert_eq!(
        names,
        [
            "gate1",
            "gate2",
            "bloc2-trade",
            "orals",
            "mention-TB",
            "mention-AB",
            "floor1"
        ]
    );
    let moved = ruleset.with_thresholds(&[(Threshold::Floor(0), "4".parse().unwrap())].into());
    let mut marks = domain::CandidateMarks::default();
    for (slot, mark) in [
        ("NEAR", "5"),
        ("DOWN", "20"),
        ("SUM", "20"),
        ("CA", "20"),
        ("YEARS.1", "20"),
        ("YEARS.2", "20"),
    ] {
        marks.set(slot.parse::<Slot>().unwrap(), mark.parse().ok());
    }
    let decisions = [&ruleset, &moved].map(|ruleset| decide(ruleset, &marks).decision);
    assert_eq!(decisions, [Decision::Eliminated, Decision::Admitted]);
}

/// Between the halves of the program, without names and without its worked cases.
#[test]
fn a_ruleset_travels_without_names_and_is_the_same() {
    for (code, _) in builtin() {
        let ruleset = builtin_ruleset(code).unwrap();
        let bytes = postcard::to_allocvec(&ruleset).unwrap();
        let back: Ruleset = postcard::from_bytes(&bytes).unwrap();
        assert_eq!(back, ruleset, "{code}");
        assert!(
            postcard::from_bytes::<Ruleset>(&bytes[..bytes.len() / 2]).is_err(),
            "{code}"
        );
    }
}

#[test]
fn what_people_write_is_checked_as_it_is_read() {
    let mut value = serde_json::to_value(builtin_ruleset("BPDEMO").unwrap()).unwrap();
    value["expected_coefficients"] = "24".into();
    let error = serde_json::from_value::<Ruleset>(value.clone())
        .unwrap_err()
        .to_string();
    assert!(error.contains("expected_coefficients"), "{error}");
    value["average"] = "none".into();
    assert!(serde_json::from_value::<Ruleset>(value).is_err());
}

#[test]
fn an_exercise_out_of_more_than_a_mark_can_tell_is_a_fault() {
    for weight in ["21", "700"] {
        let text = include_str!("every_shape.toml").replace("weight = 12", &format!("weight = {weight}"));
        let errors = Ruleset::from_toml(&text).expect_err(weight);
        let above = |problem: &RulesetProblem| matches!(problem, RulesetProblem::PartAboveTwenty(_));
        assert!(errors.iter().any(|error| above(&error.problem)), "{errors:#?}");
    }
}

#[test]
fn decisions_and_mentions_travel_under_one_name() {
    for decision in Decision::ALL {
        assert_eq!(serde_json::to_value(decision).unwrap(), decision.as_str());
        assert_eq!(Decision::from_name(decision.as_str()), Some(decision));
    }
    for mention in Mention::ALL {
        assert_eq!(serde_json::to_value(mention).unwrap(), mention.as_str());
        assert_eq!(Mention::from_name(mention.as_str()), Some(mention));
    }
    assert_eq!((Decision::from_name("admitted"), Mention::from_name("")), (None, None));
}
