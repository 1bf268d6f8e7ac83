//! What the screens of the office share: the session in the address, loading, figures and dates.

use crate::office::tabs::OfficeTabs;
use crate::page::use_form;
use crate::parts::{Badge, Glyph, Tone};
use crate::refusal::{RefusalBanner, RefusedPage};
use crate::{Refusal, lang};
use domain::{JuryState, SessionId};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};
use serde::{Serialize, de::DeserializeOwned};
use wire::{LotState, SessionRef};
use words::{Lang, Words};

/// The session named in the address, if one is: links keep it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Here(Option<SessionId>);

impl Here {
    /// From the address of the page.
    pub fn now() -> Here {
        Here(asked_session(&use_query_map().get_untracked()))
    }

    /// An address that stays in the session.
    pub fn link(self, path: &str) -> String {
        match self.0 {
            Some(id) if path.contains('?') => format!("{path}&session={id}"),
            Some(id) => format!("{path}?session={id}"),
            None => path.to_string(),
        }
    }
}

fn asked_session(query: &leptos_router::params::ParamsMap) -> Option<SessionId> {
    query.get("session").and_then(|text| text.parse().ok())
}

/// The session of the address, followed.
pub fn use_asked() -> Memo<Option<SessionId>> {
    let query = use_query_map();
    Memo::new(move |_| query.with(asked_session))
}

/// A word of the address, followed; empty when it is not there.
pub fn use_asked_text(name: &'static str) -> Memo<String> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| query.get(name).unwrap_or_default()))
}

/// What a resource brings, or why not.
pub fn loaded<T>(
    resource: Resource<Result<T, Refusal>>,
    show: impl Fn(T) -> AnyView + Clone + Send + 'static,
) -> AnyView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    let words = lang::use_words();
    view! {
        <Suspense fallback=move || view! { <p>{words.common().loading}</p> }>
            {move || {
                let show = show.clone();
                Suspend::new(async move {
                    match resource.await {
                        Ok(value) => show(value),
                        Err(refusal) => view! { <RefusedPage refused=refusal.0/> }.into_any(),
                    }
                })
            }}
        </Suspense>
    }
    .into_any()
}

/// Title, session and tabs above a screen of the office.
#[component]
pub fn OfficeHeader(
    #[prop(into)] title: String,
    /// The session shown.
    session: Option<SessionRef>,
    /// Address of the tab.
    tab: &'static str,
    #[prop(optional, into)] lead: Option<String>,
    #[prop(optional)] actions: Option<AnyView>,
) -> impl IntoView {
    use crate::parts::PageHeader;
    let over = session.map(|session| session_text(&session)).unwrap_or_default();
    let header = match (lead, actions) {
        (Some(lead), Some(actions)) => view! { <PageHeader title over lead actions/> }.into_any(),
        (Some(lead), None) => view! { <PageHeader title over lead/> }.into_any(),
        (None, Some(actions)) => view! { <PageHeader title over actions/> }.into_any(),
        (None, None) => view! { <PageHeader title over/> }.into_any(),
    };
    view! {
        {header}
        <OfficeTabs current=tab/>
        <RefusedButton tab/>
    }
}

/// Why a form without fields was refused: it stands above the screen it was on.
#[component]
pub fn RefusedButton(tab: &'static str) -> impl IntoView {
    use_form(tab)
        .refused()
        .map(|refused| view! { <RefusalBanner refused/> })
}

/// `2026-06 · Juin 2026 · Rennes`.
pub fn session_text(session: &SessionRef) -> String {
    format!("{} · {} · {}", session.code, session.label, session.academy)
}

/// The hidden field that brings a form back here.
#[component]
pub fn BackHere() -> impl IntoView {
    let location = use_location();
    let (path, query) = (location.pathname.get_untracked(), location.search.get_untracked());
    let address = match query.trim_start_matches('?') {
        "" => path,
        query => format!("{path}?{query}"),
    };
    view! { <input type="hidden" name="back" value=address/> }
}

/// A number with its thousands apart.
pub fn figure(lang: Lang, number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(if lang == Lang::Fr { '\u{a0}' } else { ',' });
        }
        out.push(digit);
    }
    if number < 0 { format!("−{out}") } else { out }
}

/// `21/11/2026` of an ISO date; what is no date stays.
pub fn day(iso: &str) -> String {
    match iso.split('-').collect::<Vec<_>>().as_slice() {
        [year, month, day] => format!("{day}/{month}/{year}"),
        _ => iso.to_string(),
    }
}

/// A count as a part of something takes it.
pub fn whole(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// `110 · Délibération du 1er groupe`.
pub fn state_text(words: Words, state: JuryState) -> String {
    format!("{} · {}", state.code(), words.roles().state(state))
}

/// How far a lot has come, in a word.
#[component]
pub fn LotBadge(state: LotState) -> impl IntoView {
    let w = lang::use_words().office();
    let (tone, glyph, text) = match state {
        LotState::Open => (Tone::Neutral, Glyph::PENCIL, w.lot_open),
        LotState::Locked => (Tone::Info, Glyph::LOCK, w.lot_locked),
        LotState::Discharged => (Tone::Success, Glyph::CHECK, w.lot_discharged),
    };
    view! { <Badge tone glyph text=text/> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(figure(Lang::Fr, 1_234_567), "1\u{a0}234\u{a0}567");
        assert_eq!(figure(Lang::En, 1_000), "1,000");
        assert_eq!(figure(Lang::Fr, 999), "999");
        assert_eq!(day("2026-07-04"), "04/07/2026");
    }
}
