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
use std::convert::Infallible;
use std::sync::Arc;
use tower::util::MapResponseLayer;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate, SizeAbove};
use tower_http::limit::RequestBodyLimitLayer;

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
    route(app::routes::OFFICE_SESSIONS, Action::PrepareSession, || {
        post(forms::preparation::create_session)
    }),
    route(app::routes::OFFICE_MEF, Action::PrepareSession, || {
        post(forms::preparation::map_mef)
    }),
    route(app::routes::OFFICE_REGISTER, Action::PrepareSession, || {
        post(forms::preparation::register)
    }),
    route(app::routes::OFFICE_ANONYMITY, Action::PrepareSession, || {
        post(forms::preparation::draw)
    }),
    route(app::routes::OFFICE_MAKE_LOTS, Action::PrepareSession, || {
        post(forms::preparation::make_lots)
    }),
    route(app::routes::OFFICE_GIVE_LOT, Action::PrepareSession, || {
        post(forms::preparation::give_lot)
    }),
    route(app::routes::OFFICE_COMPOSE, Action::PrepareSession, || {
        post(forms::preparation::compose)
    }),
    route(app::routes::OFFICE_SEAT, Action::PrepareSession, || {
        post(forms::preparation::give_seat)
    }),
    route(app::routes::OFFICE_DISCHARGE, Action::DischargeLot, || {
        post(forms::office::discharge_all)
    }),
    route(app::routes::OFFICE_RULES, Action::PrepareSession, || {
        post(forms::rulesets::set_local)
    }),
    route(app::routes::OFFICE_CHECK, Action::FollowSession, || {
        post(forms::rulesets::check)
    }),
    route("/bureau/reglements/texte", Action::FollowSession, || {
        get(forms::rulesets::text)
    }),
    route("/bureau/lots/{id}/decharge", Action::DischargeLot, || {
        post(forms::office::discharge)
    }),
    route("/bureau/lots/{id}/rouvrir", Action::DischargeLot, || {
        post(forms::office::reopen)
    }),
    route("/bureau/lots/{id}/seconde-saisie", Action::PrepareSession, || {
        post(forms::double_entry::ask)
    }),
    route(
        "/bureau/lots/{id}/seconde-saisie/annuler",
        Action::PrepareSession,
        || post(forms::double_entry::cancel),
    ),
    route("/bureau/lots/{id}/ecart", Action::DischargeLot, || {
        post(forms::double_entry::settle)
    }),
    route("/bureau/candidats/{id}/liste-rouge", Action::PrepareSession, || {
        post(forms::office::red_list)
    }),
    route("/bureau/candidats/{id}/fraude", Action::PrepareSession, || {
        post(forms::office::presumed_fraud)
    }),
    route("/bureau/candidats/{id}/situation", Action::PrepareSession, || {
        post(forms::situation::change)
    }),
    route(app::routes::OFFICE_MOVE_JURIES, Action::ConductJury, || {
        post(forms::conduct::move_all)
    }),
    route("/bureau/jurys/{id}/etat", Action::FinishInCentre, || {
        post(forms::conduct::move_one)
    }),
    route("/bureau/jurys/{id}/journal", Action::ExportLog, || {
        get(forms::office::jury_log)
    }),
    route(app::routes::ACCOUNTS, Action::ManageAccounts, || {
        post(forms::accounts::create)
    }),
    route(app::routes::ACCOUNTS_RESET, Action::ManageAccounts, || {
        post(forms::accounts::reset)
    }),
    route(app::routes::ACCOUNTS_DISABLE, Action::ManageAccounts, || {
        post(forms::accounts::disable)
    }),
    route("/jurys/{id}/relever", Action::ChairJury, || {
        post(forms::juries::raise_mark)
    }),
    route("/jurys/{id}/retirer", Action::ChairJury, || {
        post(forms::juries::withdraw_raise)
    }),
    route("/jurys/{id}/proposer", Action::ProposeChange, || {
        post(forms::juries::propose_change)
    }),
    route("/jurys/{id}/repondre", Action::ChairJury, || {
        post(forms::juries::answer_proposal)
    }),
    route("/jurys/{id}/confirmer", Action::ChairJury, || {
        post(forms::juries::confirm_decisions)
    }),
    route("/jurys/{id}/rouvrir", Action::ChairJury, || {
        post(forms::juries::reopen_decision)
    }),
    route("/jurys/{id}/pointer", Action::ChairJury, || post(forms::juries::point)),
    route("/jurys/{id}/avancer", Action::ChairJury, || {
        post(forms::juries::advance)
    }),
    route("/jurys/{id}/signer", Action::SignMinutes, || {
        post(forms::juries::sign_minutes)
    }),
    route("/lots/{id}/notes", Action::EnterMarks, || post(forms::lots::marks)),
    route("/lots/{id}/notes.csv", Action::ReadLot, || {
        get(forms::lot_files::csv).post(forms::lot_files::csv_with_drafts)
    }),
    route("/lots/{id}/notes.xlsx", Action::ReadLot, || {
        get(forms::lot_files::xlsx).post(forms::lot_files::xlsx_with_drafts)
    }),
    route("/lots/{id}/lecture", Action::EnterMarks, || {
        post(forms::lot_files::read).layer(DefaultBodyLimit::max(forms::lot_files::most()))
    }),
    route("/lots/{id}/verrouillage", Action::LockLot, || post(forms::lots::lock)),
    route("/bureau/publications/publier", Action::PublishResults, || {
        post(forms::publications::publish)
    }),
    route("/bureau/publications/retirer", Action::PublishResults, || {
        post(forms::publications::withdraw)
    }),
    route("/direct/lots/{id}", Action::ReadLot, || get(live::lot)),
    route("/direct/jurys/{id}", Action::FollowJury, || get(live::jury)),
    route("/bureau/imports", Action::ImportFiles, || post(forms::imports::send)),
    route("/bureau/imports/{id}/annuler", Action::ImportFiles, || {
        post(forms::imports::cancel)
    }),
    route("/bureau/imports/{id}/reprendre", Action::ImportFiles, || {
        post(forms::imports::resume)
    }),
    route("/bureau/imports/{id}/compte-rendu.csv", Action::ImportFiles, || {
        get(forms::imports::report)
    }),
];

