//! Pages: the app rendered whole, in order, with the context of the request.

use crate::flash;
use crate::security::PageNonce;
use crate::state::AppState;
use app::Shell;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header, request::Parts};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::{Action, Actor, Object, Reason, Verdict, Who, may};
use futures::FutureExt;
use leptos::nonce::Nonce;
use leptos::prelude::*;
use std::panic::AssertUnwindSafe;
use wire::{FormState, PageContext, Refused, RefusedCode};

/// A page of the router, asked with GET.
pub async fn page(State(state): State<AppState>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let actor = actor_of(&parts);
    let action = app::routes::action_of(parts.uri.path());
    match action.map(|action| coarse(&actor, action)) {
        None => error(&state, parts, StatusCode::NOT_FOUND).await,
        Some(None) => render(&state, parts, None, None).await,
        Some(Some(reason)) => turn_away(&state, parts, reason).await,
    }
}

/// Lets a form, a stream or a download pass to whoever may ask for it at all.
pub async fn guard(action: Action, State(state): State<AppState>, request: Request, next: Next) -> Response {
    let actor = request
        .extensions()
        .get::<Actor>()
        .cloned()
        .unwrap_or_else(Actor::visitor);
    match coarse(&actor, action) {
        None => next.run(request).await,
        Some(reason) => turn_away(&state, request.into_parts().0, reason).await,
    }
}

async fn turn_away(state: &AppState, parts: Parts, reason: Reason) -> Response {
    // A stream or a call has nobody to show a page to.
    if !wants_page(&parts) {
        return told(&Refused::new(RefusedCode::Forbidden(reason)));
    }
    match reason {
        Reason::NotLoggedIn => {
            // Only a page can be gone back to: what a form held is typed again after the log-in.
            let there = if parts.method == Method::GET {
                parts.uri.path_and_query().map_or("/", |path| path.as_str())
            } else {
                "/"
            };
            Redirect::to(&format!("{}?vers={}", app::routes::LOG_IN, percent(there))).into_response()
        }
        Reason::MustChangePassword => Redirect::to(app::routes::PASSWORD).into_response(),
        Reason::NoRole | Reason::OutOfScope => error(state, parts, StatusCode::FORBIDDEN).await,
    }
}

/// A refusal for a program: its status, and the same JSON everywhere.
pub fn told(refused: &Refused) -> Response {
    let status = StatusCode::from_u16(refused.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, axum::Json(refused)).into_response()
}

