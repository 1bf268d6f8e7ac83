//! Files of marks: by the law, and never over what may no longer change.

use crate::common::{connect, desk, each_database, operator, run, session};
use crate::import_seed::{codes, counts, number, pupils, siecle, texts, written};
use domain::StreamKey;
use service::ImportFile;
use service::store::Store;

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
