//! What the browser halves share: finding the live part of a page and waking it.

use any_spawner::Executor;
use app::live::{Screen, Waking};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::{AddEventListenerOptions, HtmlElement};
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::prelude::*;

/// What a person may do before all is awake: it wakes then, and takes that too.
const DEEDS: [&str; 5] = ["keydown", "pointerdown", "input", "paste", "submit"];

/// From the frame that is asked for until it is on the screen.
const SHOWN: Duration = Duration::from_millis(30);
/// A page nobody looks at has no frames.
const UNSEEN: Duration = Duration::from_secs(1);

/// Wakes the live part of the page; a page that has none, because its data were refused, stays as the server drew it.
pub fn wake(screen: Screen) {
    console_error_panic_hook::set_once();
    let Some((part, given)) = find() else {
        return say_ready();
    };
    // Refused when there is one already.
    let _ = Executor::init_wasm_bindgen();
    let owner = Owner::new();
    match owner.with(|| screen(&given)) {
        Ok(Waking { begun, rest }) => {
            let wake = || {
                leptos::mount::hydrate_from(part, rest).forget();
                // After the effects of the screen: it listens then.
                spawn_local(async { say_ready() });
            };
            if begun { soon(wake) } else { wake() }
        }
        Err(error) => {
            leptos::logging::error!("{error}");
            say_ready();
        }
    }
    // As long as the page.
    std::mem::forget(owner);
}

/// When what is awake is on the screen, or before something is done to it.
fn soon(wake: impl FnOnce() + 'static) {
    let wake = Rc::new(RefCell::new(Some(wake)));
    let wake = move || {
        if let Some(wake) = wake.take() {
            wake();
        }
    };
    let deed = Closure::<dyn Fn()>::new(wake.clone()).into_js_value();
    let before_all_others = AddEventListenerOptions::new();
    before_all_others.set_capture(true);
    before_all_others.set_once(true);
    for name in DEEDS {
        let _ = document().add_event_listener_with_callback_and_add_event_listener_options(
            name,
            deed.unchecked_ref(),
            &before_all_others,
        );
    }
    set_timeout(wake.clone(), UNSEEN);
    request_animation_frame(move || set_timeout(wake, SHOWN));
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
