//! Markers and jurors never learn a name: everything they can reach is read, and no canary sings.

use crate::common::{Browser, Place, Server, connect, run};
use crate::sitting::{CANARY, Sitting};
use domain::{Action, ApplicationId, Entry, JuryId, LotId, Role, StreamKey};
use futures::StreamExt;
use reqwest::Response;
use serde_json::json;
use service::Desk;
use std::collections::BTreeSet;
use wire::{CellOutcome, CellWrite, SaveMarks};

/// Pages followed at most: a crawl must end.
const MOST: usize = 400;

/// What one person got to see.
#[derive(Default)]
struct Seen {
    /// Pages, streams and calls that answered.
    answered: BTreeSet<String>,
    /// Where a name stood.
    names: Vec<String>,
}

impl Seen {
    fn look(&mut self, place: &str, ok: bool, text: &str) {
        if ok {
            self.answered.insert(place.to_string());
        }
        if text.to_uppercase().contains(CANARY) {
            self.names.push(place.to_string());
        }
    }

    async fn answer(&mut self, place: &str, answer: Response) -> String {
        let ok = answer.status().is_success();
        let mut text = format!("{:?}\n", answer.headers());
        text.push_str(&answer.text().await.expect("text"));
        self.look(place, ok, &text);
        text
    }
}

/// Follows links from the home page and from every page of the table.
async fn pages(browser: &Browser, ids: &[i64], seen: &mut Seen) {
    let mut waiting: Vec<String> = ids
        .iter()
        .flat_map(|id| {
            app::routes::PAGES.iter().map(move |page| {
                let part = |part: &str| {
                    if part.starts_with('{') {
                        id.to_string()
                    } else {
                        part.to_string()
                    }
                };
                page.pattern.split('/').map(part).collect::<Vec<_>>().join("/")
            })
        })
        .collect();
    let mut known: BTreeSet<String> = waiting.iter().cloned().collect();
    waiting = known.iter().cloned().collect();
    while let Some(path) = waiting.pop() {
        let page = seen.answer(&path, browser.get(&path).await).await;
        for link in page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let link = link.split('#').next().unwrap_or_default().replace("&amp;", "&");
            let own = link.starts_with('/') && !link.starts_with("/pkg/") && !link.starts_with("/fonts/");
            if own && known.len() < MOST && known.insert(link.clone()) {
                waiting.push(link);
            }
        }
    }
}

/// Every call, with every plausible argument under every plausible name.
async fn calls(browser: &Browser, ids: &[i64], seen: &mut Seen) {
    for (path, _) in app::CALLS {
        for id in ids {
            let mut all = json!({ "slot": "PHI", "value": null, "query": "", "search": "", "text": "",
                                  "reason": "essai", "page": 0, "writes": [], "limit": 100, "after": 0, "state": null });
            let fields = all.as_object_mut().expect("an object");
            for name in [
                "id",
                "lot",
                "jury",
                "application",
                "session",
                "candidate",
                "proposal",
                "publication",
                "job",
            ] {
                fields.insert(name.into(), json!(id));
            }
            let mut body = all.clone();
            for name in ["command", "filter", "cursor", "key"] {
                body[name] = all.clone();
            }
            seen.answer(path, browser.call(path, &body).await).await;
        }
    }
}

/// A live stream from its beginning to its present end.
async fn stream(sitting: &Sitting, server: &Server, browser: &Browser, key: StreamKey, seen: &mut Seen) {
    let path = match key {
        StreamKey::Lot(LotId(id)) => format!("/direct/lots/{id}"),
        StreamKey::Jury(JuryId(id)) => format!("/direct/jurys/{id}"),
        StreamKey::Session(_) => return,
    };
    let request = browser
        .client
        .get(server.url(&path))
        .header("accept", "text/event-stream");
    let answer = request.send().await.expect("an answer");
    if !answer.status().is_success() {
        seen.answer(&path, answer).await;
        return;
    }
    let (last, _) = sitting.desk.store.head(key).await.expect("a head").expect("a stream");
    let mut text = String::new();
    let mut bytes = answer.bytes_stream();
    while !(text.contains("event: presence") && (last == 0 || text.contains(&format!("id: {last}\n")))) {
        let chunk = bytes.next().await.expect("more to come").expect("bytes");
        text.push_str(&String::from_utf8_lossy(&chunk));
    }
    seen.look(&path, true, &text);
}

