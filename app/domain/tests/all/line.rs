//! The JSON lines: what is refused, and the schema that describes them.

use std::collections::BTreeSet;

use domain::{DecideLine, DecisionLine, builtin_ruleset, schema};
use serde_json::{Value, json};

/// A line that uses every field there is.
fn full() -> Value {
    json!({
        "id": "full",
        "context": {"conserved": {"FRE": 4}, "regime": "D334-14", "specialities": {"S1": "PC"}, "later": ["S3"],
            "day": "2026-07-01", "renounced": ["GO"], "chosen": ["S2"], "category": "SCHOOL",
            "sanction": "NO_MENTION", "presumed_fraud": true},
        "parts": {"S1": {"W": "12", "P": "17"}},
        "facultative": ["16"],
        "options": [{"mark": "11.2", "coef": "2"}],
        "marks": {
            "FRE": "9", "FRO": "10", "PHI": "8", "GO": "11", "S2": "ab",
            "HG": ["10.26", "10.4"], "LVA": ["11", "10.6"], "LVB": ["9.8", "9,5"], "ES": ["10.1", "DI"],
            "EPS": ["12"], "EMC.1": "11.2", "EMC.2": "11"
        },
        "group2": {"PHI": "14", "S2": null},
        "raises": {"PHI": "9"},
        "provisional": {"EPS": "10"},
        "waived": {"S2": "lost"}
    })
}

fn decide(value: Value) -> Result<DecisionLine, String> {
    let ruleset = builtin_ruleset("BCG24").unwrap();
    let line: DecideLine = serde_json::from_value(value).map_err(|error| format!("JSON: {error}"))?;
    line.decide(&ruleset).map_err(|error| {
        let reason = match serde_json::to_value(&error.reason).unwrap() {
            Value::Object(map) => {
                let (code, detail) = map.into_iter().next().unwrap();
                let flaw = detail
                    .get("flaw")
                    .or(Some(&detail))
                    .and_then(Value::as_str)
                    .unwrap_or_default();
                format!("{code} {flaw}")
            }
            code => code.as_str().unwrap().to_owned(),
        };
        format!("{}: {}", error.field, reason.trim_end())
    })
}

