//! Files to import, and what a test counts of what they did.

use crate::common::{connect, operator};
use domain::Uai;
use exchanges::Encoding;
use exchanges::sample::{Sample, write_siecle};
use sea_orm::{ConnectionTrait, Statement};
use service::store::Store;
use service::{Desk, ImportFile};
use std::path::Path;
use tempfile::TempDir;
use wire::ImportReport;

pub const UAI: &str = "0350059Z";

/// Found from where cargo runs tests: a path compiled in would name the checkout that was built first.
pub fn fixture(name: &str) -> ImportFile {
    ImportFile::new(Path::new("../exchanges/fixtures").join(name))
}

/// A file of fictitious pupils.
pub fn pupils(folder: &TempDir, count: u32) -> ImportFile {
    let path = folder.path().join(format!("eleves-{count}.xml"));
    let file = std::fs::File::create(&path).expect("a file");
    let uai: Uai = UAI.parse().expect("a UAI");
    let mut out = std::io::BufWriter::new(file);
    write_siecle(&mut out, &Sample::new(uai, count), Encoding::Latin9).expect("written");
    ImportFile::new(path)
}

pub fn written(folder: &TempDir, name: &str, text: &str) -> ImportFile {
    let path = folder.path().join(name);
    std::fs::write(&path, text).expect("written");
    ImportFile::new(path)
}

pub fn counts(report: &ImportReport) -> [u64; 6] {
    [
        report.read,
        report.created,
        report.updated,
        report.same,
        report.skipped,
        report.rejected,
    ]
}

pub fn codes(report: &ImportReport) -> Vec<&str> {
    report.lines.iter().map(|line| line.code.as_str()).collect()
}

pub async fn number(store: &Store, sql: &str) -> i64 {
    let db = connect(store.url()).await;
    let row = db
        .query_one_raw(Statement::from_string(db.get_database_backend(), sql))
        .await
        .expect(sql)
        .expect("a row");
    row.try_get("", "n").expect("a number")
}

pub async fn texts(store: &Store, sql: &str) -> Vec<String> {
    let db = connect(store.url()).await;
    let rows = db
        .query_all_raw(Statement::from_string(db.get_database_backend(), sql))
        .await
        .expect(sql);
    rows.iter()
        .map(|row| row.try_get("", "text").expect("a text"))
        .collect()
}

/// Rows of every table an import may write but its own job.
pub async fn rows(store: &Store) -> Vec<i64> {
    let mut all = Vec::new();
    for table in [
        "establishment",
        "candidate",
        "application",
        "mark",
        "event",
        "staged_pupil",
        "staged_membership",
        "staged_mark",
    ] {
        all.push(number(store, &format!("SELECT COUNT(*) AS n FROM {table}")).await);
    }
    all
}

pub async fn siecle(desk: &Desk, file: ImportFile) -> ImportReport {
    desk.import_siecle(&operator(), file).await.expect("a report")
}
