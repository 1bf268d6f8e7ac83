//! Log-in, log-out, change of password.

use super::{Fields, done, field, own_address, refused, to};
use crate::security::ClientAddress;
use crate::state::AppState;
use crate::{render, session};
use app::routes;
use axum::Form;
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::Response;
use service::{ChangePassword, LogIn, Refusal};
use tower_sessions::Session;

/// `POST /connexion`.
pub async fn log_in(
    State(state): State<AppState>,
    session: Session,
    parts: Parts,
    Form(fields): Form<Fields>,
) -> Response {
    let address = parts
        .extensions
        .get::<ClientAddress>()
        .map_or_else(String::new, |address| address.0.to_string());
    let command = LogIn {
        login: field(&fields, "login"),
        password: field(&fields, "password"),
        address,
    };
    let logged_in = async {
        let actor = state.desk.log_in(command).await?;
        let account = actor.account.ok_or_else(Refusal::not_found)?;
        session::begin(&session, account)
            .await
            .map_err(|error| Refusal::Failed(error.to_string()))?;
        Ok(actor)
    };
    match logged_in.await {
        Ok(actor) if actor.must_change_password => to(routes::PASSWORD),
        Ok(_) => to(own_address(&field(&fields, "back"))),
        Err(refusal) => refused(&state, parts, routes::LOG_IN, routes::LOG_IN, fields, refusal).await,
    }
}

/// `POST /deconnexion`.
pub async fn log_out(session: Session) -> Response {
    if let Err(error) = session.flush().await {
        tracing::warn!(%error, "a session could not be ended; its cookie is gone all the same");
    }
    done(routes::HOME, "logged_out", &[])
}

/// `POST /mot-de-passe`.
pub async fn change_password(
    State(state): State<AppState>,
    session: Session,
    parts: Parts,
    Form(fields): Form<Fields>,
) -> Response {
    let actor = render::actor_of(&parts);
    let command = ChangePassword {
        current: field(&fields, "current"),
        new: field(&fields, "new"),
        again: field(&fields, "again"),
    };
    let changed = async {
        state.desk.change_password(&actor, command).await?;
        let account = actor.account.ok_or_else(Refusal::not_found)?;
        session::begin(&session, account)
            .await
            .map_err(|error| Refusal::Failed(error.to_string()))
    };
    match changed.await {
        Ok(()) => done(routes::HOME, "password_changed", &[]),
        Err(refusal) => refused(&state, parts, routes::PASSWORD, routes::PASSWORD, fields, refusal).await,
    }
}