/// The whole router.
pub fn build(state: AppState) -> Router {
    let mut staff = Router::new();
    for route in STAFF {
        let action = route.action;
        let guard = axum::middleware::from_fn_with_state(state.clone(), move |state, request, next| {
            render::guard(action, state, request, next)
        });
        let handler = match route.path {
            app::routes::IMPORTS => uploads((route.handler)(), &state),
            _ => (route.handler)(),
        };
        staff = staff.route(route.path, handler.route_layer(guard));
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
    // Streams must pass at once; files of the site are compressed beforehand; a short answer fits one packet as it is,
    // and preparing to compress it costs more than all else it took.
    let compressible = DefaultPredicate::new()
        .and(SizeAbove::new(1024))
        .and(NotForContentType::const_new("text/event-stream"));
    bare.merge(staff)
        .layer(security::cross_site(&state.config))
        .layer(
            CompressionLayer::new()
                .quality(tower_http::CompressionLevel::Precise(4))
                .compress_when(compressible),
        )
        .with_state(state.clone())
        .layer(axum::middleware::from_fn_with_state(
            state.config.clone(),
            security::headers,
        ))
        .merge(candidates(state.results, &state.config))
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
        .layer(axum::middleware::from_fn_with_state(config.clone(), security::headers))
        .merge(candidates(results, &config))
        .layer(CatchPanicLayer::new())
}

/// Half a million people ask these in one hour: no layer that allocates stands around them.
fn candidates(results: Arc<Results>, config: &Config) -> Router {
    let mut router = Router::new();
    for route in RESULTS {
        router = router.route(route.path, (route.handler)());
    }
    let secure = config.secure();
    router
        .layer(MapResponseLayer::new(move |response| {
            results::dressed(response, secure)
        }))
        .with_state(results)
}

/// A route that takes files: as large as the installation allows, instead of as large as a form.
fn uploads(handler: MethodRouter<AppState>, state: &AppState) -> MethodRouter<AppState> {
    let most = usize::try_from(state.config.max_upload + forms::imports::AROUND).unwrap_or(usize::MAX);
    handler
        .layer::<_, Infallible>(DefaultBodyLimit::max(most))
        .layer(RequestBodyLimitLayer::new(most))
        .layer(axum::middleware::from_fn_with_state(
            state.clone(),
            forms::imports::announced,
        ))
}
