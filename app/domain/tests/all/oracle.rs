//! The engine beside the law read a second time in another language: `oracle.py`, exact fractions. Random
//! candidates of every ruleset, none of whom may differ. `ORACLE=1000000` for more of them.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::thread;

use domain::{Cell, ComponentKind, DecideLine, DecisionLine, Ruleset, builtin, replay};
use serde_json::{Map, Value, json};

use crate::common::Dice;

/// Candidates in all when nothing else is asked for.
const CASES: usize = 9_000;

/// A candidate whose marks lie about a level, so that thresholds are met often.
fn candidate(ruleset: &Ruleset, dice: &mut Dice, id: usize) -> Value {
    let level = *dice.pick(&[500, 780, 800, 950, 1000, 1180, 1200, 1400, 1600, 1800]);
    let codes: Vec<String> = ruleset.codes.keys().map(ToString::to_string).collect();
    let rough = dice.one_in(3);
    let mark = |dice: &mut Dice, cell: &Cell| {
        if rough && dice.one_in(12) {
            return json!(dice.pick(&codes));
        }
        let (scale, step) = (
            usize::from(cell.scale.hundredths()),
            usize::from(cell.step.hundredths()),
        );
        let of_twenty = (level + dice.below(500)).saturating_sub(250).min(2000);
        let hundredths = of_twenty * scale / 2000 / step * step;
        json!(format!("{}.{:02}", hundredths / 100, hundredths % 100))
    };
    let mut specialities = Map::new();
    for epreuve in &ruleset.epreuves {
        let takes_one = epreuve.composite.as_ref().is_some_and(|it| it.parts.is_empty());
        if takes_one && !dice.one_in(3) {
            let code = dice.pick(&ruleset.specialities).code.to_string();
            specialities.insert(epreuve.code.to_string(), json!(code));
        }
    }
    let mut context = json!({"specialities": specialities});
    if dice.one_in(4) {
        let categories = ["SCHOOL", "APPRENTICE", "CONTINUING", "DISTANCE", "INDIVIDUAL"];
        context["category"] = json!(dice.pick(&categories));
    }
    for choice in &ruleset.choices {
        let own: Vec<String> = choice
            .components
            .iter()
            .filter(|_| dice.one_in(2))
            .map(ToString::to_string)
            .collect();
        context["chosen"] = json!(own);
    }
    let chosen: DecideLine = serde_json::from_value(json!({"id": "", "marks": {}, "context": context})).unwrap();
    let Ok(chosen) = chosen.candidate(ruleset) else {
        return json!({"id": "", "marks": {}});
    };
    let chosen = chosen.context;
    let (mut provisional, mut waived) = (Map::new(), Map::new());
    let (mut marks, mut parts, mut later) = (Map::new(), Map::new(), Vec::new());
    for cell in ruleset.expected(&chosen) {
        let component = cell.slot.component.to_string();
        if ruleset.incomplete.is_some() && rough && dice.one_in(9) {
            later.push(component);
            continue;
        }
        if rough && dice.one_in(60) {
            continue;
        }
        if rough && dice.one_in(60) {
            waived.insert(cell.slot.to_string(), json!("lost"));
            continue;
        }
        if rough && dice.one_in(30) {
            // A code has no place here, and some come with the real mark.
            let meanwhile = mark(dice, cell);
            provisional.insert(cell.slot.to_string(), meanwhile);
            if dice.one_in(2) {
                continue;
            }
        }
        let value = mark(dice, cell);
        match cell.slot.part {
            Some(part) if cell.kind == ComponentKind::Epreuve => {
                let own = parts.entry(component).or_insert_with(|| json!({}));
                own[part.to_string()] = value;
            }
            _ => {
                marks.insert(cell.slot.to_string(), value);
            }
        }
    }
    // Now and then a mark given meanwhile for a whole épreuve whose parts may have come.
    for cell in ruleset
        .slots()
        .iter()
        .filter(|cell| parts.contains_key(cell.slot.component.as_str()))
    {
        if cell.slot.part.is_none() && dice.one_in(8) {
            let meanwhile = dice.below(21);
            provisional.insert(cell.slot.to_string(), json!(meanwhile.to_string()));
        }
    }
    let optional = |dice: &mut Dice, kind: ComponentKind| {
        let cells = ruleset.slots().iter().filter(|cell| cell.kind == kind);
        let cells: Vec<&Cell> = cells.take(dice.below(4)).collect();
        cells.into_iter().map(|cell| mark(dice, cell)).collect::<Vec<_>>()
    };
    let facultative = optional(dice, ComponentKind::Facultative);
    let options: Vec<Value> = optional(dice, ComponentKind::Option)
        .into_iter()
        .map(|mark| {
            if dice.one_in(2) {
                json!({"mark": mark})
            } else {
                json!({"mark": mark, "coef": "2"})
            }
        })
        .collect();
    let mut group2 = Map::new();
    if dice.one_in(2) {
        for list in ruleset.group2.iter().flat_map(|group2| &group2.lists) {
            for _ in 0..dice.below(3) {
                let oral = match dice.below(12) {
                    0 => Value::Null,
                    1 => json!("AB"),
                    _ => json!(dice.below(21).to_string()),
                };
                group2.insert(dice.pick(&list.components).to_string(), oral);
            }
        }
    }
    context["later"] = json!(later);
    if let Some(conserve) = ruleset.conserve.as_ref().filter(|_| dice.one_in(4)) {
        context["conserved"] = json!({dice.pick(&conserve.components).to_string(): 1 + dice.below(5)});
        context["regime"] = json!(dice.pick(&conserve.regimes).code.to_string());
    }
    let mut raises = Map::new();
    if dice.one_in(5) {
        let wholes: Vec<&Cell> = ruleset.slots().iter().filter(|cell| !cell.weighted).collect();
        let cell = *dice.pick(&wholes);
        if cell.kind == ComponentKind::Epreuve {
            raises.insert(cell.slot.to_string(), json!((10 + dice.below(11)).to_string()));
        }
    }
    json!({
        "id": id.to_string(), "context": context, "marks": marks, "parts": parts, "facultative": facultative,
        "options": options, "group2": group2, "raises": raises, "provisional": provisional, "waived": waived,
    })
}

