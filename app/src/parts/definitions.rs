//! Facts about one thing: a term, its value.

use leptos::prelude::*;

stylance::import_crate_style!(css, "src/parts/definitions.module.css");

/// The list; `wide` sets the pairs side by side as figures.
#[component]
pub fn DefinitionList(#[prop(optional)] wide: bool, children: Children) -> impl IntoView {
    view! { <dl class=if wide { css::figures } else { css::list }>{children()}</dl> }
}

/// One pair.
#[component]
pub fn Definition(#[prop(into)] term: String, children: Children) -> impl IntoView {
    view! {
        <div>
            <dt>{term}</dt>
            <dd>{children()}</dd>
        </div>
    }
}
