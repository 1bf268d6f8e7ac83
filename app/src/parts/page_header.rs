//! Where we are, and what may be done here.

use leptos::prelude::*;

use super::{Glyph, Icon};
use crate::lang::use_words;

stylance::import_crate_style!(css, "src/parts/page_header.module.css");

/// A page above this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crumb {
    /// Address.
    pub href: String,
    /// Name.
    pub label: String,
}

impl Crumb {
    /// A crumb from its two parts.
    pub fn new(href: impl Into<String>, label: impl Into<String>) -> Crumb {
        Crumb {
            href: href.into(),
            label: label.into(),
        }
    }
}

/// The way from the top to here; `current` is this page.
#[component]
pub fn Breadcrumb(crumbs: Vec<Crumb>, #[prop(into)] current: String) -> impl IntoView {
    let words = use_words();
    view! {
        <nav class=css::crumbs aria-label=words.look().breadcrumb>
            <ol>
                {crumbs.into_iter().map(|crumb| view! {
                    <li><a href=crumb.href>{crumb.label}</a><Icon glyph=Glyph::NEXT /></li>
                }).collect_view()}
                <li><span aria-current="page">{current}</span></li>
            </ol>
        </nav>
    }
}

/// The title of the page: its only `<h1>`. `over` is a short line above it, `lead` a sentence below.
#[component]
pub fn PageHeader(
    #[prop(into)] title: String,
    #[prop(optional, into)] over: Option<String>,
    #[prop(optional, into)] lead: Option<String>,
    #[prop(optional)] actions: Option<AnyView>,
) -> impl IntoView {
    view! {
        <header class=css::header>
            <div class=css::titles>
                {over.map(|over| view! { <p class=css::over>{over}</p> })}
                <h1 class=css::title>{title}</h1>
                {lead.map(|lead| view! { <p class=css::lead>{lead}</p> })}
            </div>
            {actions.map(|actions| view! { <div class=css::actions>{actions}</div> })}
        </header>
    }
}
