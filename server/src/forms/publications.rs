//! Publishing results, and taking them back.

use super::{Fields, done, field, refused};
use crate::render;
use crate::state::AppState;
use app::routes;
use axum::Form;
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::Response;
use domain::{JuryId, PublicationId, SessionId};
use service::{Paris, PublishResults, Refusal};

/// `POST /bureau/publications/publier`: the session, `jury_ID=on` for each jury, the hour in Paris.
pub async fn publish(State(state): State<AppState>, parts: Parts, Form(fields): Form<Fields>) -> Response {
    let actor = render::actor_of(&parts);
    let published = async {
        let session: SessionId = field(&fields, "session").parse().map_err(|_| Refusal::not_found())?;
        let juries = fields
            .iter()
            .filter(|(_, value)| *value == "on")
            .filter_map(|(name, _)| name.strip_prefix("jury_")?.parse::<JuryId>().ok())
            .collect();
        let hour = field(&fields, "opens_at");
        let opens_at_ms =
            Paris::parse_field(&hour).ok_or_else(|| Refusal::field("opens_at", "hour_shape", hour.clone()))?;
        let command = PublishResults {
            session,
            juries,
            opens_at_ms,
        };
        state.desk.publish_results(&actor, command).await?;
        Ok(opens_at_ms)
    };
    match published.await {
        Ok(opens_at_ms) => {
            state.results.refresh().await;
            done(
                routes::PUBLICATIONS,
                "results_published",
                &[("when", &Paris::text(opens_at_ms))],
            )
        }
        Err(refusal) => refused(&state, parts, routes::PUBLICATIONS, routes::PUBLISH, fields, refusal).await,
    }
}

/// `POST /bureau/publications/retirer`: the set and the reason.
pub async fn withdraw(State(state): State<AppState>, parts: Parts, Form(fields): Form<Fields>) -> Response {
    let actor = render::actor_of(&parts);
    let withdrawn = async {
        let id: PublicationId = field(&fields, "publication")
            .parse()
            .map_err(|_| Refusal::not_found())?;
        state.desk.withdraw_results(&actor, id, &field(&fields, "reason")).await
    };
    match withdrawn.await {
        Ok(()) => {
            state.results.refresh().await;
            done(routes::PUBLICATIONS, "results_withdrawn", &[])
        }
        Err(refusal) => refused(&state, parts, routes::PUBLICATIONS, routes::WITHDRAW, fields, refusal).await,
    }
}
