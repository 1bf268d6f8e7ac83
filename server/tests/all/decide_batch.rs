//! `delos decide --batch`: a session in columns comes out as line by line.

use crate::common::Place;
use serde_json::{Value, json};
use std::collections::BTreeMap;

struct Answer {
    exit: Option<i32>,
    /// Decision, mention, average, points, coefficients, by id.
    rows: BTreeMap<String, Vec<String>>,
    errors: String,
}

fn batch(ruleset: &str, input: impl AsRef<[u8]>) -> Answer {
    let place = Place::empty();
    let file = place.path().join("session");
    std::fs::write(&file, input).expect("written");
    let arguments = [
        "decide",
        "--ruleset",
        ruleset,
        "--batch",
        file.to_str().expect("a path"),
    ];
    let output = place.delos(&arguments, "");
    let text = String::from_utf8(output.stdout).expect("utf-8");
    let row = |line: &str| {
        let mut fields = line.split(';').map(str::to_owned);
        (fields.next().expect("an id"), fields.collect())
    };
    Answer {
        exit: output.status.code(),
        rows: text.lines().skip(1).map(row).collect(),
        errors: String::from_utf8(output.stderr).expect("utf-8"),
    }
}

/// A case as titles and values.
fn flat(line: &Value) -> BTreeMap<String, String> {
    let mut out = BTreeMap::from([("id".to_owned(), line["id"].as_str().expect("an id").to_owned())]);
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let table = |name: &str| line[name].as_object().cloned().unwrap_or_default();
    for (name, value) in table("marks") {
        match value {
            Value::Array(years) => {
                for (number, year) in (1..).zip(&years) {
                    out.insert(format!("{name}.{number}"), text(year));
                }
            }
            value => drop(out.insert(name, text(&value))),
        }
    }
    for (component, parts) in table("parts") {
        for (part, value) in parts.as_object().expect("parts") {
            out.insert(format!("{component}.{part}"), text(value));
        }
    }
    for (number, option) in (1..).zip(line["options"].as_array().into_iter().flatten()) {
        out.insert(format!("OPT.{number}"), text(&option["mark"]));
        out.insert(format!("OPT.{number}.coef"), text(&option["coef"]));
    }
    for (number, mark) in (1..).zip(line["facultative"].as_array().into_iter().flatten()) {
        out.insert(format!("UF.{number}"), text(mark));
    }
    for name in ["group2", "raises", "provisional", "waived"] {
        out.extend(
            table(name)
                .iter()
                .map(|(component, value)| (format!("{name}.{component}"), text(value))),
        );
    }
    for (name, value) in line["context"].as_object().into_iter().flatten() {
        match (name.as_str(), value) {
            ("specialities", Value::Object(all)) => {
                out.extend(
                    all.iter()
                        .map(|(component, code)| (format!("{component}.speciality"), text(code))),
                );
            }
            ("conserved", Value::Object(all)) => {
                out.extend(
                    all.iter()
                        .map(|(component, ago)| (format!("conserved.{component}"), text(ago))),
                );
            }
            (_, Value::Array(list)) => {
                let list: Vec<String> = list.iter().map(text).collect();
                out.insert(name.clone(), list.join(" "));
            }
            (_, value) => drop(out.insert(name.clone(), text(value))),
        }
    }
    out
}

#[test]
fn every_worked_case_comes_out_as_published() {
    for (code, text) in domain::builtin() {
        let cases = domain::Ruleset::cases(text).expect("a ruleset");
        let rows: Vec<_> = cases
            .iter()
            .map(|case| flat(&serde_json::to_value(&case.given).expect("json")))
            .collect();
        let titles: Vec<&String> = rows
            .iter()
            .flat_map(BTreeMap::keys)
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect();
        let line = |row: &BTreeMap<String, String>| {
            let fields = titles.iter().map(|title| row.get(*title).map_or("", String::as_str));
            fields.collect::<Vec<_>>().join(";")
        };
        let names: Vec<&str> = titles.iter().map(|title| title.as_str()).collect();
        let sheet: Vec<String> = std::iter::once(names.join(";")).chain(rows.iter().map(line)).collect();
        let answer = batch(code, format!("\u{feff}{}\r\n", sheet.join("\r\n")));
        assert_eq!((answer.exit, answer.errors.as_str()), (Some(0), ""), "{code}");
        assert_eq!(answer.rows.len(), cases.len());
        for case in cases {
            let told = |text: Option<String>| text.unwrap_or_default();
            let expected = [
                case.expected.decision.as_str().to_owned(),
                case.expected.mention.map_or("", domain::Mention::as_str).to_owned(),
                told(case.expected.average),
                told(case.expected.points),
                told(case.expected.coefficients),
            ];
            assert_eq!(answer.rows[&case.given.id], expected, "{}", case.about);
        }
    }
}

