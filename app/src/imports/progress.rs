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
const REFRESH: &str = "<meta http-equiv=\"refresh\" content=\"2\">";

/// The bar. `on_end` runs once the import is over.
#[component]
pub(super) fn Running(
    /// The import as the page found it.
    view: ImportView,
    /// Loads the page's view again.
    on_end: Callback<()>,
) -> impl IntoView {
    let words = &lang::use_words().imports;
    let percent = RwSignal::new(view.percent);
    let here = RwSignal::new(true);
    on_cleanup(move || here.set(false));
    // Effects run in the browser only.
    Effect::new(move |_| spawn_local(look(view.id, percent, here, on_end)));
    let text = Signal::derive(move || fill(words.percent, &[("n", &percent.get().to_string())]));
    view! {
        // Without scripts the page asks again by itself. Given as text: a browser with scripts parses nothing in there.
        <noscript inner_html=REFRESH></noscript>
        <Progress id="progress" label=words.progress value=percent max=Signal::stored(100) text/>
    }
}

async fn look(id: JobId, percent: RwSignal<u64>, here: RwSignal<bool>, on_end: Callback<()>) {
    loop {
        TimeoutFuture::new(BEAT).await;
        if here.try_get_untracked() != Some(true) {
            return;
        }
        // A line that is cut comes back: the next beat asks again.
        if let Ok(view) = import_job(id).await {
            percent.set(view.percent);
            if view.state.is_over() {
                return on_end.run(());
            }
        }
    }
}
