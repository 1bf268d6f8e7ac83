//! How far something has come, as a bar and in words.

use leptos::prelude::*;

stylance::import_crate_style!(css, "src/parts/progress.module.css");

/// A native bar. `text` says the same in words ("84 copies sur 120").
#[component]
pub fn Progress(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<u64>,
    #[prop(into)] max: Signal<u64>,
    #[prop(into)] text: Signal<String>,
) -> impl IntoView {
    view! {
        <div class=css::progress>
            <label for=id.clone()>{label}</label>
            <span class=css::text>{move || text.get()}</span>
            <progress id=id value=move || value.get().to_string() max=move || max.get().max(1).to_string()>
                {move || text.get()}
            </progress>
        </div>
    }
}
