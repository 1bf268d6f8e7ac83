//! Keys of the president's screen; they can be switched off, since single letters disturb some assistive tools.

use super::choice::{Choice, Step, show};
use super::room::Room;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Listens while the screen lives and `on` holds. `confirm` is what C does.
pub fn listen(room: Room, on: RwSignal<bool>, confirm: Callback<()>) {
    let handle = window_event_listener(ev::keydown, move |event| {
        let typing = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .is_some_and(|element| {
                element
                    .closest("input, textarea, select, dialog")
                    .ok()
                    .flatten()
                    .is_some()
            });
        if !on.get_untracked() || typing || event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => step(room, 1),
            "ArrowUp" => step(room, -1),
            "c" | "C" => confirm.run(()),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || handle.remove());
}

fn step(room: Room, by: isize) {
    let filter = room.filter.get_untracked();
    let shown = untrack(|| room.shown(filter));
    let here = room
        .selected
        .get_untracked()
        .and_then(|id| shown.iter().position(|shown| *shown == id));
    let next = match here {
        Some(here) => here.checked_add_signed(by),
        None => Some(0),
    };
    if let Some(next) = next.and_then(|next| shown.get(next)) {
        let choice = Choice {
            filter,
            candidate: Some(*next),
        };
        show(room, choice, Step::Replace);
    }
}
