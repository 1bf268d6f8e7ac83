//! A message about the whole page or a whole card.

use leptos::prelude::*;

use super::{Glyph, Icon, Tone};
use crate::lang::use_words;

stylance::import_crate_style!(css, "src/parts/banner.module.css");

/// A message. An error is announced at once, the others when there is time.
#[component]
pub fn Banner(
    #[prop(optional)] tone: Tone,
    #[prop(optional, into)] title: Option<String>,
    children: Children,
) -> impl IntoView {
    let words = use_words();
    let (class, glyph, word) = match tone {
        Tone::Neutral | Tone::Info => (css::info, Glyph::INFO, words.look().tone_info),
        Tone::Success => (css::success, Glyph::DONE, words.look().tone_success),
        Tone::Warning => (css::warning, Glyph::WARNING, words.look().tone_warning),
        Tone::Error => (css::error, Glyph::STOP, words.look().tone_error),
    };
    let role = if tone == Tone::Error { "alert" } else { "status" };
    view! {
        <div class=stylance::classes!(css::banner, class) role=role>
            <span class=css::icon><Icon glyph=glyph /></span>
            <div class=css::body>
                {match title {
                    Some(title) => view! { <p class=css::title>{title}</p> }.into_any(),
                    None => view! { <span class="visually-hidden">{word}</span> }.into_any(),
                }}
                {children()}
            </div>
        </div>
    }
}
