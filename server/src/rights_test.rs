//! Nothing answers without a row in the table of rights, and nothing in the table is out of use.

use crate::router::{BARE, STAFF};
use app::routes::PAGES;
use domain::{Action, Role, Who};
use leptos::server_fn::axum::server_fn_paths;
use leptos_router::SsrMode;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// Actions no address asks for: a verb does, on the way of another, or the command line.
/// An action that gets an address leaves this list.
const VERBS_ONLY: &[Action] = &[];

/// Patterns of the app's router, in axum's spelling, and how each is rendered.
fn routes() -> &'static BTreeMap<String, SsrMode> {
    static ROUTES: OnceLock<BTreeMap<String, SsrMode>> = OnceLock::new();
    ROUTES.get_or_init(|| {
        leptos_axum::generate_route_list(app::App)
            .iter()
            .map(|route| (route.path().to_string(), route.mode().clone()))
            .collect()
    })
}

/// What is asked for, where, as `(kind, address, action)`.
fn endpoints() -> Vec<(&'static str, &'static str, Action)> {
    let pages = PAGES.iter().map(|page| ("page", page.pattern, page.action));
    let calls = app::CALLS.iter().map(|(path, action)| ("call", *path, *action));
    let staff = STAFF.iter().map(|route| ("staff", route.path, route.action));
    let bare = BARE.iter().map(|route| ("bare", route.path, route.action));
    pages.chain(calls).chain(staff).chain(bare).collect()
}

#[tokio::test]
async fn every_page_has_a_row_and_every_row_a_page() {
    let pages: BTreeSet<&str> = PAGES.iter().map(|page| page.pattern).collect();
    let routes: BTreeSet<&str> = routes().keys().map(String::as_str).collect();
    assert_eq!(routes, pages);
    assert_eq!(pages.len(), PAGES.len(), "a pattern stands once");
}

#[tokio::test]
async fn every_page_is_whole_without_scripts() {
    for (path, mode) in routes() {
        assert_eq!(*mode, SsrMode::Async, "{path}");
    }
}

#[tokio::test]
async fn every_server_function_has_a_row_and_every_row_a_function() {
    let functions: BTreeSet<&str> = server_fn_paths().map(|(path, _)| path).collect();
    let rows: BTreeSet<&str> = app::CALLS.iter().map(|(path, _)| *path).collect();
    assert_eq!(functions, rows);
    assert_eq!(rows.len(), app::CALLS.len(), "a call stands once");
    for (path, method) in server_fn_paths() {
        assert!(path.starts_with("/api/"), "{path} is not mounted");
        assert_eq!(method, http::Method::POST, "{path} must not change anything on a GET");
    }
}

#[test]
fn what_needs_no_session_needs_no_account() {
    for route in BARE {
        assert_eq!(
            route.action.who(),
            Who::Anybody,
            "{}: nobody is known there",
            route.path
        );
    }
}

#[test]
fn every_action_is_asked_for_somewhere() {
    let asked: BTreeSet<Action> = endpoints().iter().map(|(_, _, action)| *action).collect();
    let idle: Vec<Action> = Action::ALL
        .iter()
        .copied()
        .filter(|action| !asked.contains(action))
        .collect();
    assert_eq!(
        idle, VERBS_ONLY,
        "left: asked for by no address; right: said to be asked for by verbs only"
    );
}

/// The table a reviewer reads: which address asks for what, and whom that lets in.
#[test]
fn the_table_of_addresses_is_the_one_checked_in() {
    let mut table = String::from("kind | address | action | who\n");
    for (kind, address, action) in endpoints() {
        let who = match action.who() {
            Who::Anybody => "anybody".to_string(),
            Who::AnyAccount => "any account".to_string(),
            Who::Roles(roles) => roles.iter().copied().map(Role::code).collect::<Vec<_>>().join(", "),
        };
        table.push_str(&format!("{kind} | {address} | {} | {who}\n", action.code()));
    }
    insta::assert_snapshot!(table);
}
