//! Imports: what files do to the tables, what they never do, and what they leave to others meanwhile.

use crate::common::{NOW_MS, connect, desk, desk_at, each_database, operator, run, session};
use domain::{Act, SessionId, StreamKey, Uai};
use exchanges::Encoding;
use exchanges::sample::{Sample, write_siecle, write_siecle_csv};
use sea_orm::{ConnectionTrait, Statement};
use service::store::Store;
use service::{Clock, Desk, ImportFile, Refusal};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;
use wire::{ImportKind, ImportReport, JobState};

const UAI: &str = "0350059Z";

/// Found from where cargo runs tests: a path compiled in would name the checkout that was built first.
fn fixture(name: &str) -> ImportFile {
    ImportFile::new(Path::new("../exchanges/fixtures").join(name))
}

/// A file of fictitious pupils.
fn pupils(folder: &TempDir, count: u32) -> ImportFile {
    let path = folder.path().join(format!("eleves-{count}.xml"));
    let file = std::fs::File::create(&path).expect("a file");
    let uai: Uai = UAI.parse().expect("a UAI");
    let mut out = std::io::BufWriter::new(file);
    write_siecle(&mut out, &Sample::new(uai, count), Encoding::Latin9).expect("written");
    ImportFile::new(path)
}

fn written(folder: &TempDir, name: &str, text: &str) -> ImportFile {
    let path = folder.path().join(name);
    std::fs::write(&path, text).expect("written");
    ImportFile::new(path)
}

fn counts(report: &ImportReport) -> [u64; 6] {
    [
        report.read,
        report.created,
        report.updated,
        report.same,
        report.skipped,
        report.rejected,
    ]
}

fn codes(report: &ImportReport) -> Vec<&str> {
    report.lines.iter().map(|line| line.code.as_str()).collect()
}

async fn number(store: &Store, sql: &str) -> i64 {
    let db = connect(store.url()).await;
    let row = db
        .query_one_raw(Statement::from_string(db.get_database_backend(), sql))
        .await
        .expect(sql)
        .expect("a row");
    row.try_get("", "n").expect("a number")
}

