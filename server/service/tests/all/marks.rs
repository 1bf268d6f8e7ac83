//! Entering marks and locking lots: once, in order, and nothing lost to a colleague.

use crate::common::{each_database, operator};
use crate::marking::{entry, marking, phi, refusal, write};
use domain::{Actor, ApplicationId};
use service::Refusal;
use wire::{CellDeed, CellHistory, CellOutcome, CellWrite, GridChoices, LockLot, LotState, RefusedCode, SaveMarks};

#[tokio::test]
async fn a_saved_mark_is_in_the_view_with_its_version_author_and_event() {
    each_database(|store| async move {
        let marking = marking(&store, 3).await;
        let [first, second, third] = marking.copies[..] else {
            panic!("three copies")
        };
        let answers = marking
            .save(
                &marking.marker,
                vec![
                    write("a", first, 0, "12"),
                    write("b", second, 0, "AB"),
                    write("c", third, 0, "0"),
                ],
            )
            .await;
        let seqs: Vec<i64> = answers
            .iter()
            .map(|answer| match &answer.outcome {
                CellOutcome::Saved {
                    version: 1,
                    at_text,
                    seq,
                    ..
                } if at_text == "10:00:00" => *seq,
                other => panic!("not saved: {other:?}"),
            })
            .collect();
        let view = marking.view().await;
        assert_eq!(view.seq, seqs[2]);
        let cells: Vec<_> = view
            .rows
            .iter()
            .map(|row| (row.cells[0].value, row.cells[0].version))
            .collect();
        assert_eq!(cells, [(entry("12"), 1), (entry("AB"), 1), (entry("0"), 1)]);
        assert_eq!(view.rows[0].cells[0].author.as_deref(), Some("Mme alix"));
        // Emptied is missing again, never zero.
        marking.one(&marking.marker, write("d", first, 1, "")).await;
        let cell = marking.view().await.rows[0].cells[0].clone();
        assert_eq!((cell.value, cell.version), (None, 2));
        let summary = marking.desk.my_lots(&marking.marker).await.expect("lots").remove(0);
        assert_eq!(
            (summary.copies, summary.cells, summary.filled, summary.state),
            (3, 3, 2, LotState::Open)
        );
    })
    .await;
}

#[tokio::test]
async fn an_operation_is_done_once_and_its_name_serves_no_other() {
    each_database(|store| async move {
        let marking = marking(&store, 2).await;
        let copy = marking.copies[0];
        let first = marking.one(&marking.marker, write("a", copy, 0, "12")).await;
        assert_eq!(marking.one(&marking.marker, write("a", copy, 0, "12")).await, first);
        for other in [
            write("a", copy, 0, "13"),
            write("a", marking.copies[1], 0, "12"),
            write("a", copy, 1, "12"),
        ] {
            let outcome = marking.one(&marking.marker, other).await;
            assert_eq!(refusal(&outcome).0, "operation_reused");
        }
        let outcome = marking.one(&marking.second, write("a", copy, 0, "12")).await;
        assert_eq!(refusal(&outcome).0, "operation_reused", "another person's operation");
        assert_eq!(marking.acts().await.len(), 1);
        // The same one twice in a request is one write too.
        let twice = marking
            .save(
                &marking.marker,
                vec![write("b", copy, 1, "9"), write("b", copy, 1, "9")],
            )
            .await;
        assert_eq!(twice[0], twice[1]);
        assert_eq!(marking.view().await.rows[0].cells[0].version, 2);
    })
    .await;
}

#[tokio::test]
async fn a_conflict_shows_both_values_and_the_loser_stays_in_the_history() {
    each_database(|store| async move {
        let marking = marking(&store, 1).await;
        let copy = marking.copies[0];
        marking.one(&marking.marker, write("a", copy, 0, "12")).await;
        let late = write("b", copy, 0, "9");
        let conflict = CellOutcome::Conflict {
            mine: entry("9"),
            theirs: entry("12"),
            author: "Mme alix".into(),
            at_text: "10:00:00".into(),
            version: 1,
        };
        assert_eq!(marking.one(&marking.second, late.clone()).await, conflict);
        assert_eq!(
            marking.one(&marking.second, late).await,
            conflict,
            "asked again, answered the same"
        );
        assert_eq!(marking.view().await.rows[0].cells[0].value, entry("12"));
        // Chosen on purpose it is an ordinary write over what stands.
        marking.one(&marking.second, write("c", copy, 1, "9")).await;
        let asked = CellHistory {
            application: copy,
            slot: phi(),
        };
        let history = marking
            .desk
            .cell_history(&marking.marker, asked.clone())
            .await
            .expect("a history");
        let deeds: Vec<_> = history
            .iter()
            .map(|past| (past.author.as_str(), past.deed.clone()))
            .collect();
        assert_eq!(
            deeds,
            [
                (
                    "Mme alix",
                    CellDeed::Written {
                        before: None,
                        after: entry("12")
                    }
                ),
                (
                    "Mme blaise",
                    CellDeed::TooLate {
                        tried: entry("9"),
                        stands: entry("12")
                    }
                ),
                (
                    "Mme blaise",
                    CellDeed::Written {
                        before: entry("12"),
                        after: entry("9")
                    }
                ),
            ]
        );
        let hidden = marking
            .desk
            .cell_history(&marking.stranger, asked)
            .await
            .expect_err("not his copy");
        assert!(matches!(hidden, Refusal::Refused(refused) if refused.code == RefusedCode::NotFound));
    })
    .await;
}

