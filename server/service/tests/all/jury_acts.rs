//! What a jury does to its candidates: raises, proposals, confirmations.

use crate::common::each_database;
use crate::jury::{confirm_all, events, refused};
use crate::jury_seed::open;
use domain::{Decision, ProposalId, sufficient_raises};
use wire::{AnswerProposal, ConfirmDecisions, Which};

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

        room.raised("op-1", p49, "GO", "12").await;
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
        room.raised("op-1", p49, "GO", "13").await;
        room.raised("op-2", p49, "GO", "12").await;
        let note = room.view().await.candidate(p49).expect("him").raises[&"GO".parse().expect("a slot")].clone();
        assert_eq!(
            (note.before.to_string(), note.to.to_string()),
            ("11".into(), "12".into())
        );

        room.withdraw("op-3", p49, "GO").await.expect("withdrawn");
        assert!(room.view().await.candidate(p49).expect("him").raises.is_empty());
        assert_eq!(refused(room.withdraw("op-4", p49, "GO").await), "no_raise");
        room.withdraw("op-3", p49, "GO").await.expect("told again");

        confirm_all(&room, &room.president, "op-5").await.expect("confirmed");
        let late = room
            .desk
            .raise_mark(&room.president, room.raise("op-6", p49, "GO", "12"))
            .await;
        assert_eq!(refused(late), "decision_confirmed");
        room.reopen("op-7", p49).await.expect("reopened");
        room.raised("op-8", p49, "GO", "12").await;
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
        room.reopen("c", p49).await.expect("reopened");
        let seen = wire::Seen {
            application: p49,
            decision: Decision::Group2,
            mention: None,
        };
        room.raised("d", p49, "GO", "12").await;
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
