//! `/resultats` on the real server: found after the hour, and nothing else, ever.

use crate::delos::{Delos, PASSWORD, data, database, run};
use crate::published::{ADMITTED, EVERYBODY, FRAUD, GROUP2, Person, RED_LIST, REFUSED, jury};
use domain::{JuryId, MinutesSigning, Role};
use reqwest::header::{CONTENT_ENCODING, RETRY_AFTER, SET_COOKIE};
use reqwest::{Client, Response, StatusCode, redirect};
use service::store::{Store, StoreOptions};
use service::{Clock, CreateSession, Desk, Settings};
use std::path::Path;

/// Past and future hours, Paris time.
const BEFORE: &str = "2020-07-06T10:00";
const AFTER: &str = "2999-07-06T10:00";
/// Page, styles and headers fit one first flight.
const FIRST_FLIGHT: usize = 14_600;

struct House {
    folder: tempfile::TempDir,
    jury: JuryId,
}

impl House {
    fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// A database with a locked jury, an account per role.
async fn house() -> House {
    let folder = tempfile::tempdir().expect("folder");
    run(folder.path(), &["migrate", "up"], "");
    let store = Store::open(&StoreOptions::new(database(folder.path())))
        .await
        .expect("a database");
    let desk = Desk::new(store.clone(), Clock::system(), Settings::default());
    let session = CreateSession {
        code: "2026-06".into(),
        label: "Juin 2026".into(),
        academy: "Académie de Rennes".into(),
        signing: MinutesSigning::Electronic,
    };
    let session = desk
        .create_session(&Desk::operator("épreuve"), session)
        .await
        .expect("a session");
    let jury = jury(&store, session, "02001", "198", &EVERYBODY).await;
    for role in Role::ALL {
        let account = service::CreateAccount {
            login: role.code().replace('_', "-"),
            name: role.code().into(),
            password: PASSWORD.into(),
            must_change_password: false,
            grants: vec![domain::Grant {
                role,
                scope: domain::Scope::Everything,
            }],
        };
        desk.create_account(&Desk::operator("épreuve"), account)
            .await
            .expect("an account");
    }
    store.close().await;
    House { folder, jury }
}

fn client() -> Client {
    Client::builder()
        .redirect(redirect::Policy::none())
        .cookie_store(true)
        .build()
        .expect("a client")
}

async fn logged_in(delos: &Delos, role: Role) -> Client {
    let client = client();
    let fields = [("login", role.code().replace('_', "-")), ("password", PASSWORD.into())];
    let answer = client
        .post(format!("{}/connexion", delos.url))
        .form(&fields)
        .send()
        .await
        .expect("an answer");
    assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{role:?}");
    client
}

async fn publish(delos: &Delos, house: &House, hour: &str) {
    let manager = logged_in(delos, Role::Manager).await;
    let chosen = format!("jury_{}", house.jury);
    let fields = [("session", "1"), (chosen.as_str(), "on"), ("opens_at", hour)];
    let url = format!("{}/bureau/publications/publier", delos.url);
    let answer = manager.post(url).form(&fields).send().await.expect("an answer");
    let status = answer.status();
    assert_eq!(status, StatusCode::SEE_OTHER, "{}", answer.text().await.expect("text"));
}

async fn search(client: &Client, delos: &Delos, number: &str, birth_date: &str) -> Response {
    let fields = [("number", number), ("birth_date", birth_date)];
    client
        .post(format!("{}/resultats", delos.url))
        .form(&fields)
        .send()
        .await
        .expect("an answer")
}

async fn look_up(delos: &Delos, person: &Person) -> Response {
    search(&client(), delos, person.number, person.birth_date).await
}

/// All of an answer but its date.
async fn whole(answer: Response) -> (StatusCode, Vec<String>, String) {
    let mut headers: Vec<String> = answer
        .headers()
        .iter()
        .filter(|(name, _)| *name != "date")
        .map(|(name, value)| format!("{name}: {}", value.to_str().expect("ascii")))
        .collect();
    headers.sort();
    (answer.status(), headers, answer.text().await.expect("text"))
}

fn tells(text: &str) -> bool {
    EVERYBODY
        .iter()
        .any(|person| text.contains(person.birth_name) || text.contains(person.first_name))
}

#[tokio::test]
async fn after_the_hour_everybody_finds_his_own_and_a_fraud_is_like_nobody() {
    let house = house().await;
    let delos = Delos::serve(house.path(), &[], &[]);
    publish(&delos, &house, BEFORE).await;

    for (person, decision) in [
        (ADMITTED, "Admise"),
        (GROUP2, "second groupe"),
        (REFUSED, "Non admise"),
        (RED_LIST, "Admise"),
    ] {
        let answer = look_up(&delos, &person).await;
        assert!(answer.headers().get(SET_COOKIE).is_none());
        let text = answer.text().await.expect("text");
        assert!(text.contains(decision) && text.contains(person.birth_name), "{text}");
        assert!(
            !text.contains("<script") && !text.contains("wasm"),
            "no script on a result page"
        );
    }
    let typed = search(&client(), &delos, "026 0000 0011", "12/04/2008")
        .await
        .text()
        .await
        .expect("text");
    assert!(typed.contains("LE GOFF"));

    let unknown = whole(search(&client(), &delos, "02600009999", "2008-04-12").await).await;
    let withheld = whole(look_up(&delos, &FRAUD).await).await;
    let other_date = whole(search(&client(), &delos, ADMITTED.number, "2008-04-13").await).await;
    assert_eq!(unknown, withheld);
    assert_eq!(unknown, other_date);
    assert!(!tells(&unknown.2));
}

#[tokio::test]
async fn before_the_hour_no_answer_and_no_page_tells_anything() {
    let house = house().await;
    let delos = Delos::serve(house.path(), &[], &[]);
    publish(&delos, &house, AFTER).await;

    let unknown = whole(search(&client(), &delos, "02600009999", "2008-04-12").await).await;
    for person in &EVERYBODY {
        assert_eq!(whole(look_up(&delos, person).await).await, unknown);
    }
    assert!(unknown.2.contains("06/07/2999"), "the hour is told to everybody");
    assert!(!tells(&unknown.2));

    let lists = format!("/jurys/{}/affichage", house.jury);
    for role in Role::ALL.map(Some).into_iter().chain([None]) {
        let client = match role {
            Some(role) => logged_in(&delos, role).await,
            None => client(),
        };
        // Those who read named candidates at their desk, or post lists from 130 on.
        let office = matches!(role, Some(Role::Manager | Role::CentreHead));
        for page in app::routes::PAGES {
            let path = page.pattern.replace("{id}", &house.jury.to_string());
            let answer = client
                .get(format!("{}{path}", delos.url))
                .send()
                .await
                .expect("an answer");
            let text = answer.text().await.expect("text");
            assert!(office || !tells(&text), "{role:?} reads names on {path}");
        }
        if !office {
            let answer = client
                .get(format!("{}{lists}", delos.url))
                .header("accept", "text/html")
                .send()
                .await;
            let refused = if role.is_some() {
                StatusCode::FORBIDDEN
            } else {
                StatusCode::SEE_OTHER
            };
            assert_eq!(answer.expect("an answer").status(), refused, "{role:?}");
        }
        for person in &EVERYBODY {
            let answer = search(&client, &delos, person.number, person.birth_date).await;
            assert!(!tells(&answer.text().await.expect("text")), "{role:?}");
        }
    }
}

#[tokio::test]
async fn lists_for_posting_leave_out_the_red_list_and_presumed_frauds() {
    let house = house().await;
    let delos = Delos::serve(house.path(), &[], &[]);
    let head = logged_in(&delos, Role::CentreHead).await;
    let url = format!("{}/jurys/{}/affichage", delos.url, house.jury);
    let text = head
        .get(url)
        .send()
        .await
        .expect("an answer")
        .text()
        .await
        .expect("text");
    assert!(text.contains("LE GOFF") && text.contains("TANGUY"));
    for absent in ["SECRET", "DOUTEUX", "ROUSSEL"] {
        assert!(!text.contains(absent), "{absent}");
    }
}

#[tokio::test]
async fn a_withdrawn_publication_is_gone_at_once() {
    let house = house().await;
    let delos = Delos::serve(house.path(), &[], &[]);
    publish(&delos, &house, BEFORE).await;
    assert!(tells(&look_up(&delos, &ADMITTED).await.text().await.expect("text")));
    let manager = logged_in(&delos, Role::Manager).await;
    let fields = [("publication", "1"), ("reason", "erreur de saisie")];
    let url = format!("{}/bureau/publications/retirer", delos.url);
    let answer = manager.post(url).form(&fields).send().await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert!(!tells(&look_up(&delos, &ADMITTED).await.text().await.expect("text")));
}

#[tokio::test]
async fn no_database_is_asked_and_a_copied_set_needs_none() {
    let house = house().await;
    let delos = Delos::serve(house.path(), &[], &[]);
    publish(&delos, &house, BEFORE).await;
    for file in ["test.sqlite", "test.sqlite-wal", "test.sqlite-shm"] {
        let path = house.path().join(file);
        if path.exists() {
            std::fs::rename(&path, house.path().join(format!("away-{file}"))).expect("renamed");
        }
    }
    std::fs::create_dir(house.path().join("test.sqlite")).expect("nothing can be opened there");
    assert!(tells(&look_up(&delos, &ADMITTED).await.text().await.expect("text")));
    drop(delos);

    let sets = data(house.path()).join("publications");
    let copy = Delos::serve(house.path(), &["--results", &sets.display().to_string()], &[]);
    assert!(tells(&look_up(&copy, &ADMITTED).await.text().await.expect("text")));
    assert!(!tells(&look_up(&copy, &FRAUD).await.text().await.expect("text")));
    let staff = client()
        .get(format!("{}/connexion", copy.url))
        .send()
        .await
        .expect("an answer");
    assert_eq!(staff.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn guesses_run_out_and_finding_costs_nothing() {
    let house = house().await;
    let credit = [
        ("DELOS_RESULTS_MISSES_BURST", "3"),
        ("DELOS_RESULTS_MISSES_PER_MINUTE", "1"),
    ];
    let delos = Delos::serve(house.path(), &[], &credit);
    publish(&delos, &house, BEFORE).await;
    for _ in 0..20 {
        assert_eq!(look_up(&delos, &ADMITTED).await.status(), StatusCode::OK);
    }
    for _ in 0..3 {
        assert_eq!(look_up(&delos, &FRAUD).await.status(), StatusCode::OK);
    }
    let answer = look_up(&delos, &ADMITTED).await;
    assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
    let wait: u32 = answer.headers()[RETRY_AFTER]
        .to_str()
        .expect("ascii")
        .parse()
        .expect("seconds");
    assert!((1..=60).contains(&wait), "{wait}");
}

#[tokio::test]
async fn a_result_and_its_styles_fit_one_first_flight() {
    let house = house().await;
    let delos = Delos::serve(house.path(), &[], &[]);
    publish(&delos, &house, BEFORE).await;
    let client = client();
    for person in [ADMITTED, GROUP2, REFUSED] {
        let fields = [("number", person.number), ("birth_date", person.birth_date)];
        let request = client.post(format!("{}/resultats", delos.url)).form(&fields);
        let answer = request
            .header("accept-encoding", "gzip, deflate, br")
            .send()
            .await
            .expect("an answer");
        assert_eq!(answer.headers()[CONTENT_ENCODING], "br");
        let page = weight(answer).await;
        let plain = look_up(&delos, &person).await.text().await.expect("text");
        let styles: Vec<&str> = plain.split('"').filter(|part| part.ends_with(".css")).collect();
        let mut total = page;
        for style in styles {
            let request = client
                .get(format!("{}{style}", delos.url))
                .header("accept-encoding", "br");
            let answer = request.send().await.expect("an answer");
            assert_eq!(answer.status(), StatusCode::OK);
            total += weight(answer).await;
        }
        println!("{}: {page} bytes, {total} with styles", person.first_name);
        assert!(total <= FIRST_FLIGHT, "{total} bytes");
    }
}

/// Bytes of an answer as sent: status line, headers, body.
async fn weight(answer: Response) -> usize {
    let status = format!("HTTP/1.1 {}\r\n\r\n", answer.status()).len();
    let headers: usize = answer
        .headers()
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len() + 4)
        .sum();
    status + headers + answer.bytes().await.expect("bytes").len()
}
