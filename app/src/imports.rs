//! Importing files: the form, the list of past imports, the report of one.

mod calls;
mod file_form;
mod list;
mod progress;
mod report;

pub use list::ImportsPage;
pub use progress::Running;
pub use report::ImportPage;

use crate::lang::use_words;
use crate::parts::{Badge, Glyph, Tone};
use leptos::prelude::*;
use wire::{ImportView, JobState};

/// Name and weight of the state of an import.
pub(super) fn state_of(view: &ImportView) -> (Tone, Glyph, &'static str) {
    let words = use_words().imports();
    let (refused, rejected) = view
        .report
        .as_ref()
        .map_or((false, false), |it| (it.refused, it.rejected > 0));
    match view.state {
        JobState::Waiting => (Tone::Neutral, Glyph::CLOCK, words.waiting),
        JobState::Running => (Tone::Info, Glyph::SENT, words.running),
        JobState::Done if rejected => (Tone::Warning, Glyph::WARNING, words.done_with_rejects),
        JobState::Done => (Tone::Success, Glyph::DONE, words.done),
        JobState::Failed if refused => (Tone::Error, Glyph::STOP, words.refused),
        JobState::Failed => (Tone::Error, Glyph::STOP, words.failed),
        JobState::Cancelled => (Tone::Neutral, Glyph::CROSS, words.cancelled),
    }
}

/// The state of an import, in words and with its drawing.
#[component]
pub(super) fn StateBadge(
    /// The import.
    view: ImportView,
) -> impl IntoView {
    let (tone, glyph, text) = state_of(&view);
    view! { <Badge tone glyph text/> }
}
