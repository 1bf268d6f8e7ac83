//! A lot goes out as a file, with what is not saved yet, and a file comes in to be looked at.

use crate::common::{Browser, Place, Server, location};
use crate::sitting::{CANARY, Sitting};
use domain::{AccountId, ApplicationId, Entry, LotId, StreamKey};
use exchanges::{SheetLimits, read_table};
use reqwest::{Response, header};
use serde_json::{Value, json};
use wire::{CellOutcome, CellWrite, Refused, RefusedCode, SaveMarks, SheetRows};

/// Two lots of two copies, each with its marker; the first copy of the first lot has 12.
struct Desks {
    sitting: Sitting,
    server: Server,
    camille: Browser,
    sacha: Browser,
    copies: Vec<ApplicationId>,
    _place: Place,
}

impl Desks {
    async fn new() -> Desks {
        let place = Place::new();
        let sitting = Sitting::new(&place, 4, 2).await;
        let marker = sitting.marker("camille", sitting.lots[0]).await;
        sitting.marker("sacha", sitting.lots[1]).await;
        let copies = sitting.copies(marker, sitting.lots[0]).await;
        save(&sitting, marker, copies[0], "12").await;
        let server = place.serve(&[]);
        let (camille, sacha) = (server.browser(), server.browser());
        camille.log_in("camille").await;
        sacha.log_in("sacha").await;
        Desks {
            sitting,
            server,
            camille,
            sacha,
            copies,
            _place: place,
        }
    }

    fn url(&self, end: &str) -> String {
        self.server.url(&format!("/lots/{}/{end}", self.sitting.lots[0]))
    }

    /// Asks for the file with what is on the screen.
    async fn with_drafts(&self, end: &str, drafts: &str) -> Response {
        let request = self.camille.client.post(self.url(end)).form(&[("drafts", drafts)]);
        request.header(header::ACCEPT, "*/*").send().await.expect("an answer")
    }

    /// Sends a file to be read.
    async fn send(&self, browser: &Browser, name: &str, file: &[u8]) -> Response {
        let request = browser.client.post(self.url("lecture"));
        let request = request
            .header(header::ACCEPT, "*/*")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=limite")
            .body(form(name, file));
        request.send().await.expect("an answer")
    }
}

async fn save(sitting: &Sitting, marker: AccountId, application: ApplicationId, value: &str) {
    let actor = sitting.desk.actor(marker).await.expect("an actor");
    let write = CellWrite {
        op_id: "file".into(),
        application,
        slot: sitting.slot,
        expected_version: 0,
        value: Some(value.parse::<Entry>().expect("a mark")),
    };
    let save = SaveMarks {
        lot: sitting.lots[0],
        writes: vec![write],
    };
    let answers = sitting.desk.save_marks(&actor, save).await.expect("answers");
    assert!(matches!(answers[0].outcome, CellOutcome::Saved { .. }), "{answers:?}");
}

fn form(name: &str, file: &[u8]) -> Vec<u8> {
    let mut body = format!(
        "--limite\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--limite--\r\n");
    body
}

/// Cells of a file; no candidate's name is in one.
fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    let rows = read_table(bytes, SheetLimits::default()).expect("a table");
    let cells: Vec<Vec<String>> = rows.into_iter().map(|row| row.cells).collect();
    assert!(!format!("{cells:?}").to_uppercase().contains(CANARY), "{cells:?}");
    cells
}

async fn file(answer: Response) -> Vec<u8> {
    assert_eq!(answer.status(), 200);
    let bytes = answer.bytes().await.expect("a file").to_vec();
    assert!(!String::from_utf8_lossy(&bytes).to_uppercase().contains(CANARY));
    bytes
}

async fn refused(answer: Response) -> Refused {
    assert_eq!(answer.status(), 422);
    answer.json().await.expect("a refusal a screen can word")
}

