//! Commands done together: one statement for many, and still each on its own.

use crate::common::{each_database, event, export, lot, open_lots};
use domain::StreamKey;
use futures::future::BoxFuture;
use store::{Store, StoreError, Tx, verify_export};

/// Appends an event under an operation's name; one without copies is refused.
struct Make {
    op_id: &'static str,
    copies: i64,
}

fn stream(_: &Make) -> StreamKey {
    lot(1)
}

fn make<'t>(tx: &'t Tx, all: &'t [Make]) -> BoxFuture<'t, store::Result<Vec<i64>>> {
    Box::pin(async move {
        let mut drafts = Vec::new();
        for command in all {
            assert!(command.copies >= 0, "a bug");
            let mut draft = event(command.copies);
            draft.op_id = (!command.op_id.is_empty()).then(|| command.op_id.into());
            drafts.push((lot(1), draft));
        }
        let drafts: Vec<_> = drafts.iter().map(|(key, draft)| (*key, draft)).collect();
        let written = tx.append_all(&drafts).await?;
        match all.iter().any(|command| command.copies == 0) {
            true => Err(StoreError::Stale),
            false => Ok(written.iter().map(|event| event.seq).collect()),
        }
    })
}

async fn make_all(store: &Store, commands: Vec<Make>) -> Vec<store::Result<i64>> {
    store.lane(stream, make).write(commands).await
}

fn made(copies: i64) -> Make {
    Make { op_id: "", copies }
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_done_together_keep_their_order_and_stand_alone_when_one_fails() {
    each_database(|store| async move {
        open_lots(&store, 1).await;
        let answers = make_all(&store, (1..=500).map(made).collect()).await;
        let seqs: Vec<i64> = answers.into_iter().map(|answer| answer.expect("made")).collect();
        assert_eq!(seqs, (1..=500).collect::<Vec<_>>());

        // One thinks better of it, one breaks off, one meets a name that is taken: all others stand.
        let twice = |copies| Make { op_id: "twice", copies };
        let commands = vec![made(1), made(0), twice(2), made(-1), twice(3), made(4)];
        let answers = make_all(&store, commands).await;
        let seqs: Vec<Option<i64>> = answers.iter().map(|answer| answer.as_ref().ok().copied()).collect();
        assert_eq!(seqs, [Some(501), None, Some(502), None, None, Some(503)]);
        assert!(matches!(answers[1], Err(StoreError::Stale)));
        assert!(matches!(answers[3], Err(StoreError::BrokenOff)));
        assert!(matches!(answers[4], Err(StoreError::Duplicate)));
        let heads = verify_export(export(&store).await.as_bytes(), None).expect("a chain");
        assert_eq!(heads[0].seq, 503);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_waits_in_a_lane_hears_that_the_writer_stopped() {
    each_database(|store| async move {
        open_lots(&store, 1).await;
        let (answers, ()) = futures::join!(make_all(&store, (1..=200).map(made).collect()), store.close());
        let stand = store.events_after(lot(1), 0, 1_000).await.expect("a log").len();
        let fine = answers.iter().filter(|answer| answer.is_ok()).count();
        assert_eq!(fine, stand, "acknowledged is what stands");
        let late = make_all(&store, vec![made(1)]).await.remove(0);
        assert!(matches!(late, Err(StoreError::Stopped)), "{late:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_a_lane_holds_nobody_up() {
    each_database(|store| async move {
        open_lots(&store, 1).await;
        let lane = store.lane(stream, make);
        for _ in 0..50 {
            let left = lane.clone();
            let leaving = tokio::spawn(async move { left.write(vec![made(1)]).await });
            tokio::task::yield_now().await;
            leaving.abort();
            lane.write(vec![made(2)]).await.remove(0).expect("made");
        }
        verify_export(export(&store).await.as_bytes(), None).expect("a chain");
    })
    .await;
}
