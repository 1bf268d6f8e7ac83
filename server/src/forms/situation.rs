//! The form on the situation of a candidate.

use super::office::here;
use super::situation_reading::Reading;
use super::{Fields, done, field, refused};
use crate::flaws::worded;
use crate::render;
use crate::state::AppState;
use app::routes;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::response::Response;
use domain::{Actor, ApplicationId};
use service::Refusal;
use wire::ChangeSituation;
use words::{Lang, law};

/// `POST /bureau/candidats/{id}/situation`.
pub async fn change(
    State(state): State<AppState>,
    Path(id): Path<ApplicationId>,
    parts: Parts,
    Form(fields): Form<Fields>,
) -> Response {
    let actor = render::actor_of(&parts);
    let page = routes::situation(id);
    let back = here(&fields, &page);
    match keep(&state, &actor, id, render::lang_of(&parts.headers), &fields).await {
        Ok(changed) => {
            // The session named in the address stays in it.
            let candidate = back.replacen(&page, &routes::candidate(id), 1);
            let message = if changed { "situation_changed" } else { "unchanged" };
            done(&candidate, message, &[])
        }
        Err(refusal) => refused(&state, parts, &back, &page, fields, refusal).await,
    }
}

async fn keep(
    state: &AppState,
    actor: &Actor,
    id: ApplicationId,
    lang: Lang,
    fields: &Fields,
) -> Result<bool, Refusal> {
    let ruleset = state.desk.situation_ruleset(actor, id).await?;
    let seen = serde_json::from_str(&field(fields, "seen")).map_err(|_| Refusal::outdated())?;
    let reading = Reading::of(ruleset.as_deref(), fields);
    let command = ChangeSituation {
        application: id,
        seen,
        context: reading.context,
        rows: reading.rows,
        unread: reading.faults,
    };
    let changed = state.desk.change_situation(actor, command).await;
    changed.map_err(|refusal| match &ruleset {
        Some(ruleset) => worded(refusal, |flaw| law::situation_flaw(lang, ruleset, flaw)),
        None => refusal,
    })
}
