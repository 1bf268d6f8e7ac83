//! The queue on the disk of this computer. What local storage holds reaches the disk seconds later, and a browser that
//! dies meanwhile takes it along; this is on the disk when it says so. Nothing here runs on the server.

use super::engine::{Engine, Link};
use super::lull::GAP_MS;
use super::outbox::Outbox;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction};

const DATABASE: &str = "delos";
const STORE: &str = "files";

/// A write the server answers within this needs no disk here: while the line works one may wait for its request, and not
/// when it does not.
const ANSWERED_MS: u32 = GAP_MS + 100;
const GATHER_MS: u32 = 20;

/// What is known of the disk.
#[derive(Debug, Default)]
pub struct Vault {
    /// Somebody sees to it that it has the latest.
    busy: bool,
    /// What it has.
    kept: Option<String>,
}

impl Engine {
    /// Takes up what a browser that died left.
    pub(super) fn open_vault(self) {
        // Nothing is put there before what is there was read.
        self.vault.update_value(|vault| vault.busy = true);
        spawn_local(async move {
            let left = load(&self.name()).await;
            if self.sheet.is_disposed() {
                return;
            }
            self.vault.update_value(|vault| vault.busy = false);
            if let Some(outbox) = left.as_deref().and_then(|text| crate::live::read::<Outbox>(text).ok()) {
                self.vault.update_value(|vault| vault.kept = left);
                self.sheet
                    .update(|sheet| sheet.outbox = std::mem::take(&mut sheet.outbox).after(outbox));
            }
            // Only the tab that sends writes what is kept; another does so once it leads.
            if self.leading.get_untracked() {
                self.changed();
            }
        });
    }

    /// The queue is not what the disk has: told with the change itself, not when the disk is written.
    pub(super) fn not_put_by(self) {
        self.put_by.maybe_update(std::mem::take);
    }

    /// Puts the queue on the disk, if it is still there in a moment.
    pub(super) fn shelve(self) {
        self.not_put_by();
        if self
            .vault
            .try_update_value(|vault| std::mem::replace(&mut vault.busy, true))
            != Some(false)
        {
            return;
        }
        spawn_local(async move {
            loop {
                let works = self.link.try_get_untracked() == Some(Link::Open);
                TimeoutFuture::new(if works { ANSWERED_MS } else { GATHER_MS }).await;
                let Some(queue) = self.queue() else { return };
                let kept = self.vault.with_value(|vault| vault.kept == queue)
                    || keep(&self.name(), queue.as_deref()).await.is_ok();
                if kept {
                    self.vault.try_update_value(|vault| vault.kept.clone_from(&queue));
                }
                // What changed meanwhile goes there next; what could not is tried again at the next change.
                if !kept || self.queue() == Some(queue) {
                    self.vault.try_update_value(|vault| vault.busy = false);
                    self.put_by.try_set(kept);
                    return;
                }
            }
        });
    }

    /// The queue as it is kept, if there is any of it; `None` when the page is gone.
    fn queue(self) -> Option<Option<String>> {
        self.sheet.try_with_untracked(|sheet| {
            let outbox = &sheet.outbox;
            (!outbox.is_empty())
                .then(|| serde_json::to_string(outbox).ok())
                .flatten()
        })
    }
}

async fn load(name: &str) -> Option<String> {
    let (store, _) = store().await.ok()?;
    let request = store.get(&name.into()).ok()?;
    settled(&request).await.ok()?;
    request.result().ok()?.as_string()
}

async fn keep(name: &str, text: Option<&str>) -> Result<(), JsValue> {
    let (store, transaction) = store().await?;
    match text {
        Some(text) => store.put_with_key(&text.into(), &name.into())?,
        None => store.delete(&name.into())?,
    };
    let done = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    JsFuture::from(done).await.map(drop)
}

/// The one table, in a transaction that is done once it is on the disk.
async fn store() -> Result<(IdbObjectStore, IdbTransaction), JsValue> {
    let factory = window().indexed_db()?.ok_or(JsValue::NULL)?;
    let request = factory.open_with_u32(DATABASE, 1)?;
    let made = request.clone();
    let upgrade = Closure::once(move || {
        let database = made.result().map(JsCast::unchecked_into::<IdbDatabase>);
        let _ = database.and_then(|database| database.create_object_store(STORE));
    });
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    settled(&request).await?;
    let database: IdbDatabase = request.result()?.unchecked_into();
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let begin: Function = Reflect::get(&database, &"transaction".into())?.unchecked_into();
    let transaction = begin.call3(&database, &STORE.into(), &"readwrite".into(), &options)?;
    let transaction: IdbTransaction = transaction.unchecked_into();
    // Closed once the transaction is over.
    database.close();
    Ok((transaction.object_store(STORE)?, transaction))
}

async fn settled(request: &IdbRequest) -> Result<(), JsValue> {
    let done = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(done).await.map(drop)
}
