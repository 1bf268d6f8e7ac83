//! Imports as jobs: cut, resumed, beside a marker, and for the exam office alone.

use crate::common::{NOW_MS, desk, desk_at, each_database, operator, session};
use crate::import_seed::{counts, number, pupils, rows, siecle};
use domain::{SessionId, StreamKey};
use service::{Clock, ImportFile, Refusal};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;
use wire::{ImportKind, JobState};

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