#[tokio::test]
async fn what_the_ruleset_or_the_lot_refuses_is_refused_alone() {
    each_database(|store| async move {
        let marking = marking(&store, 2).await;
        let [copy, other] = marking.copies[..] else {
            panic!("two copies")
        };
        let elsewhere = store.lot_copies(marking.other_lot).await.expect("copies")[0].application_id;
        let of = |slot: &str| CellWrite {
            slot: slot.parse().expect("a slot"),
            ..write("d", copy, 0, "12")
        };
        let answers = marking
            .save(
                &marking.marker,
                vec![
                    write("a", copy, 0, "12.5"),
                    write("b", copy, 0, "VA"),
                    write("c", ApplicationId(elsewhere), 0, "12"),
                    of("GO"),
                    CellWrite {
                        op_id: "e".into(),
                        ..of("ZZZ")
                    },
                    write("", copy, 0, "12"),
                    write("g", copy, -1, "12"),
                    write("h", other, 0, "20"),
                ],
            )
            .await;
        let codes: Vec<_> = answers[..7].iter().map(|answer| refusal(&answer.outcome).0).collect();
        assert_eq!(
            codes,
            [
                "mark_step",
                "mark_code_not_allowed",
                "copy_not_in_lot",
                "mark_unknown_slot",
                "mark_unknown_slot",
                "operation_shape",
                "version_negative"
            ]
        );
        assert!(matches!(answers[7].outcome, CellOutcome::Saved { .. }));
        assert_eq!(marking.acts().await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn nobody_reads_or_writes_a_lot_that_is_not_his() {
    each_database(|store| async move {
        let marking = marking(&store, 1).await;
        let forbidden = |refusal: Refusal| match refusal {
            Refusal::Refused(refused) => matches!(refused.code, RefusedCode::Forbidden(_)),
            _ => false,
        };
        let writes = vec![write("a", marking.copies[0], 0, "12")];
        let command = SaveMarks {
            lot: marking.lot,
            writes,
        };
        for actor in [&marking.stranger, &operator(), &Actor::visitor()] {
            assert!(forbidden(
                marking
                    .desk
                    .save_marks(actor, command.clone())
                    .await
                    .expect_err("refused")
            ));
            assert!(forbidden(
                marking.desk.lot_view(actor, marking.lot).await.expect_err("refused")
            ));
            let lock = LockLot {
                lot: marking.lot,
                copies: 1,
                sum: 0,
                codes: 0,
                tens: Vec::new(),
            };
            assert!(forbidden(
                marking.desk.lock_lot(actor, lock).await.expect_err("refused")
            ));
        }
        let lots = marking.desk.my_lots(&marking.stranger).await.expect("lots");
        assert_eq!(lots.iter().map(|lot| lot.id).collect::<Vec<_>>(), [marking.other_lot]);
        assert!(marking.acts().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn habits_of_the_grid_follow_the_account() {
    each_database(|store| async move {
        let marking = marking(&store, 2).await;
        assert_eq!(marking.view().await.choices, GridChoices::default());
        let tenths = GridChoices {
            tenths: true,
            ..GridChoices::default()
        };
        let value = serde_json::to_string(&tenths).expect("json");
        marking
            .desk
            .set_preference(&marking.marker, GridChoices::NAME, &value)
            .await
            .expect("kept");
        assert_eq!(marking.view().await.choices, tenths);
        let other = marking
            .desk
            .lot_view(&marking.second, marking.lot)
            .await
            .expect("a view");
        assert_eq!(other.choices, GridChoices::default());
    })
    .await;
}
