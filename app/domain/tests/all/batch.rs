//! A session decided at once is decided as one by one.

use std::collections::BTreeSet;

use domain::{
    CandidateCategory, CandidateMarks, Coefficient, Columns, ComponentKind, Plan, RoundingLevel, Ruleset, Ruling,
    TraceStep, Value, builtin, decide,
};

use crate::common::Dice;

const ROWS: usize = 2_000;

fn rulesets() -> Vec<Ruleset> {
    let shapes = include_str!("every_shape.toml");
    let flat = shapes
        .replace(
            "[[choice]]\nlabel = \"Épreuves au choix\"\nmin = 1\nmax = 2\ncomponents = [\"CA\", \"CB\", \"CC\"]",
            "",
        )
        .replace("expected_coefficients = 16", "")
        .replace("level = \"CYCLE\"", "");
    let texts = builtin().iter().map(|(_, text)| *text).chain([shapes, &flat]);
    texts.map(|text| Ruleset::from_toml(text).unwrap()).collect()
}

/// Anything that fits in two bytes, mostly sound.
fn value(dice: &mut Dice, step: u16, level: usize, codes: usize) -> Value {
    let bits = match dice.below(40) {
        0 if codes > 0 => 2040 + dice.below(5) as u16,
        1 if codes > 0 => Value::MISSING.bits(),
        2 if codes > 1 => dice.below(2001) as u16,
        _ => (level + dice.below(500)).saturating_sub(250).min(2000) as u16 / step * step,
    };
    Value::from_bits(bits).unwrap()
}

fn session(ruleset: &Ruleset, dice: &mut Dice) -> Columns {
    let mut columns = Columns::new(ruleset, ROWS);
    for row in 0..ROWS {
        let level = *dice.pick(&[500, 790, 800, 950, 1000, 1180, 1200, 1400, 1600, 1800]);
        let codes = dice.below(3);
        let mut marks = CandidateMarks::default();
        if dice.one_in(3) {
            marks.context.category = Some(*dice.pick(&CandidateCategory::ALL));
        }
        for epreuve in &ruleset.epreuves {
            let takes_one = epreuve.composite.as_ref().is_some_and(|it| it.parts.is_empty());
            if takes_one && !dice.one_in(3) {
                let code = dice.pick(&ruleset.specialities).code;
                marks.context.specialities.insert(epreuve.code, code);
            }
        }
        let expected: Vec<_> = ruleset.expected(&marks.context).iter().map(|cell| cell.slot).collect();
        for cell in ruleset.slots() {
            let optional = matches!(cell.kind, ComponentKind::Option | ComponentKind::Facultative);
            let wanted = if optional {
                dice.one_in(3)
            } else {
                expected.contains(&cell.slot)
            };
            if !(wanted || (codes == 2 && dice.one_in(60))) {
                continue;
            }
            let level = level * usize::from(cell.scale.hundredths()) / 2000;
            marks.set(cell.slot, value(dice, cell.step.hundredths(), level, codes).entry());
            if cell.kind == ComponentKind::Option && dice.one_in(2) {
                let coefficient = Coefficient::from_hundredths(50 * (1 + dice.below(8) as u32));
                marks.option_coefficients.insert(cell.slot, coefficient);
            }
        }
        // Now and then something that columns cannot hold.
        if let Some(conserve) = ruleset.conserve.as_ref().filter(|_| dice.one_in(20)) {
            marks
                .context
                .conserved
                .insert(*dice.pick(&conserve.components), 1 + dice.below(7) as u8);
        }
        marks.presumed_fraud = dice.one_in(100);
        columns.put(ruleset, row, marks);
    }
    columns
}

/// Choices and means of a cycle look at several cells at once.
fn beyond_tables(ruleset: &Ruleset) -> bool {
    let cycle = ruleset.continuous.iter().any(|it| it.level == RoundingLevel::Cycle);
    cycle || !ruleset.choices.is_empty()
}

/// It leaves its weight to the others: the engine alone knows how.
fn code_in_a_part(ruleset: &Ruleset, marks: &CandidateMarks) -> bool {
    let mut codes = marks.entries.iter().filter(|(_, entry)| entry.code().is_some());
    codes.any(|(slot, _)| ruleset.cell(slot).is_some_and(|cell| cell.weighted))
}

/// Whom the tables decide, whom the engine takes alone: there, and nowhere else, it may have something against him.
#[test]
fn a_session_is_decided_as_one_by_one() {
    let mut dice = Dice(11);
    for ruleset in rulesets() {
        let columns = session(&ruleset, &mut dice);
        let plan = Plan::new(&ruleset);
        let mut alone = Vec::new();
        let at_once = plan.decide_noting(&columns, 0..ROWS, &mut alone);
        let alone: BTreeSet<usize> = alone.into_iter().collect();
        let whole: BTreeSet<usize> = columns.whole().map(|(row, _)| row).collect();
        let mut met = BTreeSet::new();
        for (row, ruling) in at_once.iter().enumerate() {
            let marks = columns.candidate(&ruleset, row);
            let outcome = decide(&ruleset, &marks);
            assert_eq!(*ruling, Ruling::from(&outcome), "{} {row} {marks:?}", ruleset.code);
            assert_eq!(
                (ruling.points(), ruling.coefficients()),
                (outcome.points, outcome.coefficients)
            );
            assert_eq!(ruling.average(&ruleset), outcome.average, "{} {row}", ruleset.code);
            if !whole.contains(&row) {
                let ignored = |step: &TraceStep| matches!(step, TraceStep::Ignored { .. });
                let engine = beyond_tables(&ruleset) || outcome.trace.iter().any(ignored);
                let may = engine || code_in_a_part(&ruleset, &marks);
                assert!(
                    alone.contains(&row) >= engine && alone.contains(&row) <= may,
                    "{row} {marks:?}"
                );
            }
            met.insert(outcome.decision.as_str());
        }
        // Candidates who all fare alike would prove little.
        assert!(met.len() >= 4, "{}: {met:?}", ruleset.code);

        let halves = [0..700, 700..ROWS].map(|range| plan.decide_range(&columns, range));
        assert_eq!(halves.concat(), at_once, "{}: in two pieces", ruleset.code);
    }
}

#[test]
fn what_is_put_in_columns_comes_back() {
    let mut dice = Dice(12);
    for ruleset in rulesets() {
        let columns = session(&ruleset, &mut dice);
        let mut again = Columns::new(&ruleset, ROWS);
        for row in 0..ROWS {
            again.put(&ruleset, row, columns.candidate(&ruleset, row));
        }
        assert!(again == columns, "{}", ruleset.code);
    }
}
