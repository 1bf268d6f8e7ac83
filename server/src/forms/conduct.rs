//! Forms that move juries on.

use super::office::{here, key};
use super::{Fields, done, field, refused};
use crate::render;
use crate::state::AppState;
use app::routes;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::response::Response;
use domain::{JuryId, JuryState, SessionId};
use service::Refusal;

fn state_field(fields: &Fields, name: &str) -> Result<JuryState, Refusal> {
    JuryState::from_code(&field(fields, name)).ok_or_else(|| Refusal::field(name, "choose_one", ""))
}

/// `POST /bureau/jurys/{id}/etat`, of the office and of a head of centre.
pub async fn move_one(
    State(state): State<AppState>,
    Path(id): Path<i64>,
    parts: Parts,
    Form(fields): Form<Fields>,
) -> Response {
    let actor = render::actor_of(&parts);
    let back = here(&fields, routes::OFFICE_JURIES);
    let moved = async {
        let to = state_field(&fields, "to")?;
        state.desk.move_jury(&actor, JuryId(id), to).await?;
        Ok(to)
    };
    match moved.await {
        Ok(to) => done(&back, "jury_moved", &[("to", to.code())]),
        Err(refusal) => refused(&state, parts, &back, routes::OFFICE_JURIES, fields, refusal).await,
    }
}

/// `POST /bureau/jurys/etat`.
pub async fn move_all(State(state): State<AppState>, parts: Parts, Form(fields): Form<Fields>) -> Response {
    let actor = render::actor_of(&parts);
    let back = here(&fields, routes::OFFICE_JURIES);
    let moved = async {
        let session: SessionId = key(&fields, "session")?;
        let (from, to) = (state_field(&fields, "from")?, state_field(&fields, "to")?);
        Ok((to, state.desk.move_juries(&actor, session, from, to).await?))
    };
    match moved.await {
        Ok((to, report)) => {
            let (moved, skipped) = (report.moved.len().to_string(), report.skipped.len().to_string());
            // A cookie carries this: the reason of each stands on its row.
            let named: Vec<&str> = report.skipped.iter().take(20).map(|(code, _)| code.as_str()).collect();
            let which = named.join(", ");
            let message = if named.is_empty() {
                "juries_moved"
            } else {
                "juries_moved_some"
            };
            let values = [
                ("to", to.code()),
                ("moved", moved.as_str()),
                ("skipped", skipped.as_str()),
                ("which", which.as_str()),
            ];
            done(&back, message, &values)
        }
        Err(refusal) => refused(&state, parts, &back, routes::OFFICE_JURIES, fields, refusal).await,
    }
}
