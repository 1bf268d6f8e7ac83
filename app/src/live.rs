//! The screens that live on in the browser. The server draws the whole page; there the live part of it alone wakes,
//! from what it was drawn from, and the frame around it stays plain HTML.

use crate::grid::Lot;
use crate::imports::Running;
use crate::jury::{Board, BoardGiven, Projection, WhatIf, WhatIfGiven};
use crate::page::provide_page;
use domain::{AccountId, Actor};
use leptos::prelude::*;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, percent_encode};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wire::{FormState, ImportView, JuryView, LotView, PageContext};

/// How the live part of a page is drawn from what came with it. Each is a browser half of its own.
///
/// It fails when what came is of another version of the program.
pub type Screen = fn(&str) -> postcard::Result<AnyView>;

/// The lot of a marker.
pub fn lot(given: &str) -> postcard::Result<AnyView> {
    woken(given, |view: LotView| view! { <Lot view/> }.into_any())
}

/// A running import.
pub fn import(given: &str) -> postcard::Result<AnyView> {
    woken(given, |view: ImportView| view! { <Running view/> }.into_any())
}

/// A deliberation.
pub fn jury(given: &str) -> postcard::Result<AnyView> {
    woken(given, |given: BoardGiven| view! { <Board given/> }.into_any())
}

/// What a deliberation throws on a wall.
pub fn projection(given: &str) -> postcard::Result<AnyView> {
    woken(given, |view: JuryView| view! { <Projection view/> }.into_any())
}

/// What-if over a jury.
pub fn whatif(given: &str) -> postcard::Result<AnyView> {
    woken(given, |given: WhatIfGiven| view! { <WhatIf given/> }.into_any())
}

/// What cannot stand in a script element as it is; words stay readable.
const UNSAFE: &AsciiSet = &CONTROLS.add(b'<').add(b'%');

/// What a screen is drawn from. Values in the order of their fields: to read names as well would be a fifth of a
/// browser half.
#[derive(Serialize, Deserialize)]
struct Given<T> {
    lang: String,
    account: Option<AccountId>,
    form: Option<FormState>,
    screen: T,
}

/// Reads an event. As bytes, like the answers of calls: a second way of reading would be carried along a second time.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
    serde_json::from_slice(text.as_bytes())
}

fn woken<T: DeserializeOwned>(given: &str, draw: impl FnOnce(T) -> AnyView) -> postcard::Result<AnyView> {
    let Given {
        lang,
        account,
        form,
        screen,
    } = postcard::from_bytes(&percent_decode_str(given).collect::<Vec<u8>>())?;
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
    let given = postcard::to_allocvec(&given).unwrap_or_default();
    let given = percent_encode(&given, UNSAFE).to_string();
    view! {
        <div data-live="">{children()}</div>
        <script type="application/octet-stream" data-given="" nonce=leptos::nonce::use_nonce()>{given}</script>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A field that is left out when empty would shift all that follow.
    #[test]
    fn what_is_given_without_names_is_read_back() {
        for (code, _) in domain::builtin() {
            let ruleset = domain::builtin_ruleset(code).expect("it comes with the software");
            let given = postcard::to_allocvec(&ruleset).expect("bytes");
            let text = percent_encode(&given, UNSAFE).to_string();
            let bytes: Vec<u8> = percent_decode_str(&text).collect();
            assert_eq!(postcard::from_bytes(&bytes), Ok(ruleset));
        }
        let marks = domain::CandidateMarks::default();
        let given = postcard::to_allocvec(&marks).expect("bytes");
        assert_eq!(postcard::from_bytes(&given), Ok(marks));
    }
}
