//! Forms on rulesets: the académie's part, a text to check, and the download of one.

use super::office::{here, key};
use super::{Fields, done, field, refused};
use crate::render;
use crate::state::AppState;
use app::routes;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::{LocalRules, SessionId};
use service::Refusal;
use wire::{FieldError, Refused, RefusedCode};
use words::law;

/// `POST /bureau/reglements`.
pub async fn set_local(State(state): State<AppState>, parts: Parts, Form(fields): Form<Fields>) -> Response {
    let actor = render::actor_of(&parts);
    let code = field(&fields, "code");
    let back = here(&fields, &routes::ruleset(&code));
    let set = async {
        let session: SessionId = key(&fields, "session")?;
        let rules = local_rules(&fields)?;
        state.desk.set_local_rules(&actor, session, &code, rules).await
    };
    match set.await {
        Ok(Some(version)) => done(&back, "local_rules_set", &[("version", &version.to_string())]),
        Ok(None) => done(&back, "unchanged", &[]),
        Err(refusal) => refused(&state, parts, &back, routes::OFFICE_RULES, fields, refusal).await,
    }
}

fn local_rules(fields: &Fields) -> Result<LocalRules, Refusal> {
    let mut rules = LocalRules {
        options: lines(fields, "options"),
        documents: lines(fields, "documents"),
        ..LocalRules::default()
    };
    for (name, value) in fields {
        let Some(code) = name.strip_prefix("speciality.").filter(|_| value == "on") else {
            continue;
        };
        let code = code
            .parse()
            .map_err(|_| Refusal::field("specialities", "unknown_speciality", code))?;
        rules.specialities.insert(code);
    }
    Ok(rules)
}

/// The lines of a field, each once, blank ones left out.
fn lines(fields: &Fields, name: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in field(fields, name).lines().map(str::trim) {
        if !line.is_empty() && !lines.iter().any(|known| known == line) {
            lines.push(line.to_owned());
        }
    }
    lines
}

/// `POST /bureau/reglements/verifier`.
pub async fn check(State(state): State<AppState>, parts: Parts, Form(fields): Form<Fields>) -> Response {
    let actor = render::actor_of(&parts);
    let text = field(&fields, "text");
    let lang = render::lang_of(&parts.headers);
    let checked = async {
        if text.trim().is_empty() {
            return Err(Refusal::field("text", "ruleset_text", ""));
        }
        state
            .desk
            .check_ruleset(&actor, &text)
            .await?
            .map_err(|(ruleset, errors)| {
                let fault = |error| FieldError {
                    field: "text".into(),
                    code: "ruleset_fault".into(),
                    value: law::ruleset_error(lang, ruleset.as_ref(), error),
                };
                let mut refused = Refused::new(RefusedCode::Invalid);
                refused.fields = errors.iter().map(fault).collect();
                Refusal::Refused(refused)
            })
    };
    match checked.await {
        Ok((ruleset, cases)) => {
            let (code, n) = (ruleset.code.to_string(), cases.to_string());
            done(routes::OFFICE_CHECK, "ruleset_sound", &[("code", &code), ("n", &n)])
        }
        Err(refusal) => {
            refused(
                &state,
                parts,
                routes::OFFICE_CHECK,
                routes::OFFICE_CHECK,
                fields,
                refusal,
            )
            .await
        }
    }
}

/// `GET /bureau/reglements/texte`.
pub async fn text(State(state): State<AppState>, Query(fields): Query<Fields>, parts: Parts) -> Response {
    let actor = render::actor_of(&parts);
    let code = field(&fields, "code");
    let session = field(&fields, "session").parse().ok();
    match state.desk.ruleset_text(&actor, session, &code).await {
        Ok(text) => {
            let headers = [
                (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_string()),
                (
                    header::CONTENT_DISPOSITION,
                    format!("attachment; filename=\"{code}.toml\""),
                ),
            ];
            (headers, text).into_response()
        }
        Err(refusal) => {
            let told = refusal.told();
            // A code that is none is an address that is none.
            let status = match told.code {
                RefusedCode::Invalid => StatusCode::NOT_FOUND,
                _ => StatusCode::from_u16(told.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            };
            render::error(&state, parts, status).await
        }
    }
}
