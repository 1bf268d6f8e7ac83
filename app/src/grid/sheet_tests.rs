use super::*;
use crate::grid::typing::tests::column;
use domain::AccountId;
use domain::AnonymityNumber;
use domain::LotId;
use wire::{CellAnswer, CellOutcome, Cells, Event, LotAct};

pub const ME: Option<AccountId> = Some(AccountId(1));
pub const OTHER: Option<AccountId> = Some(AccountId(2));
pub const TOP: Place = (0, 0);

pub fn sheet_of(copies: u32, slots: &[&str]) -> Sheet {
    let rows = (0..copies)
        .map(|n| LotRow {
            application: ApplicationId(10 + i64::from(n)),
            anonymity: AnonymityNumber::from_serial(n).expect("a number"),
            cells: Cells::unwritten(slots.len()),
        })
        .collect();
    Sheet::new(LotView {
        id: LotId(1),
        label: "Lot".into(),
        session: "Session".into(),
        state: LotState::Open,
        columns: slots.iter().map(|slot| column(slot)).collect(),
        totals: Vec::new(),
        rows,
        seq: 0,
        token: "t".into(),
        locked_at_text: None,
        choices: GridChoices::default(),
        beside: None,
    })
}

pub fn sheet() -> Sheet {
    sheet_of(3, &["PHI"])
}

pub fn enter(sheet: &mut Sheet, place: Place, text: &str, op: &str) {
    sheet.type_in(place, text);
    sheet.commit(|| op.into());
}

pub fn saved(op: &str, version: i64) -> CellAnswer {
    let outcome = CellOutcome::Saved {
        version,
        at_ms: 0,
        at_text: "14:32:07".into(),
        seq: version,
    };
    CellAnswer {
        op_id: op.into(),
        outcome,
    }
}

fn conflict(op: &str, mine: &str, theirs: &str, version: i64) -> CellAnswer {
    let entry = |text: &str| Some(text.parse().expect("entry"));
    let outcome = CellOutcome::Conflict {
        mine: entry(mine),
        theirs: entry(theirs),
        author: "Mme X".into(),
        at_text: "14:31:02".into(),
        version,
    };
    CellAnswer {
        op_id: op.into(),
        outcome,
    }
}

pub fn heard(seq: i64, account: Option<AccountId>, op: &str, after: &str, version: i64) -> Event<LotAct> {
    Event {
        stream: "lot:1".into(),
        seq,
        at: 0,
        account,
        name: "Mme X".into(),
        role: None,
        op: Some(op.into()),
        act: LotAct::MarkSaved {
            application: ApplicationId(10),
            slot: "PHI".parse().expect("slot"),
            after: Some(after.parse().expect("entry")),
            version,
        },
    }
}

#[test]
fn a_cell_says_saved_only_when_the_server_did() {
    let mut sheet = sheet();
    assert_eq!(sheet.face(TOP).state, WriteState::Empty);
    sheet.type_in(TOP, "12");
    assert_eq!(sheet.face(TOP).state, WriteState::Modified);
    sheet.commit(|| "a".into());
    assert_eq!(sheet.face(TOP).state, WriteState::Queued);
    sheet.outbox.batch(64);
    assert_eq!(sheet.face(TOP).state, WriteState::Queued);
    sheet.outbox.show_sent();
    assert_eq!((sheet.face(TOP).state, sheet.notice().waiting), (WriteState::Sent, 1));
    sheet.outbox.landed();
    assert_eq!(sheet.face(TOP).state, WriteState::Queued);
    sheet.settle(vec![saved("a", 1)]);
    assert_eq!(sheet.face(TOP).state, WriteState::Saved);
    assert!(sheet.notice().all_saved());
    assert_eq!(sheet.notice().saved.as_deref(), Some("14:32:07"));
    sheet.state = LotState::Locked;
    assert_eq!(sheet.face(TOP).state, WriteState::Locked);
}

#[test]
fn what_is_understood_is_shown_and_what_is_not_stays_as_typed() {
    let mut sheet = sheet();
    enter(&mut sheet, TOP, "&é;(", "a");
    enter(&mut sheet, (1, 0), "a", "b");
    enter(&mut sheet, (2, 0), "25", "c");
    assert_eq!(
        (sheet.face(TOP).text.as_str(), sheet.face((1, 0)).text.as_str()),
        ("12,5", "AB")
    );
    assert_eq!(
        (sheet.face((2, 0)).text.as_str(), sheet.face((2, 0)).state),
        ("25", WriteState::Refused)
    );
    assert_eq!((sheet.notice().refused, sheet.notice().waiting), (Some((1, (2, 0))), 2));
    assert_eq!(sheet.outbox.batch(64).len(), 2);
    enter(&mut sheet, (2, 0), "15", "d");
    assert_eq!(sheet.face((2, 0)).state, WriteState::Queued);
}

