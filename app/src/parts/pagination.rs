//! The pages of a long list, as links.

use leptos::prelude::*;

use super::{Glyph, Icon};
use crate::lang::use_words;

stylance::import_crate_style!(css, "src/parts/pagination.module.css");

/// Pages count from 1. `href` is an address where `{page}` stands for the number.
#[component]
pub fn Pagination(page: u32, pages: u32, #[prop(into)] href: String) -> impl IntoView {
    let words = use_words();
    let address = move |page: u32| words::fill(&href, &[("page", &page.to_string())]);
    let position = words::fill(
        words.look().page_of,
        &[("page", &page.to_string()), ("pages", &pages.to_string())],
    );
    (pages > 1).then(|| {
        view! {
            <nav class=css::pagination aria-label=words.look().pagination>
                {(page > 1).then(|| view! {
                    <a href=address(page - 1) rel="prev"><Icon glyph=Glyph::PREVIOUS />{words.look().previous}</a>
                })}
                <span>{position}</span>
                {(page < pages).then(|| view! {
                    <a href=address(page + 1) rel="next">{words.look().next}<Icon glyph=Glyph::NEXT /></a>
                })}
            </nav>
        }
    })
}
