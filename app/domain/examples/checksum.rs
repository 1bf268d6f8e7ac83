//! One checksum over what the law says of many made-up candidates, traces included: the same from every machine.
//!
//! ```sh
//! cargo run -p domain --example checksum -- 20000
//! ```

#[path = "../tests/all/common/dice.rs"]
mod dice;

use dice::Dice;
use domain::{CandidateMarks, Columns, ComponentKind, Entry, Mark, MarkCode, Plan, Ruleset, builtin, decide};

/// Candidates of each ruleset decided together.
const BLOCK: usize = 500;

fn main() {
    let asked = std::env::args().nth(1).and_then(|text| text.parse().ok());
    let each = asked.unwrap_or(20_000_usize).div_ceil(builtin().len());
    let mut sum = Sum::default();
    let mut decided = 0;
    for (place, (_, text)) in builtin().iter().enumerate() {
        let ruleset = Ruleset::from_toml(text).expect("it comes with the software");
        let mut dice = Dice(place as u64);
        for first in (0..each).step_by(BLOCK) {
            let rows = BLOCK.min(each - first);
            block(&ruleset, &mut dice, rows, &mut sum);
            decided += rows;
        }
    }
    println!("{decided} candidates, checksum {:016x}", sum.0);
}

/// Each alone, then all together.
fn block(ruleset: &Ruleset, dice: &mut Dice, rows: usize, sum: &mut Sum) {
    let mut columns = Columns::new(ruleset, rows);
    for row in 0..rows {
        let marks = candidate(ruleset, dice);
        let outcome = decide(ruleset, &marks);
        sum.add(&serde_json::to_vec(&outcome).expect("an outcome is JSON"));
        columns.put(ruleset, row, marks);
    }
    for ruling in Plan::new(ruleset).decide(&columns) {
        sum.add(format!("{ruling:?}").as_bytes());
    }
}

fn candidate(ruleset: &Ruleset, dice: &mut Dice) -> CandidateMarks {
    let mut marks = CandidateMarks::default();
    let level = *dice.pick(&[600, 700, 800, 900, 1_000, 1_100, 1_200, 1_300]);
    for cell in ruleset.slots() {
        let optional = matches!(cell.kind, ComponentKind::Option | ComponentKind::Facultative);
        if (optional && !dice.one_in(3)) || (cell.weighted && cell.kind == ComponentKind::Epreuve) {
            continue;
        }
        let step = usize::from(cell.step.hundredths());
        let hundredths = ((level + dice.below(600)).saturating_sub(200).min(2_000) / step * step) as u16;
        let entry = match dice.below(60) {
            0 => Entry::Code(MarkCode::AB),
            1 => Entry::Code(MarkCode::DI),
            _ => Entry::Mark(Mark::from_hundredths(hundredths).expect("at most twenty")),
        };
        marks.set(cell.slot, Some(entry));
    }
    marks
}

/// FNV-1a.
struct Sum(u64);

impl Default for Sum {
    fn default() -> Sum {
        Sum(0xcbf2_9ce4_8422_2325)
    }
}

impl Sum {
    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
