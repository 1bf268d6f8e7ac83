//! Logging in and out as a browser sees it.

use crate::common::{PASSWORD, Place, cookie, each_place, location};

fn value(cookie: &str) -> &str {
    cookie.split(';').next().expect("a pair")
}

fn attributes(cookie: &str) -> Vec<&str> {
    cookie.split(';').skip(1).map(str::trim).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn over_plain_http_on_a_name_of_its_own() {
    each_place(async |place: Place| {
        place.account("camille", &["manager"]).await;
        let server = place.serve(&[]);
        let browser = server.browser();
        let visitor = browser.get("/").await;
        assert_eq!(visitor.status(), 200);
        assert!(cookie(&visitor, "delos").is_none(), "a visitor is not followed");

        let answer = browser
            .post("/connexion", &[("login", "Camille"), ("password", PASSWORD)])
            .await;
        assert_eq!((answer.status().as_u16(), location(&answer).as_str()), (303, "/"));
        let first = cookie(&answer, "delos").expect("a session");
        let attributes = attributes(&first);
        for due in ["HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(attributes.contains(&due), "{first}");
        }
        assert!(
            !attributes.contains(&"Secure"),
            "a browser would drop it over http: {first}"
        );

        let home = browser.get("/").await.text().await.expect("a page");
        assert!(home.contains("Compte camille"), "{home}");

        // A second log-in in the same browser: the number known before is worth nothing.
        let answer = browser
            .post("/connexion", &[("login", "camille"), ("password", PASSWORD)])
            .await;
        let second = cookie(&answer, "delos").expect("another session");
        assert_ne!(value(&first), value(&second));
        let replayed = server.browser();
        let request = replayed
            .client
            .get(server.url("/mot-de-passe"))
            .header("cookie", value(&first));
        let answer = request.send().await.expect("an answer");
        assert_eq!(answer.status(), 303, "the first session still opens");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_https_the_cookie_never_leaves_it() {
    let place = Place::new();
    place.account("camille", &["manager"]).await;
    let server = place.serve(&["--public-url", "https://exam.test"]);
    let browser = server.browser();
    let answer = browser
        .post("/connexion", &[("login", "camille"), ("password", PASSWORD)])
        .await;
    let session = cookie(&answer, "__Host-delos").expect("a session");
    let attributes = attributes(&session);
    for due in ["HttpOnly", "SameSite=Lax", "Path=/", "Secure"] {
        assert!(attributes.contains(&due), "{session}");
    }
    assert!(!session.contains("Domain"), "{session}");
    assert!(cookie(&answer, "delos").is_none());
    let policy = &answer.headers()["strict-transport-security"];
    assert!(policy.to_str().expect("ascii").starts_with("max-age="));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_chosen_by_somebody_else_is_not_taken_over() {
    let place = Place::new();
    place.account("camille", &["manager"]).await;
    let server = place.serve(&[]);
    let planted = "delos=AAAAAAAAAAAAAAAAAAAAAA";
    let browser = server.browser();
    let request = browser
        .client
        .post(server.url("/connexion"))
        .header("cookie", planted)
        .form(&[("login", "camille"), ("password", PASSWORD)]);
    let answer = request.send().await.expect("an answer");
    let given = cookie(&answer, "delos").expect("a session");
    assert_ne!(value(&given), planted);
    let request = server
        .browser()
        .client
        .get(server.url("/mot-de-passe"))
        .header("cookie", planted);
    assert_eq!(request.send().await.expect("an answer").status(), 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn logging_out_ends_the_session_itself() {
    let place = Place::new();
    place.account("camille", &["manager"]).await;
    let server = place.serve(&[]);
    let browser = server.browser();
    let answer = browser
        .post("/connexion", &[("login", "camille"), ("password", PASSWORD)])
        .await;
    let session = cookie(&answer, "delos").expect("a session");
    assert_eq!(browser.get("/mot-de-passe").await.status(), 200);
    let answer = browser.post("/deconnexion", &[]).await;
    assert_eq!((answer.status().as_u16(), location(&answer).as_str()), (303, "/"));
    let page = browser.get("/").await.text().await.expect("a page");
    assert!(page.contains("Vous êtes déconnecté."), "{page}");
    assert!(!page.contains("Compte camille"), "{page}");
    let page = browser.get("/").await.text().await.expect("a page");
    assert!(!page.contains("Vous êtes déconnecté."), "said once");
    // Kept aside, the cookie opens nothing any more.
    let request = server
        .browser()
        .client
        .get(server.url("/mot-de-passe"))
        .header("cookie", value(&session));
    let answer = request.send().await.expect("an answer");
    assert_eq!(answer.status(), 303);
    let taken_back = cookie(&answer, "delos").expect("a cookie taken back");
    assert!(attributes(&taken_back).contains(&"Max-Age=0"), "{taken_back}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_log_in_comes_back_with_the_login_typed_and_no_password() {
    let place = Place::new();
    place.account("camille", &["manager"]).await;
    let server = place.serve(&[]);
    let browser = server.browser();
    let mut pages = Vec::new();
    for login in ["camille", "camelle"] {
        let answer = browser
            .post("/connexion", &[("login", login), ("password", "pas-le-bon-mot")])
            .await;
        assert_eq!(answer.status(), 422);
        assert!(cookie(&answer, "delos").is_none());
        let page = answer.text().await.expect("a page");
        assert!(page.contains(&format!(r#"value="{login}""#)), "{page}");
        assert!(page.contains("Identifiant ou mot de passe incorrect."), "{page}");
        assert!(!page.contains("pas-le-bon-mot"), "{page}");
        let nonce = page
            .split("nonce=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .unwrap_or("-");
        pages.push(page.replace(nonce, "").replace(login, ""));
    }
    assert_eq!(pages[0], pages[1], "which one is wrong is not said");
    for _ in 0..4 {
        browser
            .post("/connexion", &[("login", "camille"), ("password", "pas-le-bon-mot")])
            .await;
    }
    let answer = browser
        .post("/connexion", &[("login", "camille"), ("password", PASSWORD)])
        .await;
    assert_eq!(answer.status(), 429);
    assert!(answer.text().await.expect("a page").contains("Trop d'essais"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_password_is_changed_before_anything_else() {
    each_place(async |place: Place| {
        let first = "le mot du guichet";
        let made = place.delos(
            &[
                "admin",
                "create-user",
                "camille",
                "--name",
                "Camille",
                "--role",
                "marker",
            ],
            first,
        );
        assert!(made.status.success(), "{made:?}");
        let server = place.serve(&[]);
        let (browser, elsewhere) = (server.browser(), server.browser());
        for browser in [&browser, &elsewhere] {
            let answer = browser
                .post("/connexion", &[("login", "camille"), ("password", first)])
                .await;
            assert_eq!(location(&answer), "/mot-de-passe");
        }
        let new = "une phrase à moi seule";
        let weak = [("current", first), ("new", "court"), ("again", "court")];
        let answer = browser.post("/mot-de-passe", &weak).await;
        assert_eq!(answer.status(), 422);
        let page = answer.text().await.expect("a page");
        assert!(page.contains("Choisissez au moins 12 caractères."), "{page}");
        assert!(!page.contains("court\""), "{page}");
        let answer = browser
            .post("/mot-de-passe", &[("current", first), ("new", new), ("again", new)])
            .await;
        assert_eq!((answer.status().as_u16(), location(&answer).as_str()), (303, "/"));
        let page = browser.get("/mot-de-passe").await;
        assert_eq!(page.status(), 200, "still logged in here");
        assert_eq!(elsewhere.get("/mot-de-passe").await.status(), 303, "and nowhere else");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_account_is_out_at_once() {
    let place = Place::new();
    place.account("camille", &["manager"]).await;
    let server = place.serve(&[]);
    let browser = server.browser();
    browser.log_in("camille").await;
    assert_eq!(browser.get("/mot-de-passe").await.status(), 200);
    assert!(place.delos(&["admin", "disable", "camille"], "").status.success());
    assert_eq!(browser.get("/mot-de-passe").await.status(), 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_sent_to_another_site() {
    let place = Place::new();
    place.account("camille", &["manager"]).await;
    let server = place.serve(&[]);
    for (back, due) in [
        ("/mot-de-passe?a=1", "/mot-de-passe?a=1"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("javascript:alert(1)", "/"),
    ] {
        let browser = server.browser();
        let fields = [("login", "camille"), ("password", PASSWORD), ("back", back)];
        let answer = browser.post("/connexion", &fields).await;
        assert_eq!(
            (answer.status().as_u16(), location(&answer).as_str()),
            (303, due),
            "{back:?}"
        );
        let answer = browser.post("/langue", &[("lang", "en"), ("back", back)]).await;
        assert_eq!(
            (answer.status().as_u16(), location(&answer).as_str()),
            (303, due),
            "{back:?}"
        );
    }
    // A page that asks for an account is where the log-in leads back to.
    let browser = server.browser();
    let there = location(&browser.get("/mot-de-passe").await);
    assert_eq!(there, "/connexion?vers=/mot-de-passe");
    let page = browser.get(&there).await.text().await.expect("a page");
    assert!(page.contains(r#"value="/mot-de-passe""#), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_knows_no_person() {
    let place = Place::new();
    place.account("canari.dupont", &["marker"]).await;
    let mut command = place.command();
    command
        .args(["serve", "--listen", "127.0.0.1:0"])
        .env("RUST_LOG", "debug");
    let server = crate::common::Server::start(command);
    let browser = server.browser();
    browser
        .post(
            "/connexion",
            &[("login", "canari.dupont"), ("password", "canari-mot-faux")],
        )
        .await;
    browser
        .post("/connexion", &[("login", "canari.inconnu"), ("password", PASSWORD)])
        .await;
    browser.log_in("canari.dupont").await;
    browser.get("/").await;
    browser.get("/rien?nom=canari").await;
    browser
        .post(
            "/mot-de-passe",
            &[("current", "canari-mot"), ("new", "canari-mot-neuf"), ("again", "x")],
        )
        .await;
    browser.post("/deconnexion", &[]).await;
    let log = server.log();
    assert!(log.contains("listening"), "{log}");
    for secret in ["canari", PASSWORD, "$argon2"] {
        let line = log.lines().find(|line| line.contains(secret));
        assert!(line.is_none(), "{secret}: {line:?}");
    }
}
