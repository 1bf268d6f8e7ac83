//! Forms of the administrator: accounts.

use super::preparation::optional;
use super::{Fields, done, field, refused};
use crate::render;
use crate::state::AppState;
use app::routes;
use axum::Form;
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::Response;
use domain::{Grant, Role, Scope, Uai};
use service::{CreateAccount, Refusal};

/// `POST /comptes`.
pub async fn create(State(state): State<AppState>, parts: Parts, Form(fields): Form<Fields>) -> Response {
    let actor = render::actor_of(&parts);
    let login = field(&fields, "login");
    let created = async {
        let command = CreateAccount {
            login: login.clone(),
            name: field(&fields, "name"),
            password: field(&fields, "password"),
            must_change_password: true,
            grants: grants(&fields)?,
        };
        state.desk.create_account(&actor, command).await
    };
    match created.await {
        Ok(_) => done(routes::ACCOUNTS, "account_created", &[("login", login.trim())]),
        Err(refusal) => refused(&state, parts, routes::ACCOUNTS, routes::ACCOUNTS, fields, refusal).await,
    }
}

/// The role chosen, on all or on the establishment typed.
fn grants(fields: &Fields) -> Result<Vec<Grant>, Refusal> {
    let uai: Option<Uai> = optional(fields, "uai", "uai_shape")?;
    let Some(role) = Role::from_code(&field(fields, "role")) else {
        return Ok(Vec::new());
    };
    let scope = match (role, uai) {
        (Role::CentreHead | Role::Establishment, Some(uai)) => Scope::Establishment(uai),
        (Role::CentreHead | Role::Establishment, None) => return Err(Refusal::field("uai", "required", "")),
        (Role::Manager | Role::Administrator, _) => Scope::Everything,
        _ => return Err(Refusal::field("role", "choose_one", "")),
    };
    Ok(vec![Grant { role, scope }])
}

/// `POST /comptes/mot-de-passe`.
pub async fn reset(State(state): State<AppState>, parts: Parts, Form(fields): Form<Fields>) -> Response {
    let actor = render::actor_of(&parts);
    let login = field(&fields, "login");
    let new = field(&fields, "password");
    match state.desk.reset_password(&actor, &login, &new).await {
        Ok(()) => done(routes::ACCOUNTS, "password_reset", &[("login", &login)]),
        Err(refusal) => refused(&state, parts, routes::ACCOUNTS, routes::ACCOUNTS_RESET, fields, refusal).await,
    }
}

/// `POST /comptes/desactiver`.
pub async fn disable(State(state): State<AppState>, parts: Parts, Form(fields): Form<Fields>) -> Response {
    let actor = render::actor_of(&parts);
    let login = field(&fields, "login");
    let disabled = field(&fields, "disabled") == "on";
    match state.desk.disable_account(&actor, &login, disabled).await {
        Ok(()) => {
            let message = if disabled {
                "account_disabled"
            } else {
                "account_enabled"
            };
            done(routes::ACCOUNTS, message, &[("login", &login)])
        }
        Err(refusal) => {
            refused(
                &state,
                parts,
                routes::ACCOUNTS,
                routes::ACCOUNTS_DISABLE,
                fields,
                refusal,
            )
            .await
        }
    }
}