#[test]
fn a_conflict_keeps_both_values_until_a_choice() {
    let mut sheet = sheet();
    enter(&mut sheet, TOP, "12", "a");
    sheet.outbox.batch(64);
    enter(&mut sheet, TOP, "12,5", "b");
    sheet.settle(vec![conflict("a", "12", "9", 4)]);
    assert_eq!(
        (sheet.face(TOP).state, sheet.face(TOP).text.as_str()),
        (WriteState::Conflict, "12,5")
    );
    assert!(sheet.outbox.pending.is_empty());
    sheet.keep_mine(TOP, "c".into());
    let write = &sheet.outbox.batch(64)[0];
    assert_eq!(
        (write.expected_version, write.value),
        (4, Some("12.5".parse().expect("entry")))
    );

    let mut other = self::sheet();
    enter(&mut other, TOP, "12", "a");
    other.settle(vec![conflict("a", "12", "9", 4)]);
    other.take_theirs(TOP);
    assert_eq!(
        (other.face(TOP).state, other.face(TOP).text.as_str()),
        (WriteState::Saved, "9")
    );
}

#[test]
fn the_same_value_from_two_hands_is_no_conflict() {
    let mut sheet = sheet();
    enter(&mut sheet, TOP, "12", "a");
    sheet.settle(vec![conflict("a", "12", "12", 2)]);
    assert_eq!(
        (sheet.face(TOP).state, sheet.stored(TOP).version),
        (WriteState::Saved, 2)
    );
}

#[test]
fn a_colleague_s_mark_appears_but_never_under_the_caret() {
    let mut sheet = sheet();
    sheet.type_in(TOP, "1");
    sheet.hear(&heard(1, OTHER, "x", "9", 1), "14:30:00", ME);
    assert_eq!(sheet.face(TOP).text, "1");
    sheet.commit(|| "a".into());
    assert_eq!(
        sheet.outbox.batch(64)[0].expected_version,
        0,
        "typed over what was seen, so the server will object"
    );
    let mut other = self::sheet();
    other.hear(&heard(1, OTHER, "x", "9", 1), "14:30:00", ME);
    other.hear(&heard(1, OTHER, "x", "9", 1), "14:30:00", ME);
    let face = other.face(TOP);
    assert_eq!(
        (face.text.as_str(), face.by.as_deref(), face.state),
        ("9", Some("Mme X"), WriteState::Saved)
    );
}

#[test]
fn our_own_event_is_the_acknowledgement_whichever_comes_first() {
    let mut sheet = sheet();
    enter(&mut sheet, TOP, "9", "a");
    sheet.outbox.batch(64);
    assert!(sheet.hear(&heard(1, ME, "a", "9", 1), "14:30:00", ME));
    sheet.settle(vec![saved("a", 1)]);
    let face = sheet.face(TOP);
    assert_eq!((face.state, face.by), (WriteState::Saved, None));
    assert!(!sheet.unsettled());
}

#[test]
fn typing_on_while_the_first_write_is_answered_expects_the_version_it_made() {
    let mut sheet = sheet();
    enter(&mut sheet, TOP, "9", "a");
    sheet.outbox.batch(64);
    sheet.type_in(TOP, "10");
    sheet.settle(vec![saved("a", 1)]);
    sheet.commit(|| "b".into());
    assert_eq!(sheet.outbox.batch(64)[0].expected_version, 1);
}

#[test]
fn clearing_is_a_missing_mark_and_esc_restores() {
    let mut sheet = sheet();
    enter(&mut sheet, TOP, "9", "a");
    sheet.settle(vec![saved("a", 1)]);
    sheet.type_in(TOP, "19");
    sheet.restore();
    assert_eq!(sheet.face(TOP).text, "9");
    enter(&mut sheet, TOP, "", "b");
    assert_eq!(sheet.outbox.pending[0].write.value, None);
    sheet.settle(vec![saved("b", 2)]);
    assert_eq!((sheet.face(TOP).state, sheet.tally().missing()), (WriteState::Empty, 3));
}

#[test]
fn a_refusal_of_the_first_write_does_not_strand_the_second() {
    let mut sheet = sheet();
    enter(&mut sheet, TOP, "9", "a");
    sheet.outbox.batch(64);
    enter(&mut sheet, TOP, "10", "b");
    let outcome = CellOutcome::Refused {
        code: "lot_not_open".into(),
        value: String::new(),
    };
    sheet.settle(vec![CellAnswer {
        op_id: "a".into(),
        outcome,
    }]);
    assert_eq!(sheet.outbox.batch(64)[0].expected_version, 0);
}

#[test]
fn copies_are_found_by_number_and_work_left_is_found_from_here() {
    let mut sheet = sheet();
    assert_eq!(sheet.find("100 001"), Some(1));
    assert_eq!(sheet.find("2"), Some(2));
    assert_eq!((sheet.find(""), sheet.find("999999")), (None, None));
    enter(&mut sheet, (1, 0), "9", "a");
    assert_eq!(sheet.next_todo(TOP), Some((2, 0)));
    assert_eq!(sheet.next_todo((2, 0)), Some(TOP));
}

#[test]
fn french_keys_are_read_as_digits_when_the_marker_likes_it() {
    let mut sheet = sheet();
    sheet.type_in(TOP, "&é");
    assert_eq!(sheet.face(TOP).text, "12");
    sheet.restore();
    sheet.choices.french_keys = false;
    enter(&mut sheet, TOP, "&é", "a");
    assert_eq!(sheet.face(TOP).state, WriteState::Refused);
}
