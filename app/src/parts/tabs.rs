//! Faces of one thing, each with its address.

use leptos::prelude::*;

stylance::import_crate_style!(css, "src/parts/tabs.module.css");

/// One face.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    /// Address.
    pub href: String,
    /// Name.
    pub label: String,
    /// How many things it holds, if that says something.
    pub count: Option<u32>,
    /// It is the one shown.
    pub current: bool,
}

/// Links, not an ARIA tab list: they work without script and open in a new window.
#[component]
pub fn Tabs(#[prop(into)] label: String, tabs: Vec<Tab>) -> impl IntoView {
    view! {
        <nav class=css::tabs aria-label=label>
            <ul>
                {tabs.into_iter().map(|tab| view! {
                    <li>
                        <a href=tab.href aria-current=tab.current.then_some("page")>
                            {tab.label}
                            {tab.count.map(|count| view! { <span class=css::count>{count.to_string()}</span> })}
                        </a>
                    </li>
                }).collect_view()}
            </ul>
        </nav>
    }
}
