//! Looking a result up, and the two answers that show none.

use super::document::{Document, Opening};
use crate::{lang, routes};
use leptos::prelude::*;
use words::fill;

stylance::import_crate_style!(css, "src/results/form.module.css");

/// `GET /resultats`.
#[component]
pub fn FormDocument(openings: Vec<Opening>, style: String) -> impl IntoView {
    let words = lang::use_words().results();
    view! {
        <Document title=words.title style=style>
            <h1>{words.title}</h1>
            <p class=css::lead>{words.lead}</p>
            <Search/>
            <Openings openings/>
        </Document>
    }
}

/// The one answer for an unknown number, a withheld result, and any result before its hour.
#[component]
pub fn NotFoundDocument(openings: Vec<Opening>, style: String) -> impl IntoView {
    let words = lang::use_words().results();
    view! {
        <Document title=words.not_found style=style>
            <h1>{words.not_found}</h1>
            <p class=css::lead>{words.not_found_lead}</p>
            <ul>
                <li>{words.check_hour}</li>
                <li>{words.check_number}</li>
                <li>{words.check_date}</li>
                <li>{words.check_school}</li>
            </ul>
            <h2>{words.again}</h2>
            <Search/>
            <Openings openings/>
        </Document>
    }
}

/// Too many searches without a result came from one address.
#[component]
pub fn TooManyDocument(style: String) -> impl IntoView {
    let words = lang::use_words().results();
    view! {
        <Document title=words.too_many style=style>
            <h1>{words.too_many}</h1>
            <p class=css::lead>{words.too_many_lead}</p>
            <Search/>
        </Document>
    }
}

#[component]
fn Search() -> impl IntoView {
    let words = lang::use_words().results();
    view! {
        <form class=css::form method="post" action=routes::RESULTS>
            <div>
                <label for="number">{words.number}</label>
                <p class=css::hint id="number-hint">{words.number_hint}</p>
                <input id="number" name="number" class="code" inputmode="numeric" autocomplete="off" maxlength="20"
                    spellcheck="false" aria-describedby="number-hint" required/>
            </div>
            <div>
                <label for="birth">{words.birth_date}</label>
                <p class=css::hint id="birth-hint">{words.birth_date_hint}</p>
                <input id="birth" name="birth_date" class="code" inputmode="numeric" autocomplete="bday" maxlength="12"
                    aria-describedby="birth-hint" required/>
            </div>
            <button class=css::button>{words.look_up}</button>
        </form>
    }
}

#[component]
fn Openings(openings: Vec<Opening>) -> impl IntoView {
    let words = lang::use_words().results();
    let empty = openings.is_empty();
    view! {
        <section class=css::openings aria-labelledby="openings">
            <h2 id="openings">{words.when}</h2>
            {empty.then(|| view! { <p>{words.nothing_announced}</p> })}
            <ul>
                {openings.into_iter().map(|it| view! {
                    <li class=if it.open { css::open } else { css::waiting }>
                        <strong>{it.label}</strong>
                        <span>{format!("{} · {}", it.academy, it.session)}</span>
                        <span>{fill(if it.open { words.opened } else { words.opens }, &[("when", &it.when)])}</span>
                    </li>
                }).collect_view()}
            </ul>
        </section>
    }
}
