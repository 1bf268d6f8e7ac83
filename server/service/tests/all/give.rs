//! What is given to whom: copies to lots, lots to markers, candidates and seats to juries.

use crate::common::{desk, each_database, operator, pupils};
use crate::prepare::{BCG, UAI, account, acts, candidates, jury, lots, refused};
use domain::{Act, ApplicationContext, Grant, JuryId, LotId, Role, Scope, StreamKey};
use service::{Candidates, ComposeJury, MakeLots};

#[tokio::test]
async fn lots_hold_every_copy_once_in_the_order_of_anonymity() {
    each_database(|store| async move {
        let desk = desk(&store);
        let session = candidates(&desk, 25).await;
        let made = desk
            .make_lots(&operator(), lots(session, &["PHI"], 10))
            .await
            .expect("lots");
        assert_eq!((made.lots.len(), made.copies), (3, 25));
        let lines = store.lot_lines(session).await.expect("lots");
        let labels: Vec<_> = lines
            .iter()
            .map(|line| (line.label.as_str(), line.copies, line.state.as_str()))
            .collect();
        assert_eq!(
            labels,
            [
                ("Philosophie, lot 1", 8, "open"),
                ("Philosophie, lot 2", 8, "open"),
                ("Philosophie, lot 3", 9, "open"),
            ]
        );
        let again = desk
            .make_lots(&operator(), lots(session, &["PHI"], 10))
            .await
            .expect("lots");
        assert_eq!((again.lots.len(), again.copies), (0, 0));
        pupils(&store, session, UAI, BCG, 26, 2).await;
        desk.register_applications(&operator(), session)
            .await
            .expect("registered");
        assert_eq!(
            refused(desk.make_lots(&operator(), lots(session, &["PHI"], 10)).await),
            "anonymity_missing"
        );
        desk.draw_anonymity(&operator(), session).await.expect("drawn");
        let late = desk
            .make_lots(&operator(), lots(session, &["PHI"], 10))
            .await
            .expect("lots");
        assert_eq!((late.lots.len(), late.copies), (1, 2));
        assert_eq!(
            store.lot_lines(session).await.expect("lots")[3].label,
            "Philosophie, lot 4"
        );
        for (slots, size, code) in [
            (&["PHI"][..], 0, "lot_size"),
            (&["PHI"], 501, "lot_size"),
            (&[], 10, "required"),
            (&["OPT.1"], 10, "unknown_cell"),
            (&["ZZZ"], 10, "unknown_cell"),
            (&["GO", "GO"], 10, "unknown_cell"),
        ] {
            let command = MakeLots {
                slots: slots.iter().map(|slot| slot.parse().expect("a slot")).collect(),
                ..lots(session, &[], size)
            };
            assert_eq!(
                refused(desk.make_lots(&operator(), command).await),
                code,
                "{slots:?} {size}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_lot_of_parts_holds_those_who_sit_them() {
    each_database(|store| async move {
        let desk = desk(&store);
        let session = candidates(&desk, 6).await;
        let physics: ApplicationContext =
            serde_json::from_str(r#"{"specialities":{"S1":"PC","S2":"MATHS"}}"#).expect("a context");
        for row in &store.registered(session, "BCG24").await.expect("candidates")[..4] {
            assert!(
                desk.set_context(&operator(), row.key(), physics.clone())
                    .await
                    .expect("set")
            );
            assert!(
                !desk
                    .set_context(&operator(), row.key(), physics.clone())
                    .await
                    .expect("set twice")
            );
        }
        let parts = desk
            .make_lots(&operator(), lots(session, &["S1.W", "S1.P"], 10))
            .await
            .expect("lots");
        let whole = desk
            .make_lots(&operator(), lots(session, &["S1"], 10))
            .await
            .expect("lots");
        assert_eq!((parts.copies, whole.copies), (4, 2));
        assert_eq!(
            store.lot_lines(session).await.expect("lots")[0].label,
            "Spécialité 1, Physique-chimie, lot 1"
        );
        let first = store.registered(session, "BCG24").await.expect("candidates")[0].key();
        let unknown: ApplicationContext =
            serde_json::from_str(r#"{"specialities":{"S1":"MAGIE"}}"#).expect("a context");
        assert_eq!(
            refused(desk.set_context(&operator(), first, unknown).await),
            "context_flaw"
        );
        let facultative: ApplicationContext = serde_json::from_str(r#"{"facultative":["16"]}"#).expect("a context");
        assert_eq!(
            refused(desk.set_context(&operator(), first, facultative).await),
            "facultative_no_place"
        );
    })
    .await;
}

#[tokio::test]
async fn a_marker_gets_his_lot_and_a_juror_his_seat() {
    each_database(|store| async move {
        let desk = desk(&store);
        let session = candidates(&desk, 4).await;
        let lot = desk
            .make_lots(&operator(), lots(session, &["PHI"], 10))
            .await
            .expect("lots")
            .lots[0];
        let jury = desk
            .compose_jury(&operator(), jury(session, "20112", Candidates::All))
            .await
            .expect("a jury");
        let somebody = account(&desk, "quelqu-un").await;
        for _ in 0..2 {
            desk.give_lot(&operator(), lot, somebody).await.expect("given");
            desk.give_seat(&operator(), jury, somebody, Role::JuryMember)
                .await
                .expect("seated");
        }
        assert_eq!(
            desk.actor(somebody).await.expect("an actor").grants,
            [
                Grant {
                    role: Role::JuryMember,
                    scope: Scope::Jury(jury)
                },
                Grant {
                    role: Role::Marker,
                    scope: Scope::Lot(lot)
                },
            ]
        );
        assert_eq!(
            acts(&store, StreamKey::Jury(jury)).await,
            [
                Act::JuryComposed { jury, candidates: 4 },
                Act::SeatGiven {
                    jury,
                    account: somebody,
                    role: Role::JuryMember
                },
            ]
        );
        let given = acts(&store, StreamKey::Session(session)).await;
        assert_eq!(
            given.iter().filter(|act| matches!(act, Act::LotGiven { .. })).count(),
            1
        );
        desk.disable_account(&operator(), "quelqu-un", true)
            .await
            .expect("disabled");
        assert_eq!(
            refused(desk.give_lot(&operator(), lot, somebody).await),
            "unknown_account"
        );
        assert_eq!(
            refused(desk.give_seat(&operator(), jury, somebody, Role::Marker).await),
            "not_a_seat"
        );
        assert_eq!(
            refused(desk.give_lot(&operator(), LotId(99), somebody).await),
            "NotFound"
        );
        assert_eq!(
            refused(
                desk.give_seat(&operator(), JuryId(99), somebody, Role::JuryMember)
                    .await
            ),
            "NotFound"
        );
    })
    .await;
}

#[tokio::test]
async fn a_candidate_sits_before_one_jury() {
    each_database(|store| async move {
        let desk = desk(&store);
        let session = candidates(&desk, 10).await;
        let some = Candidates::Of {
            establishments: vec![UAI.parse().expect("a UAI")],
            limit: Some(4),
        };
        desk.compose_jury(&operator(), jury(session, "20112", some.clone()))
            .await
            .expect("a jury");
        assert_eq!(
            refused(desk.compose_jury(&operator(), jury(session, "20112", some)).await),
            "jury_code_taken"
        );
        desk.compose_jury(&operator(), jury(session, "20113", Candidates::All))
            .await
            .expect("the others");
        let sizes: Vec<_> = store
            .jury_lines(session)
            .await
            .expect("juries")
            .iter()
            .map(|line| line.candidates)
            .collect();
        assert_eq!(sizes, [4, 6]);
        assert_eq!(
            refused(
                desk.compose_jury(&operator(), jury(session, "20114", Candidates::All))
                    .await
            ),
            "no_candidate_left"
        );
        assert_eq!(
            store.jury_lines(session).await.expect("juries").len(),
            2,
            "an empty jury is not kept"
        );
        for code in ["2011", "2011a", "201123"] {
            assert_eq!(
                refused(
                    desk.compose_jury(&operator(), jury(session, code, Candidates::All))
                        .await
                ),
                "jury_code_shape"
            );
        }
        let elsewhere = ComposeJury {
            centre: Some("0250001R".parse().expect("a UAI")),
            ..jury(session, "20115", Candidates::All)
        };
        assert_eq!(
            refused(desk.compose_jury(&operator(), elsewhere).await),
            "unknown_establishment"
        );
    })
    .await;
}
