//! A demonstration session: filled once, proven, looked up, backed up, lost and restored.

use crate::common::{Place, connect, each_place, run};
use std::process::Output;

fn out(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).expect("utf-8")
}

fn refused(output: &Output, why: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.code() == Some(2) && said.contains(why),
        "{why}: {output:?}"
    );
}

/// Number and birth date of the result that the demonstration says to look up under these words.
fn looked_up<'a>(told: &'a str, words: &str) -> (&'a str, &'a str) {
    let line = told.lines().find(|line| line.contains(words)).expect(words);
    let mut fields = line.split_whitespace();
    (fields.next().expect("a number"), fields.next().expect("a date"))
}

/// Throws the database and the published results away.
async fn lose(place: &Place) {
    if place.database.starts_with("postgres") {
        let db = connect(&place.database).await;
        run(&db, "DROP SCHEMA public CASCADE").await;
        run(&db, "CREATE SCHEMA public").await;
    } else {
        for entry in std::fs::read_dir(place.path()).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path
                .file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with("test.sqlite"))
            {
                std::fs::remove_file(path).expect("removed");
            }
        }
    }
    std::fs::remove_dir_all(place.path().join("data")).expect("removed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demonstration_survives_the_loss_of_everything_but_its_backup() {
    each_place(async |place| {
        let told = out(&place.delos(&["demo"], ""));
        for login in ["dec1", "correcteur2", "president1", "projection1", "admin1"] {
            assert!(told.contains(login), "{login}: {told}");
        }
        refused(&place.delos(&["demo"], ""), "n'est pas vide");
        let status = out(&place.delos(&["session", "status"], ""));
        for line in [
            "jury 20112 110  120 candidats",
            "jury 31202 198   80 candidats",
            "jury 25510 000   80 candidats",
        ] {
            assert!(status.contains(line), "{line}: {status}");
        }
        let states = |state| {
            status
                .lines()
                .filter(|line| line.starts_with("lot") && line.contains(state))
                .count()
        };
        assert_eq!((states(" open "), states(" locked ")), (2, 1), "{status}");
        let log = out(&place.delos(&["export-log"], ""));
        let proven = out(&place.delos(&["verify", "-"], &log));
        assert!(proven.contains("jury:2"), "{proven}");

        let saved = out(&place.delos(&["backup", "saved"], ""));
        assert!(saved.contains("SHA-256"), "{saved}");
        refused(&place.delos(&["backup", "saved"], ""), "existe déjà");
        refused(&place.delos(&["restore", "saved"], ""), "n'est pas vide");
        lose(&place).await;
        let whole = std::fs::read(place.path().join("saved")).expect("a backup");
        let mut broken = whole.clone();
        let middle = broken.len() / 2;
        broken[middle] ^= 1;
        std::fs::write(place.path().join("saved"), broken).expect("written");
        refused(
            &place.delos(&["restore", "saved"], ""),
            "n'est pas celle de son manifeste",
        );
        std::fs::write(place.path().join("saved"), whole).expect("written");
        let manifest = place.path().join("saved.manifest.json");
        let text = std::fs::read_to_string(&manifest).expect("a manifest");
        std::fs::write(&manifest, text.replace("m0001_core", "m0000_autre")).expect("written");
        refused(&place.delos(&["restore", "saved"], ""), "inconnu de ce programme");
        std::fs::write(&manifest, text).expect("written");

        out(&place.delos(&["restore", "saved"], ""));
        assert_eq!(out(&place.delos(&["session", "status"], "")), status);
        assert_eq!(out(&place.delos(&["export-log"], "")), log);
        look_up(&place, &told).await;
    })
    .await;
}

async fn look_up(place: &Place, told: &str) {
    let server = place.serve(&["--demo"]);
    let browser = server.browser();
    for (words, shown) in [
        ("admis avec mention", true),
        ("2nd groupe", true),
        ("liste rouge", true),
        ("présumé fraudeur", false),
    ] {
        let (number, birth_date) = looked_up(told, words);
        let answer = browser
            .post("/resultats", &[("number", number), ("birth_date", birth_date)])
            .await;
        let page = answer.text().await.expect("a page");
        assert_eq!(page.contains("Vente-conseil"), shown, "{words}: {page}");
    }
}
