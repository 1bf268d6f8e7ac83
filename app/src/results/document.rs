//! The document around a result page.

use crate::{lang, routes};
use leptos::prelude::*;

stylance::import_crate_style!(css, "src/results/document.module.css");

/// A publication as everybody may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// What it holds.
    pub label: String,
    /// Name of the académie.
    pub academy: String,
    /// Label of the session.
    pub session: String,
    /// Hour, Paris time.
    pub when: String,
    /// The hour has come.
    pub open: bool,
}

/// Head, banner and foot; `style` is the address of the styles, empty for none.
#[component]
pub fn Document(#[prop(into)] title: String, style: String, children: Children) -> impl IntoView {
    let lang = lang::use_lang();
    let words = lang.words();
    view! {
        <!DOCTYPE html>
        <html lang=lang.tag()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="robots" content="noindex"/>
                <title>{format!("{title} · {}", words.common().product)}</title>
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml"/>
                {(!style.is_empty()).then(|| view! { <link rel="stylesheet" href=style/> })}
            </head>
            <body>
                <a class="skip" href="#content">{words.common().skip_to_content}</a>
                <header class=css::top>
                    <a class=css::home href=routes::RESULTS>
                        <svg class=css::logo viewBox="0 0 32 32" aria-hidden="true">
                            <path d="M8 17a8 8 0 0 1 16 0z"></path>
                            <path class=css::sea d="M5 20.5h22M5 24h22M5 27.5h22"></path>
                        </svg>
                        {words.results().title}
                    </a>
                </header>
                <main id="content" class=css::main tabindex="-1">{children()}</main>
            </body>
        </html>
    }
}
