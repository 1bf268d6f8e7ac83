//! Guessing passwords: counted, throttled, and told nothing.

use crate::accounts::{GOOD, MINUTE, at_hand, create, throttled, try_in, wrong};
use crate::common::each_database;
use futures::future::join_all;
use std::sync::atomic::Ordering;

#[tokio::test(flavor = "multi_thread")]
async fn guesses_at_an_account_are_counted_from_all_addresses() {
    each_database(|store| async move {
        let (desk, hands) = at_hand(store);
        create(&desk, "camille", false).await;
        create(&desk, "other", false).await;
        for n in 0..5 {
            assert_eq!(
                try_in(&desk, "Camille", "pas le bon du tout", &format!("a{n}")).await,
                Err(wrong())
            );
        }
        assert!(
            throttled(&try_in(&desk, "camille", GOOD, "elsewhere").await),
            "even the right one waits"
        );
        try_in(&desk, "other", GOOD, "a0").await.expect("others do not");
        hands.fetch_add(14 * MINUTE, Ordering::Relaxed);
        assert!(throttled(&try_in(&desk, "camille", GOOD, "a0").await));
        hands.fetch_add(2 * MINUTE, Ordering::Relaxed);
        try_in(&desk, "camille", GOOD, "a0")
            .await
            .expect("after a quarter of an hour");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_at_unknown_accounts_are_throttled_alike() {
    each_database(|store| async move {
        let (desk, _) = at_hand(store);
        for _ in 0..5 {
            assert_eq!(try_in(&desk, "nobody", GOOD, "a").await, Err(wrong()));
        }
        assert!(throttled(&try_in(&desk, "nobody", GOOD, "a").await));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_from_an_address_are_counted_over_all_accounts() {
    each_database(|store| async move {
        let (desk, hands) = at_hand(store);
        create(&desk, "camille", false).await;
        for n in 0..50 {
            assert_eq!(try_in(&desk, &format!("nobody{n}"), GOOD, "here").await, Err(wrong()));
        }
        assert!(throttled(&try_in(&desk, "camille", GOOD, "here").await));
        try_in(&desk, "camille", GOOD, "there").await.expect("from elsewhere");
        hands.fetch_add(16 * MINUTE, Ordering::Relaxed);
        try_in(&desk, "camille", GOOD, "here").await.expect("later");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_sent_at_once_are_counted_like_guesses_in_turn() {
    each_database(|store| async move {
        let (desk, _) = at_hand(store);
        create(&desk, "camille", false).await;
        let guesses = (0..40).map(|n| {
            let desk = desk.clone();
            tokio::spawn(async move { try_in(&desk, "camille", "pas le bon du tout", &format!("a{n}")).await })
        });
        let tried = join_all(guesses)
            .await
            .into_iter()
            .filter(|answer| !throttled(answer.as_ref().expect("no panic")))
            .count();
        assert_eq!(tried, 5);
        let processors = std::thread::available_parallelism().map_or(2, |n| n.get().max(2));
        let guesses = (0..150).map(|n| {
            let desk = desk.clone();
            tokio::spawn(async move { try_in(&desk, &format!("nobody{n}"), GOOD, "here").await })
        });
        let tried = join_all(guesses)
            .await
            .into_iter()
            .filter(|answer| !throttled(answer.as_ref().expect("no panic")))
            .count();
        assert!((50..50 + processors).contains(&tried), "{tried}");
    })
    .await;
}
