//! The screens that live on in the browser. The server draws the whole page; there the live part of it alone wakes,
//! from what it was drawn from, and the frame around it stays plain HTML.

use crate::grid::{Laid, Lot};
use crate::imports::Running;
use crate::jury::{Board, BoardGiven, Projection, WhatIf, WhatIfGiven};
use crate::page::provide_page;
use domain::{AccountId, Actor};
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wire::{FormState, ImportView, JuryView, PageContext};

/// How the live part of a page wakes, from what came with it. Each is a browser half of its own.
///
/// It fails when what came is of another version of the program.
pub type Screen = fn(&str) -> postcard::Result<Waking>;

/// A screen that wakes.
pub struct Waking {
    /// The heart of it is awake already: the browser can show that, before the rest wakes.
    pub begun: bool,
    /// The rest, drawn over what the server drew.
    pub rest: Box<dyn FnOnce() -> AnyView>,
}

/// The lot of a marker: the grid first, then what stands around it.
pub fn lot(given: &str) -> postcard::Result<Waking> {
    let (page, view) = opened(given)?;
    provide_page(page.clone());
    let laid = Laid::out(view);
    laid.engine.begin();
    Ok(Waking {
        begun: true,
        ..waking(page, move || view! { <Lot laid/> }.into_any())
    })
}

/// A running import.
pub fn import(given: &str) -> postcard::Result<Waking> {
    let (page, view): (_, ImportView) = opened(given)?;
    Ok(waking(page, || view! { <Running view/> }.into_any()))
}

/// A deliberation.
pub fn jury(given: &str) -> postcard::Result<Waking> {
    let (page, given): (_, BoardGiven) = opened(given)?;
    Ok(waking(page, || view! { <Board given/> }.into_any()))
}

/// What a deliberation throws on a wall.
pub fn projection(given: &str) -> postcard::Result<Waking> {
    let (page, view): (_, JuryView) = opened(given)?;
    Ok(waking(page, || view! { <Projection view/> }.into_any()))
}

/// What-if over a jury.
pub fn whatif(given: &str) -> postcard::Result<Waking> {
    let (page, given): (_, WhatIfGiven) = opened(given)?;
    Ok(waking(page, || view! { <WhatIf given/> }.into_any()))
}

/// Bytes as a text that can stand in a script element: each is a character, 256 further on where that one cannot. Words
/// stay readable, and the page small.
fn as_text(bytes: &[u8]) -> String {
    let character = |byte: u8| match byte {
        b' '..=b'~' | 0xA0.. if byte != b'<' => char::from(byte),
        _ => char::from_u32(256 + u32::from(byte)).unwrap_or_default(),
    };
    bytes.iter().copied().map(character).collect()
}

/// Memory grows by little pages, each of them slow: what a screen makes of what it reads has room from the beginning. What
/// is not used of it costs nothing.
const ROOM: usize = 4 << 20;

fn make_room() {
    drop(std::hint::black_box(Vec::<u8>::with_capacity(ROOM)));
}

fn as_bytes(text: &str) -> Vec<u8> {
    let byte = |character| u8::try_from(u32::from(character) % 256).unwrap_or_default();
    text.chars().map(byte).collect()
}

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

/// The page a screen stands in, and what it is drawn from.
fn opened<T: DeserializeOwned>(given: &str) -> postcard::Result<(PageContext, T)> {
    make_room();
    let Given {
        lang,
        account,
        form,
        screen,
    } = postcard::from_bytes(&as_bytes(given))?;
    let me = Actor {
        account,
        ..Actor::visitor()
    };
    let page = PageContext {
        lang,
        me,
        form,
        ..PageContext::default()
    };
    Ok((page, screen))
}

fn waking(page: PageContext, draw: impl FnOnce() -> AnyView + 'static) -> Waking {
    Waking {
        begun: false,
        rest: Box::new(|| {
            provide_page(page);
            draw()
        }),
    }
}

/// What a live part of the page at hand is drawn from, as the page hands it over.
pub fn handed<T: Serialize>(screen: &T) -> String {
    let PageContext { lang, me, form, .. } = use_context::<PageContext>().unwrap_or_default();
    let given = Given {
        lang,
        account: me.account,
        form,
        screen,
    };
    as_text(&postcard::to_allocvec(&given).unwrap_or_default())
}

/// Stands around a live part of a page, once on a page, and hands over what it is drawn from.
#[component]
pub fn Alive(
    /// What it is drawn from, [`handed`] over.
    given: String,
    /// The part itself, drawn from the same.
    children: Children,
) -> impl IntoView {
    view! {
        <div data-live="">{children()}</div>
        <script type="application/octet-stream" data-given="" nonce=leptos::nonce::use_nonce()>{given}</script>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_from_a_text_that_a_script_element_can_hold() {
        let bytes: Vec<u8> = (0..=255).collect();
        let text = as_text(&bytes);
        assert!(!text.contains(|c: char| c.is_control() || c == '<'), "{text}");
        assert_eq!(as_bytes(&text), bytes);
        assert_eq!(as_text("12,5 % é".as_bytes()), "12,5 % Ã©");
    }

    /// A field that is left out when empty would shift all that follow.
    #[test]
    fn what_is_given_without_names_is_read_back() {
        for (code, _) in domain::builtin() {
            let ruleset = domain::builtin_ruleset(code).expect("it comes with the software");
            let given = postcard::to_allocvec(&ruleset).expect("bytes");
            assert_eq!(postcard::from_bytes(&as_bytes(&as_text(&given))), Ok(ruleset));
        }
        let marks = domain::CandidateMarks::default();
        let given = postcard::to_allocvec(&marks).expect("bytes");
        assert_eq!(postcard::from_bytes(&given), Ok(marks));
    }
}
