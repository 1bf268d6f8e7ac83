//! The line: events from the last number seen, in order, without gap or double.

use super::room::{Line, Room};
use crate::live::read;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{EventSource, MessageEvent};
use wire::{Cursor, Event, Followed, JuryAct, Presence};

/// Before a line the browser gave up is opened anew.
const RETRY_MS: u32 = 2_000;

/// What keeps an open line alive; dropping it closes the line.
struct Open {
    source: EventSource,
    _hears: [Closure<dyn FnMut(MessageEvent)>; 3],
    _opened: Closure<dyn FnMut()>,
    _failed: Closure<dyn FnMut()>,
}

impl Drop for Open {
    fn drop(&mut self) {
        self.source.close();
    }
}

type Held = StoredValue<Option<Open>, LocalStorage>;

/// Follows the jury for as long as the screen lives. Nothing happens on the server.
pub fn follow(room: Room) {
    Effect::new(move |_| {
        let held: Held = StoredValue::new_local(None);
        connect(room, held);
        on_cleanup(move || {
            held.try_update_value(|open| *open = None);
        });
    });
}

fn connect(room: Room, held: Held) {
    let Some(seq) = room.view.try_with_untracked(|view| view.head_seq) else {
        return;
    };
    let Ok(source) = EventSource::new(&format!("/direct/jurys/{}?depuis={seq}", room.id)) else {
        return;
    };
    let act = hear(&source, "act", move |text| match read::<Event<JuryAct>>(text) {
        Ok(event) => take(room, &event),
        Err(_) => reload(room),
    });
    let presence = hear(&source, "presence", move |text| {
        if let Ok(presence) = read::<Presence>(text) {
            room.present.set(presence.present);
        }
    });
    let cursor = hear(&source, "cursor", move |text| {
        if let Ok(cursor) = read::<Cursor>(text) {
            room.cursor.set(cursor);
        }
    });
    let opened = Closure::<dyn FnMut()>::new(move || room.line.set(Line::Live));
    let failing = source.clone();
    let failed = Closure::<dyn FnMut()>::new(move || {
        room.line.set(Line::Lost);
        // A browser comes back by itself from a cut, never from a refusal.
        if failing.ready_state() == EventSource::CLOSED {
            Timeout::new(RETRY_MS, move || connect(room, held)).forget();
        }
    });
    source.set_onopen(Some(opened.as_ref().unchecked_ref()));
    source.set_onerror(Some(failed.as_ref().unchecked_ref()));
    let open = Open {
        source,
        _hears: [act, presence, cursor],
        _opened: opened,
        _failed: failed,
    };
    // The handler that runs at this moment belongs to the line replaced: let it end first.
    let previous = held.try_update_value(|held| held.replace(open)).flatten();
    if previous.is_some() {
        Timeout::new(0, move || drop(previous)).forget();
    }
}

fn hear(source: &EventSource, name: &str, mut heard: impl FnMut(&str) + 'static) -> Closure<dyn FnMut(MessageEvent)> {
    let closure = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
        if let Some(text) = message.data().as_string() {
            heard(&text);
        }
    });
    // It fails only without a function, and there is one.
    let _ = source.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
    closure
}

fn take(room: Room, event: &Event<JuryAct>) {
    let seen = room.view.try_update(|view| view.apply(event));
    if seen == Some(Followed::Gap) {
        reload(room);
    }
}

/// Asks for the page again: something happened that events do not tell, or that this version of the program cannot read.
fn reload(room: Room) {
    room.line.set(Line::Lost);
    let _ = window().location().reload();
}