#[test]
fn a_bad_field_is_named_with_its_reason() {
    let mut good = full();
    good.as_object_mut().unwrap().remove("facultative");
    good["group2"] = json!({});
    good["waived"] = json!({});
    good["context"]["chosen"] = json!([]);
    decide(good.clone()).expect("without facultative épreuves, which this diploma has not, the line stands");
    for (pointer, value, error) in [
        ("/marks/PHI", json!("8.5"), "marks.PHI: LAW ENTRY_REFUSED"),
        ("/marks/PHI", json!("21"), "marks.PHI: MARK ABOVE_MAXIMUM"),
        ("/marks/PHI", json!("huit"), "marks.PHI: MARK UNKNOWN_CODE"),
        ("/marks/PHI", json!(8), "marks.PHI: NOT_TEXT"),
        ("/marks/PHI", json!({"mark": "8"}), "marks.PHI: NOT_TEXT"),
        ("/marks/PHI", json!(["8", "9"]), "marks.PHI: YEARS"),
        ("/marks/HG", json!("10.2"), "marks.HG: YEARS"),
        ("/marks/HG", json!(["10.2", "11", "12"]), "marks.HG: YEARS"),
        (
            "/marks/HG",
            json!(["10.2", "11.123"]),
            "marks.HG: MARK TOO_MANY_DECIMALS",
        ),
        ("/marks/PHI", json!("VA"), "marks.PHI: LAW ENTRY_REFUSED"),
        ("/marks/XYZ", json!("8"), "marks.XYZ: UNKNOWN"),
        ("/marks/HG.3", json!("8"), "marks.HG.3: UNKNOWN"),
        ("/marks/HG.1", json!("8"), "marks.HG.1: DUPLICATE"),
        ("/marks/OPT.1", json!("8"), "marks.OPT.1: WRONG_PLACE"),
        ("/marks/S1", json!("8"), "parts.S1: LAW WHOLE_AND_PARTS"),
        ("/parts/S1/X", json!("8"), "parts.S1.X: UNKNOWN"),
        ("/parts/S1/O", json!("8"), "parts.S1.O: LAW PART_OUTSIDE_SPECIALITY"),
        ("/parts/S1/W", json!("8.2"), "parts.S1.W: LAW ENTRY_REFUSED"),
        (
            "/options/0/coef",
            json!("0"),
            "options[0].coef: COEFFICIENT OUT_OF_RANGE",
        ),
        ("/options/0/coef", json!("16"), "options: LAW TOO_MANY_OPTIONS"),
        ("/options/0/mark", json!("x"), "options[0].mark: MARK UNKNOWN_CODE"),
        ("/facultative", json!(["16"]), "facultative: TOO_MANY"),
        (
            "/context/conserved/FRE",
            json!(6),
            "context.conserved.FRE: LAW CONSERVATION_REFUSED",
        ),
        (
            "/context/conserved/HG",
            json!(1),
            "context.conserved.HG: LAW CONSERVATION_REFUSED",
        ),
        (
            "/context/conserved/GO",
            json!(0),
            "context.conserved.GO: LAW CONSERVATION_REFUSED",
        ),
        (
            "/context/regime",
            json!("D334-99"),
            "context.regime: LAW UNKNOWN_REGIME",
        ),
        (
            "/context/specialities/S1",
            json!("XX"),
            "context.specialities.S1: LAW UNKNOWN_SPECIALITY",
        ),
        ("/group2/ES", json!("12"), "group2.ES: LAW ORAL_REFUSED"),
        ("/group2/GO", json!("12"), "group2.GO: LAW ORAL_REFUSED"),
        ("/raises/PHI", json!(null), "raises.PHI: NOT_TEXT"),
    ] {
        let mut line = good.clone();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        let holder = line.pointer_mut(parent).unwrap();
        match holder {
            Value::Array(list) => list[key.parse::<usize>().unwrap()] = value,
            holder => holder[key] = value,
        }
        let found = decide(line).expect_err(pointer);
        assert_eq!(found, error, "{pointer}");
    }
    let twice = r#"{"id":"x","marks":{"PHI":"8","PHI":"9"}}"#;
    let line: DecideLine = serde_json::from_str(twice).unwrap();
    let error = line.decide(&builtin_ruleset("BCG24").unwrap()).unwrap_err();
    assert_eq!(error.field, "marks.PHI");
}

#[test]
fn missing_marks_are_pending_and_unknown_orals_wait() {
    let answer = decide(json!({"id": "a", "marks": {"PHI": null}})).unwrap();
    assert_eq!(serde_json::to_value(answer.decision).unwrap(), "PENDING");
    assert_eq!((answer.average, answer.points, answer.coefficients), (None, None, None));
}

/// The names a schema node allows, at its place.
fn properties<'a>(schema: &'a Value, pointer: &str) -> BTreeSet<&'a str> {
    let node = schema
        .pointer(pointer)
        .unwrap_or_else(|| panic!("{pointer} is not described"));
    assert_eq!(node["additionalProperties"], json!(false), "{pointer}");
    node["properties"]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

fn names(value: &Value) -> BTreeSet<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn the_schema_names_the_fields_there_are_and_no_other() {
    let schema: Value = serde_json::from_str(schema()).unwrap();
    let line: DecideLine = serde_json::from_value(full()).unwrap();
    let written = serde_json::to_value(&line).unwrap();
    assert_eq!(written, full(), "a line is written as it was read");
    let bare = json!({"id": "bare", "marks": {}});
    let line: DecideLine = serde_json::from_value(bare.clone()).unwrap();
    assert_eq!(
        serde_json::to_value(&line).unwrap(),
        bare,
        "and nothing is written that was not given"
    );

    assert_eq!(properties(&schema, ""), names(&written));
    assert_eq!(properties(&schema, "/properties/context"), names(&written["context"]));
    assert_eq!(
        properties(&schema, "/properties/options/items"),
        names(&written["options"][0])
    );

    let required: Vec<&str> = schema["required"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    for name in properties(&schema, "") {
        let mut without = full();
        without.as_object_mut().unwrap().remove(name);
        let read = serde_json::from_value::<DecideLine>(without);
        assert_eq!(read.is_err(), required.contains(&name), "{name}");
    }
    for pointer in ["", "/context", "/options/0"] {
        let mut more = full();
        more.pointer_mut(pointer).unwrap()["more"] = json!("1");
        assert!(serde_json::from_value::<DecideLine>(more).is_err(), "{pointer}");
    }
}