async fn texts(store: &Store, sql: &str) -> Vec<String> {
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
async fn rows(store: &Store) -> Vec<i64> {
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

async fn siecle(desk: &Desk, file: ImportFile) -> ImportReport {
    desk.import_siecle(&operator(), file).await.expect("a report")
}

#[tokio::test(flavor = "multi_thread")]
async fn schools_are_created_once_and_changed_when_they_change() {
    each_database(|store| async move {
        let desk = desk(&store);
        let first = desk
            .import_places(&operator(), fixture("places.csv"))
            .await
            .expect("a report");
        assert!(first.created > 0 && first.rejected > 0, "{first:?}");
        let known = number(&store, "SELECT COUNT(*) AS n FROM establishment").await;
        assert_eq!(u64::try_from(known).expect("positive"), first.created);
        let again = desk
            .import_places(&operator(), fixture("places.csv"))
            .await
            .expect("a report");
        assert_eq!((again.created, again.updated, again.same), (0, 0, first.created));
        run(&connect(store.url()).await, "UPDATE establishment SET name = 'x'").await;
        let back = desk
            .import_places(&operator(), fixture("places.csv"))
            .await
            .expect("a report");
        assert_eq!((back.created, back.updated, back.same), (0, first.created, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_pupils_twice_change_nothing_and_a_changed_one_is_an_update() {
    each_database(|store| async move {
        let desk = desk(&store);
        let session = session(&desk).await;
        let folder = tempfile::tempdir().expect("a folder");
        let first = siecle(&desk, pupils(&folder, 450)).await;
        assert_eq!(counts(&first), [450, 450, 0, 0, 0, 0]);
        assert!(
            first
                .lines
                .iter()
                .all(|line| ["unknown_uai", "unknown_mef"].contains(&line.code.as_str()))
        );
        let numbers = texts(&store, "SELECT number AS text FROM candidate").await;
        assert!(
            numbers
                .iter()
                .all(|number| number.len() == 11 && number.starts_with("026"))
        );
        let again = siecle(&desk, pupils(&folder, 450)).await;
        assert_eq!(counts(&again), [450, 0, 0, 450, 0, 0]);
        assert_eq!(texts(&store, "SELECT number AS text FROM candidate").await, numbers);
        let db = connect(store.url()).await;
        run(
            &db,
            "UPDATE candidate SET first_name = 'Autre' WHERE id IN (SELECT MIN(id) FROM candidate)",
        )
        .await;
        run(
            &db,
            "UPDATE application SET division = 'Z' WHERE id IN (SELECT MAX(id) FROM application)",
        )
        .await;
        assert_eq!(
            counts(&siecle(&desk, pupils(&folder, 450)).await),
            [450, 0, 2, 448, 0, 0]
        );
        // Each import left its trace in the stream of the session, and nothing staged.
        let events = store
            .events_after(StreamKey::Session(session), 0, 10)
            .await
            .expect("events");
        let imported = events
            .iter()
            .filter(|event| event.body.contains("file_imported"))
            .count();
        assert_eq!(imported, 3);
        assert_eq!(rows(&store).await[5..], [0, 0, 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_sessions_share_the_person_and_not_the_application() {
    each_database(|store| async move {
        let desk = desk(&store);
        session(&desk).await;
        let folder = tempfile::tempdir().expect("a folder");
        siecle(&desk, pupils(&folder, 20)).await;
        let command = service::CreateSession {
            code: "2026-09".into(),
            label: "Septembre 2026".into(),
            academy: "Rennes".into(),
            signing: domain::MinutesSigning::Electronic,
        };
        desk.create_session(&operator(), command).await.expect("a session");
        // The newest session is meant when none is named.
        assert_eq!(counts(&siecle(&desk, pupils(&folder, 20)).await), [20, 20, 0, 0, 0, 0]);
        let june = ImportFile {
            session: Some("2026-06".into()),
            ..pupils(&folder, 20)
        };
        assert_eq!(counts(&siecle(&desk, june).await), [20, 0, 0, 20, 0, 0]);
        assert_eq!(number(&store, "SELECT COUNT(*) AS n FROM candidate").await, 20);
        assert_eq!(number(&store, "SELECT COUNT(*) AS n FROM application").await, 40);
        let unknown = ImportFile {
            session: Some("1999-06".into()),
            ..pupils(&folder, 20)
        };
        let refusal = desk.import_siecle(&operator(), unknown).await.expect_err("refused");
        assert!(matches!(refusal, Refusal::Refused(refused) if refused.fields[0].code == "unknown_session"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_pupils_are_told_and_the_good_ones_come_in() {
    each_database(|store| async move {
        let desk = desk(&store);
        session(&desk).await;
        let report = siecle(&desk, fixture("siecle-findings.xml")).await;
        assert_eq!(counts(&report), [4, 1, 0, 0, 2, 1]);
        for code in [
            "missing_name",
            "unknown_value",
            "impossible_date",
            "missing_birth_place",
            "no_national_id",
            "left_school",
        ] {
            assert!(codes(&report).contains(&code), "{code}: {report:?}");
        }
        let csv = ImportFile {
            uai: Some(UAI.into()),
            ..fixture("siecle-findings.csv")
        };
        let report = siecle(&desk, csv).await;
        assert!(report.created > 0 && report.rejected == 3, "{report:?}");
    })
    .await;
}

/// A pupil and his structure, as XML.
fn pupil(id: &str, ine: &str, division: &str) -> (String, String) {
    let pupil = format!(
        "<ELEVE ELEVE_ID=\"{id}\"><ID_NATIONAL>{ine}</ID_NATIONAL><NOM_DE_FAMILLE>NOM</NOM_DE_FAMILLE><PRENOM>Léa</PRENOM>\
         <CODE_SEXE>2</CODE_SEXE><DATE_NAISS>01/02/2008</DATE_NAISS><CODE_PAYS>100</CODE_PAYS>\
         <CODE_COMMUNE_INSEE_NAISS>35238</CODE_COMMUNE_INSEE_NAISS></ELEVE>\n"
    );
    let structure = if division.is_empty() {
        String::new()
    } else {
        format!(
            "<STRUCTURES_ELEVE ELEVE_ID=\"{id}\"><STRUCTURE><CODE_STRUCTURE>{division}</CODE_STRUCTURE>\
             <TYPE_STRUCTURE>D</TYPE_STRUCTURE></STRUCTURE></STRUCTURES_ELEVE>\n"
        )
    };
    (pupil, structure)
}

fn export(uai: &str, pupils: &[(String, String)]) -> String {
    let (pupils, structures): (String, String) = pupils.iter().cloned().unzip();
    format!(
        "<BEE_ELEVES><PARAMETRES><UAJ>{uai}</UAJ></PARAMETRES><DONNEES><ELEVES>\n{pupils}</ELEVES>\
         <STRUCTURES>\n{structures}</STRUCTURES></DONNEES></BEE_ELEVES>"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn what_only_the_whole_file_tells_is_told() {
    each_database(|store| async move {
        let desk = desk(&store);
        session(&desk).await;
        let folder = tempfile::tempdir().expect("a folder");
        let text = export(
            UAI,
            &[
                pupil("1", "1A", "T1"),
                pupil("2", "1A", "T1"),
                pupil("1", "3A", ""),
                pupil("4", "4A", ""),
                (String::new(), pupil("9", "", "T1").1),
            ],
        );
        let report = siecle(&desk, written(&folder, "a.xml", &text)).await;
        assert_eq!(counts(&report), [4, 1, 0, 0, 1, 2], "{report:?}");
        let mut found = codes(&report);
        found.retain(|code| !["missing_mef", "unknown_uai"].contains(code));
        found.sort_unstable();
        assert_eq!(
            found,
            [
                "duplicate_identifier",
                "duplicate_identifier",
                "no_division",
                "unknown_pupil"
            ]
        );
        let lines: Vec<u64> = report.lines.iter().map(|line| line.line).collect();
        assert!(lines.is_sorted(), "{lines:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_file_imports_nothing() {
    each_database(|store| async move {
        let desk = desk(&store);
        session(&desk).await;
        let folder = tempfile::tempdir().expect("a folder");
        let before = rows(&store).await;
        let whole = std::fs::read(pupils(&folder, 1200).path).expect("read");
        let cut = folder.path().join("cut.xml");
        std::fs::write(&cut, &whole[..whole.len() - 200]).expect("written");
        let good = [pupil("1", "1A", "T1")];
        let wrong_letter = written(&folder, "letter.xml", &export("0350059A", &good));
        let no_school = written(&folder, "none.xml", &export("", &good));
        let dtd = written(
            &folder,
            "dtd.xml",
            &format!("<!DOCTYPE x [<!ENTITY a \"b\">]>{}", export(UAI, &good)),
        );
        let other = ImportFile {
            uai: Some("0250001R".into()),
            ..pupils(&folder, 3)
        };
        let small = ImportFile {
            max_size: Some(500),
            ..pupils(&folder, 30)
        };
        let broken_csv = written(&folder, "quote.csv", "a;b\n\"1;2\n");
        let cases = [
            (ImportFile::new(cut), "xml_broken"),
            (wrong_letter, "bad_uai"),
            (no_school, "missing_uai"),
            (dtd, "dtd_refused"),
            (other, "other_uai"),
            (small, "file_too_large"),
            (
                ImportFile {
                    uai: Some(UAI.into()),
                    ..broken_csv
                },
                "missing_column",
            ),
            (fixture("siecle-findings.csv"), "missing_uai"),
            (ImportFile::new(folder.path().join("nowhere.xml")), "unreadable"),
        ];
        for (file, code) in cases {
            let report = siecle(&desk, file).await;
            assert!(report.refused && report.created == 0, "{code}: {report:?}");
            assert_eq!(codes(&report).last(), Some(&code), "{report:?}");
        }
        assert_eq!(rows(&store).await, before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_tells_the_same_and_writes_nothing() {
    each_database(|store| async move {
        let desk = desk(&store);
        let folder = tempfile::tempdir().expect("a folder");
        let dry = |file: ImportFile| ImportFile { dry_run: true, ..file };
        // No session is needed to look.
        assert_eq!(
            counts(&siecle(&desk, dry(pupils(&folder, 30))).await),
            [30, 30, 0, 0, 0, 0]
        );
        session(&desk).await;
        let before = rows(&store).await;
        let look = siecle(&desk, dry(fixture("siecle-findings.xml"))).await;
        let places = desk
            .import_places(&operator(), dry(fixture("places.csv")))
            .await
            .expect("a report");
        assert!(places.created > 0 && places.dry_run);
        assert_eq!(rows(&store).await, before);
        assert_eq!(number(&store, "SELECT COUNT(*) AS n FROM job").await, 0);
        let done = siecle(&desk, fixture("siecle-findings.xml")).await;
        assert_eq!((counts(&look), look.lines), (counts(&done), done.lines));
        assert_eq!(siecle(&desk, dry(fixture("siecle-findings.xml"))).await.same, 1);
    })
    .await;
}

/// A copy of a file as if it had been uploaded.
fn uploaded(folder: &TempDir, file: &ImportFile) -> (ImportFile, PathBuf) {
    let path = folder.path().join("upload");
    std::fs::copy(&file.path, &path).expect("copied");
    (
        ImportFile {
            path: path.clone(),
            ..file.clone()
        },
        path,
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_dies_while_applying_goes_on_where_it_was() {
    each_database(|store| async move {
        let now = Arc::new(AtomicI64::new(NOW_MS));
        let time = now.clone();
        let desk = desk_at(store.clone(), Clock::from_fn(move || time.load(Ordering::Relaxed)));
        session(&desk).await;
        let folder = tempfile::tempdir().expect("a folder");
        let (file, upload) = uploaded(&folder, &pupils(&folder, 3000));
        let job = desk
            .queue_import(&operator(), ImportKind::Siecle, file)
            .await
            .expect("queued");
        let applied = || async { number(&store, "SELECT COUNT(*) AS n FROM application").await };
        let stop = CancellationToken::new();
        tokio::select! {
            ran = desk.run_next_job(&stop) => panic!("it ended before it could die: {ran:?}"),
            () = async { while applied().await == 0 { tokio::task::yield_now().await } } => {}
        }
        let half = applied().await;
        assert!(half > 0 && half < 3000, "{half}");
        // Nobody may take it before the lease of the dead worker ends.
        assert!(desk.run_next_job(&stop).await.expect("a look").is_none());
        now.fetch_add(120_000, Ordering::Relaxed);
        let (done, report) = desk.run_next_job(&stop).await.expect("it goes on").expect("a job");
        assert_eq!((done, counts(&report)), (job, [3000, 3000, 0, 0, 0, 0]));
        assert_eq!(number(&store, "SELECT COUNT(*) AS n FROM candidate").await, 3000);
        assert_eq!(rows(&store).await[5..], [0, 0, 0]);
        assert!(!upload.exists(), "the upload is thrown away");
        let view = desk.import_view(&operator(), job).await.expect("a view");
        assert_eq!((view.state, view.percent, view.resumable), (JobState::Done, 100, false));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_job_keeps_what_it_did_and_is_resumed() {
    each_database(|store| async move {
        let desk = desk(&store);
        session(&desk).await;
        let folder = tempfile::tempdir().expect("a folder");
        let (file, upload) = uploaded(&folder, &pupils(&folder, 3000));
        let job = desk
            .queue_import(&operator(), ImportKind::Siecle, file)
            .await
            .expect("queued");
        let applied = || async { number(&store, "SELECT COUNT(*) AS n FROM application").await };
        let stop = CancellationToken::new();
        let cancel = async {
            while applied().await == 0 {
                tokio::task::yield_now().await;
            }
            desk.cancel_import(&operator(), job).await
        };
        let (ran, cancelled) = tokio::join!(desk.run_next_job(&stop), cancel);
        cancelled.expect("cancelled");
        assert!(matches!(ran, Err(Refusal::Refused(_))), "{ran:?}");
        let view = desk.import_view(&operator(), job).await.expect("a view");
        assert_eq!((view.state, view.resumable), (JobState::Cancelled, true));
        let half = applied().await;
        assert!(half > 0 && half < 3000 && upload.exists(), "{half}");
        assert!(desk.run_next_job(&stop).await.expect("a look").is_none());
        desk.resume_import(&operator(), job).await.expect("resumed");
        let (_, report) = desk.run_next_job(&stop).await.expect("it goes on").expect("a job");
        assert_eq!(counts(&report), [3000, 3000, 0, 0, 0, 0]);
        assert!(
            desk.resume_import(&operator(), job).await.is_err(),
            "nothing is left to resume"
        );
        assert!(
            desk.cancel_import(&operator(), job).await.is_err(),
            "nothing is left to cancel"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopping_program_gives_its_job_back_at_once() {
    each_database(|store| async move {
        let desk = desk(&store);
        session(&desk).await;
        let folder = tempfile::tempdir().expect("a folder");
        let (file, _) = uploaded(&folder, &pupils(&folder, 800));
        desk.queue_import(&operator(), ImportKind::Siecle, file)
            .await
            .expect("queued");
        let stop = CancellationToken::new();
        stop.cancel();
        assert!(desk.run_next_job(&stop).await.is_err());
        let (_, report) = desk
            .run_next_job(&CancellationToken::new())
            .await
            .expect("again")
            .expect("a job");
        assert_eq!(report.created, 800);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_marker_who_saves_meanwhile_hardly_waits() {
    each_database(|store| async move {
        let desk = desk(&store);
        let session = session(&desk).await;
        let folder = tempfile::tempdir().expect("a folder");
        let file = pupils(&folder, 6000);
        let import = siecle(&desk, file);
        tokio::pin!(import);
        let (mut longest, mut saved) = (Duration::ZERO, 0_u32);
        let report = loop {
            let started = Instant::now();
            let save = store.write(vec![StreamKey::Session(session)], |tx| {
                Box::pin(async move { tx.head(StreamKey::Session(SessionId(1))).await.map(drop) })
            });
            tokio::pin!(save);
            let ended = tokio::select! {
                report = &mut import => Some(report),
                saved = &mut save => { saved.expect("saved"); None }
            };
            if let Some(report) = ended {
                break report;
            }
            longest = longest.max(started.elapsed());
            saved += 1;
        };
        assert_eq!(report.created, 6000);
        // A chunk at a time: as many writes came through as there were chunks, and none waited for two seconds even
        // where nothing is optimised and the machine is busy.
        assert!(saved >= 30, "{saved} writes came through");
        assert!(longest < Duration::from_secs(2), "{longest:?}");
    })
    .await;
}

/// A registered candidate of BCG24: number, and application.
async fn registered(store: &Store) -> (String, i64) {
    run(&connect(store.url()).await, "UPDATE application SET ruleset = 'BCG24'").await;
    let number_of = texts(store, "SELECT number AS text FROM candidate ORDER BY id LIMIT 1")
        .await
        .remove(0);
    let application = number(
        store,
        &format!("SELECT a.id AS n FROM application a JOIN candidate c ON c.id = a.candidate_id WHERE c.number = '{number_of}'"),
    )
    .await;
    (number_of, application)
}

#[tokio::test(flavor = "multi_thread")]
async fn marks_come_in_by_the_law_of_their_ruleset() {
    each_database(|store| async move {
        let desk = desk(&store);
        let session = session(&desk).await;
        let folder = tempfile::tempdir().expect("a folder");
        siecle(&desk, pupils(&folder, 3)).await;
        let text = |who: &str| {
            format!(
                "numero_candidat;ine;epreuve;partie;note;report\n{who};;HG;1;10,26;\n{who};;HG;2;AB;\n{who};;PHI;;14;4\n\
                 {who};;PHI;;13;\n{who};;PHI;;25;\n{who};;XYZ;;10;\n{who};;HG;9;10;\n{who};;FRE;;11;9\n99;;PHI;;12;\n"
            )
        };
        let unregistered = written(&folder, "early.csv", &text("02600000000"));
        let early = desk.import_marks(&operator(), unregistered).await.expect("a report");
        assert_eq!(counts(&early), [9, 0, 0, 0, 0, 9]);
        let (who, application) = registered(&store).await;
        let file = written(&folder, "marks.csv", &text(&who));
        let report = desk.import_marks(&operator(), file.clone()).await.expect("a report");
        let found: Vec<_> = report.lines.iter().map(|line| (line.line, line.code.as_str())).collect();
        assert_eq!(
            found,
            [
                (5, "duplicate_mark"),
                (6, "bad_mark"),
                (7, "unknown_component"),
                (8, "unknown_part"),
                (9, "not_conservable"),
                (10, "unknown_candidate")
            ]
        );
        assert_eq!(counts(&report), [9, 3, 0, 0, 0, 6]);
        let held = texts(&store, &format!(
            "SELECT slot || ' ' || COALESCE(CAST(value AS TEXT), code) || ' ' || COALESCE(CAST(conserved AS TEXT), '-') || ' ' || source AS text
             FROM mark WHERE application_id = {application} ORDER BY slot"
        )).await;
        assert_eq!(held, ["HG.1 1026 - import", "HG.2 AB - import", "PHI 1400 4 import"]);
        let saved = store.events_after(StreamKey::Session(session), 0, 50).await.expect("events");
        let acts = saved.iter().filter(|event| event.body.contains("mark_saved")).count();
        assert_eq!(acts, 3, "each mark is in the log");
        let again = desk.import_marks(&operator(), file).await.expect("a report");
        assert_eq!(counts(&again), [9, 0, 0, 3, 0, 6]);
        let change = written(&folder, "change.csv", &format!("numero_candidat;epreuve;partie;note\n{who};HG;1;11\n"));
        let look = ImportFile { dry_run: true, ..change.clone() };
        assert_eq!(desk.import_marks(&operator(), look).await.expect("a report").updated, 1);
        assert_eq!(desk.import_marks(&operator(), change).await.expect("a report").updated, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn marks_that_may_no_longer_change_are_left_alone() {
    each_database(|store| async move {
        let desk = desk(&store);
        let session = session(&desk).await;
        let folder = tempfile::tempdir().expect("a folder");
        siecle(&desk, pupils(&folder, 1)).await;
        let (who, application) = registered(&store).await;
        let marks = |note: &str| {
            let text = format!("numero_candidat;epreuve;note\n{who};PHI;{note}\n{who};GO;{note}\n");
            written(&folder, &format!("m{note}.csv"), &text)
        };
        let db = connect(store.url()).await;
        run(&db, &format!("INSERT INTO lot (session_id, ruleset, label, state, copies) VALUES ({session}, 'BCG24', 'L', 'locked', 1)")).await;
        run(&db, "INSERT INTO lot_slot (lot_id, rank, slot) SELECT id, 1, 'PHI' FROM lot").await;
        run(&db, &format!("INSERT INTO lot_copy (lot_id, rank, application_id) SELECT id, 1, {application} FROM lot")).await;
        let report = desk.import_marks(&operator(), marks("12")).await.expect("a report");
        assert_eq!((counts(&report), codes(&report)), ([2, 1, 0, 0, 0, 1], vec!["mark_locked"]));
        run(&db, &format!("INSERT INTO jury (session_id, code, label, ruleset, state) VALUES ({session}, '00001', 'J', 'BCG24', '105')")).await;
        run(&db, "UPDATE application SET jury_id = (SELECT id FROM jury)").await;
        assert_eq!(desk.import_marks(&operator(), marks("13")).await.expect("a report").updated, 1);
        run(&db, "UPDATE jury SET state = '110'").await;
        let late = desk.import_marks(&operator(), marks("14")).await.expect("a report");
        assert_eq!((late.updated, codes(&late)), (0, vec!["mark_locked", "mark_locked"]));
        assert_eq!(number(&store, "SELECT CAST(SUM(value) AS BIGINT) AS n FROM mark").await, 1300);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_exam_office_imports() {
    each_database(|store| async move {
        let desk = desk(&store);
        let id = session(&desk).await;
        let folder = tempfile::tempdir().expect("a folder");
        let marker = domain::Actor {
            grants: vec![domain::Grant {
                role: domain::Role::Marker,
                scope: domain::Scope::Everything,
            }],
            ..operator()
        };
        assert!(desk.import_siecle(&marker, pupils(&folder, 1)).await.is_err());
        assert!(desk.imports(&marker).await.is_err());
        let elsewhere = domain::Actor {
            grants: vec![domain::Grant {
                role: domain::Role::Manager,
                scope: domain::Scope::Session(SessionId(id.0 + 1)),
            }],
            ..operator()
        };
        assert!(desk.import_siecle(&elsewhere, pupils(&folder, 1)).await.is_err());
        assert_eq!(number(&store, "SELECT COUNT(*) AS n FROM job").await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn real_files_come_in() {
    let Ok(shared) = std::env::var("DELOS_SHARED_DATA") else {
        return;
    };
    each_database(|store| {
        let shared = PathBuf::from(&shared);
        async move {
            let desk = desk(&store);
            session(&desk).await;
            let places = ImportFile::new(shared.join("annuaire-education-35.csv"));
            let report = desk.import_places(&operator(), places).await.expect("a report");
            assert_eq!((report.rejected, report.created + report.skipped), (0, report.read));
            let report = siecle(&desk, ImportFile::new(shared.join("siecle/eleves-0350059Z.xml"))).await;
            assert_eq!((report.read, report.rejected, report.refused), (3, 0, false));
            assert!(
                !codes(&report).contains(&"unknown_uai"),
                "the directory knows the school"
            );
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_csv_sibling_says_the_same_as_the_xml() {
    each_database(|store| async move {
        let desk = desk(&store);
        let session = session(&desk).await;
        let folder = tempfile::tempdir().expect("a folder");
        siecle(&desk, pupils(&folder, 40)).await;
        let path = folder.path().join("eleves.csv");
        let mut file = std::fs::File::create(&path).expect("a file");
        let sample = Sample::new(UAI.parse().expect("a UAI"), 40);
        write_siecle_csv(&mut file, &sample, Encoding::Utf8Bom).expect("written");
        let report = siecle(
            &desk,
            ImportFile {
                uai: Some(UAI.into()),
                ..ImportFile::new(path)
            },
        )
        .await;
        assert_eq!(counts(&report), [40, 0, 0, 40, 0, 0], "{report:?}");
        let last = store
            .events_after(StreamKey::Session(session), 0, 10)
            .await
            .expect("events");
        let event: wire::Event = serde_json::from_str(&last.last().expect("an event").body).expect("json");
        assert!(matches!(
            event.act,
            Act::FileImported {
                created: 0,
                updated: 0,
                rejected: 0,
                ..
            }
        ));
    })
    .await;
}
