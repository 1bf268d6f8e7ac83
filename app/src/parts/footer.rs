//! The foot of every page.

use leptos::prelude::*;

use super::NavItem;
use crate::lang::use_words;

stylance::import_crate_style!(css, "src/parts/footer.module.css");

/// What this is, and the pages the law asks for.
#[component]
pub fn SiteFooter(
    links: Vec<NavItem>,
    /// The data shown are made up.
    demo: bool,
) -> impl IntoView {
    let words = use_words();
    view! {
        <footer class=css::footer>
            <div class=css::bar>
                <p>{words.look().footer}{demo.then(|| view! { <strong>" · "{words.look().demo}</strong> })}</p>
                <ul>
                    {links.into_iter().map(|link| view! {
                        <li><a href=link.href aria-current=link.current.then_some("page")>{link.label}</a></li>
                    }).collect_view()}
                </ul>
            </div>
        </footer>
    }
}