#[test]
fn a_bad_row_is_told_with_its_line_and_the_others_are_answered() {
    let sheet = "id,PHI,GO,OPT.1,OPT.1.coef,conserved.PHI\n\
        bon,12,13,,,\n\
        pas,\"12,3\",13,,,\n\
        haut,20.5,13,,,\n\
        mot,douze,13,,,\n\
        vieux,12,13,,,6\n\
        option,12,13,12,16,\n\
        trop,12,13,,,,,\n\
        aussi,8,AB,,,\n";
    let answer = batch("BCG24", sheet);
    assert_eq!(answer.exit, Some(1));
    assert_eq!(answer.rows.keys().collect::<Vec<_>>(), ["aussi", "bon"]);
    let told: Vec<&str> = answer.errors.lines().collect();
    for (line, start) in told.iter().zip([
        "ligne 3, pas, marks.PHI : ",
        "ligne 4, haut, marks.PHI : ",
        "ligne 5, mot, marks.PHI : ",
        "ligne 6, vieux, context.conserved.PHI : ",
        "ligne 7, option, options : ",
        "ligne 8, trop : ",
    ]) {
        assert!(line.starts_with(start), "{line} is not {start}");
    }
    assert_eq!(told.len(), 6, "{told:#?}");
}

#[test]
fn a_title_that_means_nothing_refuses_the_file() {
    for (sheet, said) in [
        ("id;ZZZ\n1;12\n", "colonne 2 : « ZZZ » n’est pas une cellule de BCG24"),
        ("id;PHI;PHI\n1;12;12\n", "colonne 3 : « PHI » est donnée deux fois"),
        ("id;PHI.coef\n1;2\n", "colonne 2 : « PHI.coef »"),
    ] {
        let answer = batch("BCG24", sheet);
        assert_ne!(answer.exit, Some(0));
        assert!(
            answer.rows.is_empty() && answer.errors.contains(said),
            "{}",
            answer.errors
        );
    }
}

/// A dump of columns.
fn dump(rows: u32, columns: &[(&str, &[u16])]) -> Vec<u8> {
    let mut out = b"DELOS\0\0\x01".to_vec();
    out.extend(rows.to_le_bytes());
    out.extend((columns.len() as u32).to_le_bytes());
    for (name, _) in columns {
        out.extend((name.len() as u16).to_le_bytes());
        out.extend(name.as_bytes());
    }
    for value in columns.iter().flat_map(|(_, values)| *values) {
        out.extend(value.to_le_bytes());
    }
    out
}

#[test]
fn a_binary_dump_says_the_same_as_a_sheet() {
    let columns: [(&str, &[u16]); 10] = [
        ("E1", &[900, 700, 2040]),
        ("E2", &[1200, 900, 1400]),
        ("E3", &[850, 500, 1100]),
        ("E4", &[1000, 800, 1400]),
        ("E5", &[1300, 1100, 1400]),
        ("E6", &[1250, 1050, 1300]),
        ("E7", &[1100, 1000, 1500]),
        ("UF.1", &[2047, 2047, 1600]),
        ("UF.2", &[2047, 2047, 2047]),
        ("E2", &[1200, 900, 1400]),
    ];
    let answer = batch("BTSSIO", dump(3, &columns[..9]));
    assert_eq!((answer.exit, answer.errors.as_str()), (Some(0), ""));
    assert_eq!(answer.rows["1"], ["ADMITTED", "", "11.06", "243.5", "22"]);
    assert_eq!(answer.rows["2"], ["GROUP2", "", "8.95", "197", "22"]);
    assert_eq!(answer.rows["3"][0], "ELIMINATED");
    let whole = dump(3, &columns[..9]);
    for (bytes, said) in [
        (whole[..whole.len() - 1].to_vec(), "s’arrête avant la fin"),
        (whole[..12].to_vec(), "s’arrête avant la fin"),
        (dump(3, &[("ZZ", &[0, 0, 0])]), "« ZZ » n’est pas une cellule"),
        (
            dump(3, &[("E1", &[0, 2039, 0])]),
            "candidat 2, E1 : 2039 ne veut rien dire",
        ),
        (dump(u32::MAX, &[]), "ce n’est pas une session"),
    ] {
        let answer = batch("BTSSIO", bytes);
        assert_ne!(answer.exit, Some(0));
        assert!(answer.errors.contains(said), "{}", answer.errors);
    }
}

#[test]
fn one_thread_and_two_say_the_same() {
    let mut sheet = "id;PHI;GO;FRE\n".to_owned();
    for row in 0..3_000 {
        sheet += &format!(
            "{row};{};{};{}\n",
            row % 21,
            row % 19,
            if row % 7 == 0 { "DI" } else { "11" }
        );
    }
    let place = Place::empty();
    let file = place.path().join("session.csv");
    std::fs::write(&file, sheet).expect("written");
    let run = |threads: &str| {
        let file = file.to_str().expect("a path");
        let arguments = ["decide", "--ruleset", "BCG24", "--batch", "--threads", threads, file];
        place.delos(&arguments, "").stdout
    };
    assert_eq!(run("1"), run("2"));
    assert_eq!(json!(run("1").len() > 3_000 * 10), json!(true));
}