async fn crawl(sitting: &Sitting, server: &Server, login: &str, streams: &[StreamKey]) -> Seen {
    let browser = server.browser();
    browser.log_in(login).await;
    let ids: Vec<i64> = (1..=4).collect();
    let mut seen = Seen::default();
    for key in streams {
        stream(sitting, server, &browser, *key, &mut seen).await;
    }
    pages(&browser, &ids, &mut seen).await;
    calls(&browser, &ids, &mut seen).await;
    seen
}

#[tokio::test(flavor = "multi_thread")]
async fn no_marker_and_no_juror_meets_a_name() {
    let place = Place::new();
    let sitting = Sitting::new(&place, 8, 4).await;
    let marker = sitting.marker("marker", sitting.lots[0]).await;
    let actor = sitting.desk.actor(marker).await.expect("an actor");
    let writes = sitting
        .copies(marker, sitting.lots[0])
        .await
        .into_iter()
        .map(|application| CellWrite {
            op_id: format!("canary-{application}"),
            application,
            slot: sitting.slot,
            expected_version: 0,
            value: Some("12".parse::<Entry>().expect("a mark")),
        });
    let save = SaveMarks {
        lot: sitting.lots[0],
        writes: writes.collect(),
    };
    for answer in sitting.desk.save_marks(&actor, save).await.expect("answers") {
        assert!(matches!(answer.outcome, CellOutcome::Saved { .. }), "{answer:?}");
    }
    // What the office writes in its own words may name somebody, whatever it is asked.
    let waiver = format!(r#"{{"waived":{{"GO":"copie de {CANARY} perdue"}}}}"#);
    let waiver = serde_json::from_str(&waiver).expect("a context");
    let office = Desk::operator("test");
    let waived = sitting.desk.set_context(&office, ApplicationId(1), waiver).await;
    assert!(waived.expect("kept"));
    let jury = sitting.jury().await;
    let beside = connect(&place.database).await;
    run(&beside, "UPDATE jury SET state = '110'").await;
    for (login, role) in [
        ("president", Role::JuryPresident),
        ("vice", Role::JuryVicePresident),
        ("member", Role::JuryMember),
        ("projector", Role::Projector),
    ] {
        sitting.seat(login, jury, role).await;
    }
    sitting
        .account(
            "manager",
            vec![domain::Grant {
                role: Role::Manager,
                scope: domain::Scope::Everything,
            }],
        )
        .await;
    let server = place.serve(&["--demo"]);
    let streams = [
        StreamKey::Lot(sitting.lots[0]),
        StreamKey::Lot(sitting.lots[1]),
        StreamKey::Jury(jury),
    ];
    for login in ["marker", "president", "vice", "member", "projector"] {
        let seen = crawl(&sitting, &server, login, &streams).await;
        assert!(seen.names.is_empty(), "{login} meets a name on {:?}", seen.names);
        let own = if login == "marker" {
            "/direct/lots/1"
        } else {
            "/direct/jurys/1"
        };
        assert!(seen.answered.contains(own), "{login} saw only {:?}", seen.answered);
        // The waiver was there to be read, or its silence proves nothing.
        if login != "marker" {
            let browser = server.browser();
            browser.log_in(login).await;
            let one = json!({ "jury": jury, "application": 1 });
            let trace = browser
                .call("/api/decision_trace", &one)
                .await
                .text()
                .await
                .expect("text");
            assert!(trace.contains("note manquante levée"), "{login}: {trace}");
        }
        // Whatever the role opens must have answered, or the crawl proves nothing of it.
        let role = sitting
            .desk
            .store
            .account_by_login(login)
            .await
            .expect("a row")
            .expect("an account");
        let actor = sitting.desk.actor(domain::AccountId(role.id)).await.expect("an actor");
        for page in app::routes::PAGES {
            let opens =
                matches!(page.action.who(), domain::Who::Roles(roles) if roles.iter().any(|role| actor.is(*role)));
            let path = page
                .pattern
                .split('/')
                .map(|part| if part.starts_with('{') { "1" } else { part });
            let path = path.collect::<Vec<_>>().join("/");
            assert!(
                !opens || seen.answered.contains(&path),
                "{login}: {path} did not answer"
            );
        }
    }
    // The same crawl finds names where they may stand: it is not blind.
    if app::CALLS.iter().any(|(_, action)| *action == Action::SeeCandidates) {
        let seen = crawl(&sitting, &server, "manager", &[]).await;
        assert!(!seen.names.is_empty(), "{:?}", seen.answered);
    }
}
