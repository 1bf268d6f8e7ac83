//! A sheet of paper on the desk.

use leptos::prelude::*;

use super::heading::Heading;

stylance::import_crate_style!(css, "src/parts/card.module.css");

/// A titled region. `actions` sit at the right of the title; `flush` lets a table touch the edges.
#[component]
pub fn Card(
    #[prop(optional, into)] title: Option<String>,
    #[prop(optional, into)] note: Option<String>,
    #[prop(default = 2)] level: u8,
    #[prop(optional)] flush: bool,
    #[prop(optional)] actions: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let head = (title.is_some() || actions.is_some()).then(|| {
        view! {
            <header class=css::head>
                {title.map(|title| view! {
                    <div class=css::titles>
                        <Heading level=level class=css::title>{title}</Heading>
                        {note.map(|note| view! { <p class=css::note>{note}</p> })}
                    </div>
                })}
                {actions.map(|actions| view! { <div class=css::actions>{actions}</div> })}
            </header>
        }
    });
    view! {
        <section class=css::card>
            {head}
            <div class=if flush { css::flush } else { css::body }>{children()}</div>
        </section>
    }
}
