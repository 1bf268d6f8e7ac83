//! Health, and stopping although streams are open.

use crate::common::{Place, connect, each_place, run};
use futures::StreamExt;
use std::time::{Duration, Instant};

/// A jury to follow, in a database without any.
async fn jury(place: &Place) {
    let beside = connect(&place.database).await;
    for sql in [
        "INSERT INTO exam_session (id, code, label, academy, minutes_signing, created_at) VALUES (1, '2026-06', 'Juin', 'Rennes', 'electronic', 0)",
        "INSERT INTO jury (id, session_id, code, label, ruleset, state) VALUES (1, 1, '00001', 'Jury', 'BCG24', '110')",
        "INSERT INTO stream (key, head_seq, head_hash) VALUES ('jury:1', 0, '0000000000000000000000000000000000000000000000000000000000000000')",
    ] {
        run(&beside, sql).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_that_is_open_does_not_hold_the_process() {
    each_place(async |place: Place| {
        jury(&place).await;
        place.account("member", &["jury_member@jury:1"]).await;
        let mut server = place.serve(&[]);
        let browser = server.browser();
        browser.log_in("member").await;
        let request = browser
            .client
            .get(server.url("/direct/jurys/1"))
            .header("accept", "text/event-stream");
        let answer = request.send().await.expect("an answer");
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        let mut stream = answer.bytes_stream();
        let first = stream.next().await.expect("a greeting").expect("bytes");
        assert!(String::from_utf8_lossy(&first).contains("event: presence"), "{first:?}");

        let since = Instant::now();
        server.signal("TERM");
        while stream.next().await.is_some_and(|chunk| chunk.is_ok()) {}
        let status = server.ended();
        assert_eq!(status.code(), Some(0), "{}", server.log());
        assert!(since.elapsed() < Duration::from_secs(4), "{:?}", since.elapsed());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_stops_is_not_ready() {
    let place = Place::new();
    let mut server = place.serve(&[]);
    let browser = server.browser();
    for (path, due) in [("/healthz", "ok"), ("/readyz", "ready")] {
        let answer = browser.get(path).await;
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.text().await.expect("a word"), due);
    }
    server.signal("TERM");
    let mut refused = false;
    // Until the door is closed; each time with a connection of its own, as a proxy asks.
    while let Ok(answer) = server.browser().client.get(server.url("/readyz")).send().await {
        refused |= answer.status() == 503;
    }
    assert!(refused, "it never said that it stops");
    assert_eq!(server.ended().code(), Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_schema_that_changes_under_a_process_makes_it_unready() {
    let place = Place::new();
    let server = place.serve(&[]);
    let browser = server.browser();
    assert_eq!(browser.get("/readyz").await.status(), 200);
    let beside = connect(&place.database).await;
    run(
        &beside,
        "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_tomorrow', 0)",
    )
    .await;
    assert_eq!(browser.get("/readyz").await.status(), 503);
    assert_eq!(browser.get("/healthz").await.status(), 200);
}
