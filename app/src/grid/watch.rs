//! What the sheet on a screen follows: its own changes, scrolling, the size of the window, the hour of a pause. Nothing
//! here runs on the server.

use super::engine::Engine;
use super::voice::{PAUSE_MS, Tone};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;

/// Between a change and what is added up after it.
const CALM_MS: u32 = 1_000;

/// Counts up after what is tracked has changed and a wait, once however often it did.
pub fn count_after<W: Future<Output = ()>>(
    wait: impl Fn() -> W + Copy + 'static,
    counter: RwSignal<u32>,
    track: impl Fn() + 'static,
) {
    let waiting = StoredValue::new(false);
    Effect::new(move |before: Option<()>| {
        track();
        if before.is_some() && !waiting.get_value() {
            waiting.set_value(true);
            spawn_local(async move {
                wait().await;
                if !counter.is_disposed() {
                    waiting.set_value(false);
                    counter.update(|counter| *counter = counter.wrapping_add(1));
                }
            });
        }
    });
}

impl Engine {
    /// Draws what changes, as it changes.
    pub fn watch(self) {
        Effect::new(move |_| {
            self.sheet.track();
            self.focus.track();
            self.anchor.track();
            self.draw_cells();
        });
        Effect::new(move |before: Option<()>| {
            self.only.track();
            if before.is_some() {
                self.redraw();
            }
        });
        let calm = move || async move {
            TimeoutFuture::new(CALM_MS).await;
            self.lull().await;
        };
        count_after(calm, self.calm, move || self.sheet.track());
        let scrolled = Closure::<dyn FnMut()>::new(move || {
            self.scrolled();
        });
        // Scrolling does not rise to the document, but can be met there on its way down.
        let _ = document().add_event_listener_with_callback_and_bool("scroll", scrolled.as_ref().unchecked_ref(), true);
        scrolled.forget();
        let resized = window_event_listener_untyped("resize", move |_| self.fit());
        on_cleanup(move || resized.remove());
    }

    /// Has something said by the live region, when its turn comes.
    pub fn say(self, tone: Tone, text: String) {
        let silent = self.voice.try_update_value(|voice| {
            voice.add(tone, text);
            !std::mem::replace(&mut voice.speaking, true)
        });
        if silent == Some(true) {
            spawn_local(async move {
                while let Some(Some(text)) = self.voice.try_update_value(super::voice::Voice::next) {
                    self.said.try_set(text);
                    TimeoutFuture::new(PAUSE_MS).await;
                }
            });
        }
    }
}
