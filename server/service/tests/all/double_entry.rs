//! Double entry: two people enter the same lot blind, and what differs is settled before it is taken in.

use crate::common::{each_database, operator};
use crate::marking::{entry, phi, write};
use crate::prepare::{acts, refused};
use crate::twice::{third, twice};
use domain::{Act, Actor, StreamKey};
use service::Discharged;
use wire::{CellDeed, CellHistory, Choice, RefusedCode, SaveMarks, SettleDifference};

#[tokio::test]
async fn neither_marker_sees_what_the_other_enters() {
    each_database(|store| async move {
        let both = twice(&store, 3).await;
        let (desk, lot) = (&both.marking.desk, both.marking.lot);
        both.save(lot, &both.marking.marker, "a", &["12", "13", "14"], 0).await;
        let seen = desk.lot_view(&both.other, both.twin).await.expect("a view");
        assert_eq!(seen.label, "Philosophie, lot 1 (seconde saisie)");
        assert!(seen.rows.iter().all(|row| row.cells[0] == wire::LotCell::default()));
        assert_eq!(seen.beside, None);
        both.save(both.twin, &both.other, "b", &["12", "9", ""], 0).await;
        assert_eq!(both.standing().await, [entry("12"), entry("13"), entry("14")]);
        let again = desk.lot_view(&both.other, both.twin).await.expect("a view");
        let values: Vec<_> = again.rows.iter().map(|row| row.cells[0].value).collect();
        assert_eq!(values, [entry("12"), entry("9"), None]);

        // Nor by the list of lots, the other lot's page, its log, or the past of a cell.
        assert_eq!(refused(desk.lot_view(&both.other, lot).await), "Forbidden(OutOfScope)");
        assert_eq!(
            refused(desk.lot_view(&both.marking.marker, both.twin).await),
            "Forbidden(OutOfScope)"
        );
        let history = async |actor: &Actor| {
            let asked = CellHistory {
                application: both.marking.copies[1],
                slot: phi(),
            };
            let past = desk.cell_history(actor, asked).await.expect("a past");
            past.into_iter().map(|past| past.deed).collect::<Vec<_>>()
        };
        let written = |value: &str| CellDeed::Written {
            before: None,
            after: entry(value),
        };
        assert_eq!(history(&both.other).await, [written("9")]);
        assert_eq!(history(&both.marking.marker).await, [written("13")]);
        for (stream, value) in [(lot, "13"), (both.twin, "9")] {
            let events = store
                .events_after(StreamKey::Lot(stream), 0, 100)
                .await
                .expect("events");
            let told = events.iter().filter(|event| {
                event
                    .body
                    .contains(&format!("\"application\":{}", both.marking.copies[1]))
            });
            let bodies: Vec<_> = told.map(|event| event.body.as_str()).collect();
            assert!(
                bodies.len() == 1 && bodies[0].contains(&format!("\"{value}\"")),
                "{bodies:?}"
            );
        }

        // Until both are final, the office sees neither.
        let waiting = both.compared().await;
        assert!(!waiting.ready() && waiting.differences.is_empty());
        assert_eq!(
            refused(desk.compare_entries(&both.other, lot).await),
            "Forbidden(NoRole)"
        );
    })
    .await;
}

#[tokio::test]
async fn whoever_sees_one_entry_never_makes_the_other() {
    each_database(|store| async move {
        let both = twice(&store, 2).await;
        let desk = &both.marking.desk;
        for (lot, actor) in [(both.twin, &both.marking.second), (both.marking.lot, &both.other)] {
            let account = actor.account.expect("an account");
            assert_eq!(
                refused(desk.give_lot(&operator(), lot, account).await),
                "marker_of_other_entry"
            );
        }
        for lot in [both.marking.lot, both.twin] {
            assert_eq!(
                refused(desk.ask_second_entry(&operator(), lot).await),
                "second_entry_exists"
            );
        }
        assert_eq!(
            refused(
                desk.ask_second_entry(&both.marking.marker, both.marking.other_lot)
                    .await
            ),
            "Forbidden(NoRole)"
        );
        both.save(both.twin, &both.other, "b", &["12"], 0).await;
        assert_eq!(
            refused(desk.cancel_second_entry(&operator(), both.marking.lot).await),
            "second_entry_begun"
        );
        let other = both.marking.other_lot;
        let spare = desk.ask_second_entry(&operator(), other).await.expect("asked");
        assert_eq!(
            desk.cancel_second_entry(&operator(), spare).await.expect("given up"),
            other
        );
        assert_eq!(refused(desk.lot_sheet(&operator(), spare).await), "NotFound");
        assert_eq!(refused(desk.compare_entries(&operator(), other).await), "NotFound");
    })
    .await;
}

