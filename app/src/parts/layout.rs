//! The three ways things stand on a page.

use leptos::prelude::*;

stylance::import_crate_style!(css, "src/parts/layout.module.css");

/// The content of the page, where the skip link leads. `reading` narrows it to a comfortable line.
#[component]
pub fn Main(#[prop(optional)] reading: bool, children: Children) -> impl IntoView {
    view! {
        <main id="content" tabindex="-1" class=if reading { css::reading } else { css::work }>{children()}</main>
    }
}

/// One thing under the other, evenly; `tight` inside a form.
#[component]
pub fn Stack(#[prop(optional)] tight: bool, children: Children) -> impl IntoView {
    view! { <div class=if tight { css::tight } else { css::stack }>{children()}</div> }
}

/// As many equal columns as fit, one on a phone.
#[component]
pub fn Columns(children: Children) -> impl IntoView {
    view! { <div class=css::columns>{children()}</div> }
}