/// A refusal for whoever asked: the error page for a person, the codes for a screen that words them itself.
pub async fn refuse(state: &AppState, parts: Parts, refusal: service::Refusal) -> Response {
    let refused = refusal.told();
    if wants_page(&parts) {
        let status = StatusCode::from_u16(refused.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        error(state, parts, status).await
    } else {
        told(&refused)
    }
}

fn wants_page(parts: &Parts) -> bool {
    let accept = parts
        .headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    accept.contains("text/html")
}

/// The page a form stands on again, with what was typed and why it was refused.
pub async fn refused_form(state: &AppState, mut parts: Parts, page: &str, form: FormState) -> Response {
    let status = form.refused.as_ref().map_or(422, wire::Refused::status);
    if let Ok(uri) = page.parse::<Uri>() {
        parts.uri = uri;
    }
    let mut response = render(state, parts, Some(form), None).await;
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
    response
}

/// The error page, in words.
pub async fn error(state: &AppState, parts: Parts, status: StatusCode) -> Response {
    let mut response = render(state, parts, None, Some(status.as_u16())).await;
    *response.status_mut() = status;
    response
}

/// Anything that is no route.
pub async fn not_found(State(state): State<AppState>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    error(&state, parts, StatusCode::NOT_FOUND).await
}

/// Sees that no error reaches a person unworded: a handler that panicked, a request the router could not read.
pub async fn worded(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let asked = parts.clone();
    let answered = AssertUnwindSafe(next.run(Request::from_parts(parts, body)))
        .catch_unwind()
        .await;
    match answered {
        Ok(response) => match unworded(&response) {
            Some(status) if wants_page(&asked) => error(&state, asked, status).await,
            _ => response,
        },
        // What went wrong stands in the log, by the program's own hand; the person gets the reference.
        Err(_) => {
            let refused = service::Refusal::Failed(format!("a handler panicked on {}", asked.uri.path())).told();
            if wants_page(&asked) {
                error(&state, asked, StatusCode::INTERNAL_SERVER_ERROR).await
            } else {
                told(&refused)
            }
        }
    }
}

/// The status to word, if this is an error that says nothing to people.
fn unworded(response: &Response) -> Option<StatusCode> {
    let status = response.status();
    let kind = response
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("text/plain");
    let bare = (status.is_client_error() || status.is_server_error()) && kind.starts_with("text/plain");
    match status {
        _ if !bare => None,
        // The address of a form, asked for like a page.
        StatusCode::METHOD_NOT_ALLOWED => Some(StatusCode::NOT_FOUND),
        other => Some(other),
    }
}

/// Server functions, with the same context as pages. One that has no row in the table of rights does not exist.
pub async fn call(State(state): State<AppState>, request: Request) -> Response {
    let actor = request
        .extensions()
        .get::<Actor>()
        .cloned()
        .unwrap_or_else(Actor::visitor);
    let path = request.uri().path();
    let Some((_, action)) = app::CALLS.iter().find(|(known, _)| *known == path) else {
        return told(&Refused::new(RefusedCode::NotFound));
    };
    if let Some(reason) = coarse(&actor, *action) {
        return told(&Refused::new(RefusedCode::Forbidden(reason)));
    }
    let page = context(&state, request.headers(), actor, None, None);
    let desk = state.desk.clone();
    leptos_axum::handle_server_fns_with_context(
        move || {
            provide_context(desk.clone());
            provide_context(page.clone());
        },
        request,
    )
    .await
    .into_response()
}

/// The actor of a request; a visitor where nobody looked.
pub fn actor_of(parts: &Parts) -> Actor {
    parts.extensions.get::<Actor>().cloned().unwrap_or_else(Actor::visitor)
}

/// Whether a role of the actor opens the page at all; the verb behind it asks again with the object.
fn coarse(actor: &Actor, action: Action) -> Option<Reason> {
    match action.who() {
        Who::Roles(roles) if actor.account.is_some() && !actor.must_change_password => {
            (!actor.grants.iter().any(|grant| roles.contains(&grant.role))).then_some(Reason::NoRole)
        }
        Who::Anybody | Who::AnyAccount | Who::Roles(_) => match may(actor, action, &Object::NONE) {
            Verdict::Allowed(_) => None,
            Verdict::Refused(reason) => Some(reason),
        },
    }
}

async fn render(state: &AppState, parts: Parts, form: Option<FormState>, error: Option<u16>) -> Response {
    let actor = actor_of(&parts);
    let page = context(state, &parts.headers, actor, form, error);
    let had_flash = page.flash.is_some();
    let nonce = parts
        .extensions
        .get::<PageNonce>()
        .map(|nonce| nonce.get().to_string())
        .unwrap_or_default();
    let (desk, assets) = (state.desk.clone(), state.site.assets.clone());
    let mut request = Request::from_parts(parts, Body::empty());
    *request.method_mut() = Method::GET;
    let mut response = leptos_axum::render_app_async_with_context(
        move || {
            provide_context(Nonce::from_value(nonce.clone()));
            provide_context(desk.clone());
            provide_context(page.clone());
        },
        move || view! { <Shell assets=assets.clone()/> },
    )(request)
    .await;
    if had_flash {
        response.headers_mut().append(header::SET_COOKIE, flash::erase());
    }
    response
}

fn context(
    state: &AppState,
    headers: &HeaderMap,
    me: Actor,
    form: Option<FormState>,
    error: Option<u16>,
) -> PageContext {
    PageContext {
        lang: lang_of(headers).tag().into(),
        theme: match flash::cookie(headers, "theme").as_deref() {
            Some("light") => "light".into(),
            Some("dark") => "dark".into(),
            _ => "auto".into(),
        },
        me,
        flash: flash::take(headers),
        form,
        demo: state.config.demo,
        error,
    }
}

/// The language a browser asked for.
pub fn lang_of(headers: &HeaderMap) -> words::Lang {
    words::Lang::from_tag(&flash::cookie(headers, "lang").unwrap_or_default())
}

/// Percent-encodes a path for a query value, or a name for a header.
pub fn percent(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => (byte as char).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
