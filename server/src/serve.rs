//! Listening, and stopping cleanly although streams are open.

use crate::assets::Site;
use crate::config::Config;
use crate::results::{Results, Source};
use crate::router;
use crate::state::AppState;
use service::Desk;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// Requests that are still running get this long once the process is asked to stop.
const DRAIN: Duration = Duration::from_secs(5);
/// Between the wish to stop and the closing of the door: `/readyz` says no, and a proxy in front looks elsewhere.
const LAST_CALLS: Duration = Duration::from_millis(500);

/// Serves until SIGTERM or Ctrl-C.
///
/// # Errors
/// The port is taken, or the listener broke.
pub async fn serve(desk: Desk, config: Config) -> std::io::Result<()> {
    // Rendering spawns through this; a second start in one process (tests) keeps the first.
    let _ = any_spawner::Executor::init_tokio();
    let listener = tokio::net::TcpListener::bind(&config.listen).await?;
    let stopping = CancellationToken::new();
    let site = Arc::new(Site::open());
    let results = Arc::new(Results::new(Source::Desk(desk.clone()), &site, &config));
    results.refresh().await;
    results.follow(stopping.clone());
    let state = AppState {
        desk: desk.clone(),
        config: Arc::new(config),
        results,
        site,
        stopping: stopping.clone(),
    };
    let worker = tokio::spawn(desk.clone().run_jobs(stopping.clone()));
    let served = listen(listener, router::build(state), stopping.clone()).await;
    stopping.cancel();
    // The job at work is given back before the writer stops.
    let _ = tokio::time::timeout(DRAIN, worker).await;
    desk.store.close().await;
    served
}

/// Serves copied sets of results and nothing else until SIGTERM or Ctrl-C; there is no database.
///
/// # Errors
/// The port is taken, or the listener broke.
pub async fn serve_results(folder: PathBuf, config: Config) -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind(&config.listen).await?;
    let stopping = CancellationToken::new();
    let site = Arc::new(Site::open());
    let results = Arc::new(Results::new(Source::Folder(folder), &site, &config));
    results.refresh().await;
    results.follow(stopping.clone());
    listen(
        listener,
        router::build_results(results, site, Arc::new(config)),
        stopping,
    )
    .await
}

async fn listen(
    listener: tokio::net::TcpListener,
    app: axum::Router,
    stopping: CancellationToken,
) -> std::io::Result<()> {
    let address = listener.local_addr()?;
    let app = app.into_make_service_with_connect_info::<SocketAddr>();
    tracing::info!(%address, "listening");
    eprintln!("Délos écoute sur http://{address}");
    let signal = {
        let stopping = stopping.clone();
        async move {
            stop_signal().await;
            tracing::info!("stopping");
            stopping.cancel();
            tokio::time::sleep(LAST_CALLS).await;
        }
    };
    let server = axum::serve(listener, app).with_graceful_shutdown(signal);
    tokio::select! {
        served = server => served?,
        () = async { stopping.cancelled().await; tokio::time::sleep(DRAIN).await } => {
            tracing::warn!("some requests did not end in time");
        }
    }
    Ok(())
}

async fn stop_signal() {
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        () = terminate => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}
