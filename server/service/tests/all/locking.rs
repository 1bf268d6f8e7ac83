//! Locking a lot: by the totals of its slip, and then for good.

use crate::common::each_database;
use crate::marking::{marking, refusal, write};
use domain::{Act, ApplicationId};
use service::Refusal;
use wire::{CellOutcome, LockLot, LotState, RefusedCode, SaveMarks};

#[tokio::test]
async fn a_lot_locks_on_its_control_totals_and_then_never_changes() {
    each_database(|store| async move {
        let marking = marking(&store, 3).await;
        let lock = |copies, sum, codes| {
            let command = LockLot {
                lot: marking.lot,
                copies,
                sum,
                codes,
                tens: Vec::new(),
            };
            async { marking.desk.lock_lot(&marking.marker, command).await }
        };
        let faults = |outcome: Result<(), Refusal>| match outcome.expect_err("refused") {
            Refusal::Refused(refused) => refused
                .fields
                .into_iter()
                .map(|fault| format!("{} {}", fault.code, fault.value))
                .collect::<Vec<_>>(),
            other => panic!("a failure: {other}"),
        };
        let [first, second, third] = marking.copies[..] else {
            panic!("three copies")
        };
        marking
            .save(
                &marking.marker,
                vec![write("a", first, 0, "12"), write("b", second, 0, "AB")],
            )
            .await;
        assert_eq!(faults(lock(3, 1200, 1).await), ["lot_cells_empty 1"]);
        marking.one(&marking.marker, write("c", third, 0, "0")).await;
        assert_eq!(
            faults(lock(4, 1250, 2).await),
            ["total_copies_differ 3", "total_sum_differs 12", "total_codes_differ 1"]
        );
        assert_eq!(marking.view().await.state, LotState::Open);
        lock(3, 1200, 1).await.expect("locked");
        let view = marking.view().await;
        assert_eq!(
            (view.state, view.locked_at_text.as_deref()),
            (LotState::Locked, Some("06/07/2026 à 10:00:00"))
        );
        assert_eq!(
            marking.acts().await.last(),
            Some(&Act::LotLocked {
                copies: 3,
                sum: 1200,
                codes: 1
            })
        );
        let late = marking.one(&marking.marker, write("d", third, 1, "1")).await;
        assert_eq!(refusal(&late).0, "lot_not_open");
        // What was saved before the lock is still answered so.
        let again = marking.one(&marking.marker, write("c", third, 0, "0")).await;
        assert!(matches!(again, CellOutcome::Saved { version: 1, .. }));
        let twice = lock(3, 1200, 1).await.expect_err("locked already");
        assert!(
            matches!(twice, Refusal::Refused(refused) if refused.code == RefusedCode::WrongState("lot_not_open".into()))
        );
    })
    .await;
}

#[tokio::test]
async fn sums_by_ten_find_a_mark_that_slipped_and_the_locked_lot_stands_beside_the_others() {
    each_database(|store| async move {
        let marking = marking(&store, 12).await;
        let beside = async || marking.view().await.beside;
        let marks = (0..)
            .zip(&marking.copies)
            .map(|(n, copy): (u32, _)| write(&format!("m{n}"), *copy, 0, &n.to_string()));
        marking.save(&marking.marker, marks.collect()).await;
        // 0 + 1 + … + 9, then 10 + 11; the sum of all is 66 either way.
        let lock = |tens: [i64; 2]| {
            let command = LockLot {
                lot: marking.lot,
                copies: 12,
                sum: 6600,
                codes: 0,
                tens: tens.into(),
            };
            async { marking.desk.lock_lot(&marking.marker, command).await }
        };
        let Err(Refusal::Refused(refused)) = lock([4600, 2000]).await else {
            panic!("refused")
        };
        let told: Vec<_> = refused
            .fields
            .iter()
            .map(|fault| (fault.field.as_str(), fault.code.as_str(), fault.value.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                ("ten-1", "total_ten_differs", "45"),
                ("ten-2", "total_ten_differs", "21")
            ]
        );
        assert_eq!(beside().await, None);
        lock([4500, 2100]).await.expect("locked");
        assert_eq!(beside().await.expect("locked").marks, 0);

        // The other lot of the test is locked in turn: each is beside the other.
        let copies = store.lot_copies(marking.other_lot).await.expect("copies");
        let writes = copies.iter().map(|copy| {
            let id = ApplicationId(copy.application_id);
            write(&format!("o{id}"), id, 0, "14")
        });
        let save = SaveMarks {
            lot: marking.other_lot,
            writes: writes.collect(),
        };
        marking.desk.save_marks(&marking.stranger, save).await.expect("saved");
        let slip = LockLot {
            lot: marking.other_lot,
            copies: 12,
            sum: 16_800,
            codes: 0,
            tens: vec![14_000, 2800],
        };
        marking.desk.lock_lot(&marking.stranger, slip).await.expect("locked");
        let spread = beside().await.expect("locked");
        assert_eq!((spread.marks, spread.sum, spread.bars[14]), (12, 16_800, 12));
    })
    .await;
}
