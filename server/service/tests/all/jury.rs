//! A deliberation through its verbs: guards, raises, proposals, confirmations, signatures, and its log.

use crate::common::{connect, each_database, operator, run};
use crate::jury_seed::{Room, before, open};
use domain::{Actor, Decision, JuryState, ProposalId, StreamKey, sufficient_raises};
use service::store::{Store, verify_export};
use service::{Refusal, Result};
use std::fmt::Debug;
use wire::{
    AnswerProposal, ConfirmDecisions, Confirmation, Event, Followed, Head, JuryAct, JuryView, RefusedCode,
    ReopenDecision, SignMinutes, Which, WithdrawRaise,
};

/// The name of a refusal: its first field's, or its own.
fn refused<T: Debug>(outcome: Result<T>) -> String {
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

async fn go(room: &Room, actor: &Actor, to: JuryState) -> Result<bool> {
    room.desk.move_jury(actor, room.jury, to).await
}

async fn confirm_all(room: &Room, actor: &Actor, op: &str) -> Result<Confirmation> {
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

async fn sign(room: &Room, actor: &Actor, op: &str) -> Result<Head> {
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

async fn events(store: &Store, room: &Room) -> Vec<Event> {
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
async fn the_public_case_is_raised_by_one_point_and_admitted() {
    each_database(|store| async move {
        let room = open(&store).await;
        let [p49, ..] = room.candidates;
        let view = room.view().await;
        let marks = &view.candidate(p49).expect("him").marks;
        let outcome = domain::decide(&view.ruleset, marks);
        assert_eq!(outcome.points.expect("points").to_string(), "992.4");
        assert_eq!(outcome.decision, Decision::Group2);
        let enough: Vec<String> = sufficient_raises(&view.ruleset, marks)
            .iter()
            .map(|raise| format!("{} {}", raise.slot, raise.to))
            .collect();
        assert!(
            enough.contains(&"PHI 9".into()) && enough.contains(&"GO 12".into()),
            "{enough:?}"
        );

        room.desk
            .raise_mark(&room.president, room.raise("op-1", p49, "GO", "12"))
            .await
            .expect("raised");
        let view = room.view().await;
        let candidate = view.candidate(p49).expect("him");
        let outcome = domain::decide(&view.ruleset, &candidate.marks);
        assert_eq!(outcome.average.expect("an average").truncated(2), "10.02");
        assert_eq!((outcome.decision, outcome.mention), (Decision::Admitted, None));
        let note = &candidate.raises[&"GO".parse().expect("a slot")];
        assert_eq!(
            (note.before.to_string(), note.to.to_string()),
            ("11".into(), "12".into())
        );
        assert_eq!(
            (note.reason.as_str(), note.author.as_str()),
            ("Livret scolaire", "president")
        );
    })
    .await;
}

#[tokio::test]
async fn a_jury_raises_only_what_the_law_lets_it() {
    each_database(|store| async move {
        let room = open(&store).await;
        let [p49, ..] = room.candidates;
        for (slot, to, code) in [
            ("FRE", "12", "raise_locked"),
            ("HG.1", "12", "raise_locked"),
            ("GO", "11", "raise_not_higher"),
            ("GO", "10", "raise_not_higher"),
            ("GO", "11.5", "raise_off_step"),
            ("S1.W", "12", "raise_part"),
            ("XYZ", "12", "raise_unknown"),
        ] {
            let outcome = room
                .desk
                .raise_mark(&room.president, room.raise("op", p49, slot, to))
                .await;
            assert_eq!(refused(outcome), code, "{slot} {to}");
        }
        let mut silent = room.raise("op", p49, "GO", "12");
        silent.reason = "  ".into();
        assert_eq!(
            refused(room.desk.raise_mark(&room.president, silent).await),
            "reason_needed"
        );

        // A second raise of a mark replaces the first; the marker's mark stays what was before.
        room.desk
            .raise_mark(&room.president, room.raise("op-1", p49, "GO", "13"))
            .await
            .expect("raised");
        room.desk
            .raise_mark(&room.president, room.raise("op-2", p49, "GO", "12"))
            .await
            .expect("replaced");
        let note = room.view().await.candidate(p49).expect("him").raises[&"GO".parse().expect("a slot")].clone();
        assert_eq!(
            (note.before.to_string(), note.to.to_string()),
            ("11".into(), "12".into())
        );

        let slot = "GO".parse().expect("a slot");
        let withdraw = |op: &str| WithdrawRaise {
            op_id: op.into(),
            jury: room.jury,
            application: p49,
            slot,
        };
        room.desk
            .withdraw_raise(&room.president, withdraw("op-3"))
            .await
            .expect("withdrawn");
        assert!(room.view().await.candidate(p49).expect("him").raises.is_empty());
        assert_eq!(
            refused(room.desk.withdraw_raise(&room.president, withdraw("op-4")).await),
            "no_raise"
        );
        room.desk
            .withdraw_raise(&room.president, withdraw("op-3"))
            .await
            .expect("told again");

        confirm_all(&room, &room.president, "op-5").await.expect("confirmed");
        let late = room
            .desk
            .raise_mark(&room.president, room.raise("op-6", p49, "GO", "12"))
            .await;
        assert_eq!(refused(late), "decision_confirmed");
        let reopen = ReopenDecision {
            op_id: "op-7".into(),
            jury: room.jury,
            application: p49,
        };
        room.desk
            .reopen_decision(&room.president, reopen)
            .await
            .expect("reopened");
        room.desk
            .raise_mark(&room.president, room.raise("op-8", p49, "GO", "12"))
            .await
            .expect("raised");
    })
    .await;
}

#[tokio::test]
async fn an_act_sent_twice_is_one_event() {
    each_database(|store| async move {
        let room = open(&store).await;
        let [p49, ..] = room.candidates;
        let command = room.raise("twice", p49, "GO", "12");
        let (one, two) = tokio::join!(
            room.desk.raise_mark(&room.president, command.clone()),
            room.desk.raise_mark(&room.president, command)
        );
        assert_eq!(one.expect("raised"), two.expect("told"));
        let other = room.raise("twice", p49, "PHI", "9");
        assert_eq!(
            refused(room.desk.raise_mark(&room.president, other).await),
            "operation_reused"
        );

        let before = events(&store, &room).await.len();
        let (one, two) = tokio::join!(
            confirm_all(&room, &room.president, "all"),
            confirm_all(&room, &room.president, "all")
        );
        assert_eq!(
            (
                one.expect("confirmed").confirmed.len(),
                two.expect("told").confirmed.len()
            ),
            (3, 3)
        );
        assert_eq!(events(&store, &room).await.len(), before + 3);
    })
    .await;
}

#[tokio::test]
async fn two_presidents_at_once_leave_one_decision_each() {
    each_database(|store| async move {
        let room = open(&store).await;
        let before = events(&store, &room).await.len();
        let (one, two) = tokio::join!(
            confirm_all(&room, &room.president, "a"),
            confirm_all(&room, &room.vice, "b")
        );
        one.expect("confirmed");
        two.expect("confirmed");
        assert_eq!(events(&store, &room).await.len(), before + 3);

        // What one saw before the other raised a mark is not confirmed.
        let [p49, ..] = room.candidates;
        let reopen = ReopenDecision {
            op_id: "c".into(),
            jury: room.jury,
            application: p49,
        };
        room.desk
            .reopen_decision(&room.president, reopen)
            .await
            .expect("reopened");
        let seen = wire::Seen {
            application: p49,
            decision: Decision::Group2,
            mention: None,
        };
        room.desk
            .raise_mark(&room.president, room.raise("d", p49, "GO", "12"))
            .await
            .expect("raised");
        let late = ConfirmDecisions {
            op_id: "e".into(),
            jury: room.jury,
            which: Which::Seen(vec![seen]),
        };
        let answer = room.desk.confirm_decisions(&room.vice, late).await.expect("answered");
        assert_eq!((answer.confirmed.len(), answer.changed), (0, vec![p49]));
    })
    .await;
}

#[tokio::test]
async fn clear_decisions_are_those_no_jury_needs_to_discuss() {
    each_database(|store| async move {
        let room = open(&store).await;
        let [p49, high, low] = room.candidates;
        let propose = room.raise("p", low, "GO", "12");
        room.desk.propose_change(&room.member, propose).await.expect("proposed");
        let command = ConfirmDecisions {
            op_id: "clear".into(),
            jury: room.jury,
            which: Which::AllClear,
        };
        let answer = room
            .desk
            .confirm_decisions(&room.president, command)
            .await
            .expect("confirmed");
        assert_eq!(answer.confirmed, [high]);
        let view = room.view().await;
        assert!(view.candidate(p49).expect("him").confirmed.is_none());
        assert_eq!(view.confirmed(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_member_proposes_and_the_president_answers_once() {
    each_database(|store| async move {
        let room = open(&store).await;
        let [p49, high, _] = room.candidates;
        let command = room.raise("p-1", p49, "GO", "12");
        let first = room
            .desk
            .propose_change(&room.member, command.clone())
            .await
            .expect("proposed");
        assert_eq!(
            room.desk.propose_change(&room.member, command).await.expect("told"),
            first
        );
        let locked = room
            .desk
            .propose_change(&room.member, room.raise("p-2", p49, "FRE", "12"))
            .await;
        assert_eq!(refused(locked), "raise_locked");
        let second = room
            .desk
            .propose_change(&room.member, room.raise("p-3", high, "GO", "19"))
            .await
            .expect("proposed");
        assert!(
            room.view().await.candidate(p49).expect("him").raises.is_empty(),
            "nothing changes yet"
        );

        let answer = |op: &str, proposal: ProposalId, take: bool| AnswerProposal {
            op_id: op.into(),
            jury: room.jury,
            proposal,
            take,
        };
        assert_eq!(
            refused(room.desk.answer_proposal(&room.member, answer("a", first, true)).await),
            "forbidden"
        );
        let (one, two) = tokio::join!(
            room.desk.answer_proposal(&room.president, answer("b", first, true)),
            room.desk.answer_proposal(&room.vice, answer("c", first, false))
        );
        assert_eq!(
            usize::from(one.is_ok()) + usize::from(two.is_ok()),
            1,
            "one answer wins"
        );
        room.desk
            .answer_proposal(&room.president, answer("d", second, false))
            .await
            .expect("declined");
        let view = room.view().await;
        assert_eq!(view.candidate(p49).expect("him").raises.len(), usize::from(one.is_ok()));
        assert!(view.candidate(high).expect("him").raises.is_empty());
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
        room.desk
            .raise_mark(&room.president, room.raise("r", p49, "GO", "12"))
            .await
            .expect("raised");
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
        let reopen = ReopenDecision {
            op_id: "z".into(),
            jury: room.jury,
            application: p49,
        };
        assert_eq!(
            refused(room.desk.reopen_decision(&room.president, reopen).await),
            "jury_not_deliberating"
        );
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
        let reopen = ReopenDecision {
            op_id: "r".into(),
            jury: room.jury,
            application: p49,
        };
        room.desk
            .reopen_decision(&room.president, reopen)
            .await
            .expect("reopened");
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

/// A view without what belongs to one reading of it.
fn bare(mut view: JuryView) -> JuryView {
    view.seed.clear();
    view.head_hash = None;
    view
}

#[tokio::test]
async fn events_followed_give_what_a_reload_gives() {
    each_database(|store| async move {
        let room = open(&store).await;
        let [p49, high, low] = room.candidates;
        let start = room.view().await;
        let president = &room.president;
        room.desk
            .raise_mark(president, room.raise("1", p49, "GO", "13"))
            .await
            .expect("raised");
        room.desk
            .raise_mark(president, room.raise("2", p49, "GO", "12"))
            .await
            .expect("replaced");
        room.desk
            .raise_mark(president, room.raise("3", low, "PHI", "9"))
            .await
            .expect("raised");
        let slot = "PHI".parse().expect("a slot");
        let withdraw = WithdrawRaise {
            op_id: "4".into(),
            jury: room.jury,
            application: low,
            slot,
        };
        room.desk.withdraw_raise(president, withdraw).await.expect("withdrawn");
        let proposal = room
            .desk
            .propose_change(&room.member, room.raise("5", high, "GO", "19"))
            .await
            .expect("proposed");
        let answer = AnswerProposal {
            op_id: "6".into(),
            jury: room.jury,
            proposal,
            take: true,
        };
        room.desk.answer_proposal(president, answer).await.expect("taken");
        confirm_all(&room, president, "7").await.expect("confirmed");
        let reopen = ReopenDecision {
            op_id: "8".into(),
            jury: room.jury,
            application: low,
        };
        room.desk.reopen_decision(president, reopen).await.expect("reopened");
        confirm_all(&room, president, "9").await.expect("confirmed");
        go(&room, president, JuryState::Minutes).await.expect("ended");
        sign(&room, president, "10").await.expect("signed");
        go(&room, president, JuryState::Closed).await.expect("closed");

        let end = bare(room.view().await);
        // As a browser reads them.
        let read = |event: &Event| -> Event<JuryAct> {
            let text = serde_json::to_string(event).expect("json");
            serde_json::from_str(&text).expect("an event")
        };
        let log: Vec<_> = events(&store, &room).await.iter().map(read).collect();
        let first = usize::try_from(start.head_seq).expect("a count");
        let mut followed = bare(start.clone());
        for (at, event) in log.iter().enumerate() {
            let expected = if at < first { Followed::Known } else { Followed::Applied };
            assert_eq!(followed.apply(event), expected, "event {}", event.seq);
        }
        assert_eq!(followed, end);
        // A screen that starts anywhere in between, or hears the end of the log twice, ends at the same place.
        for event in &log[first + 2..] {
            assert_eq!(followed.apply(event), Followed::Known);
        }
        assert_eq!(followed, end);
        let mut late = bare(start);
        assert_eq!(late.apply(&log[first + 1]), Followed::Gap);
    })
    .await;
}
