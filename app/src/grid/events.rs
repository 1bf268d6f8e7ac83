//! What is done to the grid: keys, clicks, the clipboard, the caret coming and going. Nothing here runs on the server.

use super::block::cells_of;
use super::boxes::by_id;
use super::caret::{around, focus, select, struck, touched};
use super::engine::Engine;
use super::paint::BODY;
use super::press::{press, type_in};
use domain::Entry;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::convert::FromWasmAbi;
use wasm_bindgen::prelude::*;
use web_sys::{ClipboardEvent, Element, Event, KeyboardEvent, MouseEvent};

impl Engine {
    /// Follows what is done to the table, which lives as long as the page.
    pub fn attend(self) {
        let Some(table) = by_id(BODY).and_then(|body| body.parent_element()) else {
            return;
        };
        on(&table, "keydown", move |event: KeyboardEvent| {
            self.key_came();
            if let Some((place, field)) = struck(&event) {
                press(self, place, &field, &event);
            }
        });
        on(&table, "input", move |event: Event| {
            if let Some((place, field)) = struck(&event) {
                type_in(self, place, &field.value());
            }
        });
        on(&table, "focusin", move |event: Event| came(self, &event));
        on(&table, "focusout", move |event: Event| {
            if struck(&event).is_some() {
                self.commit();
            }
        });
        on(&table, "mousedown", move |event: MouseEvent| select_to(self, &event));
        on(&table, "click", move |event: MouseEvent| click(self, &event));
        on(&table, "copy", move |event: ClipboardEvent| copy(self, &event));
        on(&table, "paste", move |event: ClipboardEvent| paste(self, &event));
    }
}

fn on<E: FromWasmAbi + 'static>(table: &Element, name: &str, does: impl FnMut(E) + 'static) {
    let listener = Closure::<dyn FnMut(E)>::new(does);
    let _ = table.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
    listener.forget();
}

/// The caret came, however it did.
fn came(engine: Engine, event: &Event) {
    if let Some((place, field)) = struck(event) {
        engine.hold(Some(place));
        engine.focus.set(place);
        engine.settle();
        if engine.sheet.with_untracked(|sheet| sheet.typing.is_none()) {
            select(&field);
        }
    } else if let Some(place) = touched(event) {
        // Not now: to put the caret in the field is to come here again.
        spawn_local(async move { focus(engine, place) });
    }
}

/// With Shift the cells between are selected.
fn select_to(engine: Engine, event: &MouseEvent) {
    let struck = struck(event).map(|(place, _)| place);
    let Some(place) = struck.or_else(|| touched(event)) else {
        return;
    };
    if event.shift_key() {
        event.prevent_default();
        engine.commit();
        engine
            .anchor
            .update(|anchor| *anchor = anchor.or(Some(engine.focus.get_untracked())));
        focus(engine, place);
    } else {
        engine.anchor.set(None);
        if struck.is_none() {
            event.prevent_default();
            focus(engine, place);
        }
    }
}

/// The first click selects, as in navigation; one more places the caret.
fn click(engine: Engine, event: &MouseEvent) {
    if let Some((_, field)) = struck(event) {
        if engine.sheet.with_untracked(|sheet| sheet.typing.is_none()) && event.detail() == 1 {
            field.select();
        }
        return;
    }
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    if target.is_some_and(|it| matches!(it.closest("[data-past]"), Ok(Some(_)))) {
        engine.past.set(around(event));
    }
}

/// Takes the selection along as a spreadsheet would. A text being typed is the browser's.
fn copy(engine: Engine, event: &ClipboardEvent) {
    if engine.sheet.with_untracked(|sheet| sheet.typing.is_some()) {
        return;
    }
    let text = engine.sheet.with_untracked(|sheet| {
        let shown = |place| sheet.value(place).map(Entry::french).unwrap_or_default();
        let row = |cells: Vec<_>| cells.into_iter().map(shown).collect::<Vec<_>>().join("\t");
        engine.selected().into_iter().map(row).collect::<Vec<_>>().join("\n")
    });
    if let Some(data) = event.clipboard_data() {
        event.prevent_default();
        let _ = data.set_data("text/plain", &text);
    }
}

/// One cell is typed; more are shown before anything is written.
fn paste(engine: Engine, event: &ClipboardEvent) {
    let Some(text) = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()) else {
        return;
    };
    if text.contains(['\t', '\n']) {
        event.prevent_default();
        let mut rows = cells_of(&text);
        match rows.as_mut_slice() {
            [row] if row.len() == 1 => {
                let place = engine.focus.get_untracked();
                engine.type_in(place, row[0].trim());
                engine.commit();
            }
            _ => engine.propose(engine.focus.get_untracked(), (1..).zip(rows).collect()),
        }
    }
}
