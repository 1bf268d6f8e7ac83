//! A lot of more columns than have room for words: read with a row for each copy, and as all others are.

use crate::common::{each_database, operator};
use crate::marking::{Marking, entry, marking, write};
use domain::{LotId, Slot};
use service::MakeLots;
use wire::{CellOutcome, CellWrite, LotView, ROOMY, SaveMarks};

const SLOTS: [&str; 4] = ["FRE", "FRO", "GO", "EPS"];

fn slot(code: &str) -> Slot {
    code.parse().expect("a slot")
}

/// The same candidates in a lot of four tests, given to the same marker.
async fn wide(marking: &Marking) -> LotId {
    let session = marking
        .desk
        .store
        .session_of_lot(marking.lot)
        .await
        .expect("read")
        .expect("one");
    let lots = MakeLots {
        session,
        ruleset: "BCG24".into(),
        slots: SLOTS.map(slot).to_vec(),
        size: 100,
    };
    let lot = marking.desk.make_lots(&operator(), lots).await.expect("made").lots[0];
    let account = marking.marker.account.expect("an account");
    marking.desk.give_lot(&operator(), lot, account).await.expect("given");
    lot
}

async fn save(marking: &Marking, lot: LotId, writes: Vec<CellWrite>) {
    let marker = marking
        .desk
        .actor(marking.marker.account.expect("one"))
        .await
        .expect("an actor");
    let answers = marking
        .desk
        .save_marks(&marker, SaveMarks { lot, writes })
        .await
        .expect("answers");
    assert!(
        answers.iter().all(|it| matches!(it.outcome, CellOutcome::Saved { .. })),
        "{answers:?}"
    );
}

async fn view(marking: &Marking, lot: LotId) -> LotView {
    let marker = marking
        .desk
        .actor(marking.marker.account.expect("one"))
        .await
        .expect("an actor");
    marking.desk.lot_view(&marker, lot).await.expect("a view")
}

#[tokio::test]
async fn a_wide_lot_has_its_own_marks_in_their_columns_and_no_others() {
    each_database(|store| async move {
        let marking = marking(&store, 2).await;
        let lot = wide(&marking).await;
        assert!(SLOTS.len() > ROOMY);
        let empty = view(&marking, lot).await;
        assert_eq!(empty.rows.len(), 4);
        assert!(
            empty
                .rows
                .iter()
                .flat_map(|row| row.cells.iter())
                .all(|cell| cell.version == 0)
        );
        let (first, last) = (empty.rows[0].application, empty.rows[3].application);
        let at = |op: &str, application, code: &str, version, value: &str| CellWrite {
            slot: slot(code),
            ..write(op, application, version, value)
        };
        let writes = vec![
            at("a", first, "FRE", 0, "13"),
            at("b", first, "EPS", 0, "AB"),
            at("c", last, "GO", 0, "0"),
            at("d", last, "FRO", 0, "7"),
        ];
        save(&marking, lot, writes).await;
        save(&marking, lot, vec![at("e", last, "FRO", 1, "")]).await;
        // Of another lot, by the same candidate.
        marking
            .one(&marking.marker, write("f", marking.copies[0], 0, "19"))
            .await;

        let view = view(&marking, lot).await;
        let row = |nth: usize| -> Vec<_> {
            view.rows[nth]
                .cells
                .iter()
                .map(|cell| (cell.value, cell.version))
                .collect()
        };
        let none = (None, 0);
        assert_eq!(row(0), [(entry("13"), 1), none, none, (entry("AB"), 1)]);
        assert_eq!(row(3), [none, (None, 2), (entry("0"), 1), none]);
        assert_eq!([row(1), row(2)], [[none; 4]; 2]);
        // Who and when are told by the history of a cell.
        let cell = &view.rows[0].cells[0];
        assert_eq!((&cell.author, &cell.at_text, cell.conserved), (&None, &None, false));
        assert_eq!(view.rows.iter().map(|row| row.anonymity).collect::<Vec<_>>(), {
            let copies = marking.desk.store.lot_copies(lot).await.expect("copies");
            let number = |text: Option<String>| text.expect("drawn").parse().expect("a number");
            copies
                .into_iter()
                .map(|copy| number(copy.anonymity))
                .collect::<Vec<_>>()
        });
    })
    .await;
}
