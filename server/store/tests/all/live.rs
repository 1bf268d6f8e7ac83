//! Following a stream: every event once, in order, whatever happens around it.

use crate::common::{append, append_many, each_database, lot, open_lots};
use futures::FutureExt;
use std::time::{Duration, Instant};
use store::{Following, Store, StoreOptions};

/// Far beyond what anything here takes: a test that hangs must end.
const PATIENCE: Duration = Duration::from_secs(30);

async fn next(following: &mut Following) -> i64 {
    tokio::time::timeout(PATIENCE, following.next())
        .await
        .expect("an event in time")
        .expect("a live store")
        .seq
}

async fn hear(following: &mut Following, count: usize) -> Vec<i64> {
    let mut heard = Vec::new();
    while heard.len() < count {
        heard.push(next(following).await);
    }
    heard
}

async fn follow(store: &Store, last: i64) -> Following {
    store.hub().follow(lot(1), last).await.expect("a place")
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_beginning_from_the_middle_and_from_now() {
    each_database(|store| async move {
        open_lots(&store, 1).await;
        append_many(&store, 1, 40).await;
        for last in [0, 17, 40] {
            let mut following = follow(&store, last).await;
            append_many(&store, 1, 5).await;
            let head = store.head(lot(1)).await.expect("a head").expect("a stream").0;
            let due: Vec<i64> = (last + 1..=head).collect();
            assert_eq!(hear(&mut following, due.len()).await, due);
            assert!(following.next().now_or_never().is_none(), "nothing is told twice");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_others_write() {
    each_database(|store| async move {
        open_lots(&store, 1).await;
        let followers: Vec<_> = (0..20)
            .map(|_| {
                let store = store.clone();
                tokio::spawn(async move {
                    let mut following = follow(&store, 0).await;
                    hear(&mut following, 300).await
                })
            })
            .collect();
        append_many(&store, 1, 300).await;
        for follower in followers {
            assert_eq!(follower.await.expect("no panic"), (1..=300).collect::<Vec<_>>());
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_falling_behind_the_buffer() {
    each_database(|store| async move {
        open_lots(&store, 1).await;
        let mut asleep = follow(&store, 0).await;
        let mut awake = follow(&store, 0).await;
        // More than any buffer holds, and told to somebody awake: the buffer of the one asleep has run over.
        append_many(&store, 1, 1_300).await;
        hear(&mut awake, 1_300).await;
        assert_eq!(hear(&mut asleep, 1_300).await, (1..=1_300).collect::<Vec<_>>());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wait_given_up_loses_nothing() {
    each_database(|store| async move {
        open_lots(&store, 1).await;
        let mut restless = follow(&store, 0).await;
        let mut awake = follow(&store, 0).await;
        append_many(&store, 1, 600).await;
        hear(&mut awake, 600).await;
        // Gives up while it catches up, as a screen does when something else to tell comes first.
        let mut heard: Vec<i64> = (0..2_000)
            .filter_map(|_| restless.next().now_or_never().flatten())
            .map(|event| event.seq)
            .collect();
        let rest = 600 - heard.len();
        heard.extend(hear(&mut restless, rest).await);
        assert_eq!(heard, (1..=600).collect::<Vec<_>>());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn from_another_process() {
    each_database(|store| async move {
        let other = Store::open_current(&StoreOptions::new(store.url()))
            .await
            .expect("a second");
        open_lots(&store, 1).await;
        let mut following = follow(&other, 0).await;
        // One by one, each heard before the next: the wake of another process is what is timed.
        let mut waits = Vec::new();
        for seq in 1..=5 {
            append(&store, 1, seq).await.expect("written");
            let written = Instant::now();
            assert_eq!(next(&mut following).await, seq);
            waits.push(written.elapsed());
        }
        waits.sort();
        // Well under the slow poll behind (2 s on PostgreSQL, 10 s on SQLite).
        let bound = if store.backend() == sea_orm::DbBackend::Postgres {
            500
        } else {
            1_500
        };
        assert!(waits[2] < Duration::from_millis(bound), "{waits:?}");
        // Both write, both hear all.
        let mut here = follow(&store, 5).await;
        futures::join!(append_many(&store, 1, 100), append_many(&other, 1, 100));
        let due: Vec<i64> = (6..=205).collect();
        assert_eq!(hear(&mut following, 200).await, due);
        assert_eq!(hear(&mut here, 200).await, due);
        other.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_reconnections_lose_and_double_nothing() {
    each_database(|store| async move {
        open_lots(&store, 1).await;
        let writing = {
            let store = store.clone();
            tokio::spawn(async move {
                for _ in 0..75 {
                    append_many(&store, 1, 20).await;
                }
            })
        };
        let mut heard: Vec<i64> = Vec::new();
        for connection in 0..1_000 {
            let mut following = follow(&store, heard.last().copied().unwrap_or(0)).await;
            // Cut off after none, one or two events, or one left unread on the way.
            heard.extend(hear(&mut following, connection % 3).await);
        }
        writing.await.expect("no panic");
        let mut following = follow(&store, heard.last().copied().unwrap_or(0)).await;
        let rest = 1_500 - heard.len();
        heard.extend(hear(&mut following, rest).await);
        assert_eq!(heard, (1..=1_500).collect::<Vec<_>>());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn streams_do_not_mix() {
    each_database(|store| async move {
        open_lots(&store, 2).await;
        let mut first = follow(&store, 0).await;
        let mut second = store.hub().follow(lot(2), 0).await.expect("a place");
        futures::join!(append_many(&store, 1, 30), append_many(&store, 2, 50));
        for (following, count, stream) in [(&mut first, 30, "lot:1"), (&mut second, 50, "lot:2")] {
            for seq in 1..=count {
                let event = tokio::time::timeout(PATIENCE, following.next())
                    .await
                    .expect("in time")
                    .expect("live");
                assert_eq!(event.seq, seq);
                assert!(
                    event.body.contains(&format!(r#""stream":"{stream}""#)),
                    "{}",
                    event.body
                );
            }
        }
    })
    .await;
}