async fn fault(answer: Response) -> (String, String) {
    let refused = refused(answer).await;
    assert_eq!(refused.code, RefusedCode::Invalid);
    (refused.fields[0].code.clone(), refused.fields[0].value.clone())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lot_goes_out_with_what_is_on_the_screen_and_comes_back() {
    let desks = Desks::new().await;
    for (end, kind) in [
        ("notes.csv", "text/csv; charset=utf-8"),
        (
            "notes.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    ] {
        let answer = desks
            .camille
            .client
            .get(desks.url(end))
            .send()
            .await
            .expect("an answer");
        let header = |name| answer.headers()[name].to_str().expect("ascii").to_owned();
        assert_eq!(header(header::CONTENT_TYPE), kind);
        assert_eq!(header(header::CACHE_CONTROL), "no-store");
        let name = header(header::CONTENT_DISPOSITION);
        let ending = end.trim_start_matches("notes");
        assert!(
            name.starts_with("attachment; filename=\"philosophie-lot-1-juin-2026.") && name.ends_with(ending),
            "{name}"
        );
        let saved = cells(&file(answer).await);
        assert_eq!(saved[0], ["Copie", "Philosophie [PHI]"]);
        assert_eq!((saved.len(), saved[2][1].as_str()), (3, ""));
        assert_eq!(saved[1][1], "12");

        let drafts = json!([
            {"application": desks.copies[1], "slot": "PHI", "value": "AB"},
            {"application": desks.copies[0], "slot": "PHI", "value": "12.5"},
        ]);
        let bytes = file(desks.with_drafts(end, &drafts.to_string()).await).await;
        let drafted = cells(&bytes);
        assert_eq!(
            (drafted[1][1].parse::<Entry>(), drafted[2][1].as_str()),
            ("12.5".parse(), "AB")
        );
        assert_eq!((&drafted[1][0], &drafted[2][0]), (&saved[1][0], &saved[2][0]));

        let emptied = json!([{"application": desks.copies[0], "slot": "PHI", "value": null}]);
        let answer = desks.with_drafts(end, &emptied.to_string()).await;
        assert_eq!(cells(&file(answer).await)[1][1], "");

        let answer = desks.send(&desks.camille, end, &bytes).await;
        let read: SheetRows = answer.json().await.expect("rows");
        assert_eq!((read.rows, read.lines), (drafted, vec![1, 2, 3]));
    }
    // What was asked for and what was read changed nothing.
    let stream = StreamKey::Lot(desks.sitting.lots[0]);
    let head = async || desks.sitting.desk.store.head(stream).await.expect("a head");
    let (last, _) = head().await.expect("a stream");
    let answer = desks
        .camille
        .get(&format!("/lots/{}/notes.csv", desks.sitting.lots[0]))
        .await;
    assert_eq!(cells(&file(answer).await)[1][1], "12");
    let (now, _) = head().await.expect("a stream");
    assert_eq!((last, now), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_a_lot_leads_to_its_files_without_scripts() {
    let desks = Desks::new().await;
    let LotId(lot) = desks.sitting.lots[0];
    let page = desks
        .camille
        .get(&format!("/lots/{lot}"))
        .await
        .text()
        .await
        .expect("text");
    for end in ["notes.csv", "notes.xlsx"] {
        let link = format!("/lots/{lot}/{end}");
        assert!(page.contains(&format!("href=\"{link}\"")), "{link}");
        file(desks.camille.get(&link).await).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_of_a_cell_the_lot_has_not_is_refused() {
    let desks = Desks::new().await;
    let sacha = desks
        .sitting
        .desk
        .store
        .account_by_login("sacha")
        .await
        .expect("a row")
        .expect("an account");
    let foreign = desks.sitting.copies(AccountId(sacha.id), desks.sitting.lots[1]).await[0];
    let own = desks.copies[0];
    for (drafts, code) in [
        (
            json!([{"application": foreign, "slot": "PHI", "value": "12"}]),
            "copy_not_in_lot",
        ),
        (
            json!([{"application": own, "slot": "FRE", "value": "12"}]),
            "mark_unknown_slot",
        ),
        (
            json!([{"application": own, "slot": "PHI", "value": "21"}]),
            "drafts_shape",
        ),
        (json!({"application": own}), "drafts_shape"),
        (Value::from("x"), "drafts_shape"),
    ] {
        for end in ["notes.csv", "notes.xlsx"] {
            let (told, _) = fault(desks.with_drafts(end, &drafts.to_string()).await).await;
            assert_eq!(told, code, "{drafts}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_its_marker_takes_a_lot_out_or_brings_a_file_in() {
    let desks = Desks::new().await;
    let LotId(lot) = desks.sitting.lots[0];
    let visitor = desks.server.browser();
    desks.sitting.account("idle", vec![]).await;
    let idle = desks.server.browser();
    idle.log_in("idle").await;
    for end in ["notes.csv", "notes.xlsx"] {
        let path = format!("/lots/{lot}/{end}");
        assert_eq!(location(&visitor.get(&path).await), format!("/connexion?vers={path}"));
        for browser in [&desks.sacha, &idle] {
            assert_eq!(browser.get(&path).await.status(), 403, "{path}");
            assert_eq!(browser.post(&path, &[("drafts", "[]")]).await.status(), 403, "{path}");
        }
        assert_eq!(desks.camille.get(&format!("/lots/99/{end}")).await.status(), 404);
    }
    for (browser, due) in [
        (&visitor, 401),
        (&desks.sacha, 403),
        (&idle, 403),
        (&desks.camille, 200),
    ] {
        let answer = desks.send(browser, "notes.csv", b"Copie;PHI\n1;12\n").await;
        assert_eq!(answer.status(), due);
        if due != 200 {
            answer.json::<Refused>().await.expect("a refusal a screen can read");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_no_table_is_told_as_what_it_is() {
    let desks = Desks::new().await;
    let large = "Copie;PHI\n".repeat(900_000);
    let long = format!("Copie;PHI\n1;{}\n", "1".repeat(201));
    for (name, bytes, code, value) in [
        ("notes.pdf", b"%PDF-1.7 ...".as_slice(), "sheet_format", "PDF"),
        ("notes.csv", b"\n\n", "sheet_empty", ""),
        ("notes.csv", large.as_bytes(), "import_file_large", "8"),
        ("notes.csv", long.as_bytes(), "sheet_long_cell", "2"),
        ("notes.xlsx", b"PK\x03\x04 nothing", "sheet_broken", ""),
        ("", b"x", "import_file_needed", ""),
    ] {
        let told = fault(desks.send(&desks.camille, name, bytes).await).await;
        assert_eq!(told, (code.into(), value.into()), "{name}");
        for lang in [words::Lang::Fr, words::Lang::En] {
            let sentence = lang.words().errors().field(&told.0, &told.1);
            assert!(sentence.ends_with('.') && !sentence.contains('{'), "{sentence}");
        }
    }
    let request = desks.camille.client.post(desks.url("lecture"));
    let answer = request
        .header(header::ACCEPT, "*/*")
        .body("x")
        .send()
        .await
        .expect("an answer");
    assert_eq!(fault(answer).await.0, "import_file_needed");
    // A page without scripts gets a page.
    let request = desks.camille.client.post(desks.url("lecture")).body("x");
    let answer = request.send().await.expect("an answer");
    assert_eq!(answer.status(), 422);
    assert!(answer.text().await.expect("text").contains("<main"));
}
