//! The screens that live on in the browser. The server draws the whole page; there the live part of it alone wakes,
//! from what it was drawn from, and the frame around it stays plain HTML.

use crate::grid::Lot;
use crate::imports::Running;
use crate::jury::{Board, BoardGiven, Projection};
use crate::page::provide_page;
use domain::{AccountId, Actor};
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wire::{FormState, ImportView, JuryView, LotView, PageContext};

/// A live part of a page: its name, and how it is drawn from the JSON it came with.
///
/// The drawing function fails when the JSON is of another version of the program.
pub type Screen = (&'static str, fn(&str) -> Result<AnyView, serde_json::Error>);

/// Screens of markers and of the exam office.
pub const DESK: &[Screen] = &[
    ("lot", |given| {
        woken(given, |view: LotView| view! { <Lot view/> }.into_any())
    }),
    ("import", |given| {
        woken(given, |view: ImportView| view! { <Running view/> }.into_any())
    }),
];

/// Screens of a deliberation.
pub const JURY: &[Screen] = &[
    ("board", |given| {
        woken(given, |given: BoardGiven| view! { <Board given/> }.into_any())
    }),
    ("projection", |given| {
        woken(given, |view: JuryView| view! { <Projection view/> }.into_any())
    }),
];

/// What a screen is drawn from.
#[derive(Serialize, Deserialize)]
struct Given<T> {
    lang: String,
    account: Option<AccountId>,
    form: Option<FormState>,
    screen: T,
}

/// Reads JSON. As bytes, like the answers of calls: a second way of reading would be carried along a second time.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
    serde_json::from_slice(text.as_bytes())
}

fn woken<T: DeserializeOwned>(given: &str, draw: impl FnOnce(T) -> AnyView) -> Result<AnyView, serde_json::Error> {
    let Given {
        lang,
        account,
        form,
        screen,
    } = read(given)?;
    let me = Actor {
        account,
        ..Actor::visitor()
    };
    provide_page(PageContext {
        lang,
        me,
        form,
        ..PageContext::default()
    });
    Ok(draw(screen))
}

/// Stands around a live part of a page, once on a page, and hands over what it is drawn from.
#[component]
pub fn Alive<T: Serialize + 'static>(
    /// Its name among the screens.
    name: &'static str,
    /// What it is drawn from.
    given: T,
    /// The part itself, drawn from the same.
    children: Children,
) -> impl IntoView {
    let PageContext { lang, me, form, .. } = use_context::<PageContext>().unwrap_or_default();
    let given = Given {
        lang,
        account: me.account,
        form,
        screen: given,
    };
    let given = serde_json::to_string(&given).unwrap_or_default();
    // In a script element only `<` could end the text early.
    let given = given.replace('<', "\\u003c");
    view! {
        <div data-live=name>{children()}</div>
        <script type="application/json" data-given="" nonce=leptos::nonce::use_nonce()>{given}</script>
    }
}
