//! Imports: what files do to the tables, what they never do, and what they leave to others meanwhile.

use crate::common::{connect, desk, each_database, operator, run, session};
use crate::import_seed::{UAI, codes, counts, fixture, number, pupils, rows, siecle, texts};
use domain::{Act, StreamKey};
use exchanges::Encoding;
use exchanges::sample::{Sample, write_siecle_csv};
use service::{ImportFile, Refusal};
use std::path::PathBuf;

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
