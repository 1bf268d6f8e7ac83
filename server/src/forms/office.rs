//! Forms of the exam office on lots and candidates, and the download of a jury's log.

use super::{Fields, done, field, own_address, refused};
use crate::render;
use crate::state::AppState;
use app::routes;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::{ApplicationId, Flag, JuryId, LotId, SessionId, StreamKey};
use service::{Discharged, Refusal, SetFlag};

/// The page a form was on, as its hidden field says; `otherwise` without one.
pub(super) fn here(fields: &Fields, otherwise: &str) -> String {
    match own_address(&field(fields, "back")) {
        "/" => otherwise.to_string(),
        address => address.to_string(),
    }
}

/// A key typed or chosen in a form.
///
/// # Errors
/// `Invalid` on the field.
pub(super) fn key<T: std::str::FromStr>(fields: &Fields, name: &str) -> Result<T, Refusal> {
    let text = field(fields, name);
    text.parse().map_err(|_| Refusal::field(name, "choose_one", text))
}

/// `POST /bureau/lots/{id}/decharge`.
pub async fn discharge(
    State(state): State<AppState>,
    Path(id): Path<i64>,
    parts: Parts,
    Form(fields): Form<Fields>,
) -> Response {
    let actor = render::actor_of(&parts);
    let back = here(&fields, routes::OFFICE_LOTS);
    match state.desk.discharge_lot(&actor, LotId(id)).await {
        Ok(Discharged::Now(marks)) => done(&back, "lot_discharged_now", &[("n", &marks.to_string())]),
        Ok(Discharged::Already) => done(&back, "lot_already_discharged", &[]),
        Err(refusal) => refused(&state, parts, &back, routes::OFFICE_LOTS, fields, refusal).await,
    }
}

/// `POST /bureau/lots/decharge`.
pub async fn discharge_all(State(state): State<AppState>, parts: Parts, Form(fields): Form<Fields>) -> Response {
    let actor = render::actor_of(&parts);
    let back = here(&fields, routes::OFFICE_LOTS);
    let discharged = async {
        let session: SessionId = key(&fields, "session")?;
        state.desk.discharge_locked_lots(&actor, session).await
    };
    match discharged.await {
        Ok((lots, marks)) => {
            let (n, marks) = (lots.to_string(), marks.to_string());
            done(&back, "lots_discharged", &[("n", &n), ("marks", &marks)])
        }
        Err(refusal) => refused(&state, parts, &back, routes::OFFICE_LOTS, fields, refusal).await,
    }
}

/// `POST /bureau/lots/{id}/rouvrir`.
pub async fn reopen(
    State(state): State<AppState>,
    Path(id): Path<i64>,
    parts: Parts,
    Form(fields): Form<Fields>,
) -> Response {
    let actor = render::actor_of(&parts);
    let page = format!("{}/{id}", routes::OFFICE_LOTS);
    let back = here(&fields, &page);
    match state
        .desk
        .reopen_lot(&actor, LotId(id), &field(&fields, "reason"))
        .await
    {
        Ok(()) => done(&back, "lot_reopened", &[]),
        Err(refusal) => refused(&state, parts, &back, &format!("{page}/rouvrir"), fields, refusal).await,
    }
}

/// `POST /bureau/candidats/{id}/liste-rouge`.
pub async fn red_list(state: State<AppState>, id: Path<i64>, parts: Parts, fields: Form<Fields>) -> Response {
    set_flag(state, id, parts, fields, Flag::RedList, "liste-rouge").await
}

/// `POST /bureau/candidats/{id}/fraude`.
pub async fn presumed_fraud(state: State<AppState>, id: Path<i64>, parts: Parts, fields: Form<Fields>) -> Response {
    set_flag(state, id, parts, fields, Flag::PresumedFraud, "fraude").await
}

async fn set_flag(
    State(state): State<AppState>,
    Path(id): Path<i64>,
    parts: Parts,
    Form(fields): Form<Fields>,
    flag: Flag,
    form: &str,
) -> Response {
    let actor = render::actor_of(&parts);
    let page = format!("{}/{id}", routes::OFFICE_CANDIDATES);
    let back = here(&fields, &page);
    let command = SetFlag {
        application: ApplicationId(id),
        flag,
        set: field(&fields, "set") == "on",
        reason: field(&fields, "reason"),
    };
    match state.desk.set_flag(&actor, command).await {
        Ok(true) => done(&back, "flag_changed", &[]),
        Ok(false) => done(&back, "unchanged", &[]),
        Err(refusal) => refused(&state, parts, &back, &format!("{page}/{form}"), fields, refusal).await,
    }
}

/// `GET /bureau/jurys/{id}/journal`: the log of a jury, for `delos verify`.
pub async fn jury_log(State(state): State<AppState>, Path(id): Path<i64>, parts: Parts) -> Response {
    let actor = render::actor_of(&parts);
    let mut text = Vec::new();
    let key = StreamKey::Jury(JuryId(id));
    match state.desk.export_log(&actor, Some(key), &mut text).await {
        // A jury begins with an event: an empty log is a jury that does not exist.
        Ok(0) => render::error(&state, parts, StatusCode::NOT_FOUND).await,
        Ok(_) => {
            let name = format!("attachment; filename=\"jury-{id}.jsonl\"");
            let headers = [
                (header::CONTENT_TYPE, "application/jsonl".to_string()),
                (header::CONTENT_DISPOSITION, name),
                (header::CACHE_CONTROL, "no-store".to_string()),
            ];
            (headers, text).into_response()
        }
        Err(refusal) => {
            let status = StatusCode::from_u16(refusal.told().status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            render::error(&state, parts, status).await
        }
    }
}
