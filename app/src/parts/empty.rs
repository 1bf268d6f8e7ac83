//! Nothing here yet, and what to do about it.

use leptos::prelude::*;

use super::{Glyph, Icon, heading::Heading};

stylance::import_crate_style!(css, "src/parts/empty.module.css");

/// Why there is nothing, in a title and a sentence; `action` leads on.
#[component]
pub fn EmptyState(
    #[prop(into)] title: String,
    #[prop(default = Glyph::SEARCH)] glyph: Glyph,
    #[prop(default = 3)] level: u8,
    #[prop(optional)] action: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    view! {
        <div class=css::empty>
            <span class=css::icon><Icon glyph=glyph /></span>
            <Heading level=level class=css::title>{title}</Heading>
            <div class=css::text>{children()}</div>
            {action}
        </div>
    }
}
