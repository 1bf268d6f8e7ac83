use super::tests::{ME, OTHER, heard, saved, sheet_of};
use super::*;
use crate::grid::undo::Turn;
use wire::{CellAnswer, CellOutcome, LotAct};

/// What is drawn follows what is told to have changed; a change not told would leave an untrue cell on the screen.
#[test]
fn every_cell_that_looks_other_than_before_is_told() {
    let mut sheet = sheet_of(4, &["PHI", "FRE"]);
    let faces = |sheet: &Sheet| {
        sheet
            .places()
            .map(|place| (place, sheet.face(place)))
            .collect::<Vec<_>>()
    };
    let mut dice = 0x9e37_79b9_u64;
    let mut roll = move |sides: u64| {
        dice = dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((dice >> 33) % sides).expect("small")
    };
    sheet.take_touched();
    for n in 0..4_000_i64 {
        let before = faces(&sheet);
        let place = (roll(4), roll(2));
        let key = sheet.key(place);
        let text = ["", "8", "12,5", "25", "a", "x"][roll(6)];
        let op = || format!("op{n}");
        match roll(14) {
            0..=2 => sheet.type_in(place, text),
            3..=5 => drop(sheet.commit(op)),
            6 => sheet.restore(),
            7 => drop(sheet.outbox.batch(roll(4))),
            8 => sheet.outbox.landed(),
            9 => {
                let writes = sheet.outbox.batch(2);
                let version = sheet.stored(place).version + 1;
                let answers = writes.into_iter().map(|write| saved(&write.op_id, version));
                let answers: Vec<CellAnswer> = answers.collect();
                sheet.settle(answers);
            }
            10 => {
                let (seq, version) = (sheet.seq + 1, sheet.stored(place).version + 1);
                let mut event = heard(seq, OTHER, &format!("x{n}"), "11", version);
                if let LotAct::MarkSaved { application, slot, .. } = &mut event.act {
                    (*application, *slot) = key;
                }
                sheet.hear(&event, "14:30:00", ME);
            }
            11 => {
                let theirs = Some("7".parse().expect("mark"));
                if let Some(write) = sheet.outbox.batch(1).pop() {
                    let outcome = CellOutcome::Conflict {
                        mine: write.value,
                        theirs,
                        author: "A".into(),
                        at_text: "14:31:00".into(),
                        version: sheet.stored(place).version + 1,
                    };
                    let op_id = write.op_id;
                    sheet.settle(vec![CellAnswer { op_id, outcome }]);
                }
            }
            12 => {
                sheet.keep_mine(place, op());
                sheet.take_theirs((place.0, 1 - place.1));
            }
            _ => {
                let mut m = 0;
                let turn = if roll(2) == 0 { Turn::Undo } else { Turn::Redo };
                sheet.turn(turn, || {
                    m += 1;
                    format!("op{n}-{m}")
                });
                sheet.write_all(&[(place, None)], || format!("all{n}"));
            }
        }
        let told = sheet.take_touched();
        for ((place, now), (_, was)) in faces(&sheet).into_iter().zip(before) {
            let known = told.as_ref().is_none_or(|told| told.contains(&place));
            assert!(now == was || known, "{place:?} at step {n}: {was:?} became {now:?}");
        }
        let counted = Tally::of(sheet.places().map(|place| sheet.value(place)));
        assert_eq!(sheet.tally(), counted, "step {n}");
    }
}
