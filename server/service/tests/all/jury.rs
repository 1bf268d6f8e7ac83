//! A deliberation through its verbs: guards, raises, proposals, confirmations, signatures, and its log.

use crate::common::{connect, each_database, operator, run};
use crate::jury_seed::{Room, before, open};
use domain::{Actor, JuryState, StreamKey};
use service::store::{Store, verify_export};
use service::{Refusal, Result};
use std::fmt::Debug;
use wire::{ConfirmDecisions, Confirmation, Event, Head, RefusedCode, SignMinutes, Which};

/// The name of a refusal: its first field's, or its own.
pub fn refused<T: Debug>(outcome: Result<T>) -> String {
    match outcome.expect_err("refused") {
        Refusal::Refused(refused) => match refused.code {
            RefusedCode::Invalid => refused.fields[0].code.clone(),
            RefusedCode::WrongState(code) => code,
            RefusedCode::Forbidden(_) => "forbidden".into(),
            other => format!("{other:?}"),
        },
        other => panic!("a failure: {other}"),
    }
}

pub async fn go(room: &Room, actor: &Actor, to: JuryState) -> Result<bool> {
    room.desk.move_jury(actor, room.jury, to).await
}

pub async fn confirm_all(room: &Room, actor: &Actor, op: &str) -> Result<Confirmation> {
    let view = room.view().await;
    let seen = view.candidates.iter().map(|candidate| {
        let outcome = domain::decide(&view.ruleset, &candidate.marks);
        wire::Seen {
            application: candidate.application,
            decision: outcome.decision,
            mention: outcome.mention,
        }
    });
    let command = ConfirmDecisions {
        op_id: op.into(),
        jury: room.jury,
        which: Which::Seen(seen.collect()),
    };
    room.desk.confirm_decisions(actor, command).await
}

pub async fn sign(room: &Room, actor: &Actor, op: &str) -> Result<Head> {
    let seen_seq = room.view().await.head_seq;
    room.desk
        .sign_minutes(
            actor,
            SignMinutes {
                op_id: op.into(),
                jury: room.jury,
                seen_seq,
            },
        )
        .await
}

pub async fn events(store: &Store, room: &Room) -> Vec<Event> {
    let stored = store
        .events_after(StreamKey::Jury(room.jury), 0, i64::MAX)
        .await
        .expect("a log");
    stored
        .iter()
        .map(|event| serde_json::from_str(&event.body).expect("an event"))
        .collect()
}

#[tokio::test]
async fn a_jury_opens_only_when_its_guards_hold() {
    each_database(|store| async move {
        let room = before(&store).await;
        assert_eq!(
            refused(go(&room, &room.president, JuryState::Deliberating).await),
            "forbidden"
        );
        assert_eq!(
            refused(go(&room, &operator(), JuryState::FinishedInCentre).await),
            "jury_no_such_move"
        );
        let db = connect(store.url()).await;
        for (break_it, mend_it, guard) in [
            (
                "DELETE FROM mark WHERE slot = 'PHI' AND value = 800",
                "INSERT INTO mark (application_id, slot, value, version, source, updated_at, updated_by)
                 SELECT MIN(id), 'PHI', 800, 1, 'import', 0, 'test' FROM application",
                "guard_no_missing_mark",
            ),
            (
                "UPDATE application SET anonymity = NULL WHERE anonymity = (SELECT MIN(anonymity) FROM application)",
                "UPDATE application SET anonymity = '100000W' WHERE anonymity IS NULL",
                "guard_anonymity_given",
            ),
        ] {
            run(&db, break_it).await;
            assert_eq!(refused(go(&room, &operator(), JuryState::Deliberating).await), guard);
            run(&db, mend_it).await;
        }
        run(
            &db,
            "INSERT INTO lot (session_id, ruleset, label, state, copies) VALUES (1, 'BCG24', 'L', 'locked', 1)",
        )
        .await;
        run(
            &db,
            "INSERT INTO lot_copy (lot_id, rank, application_id) SELECT 1, 1, MIN(id) FROM application",
        )
        .await;
        assert_eq!(
            refused(go(&room, &operator(), JuryState::Deliberating).await),
            "guard_lots_discharged"
        );
        run(&db, "UPDATE lot SET state = 'discharged'").await;

        assert!(
            store
                .frozen_ruleset(room.session, "BCG24")
                .await
                .expect("read")
                .is_none()
        );
        assert!(go(&room, &operator(), JuryState::Deliberating).await.expect("opened"));
        assert!(
            !go(&room, &operator(), JuryState::Deliberating)
                .await
                .expect("open already")
        );
        assert!(
            store
                .frozen_ruleset(room.session, "BCG24")
                .await
                .expect("read")
                .is_some()
        );
    })
    .await;
}

