//! `delos import` as a shell sees it: exit codes, keys of the JSON, and what a dry run leaves behind.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// Found from where cargo runs tests: a path compiled in would name the checkout that was built first.
fn fixture(name: &str) -> PathBuf {
    let path = Path::new("exchanges/fixtures").join(name);
    std::path::absolute(path).expect("a folder to run in")
}

/// The command in a folder of its own, where its database is `x.sqlite`.
fn delos(folder: &TempDir, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_delos"))
        .args(arguments)
        .current_dir(folder.path())
        .env("DATABASE_URL", format!("sqlite://{}/x.sqlite", folder.path().display()))
        .output()
        .expect("it runs")
}

fn import(folder: &TempDir, kind: &str, file: &Path, more: &[&str]) -> (i32, Option<Value>) {
    let mut arguments = vec!["import", kind, file.to_str().expect("a path"), "--json"];
    arguments.extend(more);
    let output = delos(folder, &arguments);
    (
        output.status.code().expect("an exit code"),
        serde_json::from_slice(&output.stdout).ok(),
    )
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

#[test]
fn the_json_has_the_promised_keys_and_no_other() {
    let folder = folder();
    let (code, report) = import(&folder, "siecle", &fixture("siecle-findings.xml"), &["--dry-run"]);
    let report = report.expect("a report");
    let keys = |value: &Value| {
        value
            .as_object()
            .expect("an object")
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    };
    let mut top = keys(&report);
    top.sort();
    assert_eq!(
        (code, top),
        (
            1,
            ["created", "lines", "read", "rejected", "skipped", "updated"]
                .map(String::from)
                .to_vec()
        )
    );
    let mut line = keys(&report["lines"][0]);
    line.sort();
    assert_eq!(line, ["code", "element", "line", "message"]);
    assert_eq!(
        (
            report["read"].as_u64(),
            report["created"].as_u64(),
            report["rejected"].as_u64()
        ),
        (Some(4), Some(1), Some(1))
    );
}

#[test]
fn a_dry_run_without_a_database_creates_none() {
    let folder = folder();
    let (code, report) = import(&folder, "siecle", &fixture("siecle-findings.xml"), &["--dry-run"]);
    let lines = report.expect("a report")["lines"].clone();
    assert_eq!(code, 1);
    assert!(
        lines
            .as_array()
            .expect("lines")
            .iter()
            .all(|line| line["code"] != "unknown_uai"),
        "{lines}"
    );
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

#[test]
fn a_dry_run_needs_no_session_and_an_import_does() {
    let folder = folder();
    assert!(delos(&folder, &["migrate", "up"]).status.success());
    let (code, report) = import(&folder, "siecle", &fixture("siecle-findings.xml"), &["--dry-run"]);
    let report = report.expect("a report");
    let codes: Vec<_> = report["lines"]
        .as_array()
        .expect("lines")
        .iter()
        .map(|line| line["code"].clone())
        .collect();
    assert_eq!(code, 1);
    assert!(
        codes.contains(&"unknown_uai".into()),
        "a school that no directory knows is told: {codes:?}"
    );
    let output = delos(
        &folder,
        &[
            "import",
            "siecle",
            fixture("siecle-findings.xml").to_str().expect("a path"),
        ],
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("session"));
}

#[test]
fn exit_codes_tell_clean_rejects_and_refusal() {
    let folder = folder();
    assert!(delos(&folder, &["migrate", "up"]).status.success());
    let clean = folder.path().join("places.csv");
    let text = std::fs::read_to_string(fixture("places.csv")).expect("a fixture");
    let first_two: Vec<_> = text.lines().take(2).collect();
    std::fs::write(&clean, first_two.join("\n")).expect("written");
    let (code, report) = import(&folder, "places", &clean, &[]);
    assert_eq!((code, report.expect("a report")["created"].as_u64()), (0, Some(1)));
    let (code, report) = import(&folder, "places", &clean, &[]);
    let report = report.expect("a report");
    assert_eq!(
        (code, report["created"].as_u64(), report["updated"].as_u64()),
        (0, Some(0), Some(0))
    );
    assert_eq!(import(&folder, "places", &fixture("places.csv"), &[]).0, 1);
    let (code, report) = import(&folder, "places", &fixture("marks.csv"), &[]);
    assert_eq!(
        (code, &report.expect("a report")["lines"][0]["code"]),
        (2, &"missing_column".into())
    );
    let (code, report) = import(&folder, "places", &fixture("places.csv"), &["--max-size", "100"]);
    assert_eq!(
        (code, &report.expect("a report")["lines"][0]["code"]),
        (2, &"file_too_large".into())
    );
    let (code, report) = import(&folder, "siecle", &fixture("siecle-findings.csv"), &["--dry-run"]);
    assert_eq!(
        (code, &report.expect("a report")["lines"][0]["code"]),
        (2, &"missing_uai".into())
    );
    assert_eq!(
        import(
            &folder,
            "siecle",
            &fixture("siecle-findings.csv"),
            &["--dry-run", "--uai", "0350059Z"]
        )
        .0,
        1
    );
    assert_eq!(import(&folder, "marks", &fixture("marks.csv"), &["--dry-run"]).0, 1);
}

#[test]
fn people_read_a_report_in_french() {
    let folder = folder();
    let output = delos(
        &folder,
        &[
            "import",
            "siecle",
            fixture("siecle-findings.xml").to_str().expect("a path"),
            "--dry-run",
        ],
    );
    let text = String::from_utf8(output.stdout).expect("text");
    assert!(
        text.contains("4 lus : 1 créés") && text.contains("« 30/02/2008 »"),
        "{text}"
    );
}
