//! What every page carries, and the pages of errors.

use crate::common::{PASSWORD, Place, Server, connect};
use app::routes::half_of;
use reqwest::Response;

fn policy(answer: &Response) -> String {
    let policy = answer.headers().get("content-security-policy").expect("a policy");
    policy.to_str().expect("ascii").to_string()
}

/// Checks a page and its policy; gives the page.
async fn strict(answer: Response) -> String {
    let address = answer.url().path().to_string();
    let policy = policy(&answer);
    let headers = answer.headers().clone();
    let page = answer.text().await.expect("a page");
    for due in [
        "default-src 'none'",
        "'wasm-unsafe-eval'",
        "style-src 'self';",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ] {
        assert!(policy.contains(due), "{address}: {policy}");
    }
    for never in ["unsafe-inline", "'unsafe-eval'", "http:", "*"] {
        assert!(!policy.contains(never), "{address}: {policy}");
    }
    let nonce = policy
        .split("'nonce-")
        .nth(1)
        .and_then(|rest| rest.split('\'').next())
        .expect("a nonce");
    for script in page.split("<script").skip(1) {
        let tag = script.split('>').next().expect("a tag");
        assert!(
            tag.contains(&format!(r#"nonce="{nonce}""#)),
            "{address}: <script{tag}> is not allowed by its page"
        );
    }
    assert!(!page.contains(" style=\""), "{address}: an inline style");
    assert!(!page.contains("<style"), "{address}: a style element");
    for event in [" onclick=", " onload=", " onsubmit=", " onchange=", "javascript:"] {
        assert!(!page.contains(event), "{address}: {event}");
    }
    for (name, due) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cache-control", "no-store"),
        ("cross-origin-opener-policy", "same-origin"),
    ] {
        assert_eq!(
            headers.get(name).map(|value| value.to_str().expect("ascii")),
            Some(due),
            "{address}: {name}"
        );
    }
    page
}

fn site(place: &Place) -> Server {
    // A site of a name and nothing else: enough for the page to carry its script.
    let folder = place.path().join("site");
    std::fs::create_dir_all(&folder).expect("a folder");
    let manifest = r#"{"css":"pkg/a.css","results_css":"",
        "halves":{"lot":{"js":"pkg/lot.js","wasm":"pkg/lot.wasm"},"import":{"js":"pkg/import.js","wasm":"pkg/import.wasm"},"jury":{"js":"pkg/jury.js","wasm":"pkg/jury.wasm"},
        "projection":{"js":"pkg/projection.js","wasm":"pkg/projection.wasm"},
        "whatif":{"js":"pkg/whatif.js","wasm":"pkg/whatif.wasm"}}}"#;
    std::fs::write(folder.join("manifest.json"), manifest).expect("written");
    let mut command = place.command();
    command
        .args(["serve", "--listen", "127.0.0.1:0", "--demo"])
        .env("DELOS_SITE", folder);
    Server::start(command)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_stands_under_a_strict_policy() {
    let place = Place::new();
    let everything: Vec<&str> = domain::Role::ALL.iter().map(|role| role.code()).collect();
    place.account("everything", &everything).await;
    let server = site(&place);
    let (visitor, everything) = (server.browser(), server.browser());
    everything.log_in("everything").await;
    let mut nonces = std::collections::BTreeSet::new();
    for page in app::routes::PAGES {
        let path = page
            .pattern
            .split('/')
            .map(|part| if part.starts_with('{') { "1" } else { part });
        let path = path.collect::<Vec<_>>().join("/");
        for browser in [&visitor, &everything] {
            let answer = browser.get(&path).await;
            let policy = policy(&answer);
            if answer.status() == 303 {
                continue;
            }
            assert!(nonces.insert(policy), "{path}: a nonce serves once");
            let page = strict(answer).await;
            assert!(page.contains(r#"<html lang="fr""#), "{path}");
            assert!(page.contains("<script"), "{path}: nothing was checked");
            for half in ["import", "jury", "lot", "projection", "whatif"] {
                let loads = page.contains(&format!("pkg/{half}.wasm"));
                assert_eq!(loads, half_of(&path) == Some(half), "{path}: {half}");
            }
            assert!(page.contains("<title>") && page.contains("<main"), "{path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn errors_speak_french_and_english() {
    let place = Place::new();
    place.account("outsider", &[]).await;
    let server = site(&place);
    let browser = server.browser();
    browser.log_in("outsider").await;
    let answer = browser.get("/nulle/part").await;
    assert_eq!(answer.status(), 404);
    assert!(strict(answer).await.contains("Page introuvable"));
    // The address of a form, typed like a page.
    let answer = browser.get("/deconnexion").await;
    assert_eq!(answer.status(), 404);
    assert!(strict(answer).await.contains("Page introuvable"));
    let request = browser.client.get(server.url("/direct/jurys/1"));
    let answer = request.send().await.expect("an answer");
    assert_eq!(answer.status(), 403);
    assert!(strict(answer).await.contains("Accès refusé"));
    // Nothing a form could have sent.
    let request = browser
        .client
        .post(server.url("/connexion"))
        .header("content-type", "text/plain")
        .body("x");
    let answer = request.send().await.expect("an answer");
    assert!(answer.status().is_client_error(), "{}", answer.status());
    assert!(strict(answer).await.contains("Demande incomprise"));
    browser.post("/langue", &[("lang", "en")]).await;
    let page = browser.get("/nulle/part").await.text().await.expect("a page");
    assert!(
        page.contains("Page not found") && page.contains(r#"<html lang="en""#),
        "{page}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_behind_is_told_with_a_reference_that_stands_in_the_log() {
    let place = Place::new();
    let server = site(&place);
    let beside = connect(&place.database).await;
    crate::common::run(&beside, "ALTER TABLE login_attempt RENAME TO gone").await;
    let browser = server.browser();
    let answer = browser
        .post("/connexion", &[("login", "camille"), ("password", PASSWORD)])
        .await;
    assert_eq!(answer.status(), 500);
    let page = strict(answer).await;
    let (_, rest) = page.split_once("Référence à communiquer : ").expect("a reference");
    let reference: String = rest.chars().take_while(char::is_ascii_hexdigit).collect();
    assert_eq!(reference.len(), 8, "{page}");
    server.wait_for_log(&reference).await;
    assert!(!page.contains("login_attempt"), "the inside stays inside: {page}");
}
