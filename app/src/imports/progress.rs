//! An import at work: its bar moves every second, with scripts or without.

use super::calls::import_job;
use crate::lang;
use crate::parts::Progress;
use domain::JobId;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::ImportView;
use words::fill;

/// Milliseconds between two looks.
const BEAT: u32 = 1000;

/// The bar. Once the import is over the page is loaded again, with its report.
#[component]
pub fn Running(
    /// The import as the page found it.
    view: ImportView,
) -> impl IntoView {
    let words = lang::use_words().imports();
    let percent = RwSignal::new(view.percent);
    let here = RwSignal::new(true);
    on_cleanup(move || here.set(false));
    // Effects run in the browser only.
    Effect::new(move |_| spawn_local(look(view.id, percent, here)));
    let text = Signal::derive(move || fill(words.percent, &[("n", &percent.get().to_string())]));
    view! { <Progress id="progress" label=words.progress value=percent max=Signal::stored(100) text/> }
}

async fn look(id: JobId, percent: RwSignal<u64>, here: RwSignal<bool>) {
    loop {
        TimeoutFuture::new(BEAT).await;
        if here.try_get_untracked() != Some(true) {
            return;
        }
        // A line that is cut comes back: the next beat asks again.
        if let Ok(view) = import_job(id).await {
            percent.set(view.percent);
            if view.state.is_over() {
                let _ = window().location().reload();
                return;
            }
        }
    }
}
