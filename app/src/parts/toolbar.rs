//! Filters at the left, acts at the right.

use leptos::prelude::*;

stylance::import_crate_style!(css, "src/parts/toolbar.module.css");

/// A named group of controls; `end` is pushed to the far side.
#[component]
pub fn Toolbar(
    #[prop(into)] label: String,
    #[prop(optional)] end: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    view! {
        <div class=css::toolbar role="group" aria-label=label>
            <div class=css::side>{children()}</div>
            {end.map(|end| view! { <div class=css::side>{end}</div> })}
        </div>
    }
}
