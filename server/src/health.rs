//! Is the process alive, and can it serve?

use crate::state::AppState;
use axum::extract::State;
use axum::http::StatusCode;

/// `/healthz`: the process answers; nothing else is asked.
pub async fn healthz() -> &'static str {
    "ok"
}

/// `/readyz`: the database answers, its schema is the one this program knows, and the process is not stopping.
pub async fn readyz(State(state): State<AppState>) -> (StatusCode, &'static str) {
    if state.stopping.is_cancelled() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping");
    }
    match state.desk.store.check_schema().await {
        Ok(()) => (StatusCode::OK, "ready"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "not ready")
        }
    }
}
