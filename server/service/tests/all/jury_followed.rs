//! A jury followed event by event, as a screen does, beside the jury read anew.

use crate::common::each_database;
use crate::jury::{confirm_all, events, go, sign};
use crate::jury_seed::open;
use domain::JuryState;
use wire::{AnswerProposal, Event, Followed, JuryAct, JuryView};

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
        room.raised("1", p49, "GO", "13").await;
        room.raised("2", p49, "GO", "12").await;
        room.raised("3", low, "PHI", "9").await;
        room.withdraw("4", low, "PHI").await.expect("withdrawn");
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
        room.reopen("8", low).await.expect("reopened");
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
