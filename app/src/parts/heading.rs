//! A heading whose level the caller knows.

use leptos::prelude::*;

/// `<h1>` to `<h4>`; any other level is an `<h2>`.
#[component]
pub(super) fn Heading(
    level: u8,
    #[prop(into)] class: String,
    #[prop(optional, into)] id: Option<String>,
    children: Children,
) -> impl IntoView {
    match level {
        1 => view! { <h1 id=id class=class>{children()}</h1> }.into_any(),
        3 => view! { <h3 id=id class=class>{children()}</h3> }.into_any(),
        4 => view! { <h4 id=id class=class>{children()}</h4> }.into_any(),
        _ => view! { <h2 id=id class=class>{children()}</h2> }.into_any(),
    }
}
