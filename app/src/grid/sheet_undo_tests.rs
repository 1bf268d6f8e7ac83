use super::tests::{ME, OTHER, TOP, enter, heard, saved, sheet};
use super::*;
use crate::grid::undo::Turn;

fn value(sheet: &Sheet, row: usize) -> String {
    sheet.value((row, 0)).map(Entry::french).unwrap_or_default()
}

#[test]
fn undoing_writes_the_value_before_and_redoing_the_one_after() {
    let mut sheet = sheet();
    enter(&mut sheet, TOP, "8", "a");
    sheet.settle(vec![saved("a", 1)]);
    enter(&mut sheet, TOP, "9", "b");
    let turned = sheet.turn(Turn::Undo, || "c".into()).expect("something to undo");
    assert_eq!((value(&sheet, 0).as_str(), turned.cells), ("8", 1));
    assert_eq!(sheet.turn(Turn::Undo, || "d".into()).map(|it| it.cells), Some(1));
    assert_eq!(value(&sheet, 0), "");
    assert_eq!(sheet.turn(Turn::Undo, || "e".into()), None);
    sheet.turn(Turn::Redo, || "f".into());
    sheet.turn(Turn::Redo, || "g".into());
    assert_eq!(value(&sheet, 0), "9");
}

#[test]
fn a_block_is_one_step_and_what_a_colleague_changed_since_stays() {
    let mut sheet = sheet();
    let entry = |text: &str| text.parse::<Entry>().ok();
    let mut op = 0;
    let mut draw = || {
        op += 1;
        format!("op{op}")
    };
    sheet.write_all(&[((0, 0), entry("8")), ((1, 0), entry("9")), ((2, 0), None)], &mut draw);
    assert_eq!(sheet.outbox.pending.len(), 2);
    sheet.settle(vec![saved("op1", 1), saved("op2", 1)]);
    sheet.hear(&heard(3, OTHER, "x", "15", 2), "14:40:00", ME);
    let turned = sheet.turn(Turn::Undo, &mut draw).expect("a step");
    assert_eq!(turned.cells, 1);
    assert_eq!((value(&sheet, 0).as_str(), value(&sheet, 1).as_str()), ("15", ""));
    assert_eq!(sheet.turn(Turn::Redo, &mut draw).map(|it| it.cells), Some(1));
    assert_eq!((value(&sheet, 0).as_str(), value(&sheet, 1).as_str()), ("15", "9"));
}