#[tokio::test]
async fn only_differences_are_shown_and_each_is_settled_with_a_trace() {
    each_database(|store| async move {
        let both = twice(&store, 5).await;
        let (desk, lot) = (&both.marking.desk, both.marking.lot);
        let discharge = async || desk.discharge_lot(&operator(), lot).await;
        both.save(lot, &both.marking.marker, "a", &["12", "13", "14", "AB", "8"], 0)
            .await;
        both.lock(lot, &both.marking.marker, &["12", "13", "14", "AB", "8"])
            .await;
        assert_eq!(refused(discharge().await), "second_entry_open");
        both.save(both.twin, &both.other, "b", &["12", "9", "15", "0", "8"], 0)
            .await;
        both.lock(both.twin, &both.other, &["12", "9", "15", "0", "8"]).await;
        assert_eq!(refused(discharge().await), "differences_left");
        assert_eq!(
            refused(desk.discharge_lot(&operator(), both.twin).await),
            "second_entry_stays"
        );
        let comparison = both.compared().await;
        let shown: Vec<_> = comparison
            .differences
            .iter()
            .map(|it| (it.rank, it.first.value, it.second.value))
            .collect();
        assert_eq!(
            shown,
            [
                (2, entry("13"), entry("9")),
                (3, entry("14"), entry("15")),
                (4, entry("AB"), entry("0"))
            ]
        );
        assert_eq!(
            (comparison.differences[0].first.author.as_deref(), comparison.left()),
            (Some("Mme alix"), 3)
        );

        both.settle("s1", 1, Choice::First).await;
        both.settle("s2", 2, Choice::Second).await;
        let settle = async |command| desk.settle_difference(&operator(), command).await;
        let off_step = both.choice("s3", 3, third("9,55", "relue")).await;
        assert_eq!(refused(settle(off_step).await), "mark_step");
        let silent = both.choice("s3", 3, third("9", " ")).await;
        assert_eq!(refused(settle(silent).await), "reason_needed");
        let command = both.choice("s3", 3, third("9", "Copie relue")).await;
        settle(command.clone()).await.expect("settled");
        settle(command.clone()).await.expect("done once");
        let reused = SettleDifference {
            choice: Choice::First,
            ..command.clone()
        };
        assert_eq!(refused(settle(reused).await), "operation_reused");
        let stale = SettleDifference {
            op_id: "s4".into(),
            ..command
        };
        assert!(matches!(
            settle(stale).await.expect_err("refused"),
            service::Refusal::Refused(refused) if refused.code == RefusedCode::Outdated
        ));
        let same = SettleDifference {
            op_id: "s5".into(),
            application: both.marking.copies[0],
            ..both.choice("", 1, Choice::First).await
        };
        assert!(settle(same).await.is_err(), "both entries agree there");

        let chosen: Vec<_> = both
            .compared()
            .await
            .differences
            .iter()
            .map(|it| it.settled.clone())
            .collect();
        let values: Vec<_> = chosen
            .iter()
            .flatten()
            .map(|it| (it.value, it.reason.as_str()))
            .collect();
        assert_eq!(
            values,
            [(entry("13"), ""), (entry("15"), ""), (entry("9"), "Copie relue")]
        );
        let expected = ["12", "13", "15", "9", "8"].map(entry);
        assert_eq!(both.standing().await, expected);
        let written = both.marking.acts().await.into_iter().filter_map(|act| match act {
            Act::MarkSaved {
                before,
                after,
                version: 2,
                ..
            } => Some((before, after)),
            Act::DifferenceSettled { .. } => panic!("the log of the lot is its marker's to read"),
            _ => None,
        });
        assert_eq!(
            written.collect::<Vec<_>>(),
            [(entry("14"), entry("15")), (entry("AB"), entry("9"))]
        );
        let session = store.session_of_lot(lot).await.expect("a session").expect("a session");
        let kept = acts(&store, StreamKey::Session(session)).await;
        let told = kept.into_iter().filter_map(|act| match act {
            Act::DifferenceSettled {
                before,
                second,
                after,
                version,
                ..
            } => Some((before, second, after, version)),
            _ => None,
        });
        assert_eq!(
            told.collect::<Vec<_>>(),
            [
                (entry("13"), entry("9"), entry("13"), 1),
                (entry("14"), entry("15"), entry("15"), 2),
                (entry("AB"), entry("0"), entry("9"), 2)
            ]
        );

        assert_eq!(discharge().await.expect("taken in"), Discharged::Now(5));
        let late = both.choice("s6", 1, Choice::Second).await;
        assert_eq!(refused(settle(late).await), "entries_not_locked");
        assert_eq!(
            refused(desk.reopen_lot(&operator(), both.twin, "erreur").await),
            "lot_discharged_already"
        );
    })
    .await;
}

#[tokio::test]
async fn what_was_settled_is_looked_at_again_when_an_entry_changes() {
    each_database(|store| async move {
        let both = twice(&store, 2).await;
        let desk = &both.marking.desk;
        both.enter(&["12", "13"], &["12", "9"]).await;
        both.settle("s1", 1, Choice::Second).await;
        // Settled again, the other way: as long as nothing is taken in, the last choice stands.
        both.settle("s2", 1, Choice::First).await;
        assert_eq!(both.standing().await, ["12", "13"].map(entry));
        assert_eq!(both.compared().await.left(), 0);

        desk.reopen_lot(&operator(), both.twin, "une copie mal lue")
            .await
            .expect("open");
        let late = both.choice_while_open().await;
        assert_eq!(
            refused(desk.settle_difference(&operator(), late).await),
            "entries_not_locked"
        );
        let writes = vec![write("again", both.marking.copies[1], 1, "10")];
        let save = SaveMarks { lot: both.twin, writes };
        desk.save_marks(&both.other, save).await.expect("saved");
        both.lock(both.twin, &both.other, &["12", "10"]).await;
        let again = both.compared().await;
        assert_eq!(again.left(), 1);
        assert_eq!(
            (again.differences[0].first.value, again.differences[0].second.value),
            (entry("13"), entry("10"))
        );
        assert_eq!(
            refused(desk.discharge_lot(&operator(), both.marking.lot).await),
            "differences_left"
        );
    })
    .await;
}
