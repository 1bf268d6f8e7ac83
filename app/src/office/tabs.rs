//! The faces of the exam office.

use crate::office::parts::Here;
use crate::parts::{Tab, Tabs};
use crate::{lang, routes};
use leptos::prelude::*;

/// Tabs of every screen of the office; `current` is the address of the one shown.
#[component]
pub fn OfficeTabs(current: &'static str) -> impl IntoView {
    let words = lang::use_words();
    let w = words.office();
    let here = Here::now();
    let tabs = [
        (routes::OFFICE, w.tab_overview),
        (routes::IMPORTS, w.tab_imports),
        (routes::OFFICE_PREPARATION, w.tab_preparation),
        (routes::OFFICE_LOTS, w.tab_lots),
        (routes::OFFICE_MISSING, w.tab_missing),
        (routes::OFFICE_CANDIDATES, w.tab_candidates),
        (routes::OFFICE_JURIES, w.tab_juries),
        (routes::PUBLICATIONS, w.tab_publication),
        (routes::OFFICE_RULES, w.tab_rules),
    ];
    let tabs = tabs
        .into_iter()
        .map(|(href, label)| Tab {
            href: here.link(href),
            label: label.into(),
            count: None,
            current: href == current,
        })
        .collect();
    view! { <Tabs label=w.tabs tabs=tabs/> }
}
