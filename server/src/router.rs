//! Every route, in one table; nothing is mounted elsewhere.
//!
//! A test compares this table, the pages of the app and its server functions with the table of rights.

use crate::assets::Site;
use crate::config::Config;
use crate::results::Results;
use crate::state::AppState;
use crate::{assets, forms, health, live, render, results, security, session};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::response::Redirect;
use axum::routing::{MethodRouter, get, post};
use domain::Action;
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

/// A route that is no page of the app.
pub struct Route<S = AppState> {
    /// Pattern.
    pub path: &'static str,
    /// Right asked for; the verb behind asks again with the object.
    pub action: Action,
    handler: fn() -> MethodRouter<S>,
}

const fn route<S>(path: &'static str, action: Action, handler: fn() -> MethodRouter<S>) -> Route<S> {
    Route { path, action, handler }
}

/// Routes without session, cookie or page around them.
pub const BARE: &[Route] = &[
    route("/healthz", Action::SeePublicPages, || get(health::healthz)),
    route("/readyz", Action::SeePublicPages, || get(health::readyz)),
    route("/pkg/{*path}", Action::SeePublicPages, || get(assets::built)),
    route("/fonts/{*path}", Action::SeePublicPages, || get(assets::fonts)),
    route("/favicon.svg", Action::SeePublicPages, || get(assets::favicon)),
    route("/robots.txt", Action::SeePublicPages, || get(assets::robots)),
];

/// The candidates' pages: no session, no cookie, no database.
pub const RESULTS: &[Route<Arc<Results>>] = &[
    route("/resultats", Action::SeePublicPages, || {
        get(results::form).post(results::look_up)
    }),
    route("/resultats/{style}", Action::SeePublicPages, || get(results::style)),
];

/// Forms, streams and downloads of people who may be logged in.
pub const STAFF: &[Route] = &[
    route("/connexion", Action::LogIn, || post(forms::account::log_in)),
    route("/deconnexion", Action::KeepOwnAccount, || post(forms::account::log_out)),
    route("/mot-de-passe", Action::KeepOwnAccount, || {
        post(forms::account::change_password)
    }),
    route("/langue", Action::LogIn, || post(forms::choices::language)),
    route("/theme", Action::LogIn, || post(forms::choices::theme)),
    route("/bureau/publications/publier", Action::PublishResults, || {
        post(forms::publications::publish)
    }),
    route("/bureau/publications/retirer", Action::PublishResults, || {
        post(forms::publications::withdraw)
    }),
    route("/direct/lots/{id}", Action::ReadLot, || get(live::lot)),
    route("/direct/jurys/{id}", Action::FollowJury, || get(live::jury)),
];

/// The whole router.
pub fn build(state: AppState) -> Router {
    let mut staff = Router::new();
    for route in STAFF {
        let action = route.action;
        let guard = axum::middleware::from_fn_with_state(state.clone(), move |state, request, next| {
            render::guard(action, state, request, next)
        });
        staff = staff.route(route.path, (route.handler)().route_layer(guard));
    }
    for page in app::routes::PAGES {
        if page.pattern != app::routes::STYLE || state.config.demo {
            staff = staff.route(page.pattern, get(render::page));
        }
    }
    let staff = staff
        .route("/api/{*call}", post(render::call))
        .fallback(render::not_found)
        .layer(axum::middleware::from_fn_with_state(state.clone(), render::worded))
        .layer(axum::middleware::from_fn_with_state(state.clone(), session::find_actor))
        .layer(session::layer(&state.desk, &state.config))
        .layer(DefaultBodyLimit::max(2 << 20));

    let mut bare = Router::new();
    for route in BARE {
        bare = bare.route(route.path, (route.handler)());
    }
    // Streams must pass at once; files of the site are compressed beforehand.
    let compressible = DefaultPredicate::new().and(NotForContentType::const_new("text/event-stream"));
    let candidates = candidates(state.results.clone());
    bare.merge(staff)
        .layer(security::cross_site(&state.config))
        .layer(
            CompressionLayer::new()
                .quality(tower_http::CompressionLevel::Precise(5))
                .compress_when(compressible),
        )
        .with_state(state.clone())
        .merge(candidates)
        .layer(axum::middleware::from_fn_with_state(state.config, security::headers))
        .layer(CatchPanicLayer::new())
}

/// The router of a machine that holds copied sets and nothing else.
pub fn build_results(results: Arc<Results>, site: Arc<Site>, config: Arc<Config>) -> Router {
    let favicon = Router::new()
        .route("/favicon.svg", get(assets::favicon_of))
        .with_state(site);
    Router::new()
        .route("/", get(|| async { Redirect::to(app::routes::RESULTS) }))
        .route("/healthz", get(health::healthz))
        .merge(favicon)
        .merge(candidates(results))
        .layer(axum::middleware::from_fn_with_state(config, security::headers))
        .layer(CatchPanicLayer::new())
}

fn candidates(results: Arc<Results>) -> Router {
    let mut router = Router::new();
    for route in RESULTS {
        router = router.route(route.path, (route.handler)());
    }
    router.layer(DefaultBodyLimit::max(1 << 10)).with_state(results)
}
