//! What the browser halves share: finding the live part of a page and waking it.

use app::live::Screen;
use leptos::prelude::*;
use leptos::web_sys::HtmlElement;
use wasm_bindgen::JsCast;

/// Wakes the live part of the page; a page that has none, because its data were refused, stays as the server drew it.
pub fn wake(screen: Screen) {
    console_error_panic_hook::set_once();
    let Some((part, given)) = find() else {
        return say_ready();
    };
    let drawn = move || {
        screen(&given).unwrap_or_else(|error| {
            leptos::logging::error!("{error}");
            ().into_any()
        })
    };
    leptos::mount::hydrate_from(part, drawn).forget();
    // After the effects of the screen: it listens then.
    leptos::task::spawn_local(async { say_ready() });
}

fn say_ready() {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-hydrated", "");
    }
}

fn find() -> Option<(HtmlElement, String)> {
    let part = document().query_selector("[data-live]").ok()??;
    let given = document().query_selector("[data-given]").ok()??;
    Some((part.dyn_into().ok()?, given.text_content()?))
}
