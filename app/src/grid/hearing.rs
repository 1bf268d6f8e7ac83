//! What colleagues do, as it happens. Nothing here runs on the server.

use super::engine::Engine;
use super::tabs;
use crate::live::read;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wire::{Event, LotAct, Presence};

/// The line colleagues are heard on.
pub type Source = StoredValue<Option<web_sys::EventSource>, LocalStorage>;

/// What the server sends together is put on the sheet at once.
const GATHER_MS: u32 = 10;

impl Engine {
    fn gather(self, event: Event<LotAct>) {
        let first = self.heard.try_update_value(|heard| {
            heard.push(event);
            heard.len() == 1
        });
        if first == Some(true) {
            spawn_local(async move {
                TimeoutFuture::new(GATHER_MS).await;
                self.lull().await;
                let heard = self.heard.try_update_value(std::mem::take);
                self.hear(&heard.unwrap_or_default());
            });
        }
    }

    fn hear(self, events: &[Event<LotAct>]) {
        let own = self.sheet.try_update(|sheet| {
            let mut own = false;
            for event in events {
                own |= sheet.hear(event, &tabs::paris_time(event.at), self.me);
            }
            own
        });
        if own == Some(true) && self.leading.get_untracked() {
            self.changed();
        }
    }

    /// Follows the log of the lot from what the sheet has.
    pub fn listen(self, slot: Source) {
        let seq = self.sheet.with_untracked(|sheet| sheet.seq);
        let Ok(source) = web_sys::EventSource::new(&format!("/direct/lots/{}?depuis={seq}", self.lot)) else {
            return;
        };
        let acts = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |message: web_sys::MessageEvent| {
            let event = message
                .data()
                .as_string()
                .and_then(|text| read::<Event<LotAct>>(&text).ok());
            if let (Some(event), false) = (event, self.sheet.is_disposed()) {
                self.gather(event);
            }
        });
        let presence = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |message: web_sys::MessageEvent| {
            let who = message.data().as_string().and_then(|text| read::<Presence>(&text).ok());
            if let (Some(who), false) = (who, self.present.is_disposed()) {
                let others = who.present.into_iter().filter(|one| one.account != self.me);
                let mut names: Vec<String> = others.map(|one| one.name).collect();
                names.dedup();
                self.present.set(names);
            }
        });
        let broken = {
            let source = source.clone();
            Closure::<dyn FnMut()>::new(move || {
                // The browser comes back by itself after a cut; after a refusal it gives up, and we do not.
                if source.ready_state() == web_sys::EventSource::CLOSED && !self.sheet.is_disposed() {
                    spawn_local(async move {
                        TimeoutFuture::new(5_000).await;
                        if !self.sheet.is_disposed() {
                            self.listen(slot);
                        }
                    });
                }
            })
        };
        let _ = source.add_event_listener_with_callback("act", acts.as_ref().unchecked_ref());
        let _ = source.add_event_listener_with_callback("presence", presence.as_ref().unchecked_ref());
        source.set_onerror(Some(broken.as_ref().unchecked_ref()));
        // The stream lives as long as the page; its listeners with it.
        acts.forget();
        presence.forget();
        broken.forget();
        slot.set_value(Some(source));
    }
}
