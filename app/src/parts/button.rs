//! Things to press, and links that look like them.

use leptos::{ev::MouseEvent, prelude::*};

use super::{Glyph, Icon};

stylance::import_crate_style!(css, "src/parts/button.module.css");

/// Weight of a button on its screen: one primary at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Variant {
    /// The act this screen is for.
    Primary,
    /// Any other act.
    #[default]
    Secondary,
    /// Acts repeated on each row.
    Quiet,
    /// Cannot be undone.
    Danger,
}

impl Variant {
    fn class(self, small: bool) -> String {
        let weight = match self {
            Variant::Primary => css::primary,
            Variant::Secondary => css::secondary,
            Variant::Quiet => css::quiet,
            Variant::Danger => css::danger,
        };
        stylance::classes!(css::button, weight, small.then_some(css::small))
    }
}

/// A button; with a `reason` it cannot be pressed, stays in the tab order and says why beside it.
///
/// It submits its form unless `plain`. Give an `id` wherever a `reason` may come: the description hangs from it.
#[component]
pub fn Button(
    #[prop(optional)] variant: Variant,
    #[prop(optional)] small: bool,
    #[prop(optional)] plain: bool,
    #[prop(optional)] glyph: Option<Glyph>,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    #[prop(optional, into)] form: Option<String>,
    #[prop(optional, into)] formaction: Option<String>,
    #[prop(optional, into)] reason: MaybeProp<String>,
    #[prop(optional, into)] busy: Signal<bool>,
    #[prop(optional, into)] on_click: Option<Callback<MouseEvent>>,
    children: Children,
) -> impl IntoView {
    let blocked = move || reason.with(|reason| reason.is_some()) || busy.get();
    let reason_id = id.as_ref().map(|id| format!("{id}-reason"));
    let described_by = reason_id.clone();
    let press = move |event: MouseEvent| {
        if reason.with_untracked(|reason| reason.is_some()) || busy.get_untracked() {
            event.prevent_default();
        } else if let Some(on_click) = on_click {
            on_click.run(event);
        }
    };
    view! {
        <span class=css::wrap>
            <button
                id=id
                class=variant.class(small)
                type=move || if plain || blocked() { "button" } else { "submit" }
                name=name
                value=value
                form=form
                formaction=formaction
                aria-disabled=move || blocked().then_some("true")
                aria-busy=move || busy.get().then_some("true")
                aria-describedby=move || reason.with(|reason| reason.is_some()).then(|| described_by.clone()).flatten()
                on:click=press
            >
                {glyph.map(|glyph| view! { <Icon glyph=glyph /> })}
                <span>{children()}</span>
            </button>
            {move || {
                let id = reason_id.clone();
                reason.get().map(move |reason| view! { <span id=id class=css::reason>{reason}</span> })
            }}
        </span>
    }
}

/// A link drawn as a button: it leads somewhere and changes nothing.
#[component]
pub fn ButtonLink(
    #[prop(into)] href: String,
    #[prop(optional)] variant: Variant,
    #[prop(optional)] small: bool,
    #[prop(optional)] glyph: Option<Glyph>,
    children: Children,
) -> impl IntoView {
    view! {
        <a href=href class=variant.class(small)>
            {glyph.map(|glyph| view! { <Icon glyph=glyph /> })}
            <span>{children()}</span>
        </a>
    }
}
