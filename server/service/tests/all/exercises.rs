//! An épreuve made of exercises, each marked out of its own points.

use crate::common::{desk, each_database, establishment, operator, pupils, session};
use crate::marking::write;
use crate::prepare::{account, acts, map};
use domain::{Act, StreamKey};
use service::MakeLots;
use wire::{CellOutcome, SaveMarks};

const UAI: &str = "0350024L";
const MEF: &str = "24725510331";

#[tokio::test]
async fn exercises_are_dealt_together_and_add_up_to_the_mark() {
    each_database(|store| async move {
        let desk = desk(&store);
        let session = session(&desk).await;
        establishment(&store, UAI).await;
        pupils(&store, session, UAI, MEF, 1, 2).await;
        let manager = operator();
        desk.map_mef(&manager, map(session, MEF, "BCP25510"))
            .await
            .expect("mapped");
        desk.register_applications(&manager, session).await.expect("registered");
        desk.draw_anonymity(&manager, session).await.expect("drawn");
        let sheet = desk.preparation_sheet(&manager, Some(session)).await.expect("a sheet");
        let offered: Vec<String> = sheet
            .rulesets
            .iter()
            .filter(|it| it.code == "BCP25510")
            .flat_map(|it| it.slots.iter().map(|slot| slot.slot.to_string()))
            .filter(|slot| slot.starts_with("E2"))
            .collect();
        assert_eq!(offered, ["E2"], "the épreuve stands for its exercises");
        let command = MakeLots {
            session,
            ruleset: "BCP25510".into(),
            slots: vec!["E2".parse().expect("a slot")],
            size: 10,
        };
        let lot = desk.make_lots(&manager, command).await.expect("made").lots[0];
        let marker = account(&desk, "correctrice").await;
        desk.give_lot(&manager, lot, marker).await.expect("given");
        let marker = desk.actor(marker).await.expect("an actor");
        assert_eq!(
            desk.my_lots(&marker).await.expect("lots")[0].subjects,
            ["Préparation d'une opération"]
        );

        let view = desk.lot_view(&marker, lot).await.expect("a view");
        let columns: Vec<_> = view
            .columns
            .iter()
            .map(|column| (column.label.as_str(), column.scale.to_string()))
            .collect();
        assert_eq!(
            columns,
            [
                ("analyse du besoin (sur 8)", "8".to_owned()),
                ("dimensionnement (sur 7)", "7".to_owned()),
                ("rédaction du dossier (sur 5)", "5".to_owned()),
            ]
        );
        assert_eq!(view.totals[0].parts, [(0, 8), (1, 7), (2, 5)]);

        let copy = view.rows[0].application;
        let part = |op: &str, slot: &str, value: &str| wire::CellWrite {
            slot: slot.parse().expect("a slot"),
            ..write(op, copy, 0, value)
        };
        let writes = vec![
            part("1", "E2.A", "6.25"),
            part("2", "E2.D", "8"),
            part("3", "E2.R", "3.5"),
        ];
        let answers = desk
            .save_marks(&marker, SaveMarks { lot, writes })
            .await
            .expect("answers");
        let refused: Vec<_> = answers
            .iter()
            .filter_map(|answer| match &answer.outcome {
                CellOutcome::Refused { code, value } => Some((code.as_str(), value.as_str())),
                _ => None,
            })
            .collect();
        assert_eq!(refused, [("mark_above_maximum", "7")]);
        let writes = vec![part("4", "E2.D", "4")];
        desk.save_marks(&marker, SaveMarks { lot, writes })
            .await
            .expect("answers");

        let view = desk.lot_view(&marker, lot).await.expect("a view");
        let made = view.totals[0]
            .of(|column| view.rows[0].cells[column].value)
            .expect("a total");
        assert_eq!(made.to_string(), "14", "13.75 goes up to the half point");
        assert_eq!(view.totals[0].of(|column| view.rows[1].cells[column].value), None);
        let log = acts(&store, StreamKey::Lot(lot)).await;
        assert_eq!(log.iter().filter(|act| matches!(act, Act::MarkSaved { .. })).count(), 3);
    })
    .await;
}
