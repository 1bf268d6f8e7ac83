//! Who is let in, and what other sites may not do.

use crate::common::{PASSWORD, Place, Server, location};
use crate::sitting::Sitting;
use futures::StreamExt;
use reqwest::header;

async fn post_from(server: &Server, origin: Option<&str>, site: Option<&str>) -> u16 {
    let browser = server.browser();
    let mut request = browser
        .client
        .post(server.url("/connexion"))
        .form(&[("login", "camille"), ("password", PASSWORD)]);
    if let Some(origin) = origin {
        request = request.header(header::ORIGIN, origin);
    }
    if let Some(site) = site {
        request = request.header("sec-fetch-site", site);
    }
    request.send().await.expect("an answer").status().as_u16()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_another_site_caused_is_refused() {
    let place = Place::new();
    place.account("camille", &["manager"]).await;
    let server = place.serve(&[]);
    let own = server.url("");
    for (origin, site, due) in [
        (Some("https://evil.example"), None, 403),
        (Some("https://evil.example"), Some("cross-site"), 403),
        (Some("null"), None, 403),
        (Some(own.as_str()), Some("cross-site"), 403),
        (Some("http://other.exam.test"), Some("same-site"), 403),
        (Some(own.as_str()), None, 303),
        (Some(own.as_str()), Some("same-origin"), 303),
        (None, None, 303),
    ] {
        assert_eq!(post_from(&server, origin, site).await, due, "{origin:?} {site:?}");
    }
    // Behind a proxy the name the browser typed is the public one.
    let server = place.serve(&["--public-url", "https://examens.example"]);
    assert_eq!(post_from(&server, Some("https://examens.example"), None).await, 303);
    assert_eq!(
        post_from(&server, Some("https://examens.example.evil"), None).await,
        403
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_without_a_row_in_the_table_does_not_exist() {
    let place = Place::new();
    place.account("camille", &["manager"]).await;
    let server = place.serve(&[]);
    let browser = server.browser();
    browser.log_in("camille").await;
    let answer = browser.call("/api/nothing", &serde_json::json!({})).await;
    assert_eq!(answer.status(), 404);
    let refused: wire::Refused = answer.json().await.expect("a refusal");
    assert_eq!(refused.code, wire::RefusedCode::NotFound);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_turned_away_before_it_runs() {
    let place = Place::new();
    place.account("outsider", &[]).await;
    let first = "le mot du guichet";
    assert!(
        place
            .delos(
                &["admin", "create-user", "fresh", "--name", "F", "--role", "marker"],
                first
            )
            .status
            .success()
    );
    let server = place.serve(&[]);
    let (visitor, outsider, fresh) = (server.browser(), server.browser(), server.browser());
    outsider.log_in("outsider").await;
    fresh
        .post("/connexion", &[("login", "fresh"), ("password", first)])
        .await;
    for (path, action) in app::CALLS {
        if !matches!(action.who(), domain::Who::Roles(_)) {
            continue;
        }
        // A body nobody could read: an answer about the body would mean the call was reached.
        for (browser, due) in [(&visitor, 401), (&outsider, 403), (&fresh, 403)] {
            let answer = browser.call(path, &serde_json::json!({"?": 0})).await;
            assert_eq!(answer.status(), due, "{path}");
            answer
                .json::<wire::Refused>()
                .await
                .expect("a refusal a screen can read");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_asks_for_what_its_row_says() {
    let place = Place::new();
    place.account("outsider", &[]).await;
    let server = place.serve(&["--demo"]);
    let (visitor, outsider) = (server.browser(), server.browser());
    outsider.log_in("outsider").await;
    for page in app::routes::PAGES {
        let path = page
            .pattern
            .split('/')
            .map(|part| if part.starts_with('{') { "1" } else { part });
        let path = path.collect::<Vec<_>>().join("/");
        let answers = (visitor.get(&path).await, outsider.get(&path).await);
        let statuses = (answers.0.status().as_u16(), answers.1.status().as_u16());
        match page.action.who() {
            domain::Who::Anybody => assert_eq!(statuses, (200, 200), "{path}"),
            domain::Who::AnyAccount => assert_eq!(statuses, (303, 200), "{path}"),
            domain::Who::Roles(_) => assert_eq!(statuses, (303, 403), "{path}"),
        }
        if statuses.0 == 303 {
            assert_eq!(location(&answers.0), format!("/connexion?vers={path}"));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_is_for_those_on_its_jury() {
    let place = Place::new();
    place.account("outsider", &[]).await;
    place.account("elsewhere", &["jury_member@jury:99"]).await;
    let server = place.serve(&[]);
    let visitor = server.browser();
    let stream = |browser: &crate::common::Browser| {
        let request = browser.client.get(server.url("/direct/jurys/1"));
        request.header(header::ACCEPT, "text/event-stream").send()
    };
    assert_eq!(stream(&visitor).await.expect("an answer").status(), 401);
    for (login, due) in [("outsider", 403), ("elsewhere", 404)] {
        let browser = server.browser();
        browser.log_in(login).await;
        assert_eq!(stream(&browser).await.expect("an answer").status(), due, "{login}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_ends_with_the_session_that_opened_it() {
    let place = Place::new();
    let sitting = Sitting::new(&place, 2, 2).await;
    sitting.marker("camille", sitting.lots[0]).await;
    let server = place.serve(&[]);
    let browser = server.browser();
    browser.log_in("camille").await;
    let request = browser
        .client
        .get(server.url(&format!("/direct/lots/{}", sitting.lots[0])));
    let answer = request.send().await.expect("an answer");
    assert_eq!(answer.status(), 200);
    let mut stream = answer.bytes_stream();
    stream.next().await.expect("who is here").expect("bytes");
    browser.post("/deconnexion", &[]).await;
    // A stream that went on would outlast the patience of the client.
    while let Some(bytes) = stream.next().await {
        bytes.expect("an end, not a cut");
    }
}
