//! Small states in words, with an icon: never a colour alone.

use leptos::prelude::*;

use super::{Glyph, Icon, Markup, Tone};
use crate::lang::use_words;

stylance::import_crate_style!(css, "src/parts/badge.module.css");

/// Where a written mark stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum WriteState {
    /// Nothing was ever entered (vide).
    #[default]
    Empty,
    /// Typed here, not yet given to the queue (modifiée).
    Modified,
    /// Kept on this machine until the line is back (en file).
    Queued,
    /// On its way (envoyée).
    Sent,
    /// Acknowledged by the server (enregistrée).
    Saved,
    /// The server said no, with a reason (refusée).
    Refused,
    /// Somebody else wrote first (conflit).
    Conflict,
    /// The lot is locked (verrouillée).
    Locked,
}

impl WriteState {
    /// Every state, in the order of life.
    pub const ALL: [WriteState; 8] = [
        WriteState::Empty,
        WriteState::Modified,
        WriteState::Queued,
        WriteState::Sent,
        WriteState::Saved,
        WriteState::Refused,
        WriteState::Conflict,
        WriteState::Locked,
    ];

    /// Its drawing.
    pub const fn glyph(self) -> Glyph {
        match self {
            WriteState::Empty => Glyph::DASH,
            WriteState::Modified => Glyph::PENCIL,
            WriteState::Queued => Glyph::CLOUD,
            WriteState::Sent => Glyph::SENT,
            WriteState::Saved => Glyph::CHECK,
            WriteState::Refused => Glyph::STOP,
            WriteState::Conflict => Glyph::CONFLICT,
            WriteState::Locked => Glyph::LOCK,
        }
    }

    /// Its name.
    pub const fn word(self, words: words::Words) -> &'static str {
        match self {
            WriteState::Empty => words.look().state_empty,
            WriteState::Modified => words.look().state_modified,
            WriteState::Queued => words.look().state_queued,
            WriteState::Sent => words.look().state_sent,
            WriteState::Saved => words.look().state_saved,
            WriteState::Refused => words.look().state_refused,
            WriteState::Conflict => words.look().state_conflict,
            WriteState::Locked => words.look().state_locked,
        }
    }

    /// Its name in the sheet of styles.
    pub const fn name(self) -> &'static str {
        match self {
            WriteState::Empty => "empty",
            WriteState::Modified => "modified",
            WriteState::Queued => "queued",
            WriteState::Sent => "sent",
            WriteState::Saved => "saved",
            WriteState::Refused => "refused",
            WriteState::Conflict => "conflict",
            WriteState::Locked => "locked",
        }
    }

    /// The same pill as [`StatePill`], in markup.
    pub fn draw(self, words: words::Words, out: &mut Markup) {
        out.raw("<span class=\"")
            .raw(css::pill)
            .raw(" ")
            .raw(self.class())
            .raw("\">");
        self.glyph().draw(out);
        out.text(self.word(words)).raw("</span>");
    }

    const fn class(self) -> &'static str {
        match self {
            WriteState::Empty => css::empty,
            WriteState::Modified => css::modified,
            WriteState::Queued => css::queued,
            WriteState::Sent => css::sent,
            WriteState::Saved => css::saved,
            WriteState::Refused => css::refused,
            WriteState::Conflict => css::conflict,
            WriteState::Locked => css::locked,
        }
    }
}

/// Colour family of a decision; its words come from the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Admis.
    Admitted,
    /// Second groupe ou épreuve de contrôle.
    SecondGroup,
    /// Refusé, ajourné, éliminé.
    Refused,
    /// Note manquante, session de remplacement, sans décision finale.
    Pending,
    /// Retenu ou annulé.
    Withheld,
}

/// A word on a tone.
#[component]
pub fn Badge(
    #[prop(optional)] tone: Tone,
    #[prop(optional)] glyph: Option<Glyph>,
    #[prop(into)] text: Signal<String>,
) -> impl IntoView {
    let tone = match tone {
        Tone::Neutral => css::neutral,
        Tone::Info => css::info,
        Tone::Success => css::success,
        Tone::Warning => css::warning,
        Tone::Error => css::error,
    };
    view! {
        <span class=stylance::classes!(css::pill, tone)>
            {glyph.map(|glyph| view! { <Icon glyph=glyph /> })}
            {move || text.get()}
        </span>
    }
}

/// The state of a write, in a word.
#[component]
pub fn StatePill(#[prop(into)] state: Signal<WriteState>) -> impl IntoView {
    let words = use_words();
    view! {
        <span class=move || stylance::classes!(css::pill, state.get().class())>
            {move || view! { <Icon glyph=state.get().glyph() /> }}
            {move || state.get().word(words)}
        </span>
    }
}

/// A jury's decision: colour and shape by its family, text as given.
#[component]
pub fn DecisionPill(#[prop(into)] outcome: Signal<Outcome>, #[prop(into)] text: Signal<String>) -> impl IntoView {
    let class = move || match outcome.get() {
        Outcome::Admitted => css::admitted,
        Outcome::SecondGroup => css::second,
        Outcome::Refused => css::failed,
        Outcome::Pending => css::pending,
        Outcome::Withheld => css::withheld,
    };
    let glyph = move || match outcome.get() {
        Outcome::Admitted => Glyph::CHECK,
        Outcome::SecondGroup => Glyph::ARROW,
        Outcome::Refused => Glyph::CROSS,
        Outcome::Pending => Glyph::CLOCK,
        Outcome::Withheld => Glyph::LOCK,
    };
    view! {
        <span class=move || stylance::classes!(css::pill, css::decision, class())>
            {move || view! { <Icon glyph=glyph() /> }}
            {move || text.get()}
        </span>
    }
}
