//! A made-up nation: candidates of several rulesets in columns, and the same in a file for peers.

use crate::Result;
use domain::{CodeRule, Columns, ComponentKind, Effect, MarkCode, Passage, Ruleset, Slot, Value, builtin_ruleset};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Candidates in all, and marks of each.
pub const CANDIDATES: usize = 740_000;
pub const MARKS: usize = 25;

/// Rulesets and how many candidates of a thousand each has.
const SHARES: [(&str, usize); 7] = [
    ("BCG24", 520),
    ("BTN24", 190),
    ("BCP31213", 120),
    ("BCPAGORA", 60),
    ("BTSSIO", 60),
    ("BTSMCO", 30),
    ("BPBOULANGER", 20),
];

/// The candidates of one ruleset.
pub struct Part {
    pub ruleset: Ruleset,
    pub columns: Columns,
    /// The cells in use, at most 25.
    pub slots: Vec<Slot>,
}

/// A number that looks like chance, the same every time.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }
}

/// The whole nation.
pub fn nation() -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut left = CANDIDATES;
    for (place, (code, share)) in SHARES.iter().enumerate() {
        let rows = if place + 1 == SHARES.len() {
            left
        } else {
            CANDIDATES * share / 1_000
        };
        left -= rows;
        parts.push(part(code, rows, true));
    }
    parts
}

/// One series without any code: what a loop by hand can decide on.
pub fn series() -> Part {
    part("BCG24", CANDIDATES, false)
}

fn part(code: &str, rows: usize, codes: bool) -> Part {
    let ruleset = builtin_ruleset(code).expect("it comes with the software");
    let cells: Vec<_> = ruleset
        .slots()
        .iter()
        .filter(|cell| whole(cell))
        .take(MARKS)
        .cloned()
        .collect();
    let mut columns = Columns::new(&ruleset, rows);
    // Levels first: a candidate is good or bad at everything.
    let mut dice = Dice(rows as u64);
    let levels: Vec<u64> = (0..rows).map(|_| 500 + dice.below(500) + dice.below(500)).collect();
    for cell in &cells {
        let optional = matches!(cell.kind, ComponentKind::Option | ComponentKind::Facultative);
        let step = u64::from(cell.step.hundredths());
        let column = columns.cell(&ruleset, cell.slot).expect("a cell of the ruleset");
        for (value, level) in column.iter_mut().zip(&levels) {
            let chance = dice.below(1_000);
            if codes && (chance < 1 || (optional && chance < 800)) {
                continue;
            }
            let mark = (level + dice.below(500)).min(2_000) / step * step;
            let bits = match chance {
                995 => code_bits(MarkCode::AB),
                996 => code_bits(MarkCode::AJ),
                997 => code_bits(MarkCode::DI),
                998 => code_bits(MarkCode::FR),
                _ => mark as u16,
            };
            let bits = if codes { bits } else { mark as u16 };
            *value = Value::from_bits(bits).expect("a value");
        }
    }
    let slots = cells.into_iter().map(|cell| cell.slot).collect();
    Part {
        ruleset,
        columns,
        slots,
    }
}

/// Épreuves by their whole mark, years, options and facultative épreuves; no parts.
fn whole(cell: &domain::Cell) -> bool {
    cell.kind != ComponentKind::Epreuve || cell.slot.part.is_none()
}

fn code_bits(code: MarkCode) -> u16 {
    Value::from(Some(code.into())).bits()
}

/// Writes what peers decide on: the values of all, 25 columns of two bytes, and beside them the rules as numbers.
///
/// # Errors
/// The disk.
pub fn dump(parts: &[Part], folder: &Path) -> Result<()> {
    let mut values = BufWriter::new(File::create(folder.join("nation.bin"))?);
    let mut held: Vec<Columns> = parts.iter().map(|part| part.columns.clone()).collect();
    for place in 0..MARKS {
        for (part, columns) in parts.iter().zip(&mut held) {
            let column = part.slots.get(place).map(|slot| columns.cell(&part.ruleset, *slot));
            let missing = vec![Value::MISSING; part.columns.rows()];
            let column = match &column {
                Some(Ok(column)) => &column[..],
                _ => &missing[..],
            };
            let bytes: Vec<u8> = column.iter().flat_map(|value| value.bits().to_le_bytes()).collect();
            values.write_all(&bytes)?;
        }
    }
    values.flush()?;
    let rules: Vec<Json> = parts.iter().map(rules).collect();
    std::fs::write(folder.join("nation.json"), serde_json::to_vec(&rules)?)?;
    Ok(())
}

/// The rules of a part, as plain numbers for a program that knows no ruleset.
fn rules(part: &Part) -> Json {
    let ruleset = &part.ruleset;
    let bloc = |component: &domain::ComponentCode| {
        ruleset
            .blocs
            .first()
            .is_some_and(|bloc| bloc.components.contains(component))
    };
    let columns: Vec<Json> = part
        .slots
        .iter()
        .filter_map(|slot| ruleset.cell(slot))
        .map(|cell| {
            json!({
                "coef": cell.coefficient.hundredths(),
                "step": cell.counted_step.hundredths(),
                "kind": cell.kind,
                "bloc": bloc(&cell.slot.component),
            })
        })
        .collect();
    let effect = |rule: &CodeRule| match rule.effect {
        Effect::Zero => "ZERO",
        Effect::Eliminate => "ELIMINATE",
        Effect::Exclude => "EXCLUDE",
        Effect::Replacement => "REPLACEMENT",
        Effect::ZeroOrReplacement => "ZERO_OR_REPLACEMENT",
    };
    let codes: BTreeMap<String, Json> = ruleset
        .codes
        .iter()
        .map(|(code, rule)| {
            let told =
                json!({"bits": code_bits(*code), "effect": effect(rule), "in_bloc": !rule.eliminates_in.is_empty()});
            (code.to_string(), told)
        })
        .collect();
    let gate = |passage: Passage| {
        let gate = ruleset.group1.iter().find(|gate| gate.decision == passage);
        gate.map(|gate| {
            let asked = gate.blocs_at_least.values().next().map(|mark| mark.hundredths());
            (gate.average_at_least.hundredths(), asked)
        })
    };
    let mentions: Vec<(u16, u8)> = ruleset
        .mentions
        .iter()
        .flat_map(|mentions| &mentions.steps)
        .map(|step| (step.at_least.hundredths(), step.mention as u8 + 1))
        .collect();
    let without: Vec<usize> = ruleset
        .replacement
        .iter()
        .flat_map(|rule| &rule.without)
        .filter_map(|slot| part.slots.iter().position(|one| one == slot))
        .collect();
    json!({
        "rows": part.columns.rows(), "columns": columns, "codes": codes, "without": without,
        "admitted": gate(Passage::Admitted), "group2": gate(Passage::Group2), "mentions": mentions,
        "certificate": ruleset.certificate.as_ref().map(|it| it.at_least.hundredths()),
    })
}
