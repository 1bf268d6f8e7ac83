//! Forms of double entry: asking for it, giving it up, and settling what differs.

use super::office::{here, key};
use super::{Fields, done, field, refused};
use crate::render;
use crate::state::AppState;
use app::routes;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::response::Response;
use domain::{Entry, LotId};
use service::Refusal;
use wire::{Choice, SettleDifference, mark_refusal};

/// `POST /bureau/lots/{id}/seconde-saisie`.
pub async fn ask(
    State(state): State<AppState>,
    Path(lot): Path<LotId>,
    parts: Parts,
    Form(fields): Form<Fields>,
) -> Response {
    let actor = render::actor_of(&parts);
    let page = format!("{}/{lot}", routes::OFFICE_LOTS);
    match state.desk.ask_second_entry(&actor, lot).await {
        Ok(second) => done(&format!("{}/{second}", routes::OFFICE_LOTS), "second_entry_asked", &[]),
        Err(refusal) => {
            let back = here(&fields, &page);
            refused(&state, parts, &back, &routes::second_entry(lot), fields, refusal).await
        }
    }
}

/// `POST /bureau/lots/{id}/seconde-saisie/annuler`.
pub async fn cancel(
    State(state): State<AppState>,
    Path(lot): Path<LotId>,
    parts: Parts,
    Form(fields): Form<Fields>,
) -> Response {
    let actor = render::actor_of(&parts);
    match state.desk.cancel_second_entry(&actor, lot).await {
        Ok(first) => done(
            &format!("{}/{first}", routes::OFFICE_LOTS),
            "second_entry_cancelled",
            &[],
        ),
        Err(refusal) => {
            let page = format!("{}/{lot}", routes::OFFICE_LOTS);
            refused(&state, parts, &page, &routes::cancel_second_entry(lot), fields, refusal).await
        }
    }
}

/// `POST /bureau/lots/{id}/ecart`.
pub async fn settle(
    State(state): State<AppState>,
    Path(lot): Path<LotId>,
    parts: Parts,
    Form(fields): Form<Fields>,
) -> Response {
    let actor = render::actor_of(&parts);
    let page = here(&fields, &routes::comparison(lot));
    let settled = async { state.desk.settle_difference(&actor, command(lot, &fields)?).await };
    match settled.await {
        Ok(()) => {
            let row = format!(
                "{page}#ecart-{}-{}",
                field(&fields, "application"),
                field(&fields, "slot")
            );
            done(&row, "difference_settled", &[])
        }
        Err(refusal) => refused(&state, parts, &page, &routes::settle(lot), fields, refusal).await,
    }
}

fn command(lot: LotId, fields: &Fields) -> Result<SettleDifference, Refusal> {
    let choice = match field(fields, "choice").as_str() {
        "first" => Choice::First,
        "second" => Choice::Second,
        _ => Choice::Third {
            value: entry(&field(fields, "value"))?,
            reason: field(fields, "reason"),
        },
    };
    let told = match &choice {
        Choice::Third { value, .. } => value.to_string(),
        other => other.code().to_string(),
    };
    let names = ["application", "slot", "version", "second_version"].map(|name| field(fields, name));
    Ok(SettleDifference {
        // All that makes the choice what it is: the same form sent twice is done once.
        op_id: format!("ecart-{lot}-{}-{told}", names.join("-")),
        lot,
        application: key(fields, "application")?,
        slot: key(fields, "slot")?,
        version: key(fields, "version")?,
        second_version: key(fields, "second_version")?,
        choice,
    })
}

fn entry(text: &str) -> Result<Entry, Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::field("value", "required", ""));
    }
    text.parse().map_err(|error| {
        let (code, found) = mark_refusal(&error);
        Refusal::field("value", code, found)
    })
}