/// What both must say alike.
fn answer(line: &DecisionLine) -> Value {
    json!({
        "id": line.id, "decision": line.decision, "mention": line.mention, "average": line.average,
        "points": line.points, "coefficients": line.coefficients, "acquired": line.acquired,
    })
}

/// How many candidates both decided.
fn compare(rules: &str, cases: usize, seed: u64) -> usize {
    let text = std::fs::read_to_string(rules).unwrap();
    let ruleset = Ruleset::from_toml(&text).unwrap();
    let code = ruleset.code.to_string();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/all/oracle.py");
    let mut oracle = Command::new("python3")
        .args([folder, rules])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 runs the oracle");
    let mut questions = oracle.stdin.take().unwrap();
    let (asked, ours) = std::sync::mpsc::sync_channel(1_000);
    let writer = thread::spawn(move || {
        let (mut dice, mut made) = (Dice(seed), 0);
        for id in 0.. {
            let given = candidate(&ruleset, &mut dice, id);
            let line: DecideLine = serde_json::from_value(given.clone()).unwrap();
            // What the law refuses is not the oracle's matter.
            let Ok(decision) = line.decide(&ruleset) else { continue };
            let replayed = replay(&decision.trace).unwrap_or_else(|astray| panic!("{astray:?}: {given}"));
            assert_eq!(
                (replayed.decision, replayed.mention),
                (decision.decision, decision.mention),
                "{given}"
            );
            made += 1;
            writeln!(questions, "{given}").unwrap();
            asked.send((given, answer(&decision))).unwrap();
            if made == cases {
                break;
            }
        }
    });
    let (mut compared, mut met) = (0, BTreeSet::new());
    for theirs in BufReader::new(oracle.stdout.take().unwrap()).lines() {
        let theirs: Value = serde_json::from_str(&theirs.unwrap()).unwrap();
        let (given, ours) = ours.recv().unwrap();
        assert_eq!(ours, theirs, "{code}: {given}");
        met.insert(ours["decision"].to_string());
        compared += 1;
    }
    writer.join().unwrap();
    assert!(oracle.wait().unwrap().success());
    // Candidates who all fare alike would prove little.
    assert!(met.len() >= 4, "{code}: {met:?}");
    compared
}

#[test]
fn the_engine_and_an_independent_reading_of_the_law_agree() {
    let cases = std::env::var("ORACLE")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(CASES);
    let here = env!("CARGO_MANIFEST_DIR");
    let builtin = builtin().iter().map(|(code, _)| format!("{here}/rulesets/{code}.toml"));
    let all: Vec<String> = builtin.chain([format!("{here}/tests/all/every_shape.toml")]).collect();
    let each = cases.div_ceil(all.len());
    let mut compared = 0;
    for (seed, rules) in (1..).zip(&all) {
        compared += compare(rules, each, seed);
    }
    assert_eq!(compared, each * all.len());
    println!("{compared} candidates, no difference");
}