#[tokio::test]
async fn a_session_runs_to_its_lock_and_nothing_is_writable_after_closing() {
    each_database(|store| async move {
        let room = open(&store).await;
        let [p49, ..] = room.candidates;
        assert_eq!(
            refused(go(&room, &room.president, JuryState::Minutes).await),
            "guard_decisions_confirmed"
        );
        assert_eq!(refused(sign(&room, &room.president, "s-0").await), "not_signing_time");
        room.raised("r", p49, "GO", "12").await;
        confirm_all(&room, &room.president, "c").await.expect("confirmed");
        assert!(go(&room, &room.president, JuryState::Minutes).await.expect("ended"));
        assert_eq!(
            refused(go(&room, &room.president, JuryState::Closed).await),
            "guard_minutes_signed"
        );

        let stale = SignMinutes {
            op_id: "s-1".into(),
            jury: room.jury,
            seen_seq: room.view().await.head_seq - 1,
        };
        assert_eq!(
            refused(room.desk.sign_minutes(&room.president, stale).await),
            "Outdated"
        );
        let head = sign(&room, &room.president, "s-2").await.expect("signed");
        assert_eq!(refused(sign(&room, &room.president, "s-3").await), "already_signed");
        sign(&room, &room.vice, "s-4").await.expect("signed by the other too");
        assert!(go(&room, &room.president, JuryState::Closed).await.expect("closed"));
        let view = room.view().await;
        assert_eq!(view.signatures.len(), 2);
        assert!(view.signatures.iter().all(|signature| !view.outdated(signature)));

        let late = room
            .desk
            .raise_mark(&room.president, room.raise("x", p49, "PHI", "9"))
            .await;
        assert_eq!(refused(late), "jury_not_deliberating");
        assert_eq!(
            refused(confirm_all(&room, &room.president, "y").await),
            "jury_not_deliberating"
        );
        assert_eq!(refused(room.reopen("z", p49).await), "jury_not_deliberating");
        let propose = room
            .desk
            .propose_change(&room.member, room.raise("w", p49, "PHI", "9"))
            .await;
        assert_eq!(refused(propose), "jury_not_deliberating");
        assert_eq!(refused(sign(&room, &room.president, "s-5").await), "not_signing_time");

        assert_eq!(
            refused(go(&room, &room.president, JuryState::FinishedInCentre).await),
            "forbidden"
        );
        assert!(go(&room, &room.head, JuryState::FinishedInCentre).await.expect("140"));
        assert_eq!(refused(go(&room, &room.head, JuryState::Locked).await), "forbidden");
        assert!(go(&room, &operator(), JuryState::Locked).await.expect("198"));
        assert_eq!(
            refused(go(&room, &operator(), JuryState::Group2Marks).await),
            "jury_group2_unavailable"
        );

        let mut export = Vec::new();
        let written = room
            .desk
            .export_log(&operator(), Some(StreamKey::Jury(room.jury)), &mut export)
            .await
            .expect("exported");
        assert_eq!(
            written,
            u64::try_from(events(&store, &room).await.len()).expect("a count")
        );
        verify_export(export.as_slice(), Some((head.seq, &head.hash))).expect("it holds what was signed");
    })
    .await;
}

#[tokio::test]
async fn a_change_after_a_signature_outdates_it() {
    each_database(|store| async move {
        let room = open(&store).await;
        let [p49, ..] = room.candidates;
        confirm_all(&room, &room.president, "c").await.expect("confirmed");
        go(&room, &room.president, JuryState::Minutes).await.expect("ended");
        sign(&room, &room.president, "s-1").await.expect("signed");
        // Held again: the state goes back as an exceptional move would put it.
        let db = connect(store.url()).await;
        run(&db, "UPDATE jury SET state = '110'").await;
        room.reopen("r", p49).await.expect("reopened");
        let view = room.view().await;
        assert!(view.outdated(&view.signatures[0]));
        confirm_all(&room, &room.president, "d").await.expect("confirmed");
        go(&room, &room.president, JuryState::Minutes).await.expect("ended");
        assert_eq!(
            refused(go(&room, &room.president, JuryState::Closed).await),
            "guard_minutes_signed"
        );
        sign(&room, &room.president, "s-2").await.expect("signed anew");
        go(&room, &room.president, JuryState::Closed).await.expect("closed");
    })
    .await;
}

#[tokio::test]
async fn each_role_does_its_part_and_no_other() {
    each_database(|store| async move {
        let room = open(&store).await;
        let [p49, ..] = room.candidates;
        for actor in [&room.president, &room.vice, &room.member, &room.projector] {
            room.desk.jury_view(actor, room.jury).await.expect("he sits here");
            assert_eq!(room.desk.my_juries(actor).await.expect("his").len(), 1);
        }
        for actor in [&room.head, &room.stranger, &operator(), &Actor::visitor()] {
            assert_eq!(refused(room.desk.jury_view(actor, room.jury).await), "forbidden");
        }
        assert!(room.desk.my_juries(&room.stranger).await.expect("his").is_empty());
        for actor in [&room.member, &room.projector, &room.head, &room.stranger, &operator()] {
            let raise = room.desk.raise_mark(actor, room.raise("r", p49, "GO", "12")).await;
            assert_eq!(refused(raise), "forbidden", "{}", actor.name);
            assert_eq!(
                refused(confirm_all(&room, actor, "c").await),
                "forbidden",
                "{}",
                actor.name
            );
            assert_eq!(refused(sign(&room, actor, "s").await), "forbidden", "{}", actor.name);
            assert_eq!(
                refused(go(&room, actor, JuryState::Minutes).await),
                "forbidden",
                "{}",
                actor.name
            );
            let point = room.desk.point(actor, room.jury, &wire::Cursor::default()).await;
            assert_eq!(refused(point), "forbidden", "{}", actor.name);
        }
        for actor in [&room.projector, &room.head, &room.stranger, &operator()] {
            let propose = room.desk.propose_change(actor, room.raise("p", p49, "GO", "12")).await;
            assert_eq!(refused(propose), "forbidden", "{}", actor.name);
        }
        let view = room
            .desk
            .candidate_view(&room.member, room.jury, p49)
            .await
            .expect("him");
        assert!(view.history.is_empty());
    })
    .await;
}
