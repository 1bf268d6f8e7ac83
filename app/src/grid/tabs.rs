//! What only a browser has: the storage of this computer, the lock between its tabs, its clock and its dice.

use js_sys::{Array, Date, Function, Intl, Number, Object, Promise, Reflect};
use leptos::prelude::window;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Reads what is kept on this computer.
pub fn load<T: DeserializeOwned + Default>(name: &str) -> T {
    let storage = window().local_storage().ok().flatten();
    let text = storage.and_then(|storage| storage.get_item(name).ok().flatten());
    text.and_then(|text| crate::live::read(&text).ok()).unwrap_or_default()
}

/// Keeps something on this computer, or nothing of it when it is empty. False when it could not.
pub fn keep(name: &str, kept: &impl Serialize, empty: bool) -> bool {
    let Some(storage) = window().local_storage().ok().flatten() else {
        return false;
    };
    if empty {
        return storage.remove_item(name).is_ok();
    }
    serde_json::to_string(kept).is_ok_and(|text| storage.set_item(name, &text).is_ok())
}

/// A name for an operation: the time, then 80 bits drawn at random. The log finds operations by name, and those of one
/// moment lie together in its index: a page of it is written where names without order take one each.
pub fn draw() -> String {
    let mut bytes = [0u8; 16];
    let drawn = window()
        .crypto()
        .is_ok_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes[6..]).is_ok());
    if !drawn {
        // Without good dice, the clock and poor ones: enough to tell two writes of a marker apart.
        let digits = |number: f64| Number::from(number).to_string_with_radix(36).ok().map(String::from);
        return [Date::now(), js_sys::Math::random()]
            .into_iter()
            .filter_map(digits)
            .collect();
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "milliseconds of our century"
    )]
    let time = Date::now() as u64;
    bytes[..6].copy_from_slice(&time.to_be_bytes()[2..]);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// `14:32:07` in Paris, of an instant in epoch milliseconds.
pub fn paris_time(at_ms: i64) -> String {
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds of our century are exact in the only number scripts have"
    )]
    let date = Date::new(&JsValue::from_f64(at_ms as f64));
    CLOCK.with(|clock| {
        let text = clock.format().call1(&JsValue::UNDEFINED, &date);
        text.ok().and_then(|text| text.as_string()).unwrap_or_default()
    })
}

thread_local! {
    // Made once: to make one is a thousand times the work of asking it.
    static CLOCK: Intl::DateTimeFormat = {
        let options = Object::new();
        for (name, value) in [("timeZone", "Europe/Paris"), ("timeStyle", "medium")] {
            let _ = Reflect::set(&options, &name.into(), &value.into());
        }
        Intl::DateTimeFormat::new(&Array::of1(&"fr-FR".into()), &options)
    };
}

/// Asks for a lock shared by the tabs of this computer, waiting for it or, with `steal`, taking it. `held` runs once
/// it is ours; the future ends when it is ours no longer. A browser without locks has it at once and for ever.
pub async fn hold(name: String, steal: bool, held: impl FnOnce() + 'static) {
    let locks = Reflect::get(&window().navigator(), &"locks".into())
        .ok()
        .filter(JsValue::is_object);
    let request = locks
        .as_ref()
        .and_then(|locks| Reflect::get(locks, &"request".into()).ok());
    let (Some(locks), Some(request)) = (locks, request.and_then(|request| request.dyn_into::<Function>().ok())) else {
        held();
        return std::future::pending().await;
    };
    let options = Object::new();
    let _ = Reflect::set(&options, &"steal".into(), &steal.into());
    let granted = Closure::once_into_js(move |_lock: JsValue| -> Promise {
        held();
        // Never settled: the lock is ours until another tab takes it or this one goes.
        Promise::new(&mut |_, _| {})
    });
    let arguments = Array::of3(&name.into(), &options, &granted);
    if let Ok(promise) = request.apply(&locks, &arguments)
        && let Ok(promise) = promise.dyn_into::<Promise>()
    {
        let _ = JsFuture::from(promise).await;
    }
}
