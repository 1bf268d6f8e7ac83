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
use service::{Refusal, situation_faults};
use std::collections::BTreeMap;
use wire::{ChangeSituation, SituationField};
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
            let message = if changed { "situation_changed" } else { "situation_same" };
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
    let sheet = state.desk.situation_sheet(actor, id).await?;
    let ruleset = sheet.ruleset.ok_or_else(|| Refusal::wrong_state("not_registered"))?;
    if !sheet.open {
        return Err(Refusal::wrong_state("jury_already_deliberates"));
    }
    let seen = serde_json::from_str(&field(fields, "seen")).map_err(|_| Refusal::outdated())?;
    let mut reading = Reading::of(&ruleset, fields);
    let faults = std::mem::take(&mut reading.faults);
    let lawful = if faults.is_empty() {
        let command = ChangeSituation {
            application: id,
            seen,
            context: reading.context.clone(),
        };
        match state.desk.change_situation(actor, command).await {
            Err(Refusal::Refused(refused)) if !refused.fields.is_empty() => refused.fields,
            other => return other,
        }
    } else {
        // What could be read is held to the law all the same: everything is told at once.
        situation_faults(&ruleset, &reading.context.faults(&ruleset, &sheet.local))
    };
    let lawful = lawful.into_iter().map(|fault| reading.in_form(fault));
    // One sentence a field, the first that was found, from the top of the form down.
    let mut told = BTreeMap::new();
    for fault in faults.into_iter().chain(lawful) {
        if let Ok(field) = fault.field.parse::<SituationField>() {
            told.entry(field.place(&ruleset)).or_insert(fault);
        }
    }
    let all = told.into_values().collect();
    Err(worded(Refusal::fields(all), |flaw| {
        law::situation_flaw(lang, &ruleset, flaw)
    }))
}
