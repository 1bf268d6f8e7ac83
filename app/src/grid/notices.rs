//! What the marker must know: the line that is always there, the line to the server, colleagues, what needs a choice.

use super::caret::focus;
use super::engine::{Engine, Link};
use super::keys::Place;
use super::outbox::TroubleKind;
use super::{tabs, voice};
use crate::lang::{use_lang, use_words};
use crate::parts::{Banner, Button, ButtonLink, Glyph, Icon, Stack, Tone, Variant};
use crate::refusal::sentence;
use crate::routes;
use domain::Entry;
use leptos::prelude::*;
use words::{Lang, count, fill};

stylance::import_crate_style!(css, "src/grid/notices.module.css");

fn shown(value: Option<Entry>, missing: &'static str) -> String {
    value.map_or_else(|| missing.to_owned(), Entry::french)
}

fn many(lang: Lang, n: usize, one: &str, many: &str) -> String {
    count(lang, u64::try_from(n).unwrap_or(u64::MAX), one, many)
}

/// The line that always tells whether everything is saved.
#[component]
pub fn SavedLine(engine: Engine) -> impl IntoView {
    let (lang, words) = (use_lang(), use_words());
    let notice = Memo::new(move |_| engine.sheet.with(|sheet| sheet.notice()));
    let put_by = Memo::new(move |_| {
        engine.link.with(|link| *link != Link::Open)
            && engine.put_by.get()
            && !engine.sheet.with(|sheet| sheet.typing.is_some())
    });
    let grid = words.grid();
    let conflicts = Memo::new(move |_| notice.with(|notice| notice.conflicts));
    let refused = Memo::new(move |_| notice.with(|notice| notice.refused));
    let waiting = Memo::new(move |_| match notice.with(|notice| notice.waiting) {
        0 => String::new(),
        waiting => {
            many(lang, waiting, grid.waiting_one, grid.waiting_many) + if put_by.get() { grid.put_by } else { "" }
        }
    });
    let saved = Memo::new(move |_| {
        notice.with(|notice| match (notice.all_saved(), &notice.saved) {
            (false, _) => String::new(),
            (true, None) => grid.blank.to_owned(),
            (true, Some(at)) => fill(grid.all_saved, &[("at", at)]),
        })
    });
    let clash = move |(n, place)| {
        let text = many(lang, n, grid.conflict_one, grid.conflict_many);
        view! { <Part glyph=Glyph::CONFLICT class=css::clash text=Signal::stored(text)/><ToCell engine=engine place=place/> }
    };
    let bad = move |(n, place)| {
        let text = many(lang, n, grid.refused_one, grid.refused_many);
        view! { <Part glyph=Glyph::STOP class=css::bad text=Signal::stored(text)/><ToCell engine=engine place=place/> }
    };
    view! {
        <p class=css::line id="saved-line">
            {move || conflicts.get().map(clash)}
            {move || refused.get().map(bad)}
            <span>
                <span class=css::state>
                    <Part glyph=Glyph::CLOUD class=css::waiting text=waiting/>
                    <Part glyph=Glyph::CHECK class=css::saved text=saved/>
                </span>
            </span>
        </p>
    }
}

/// A drawing and a text, there while there is something to say: what changes with every mark is not drawn anew each time.
#[component]
fn Part(glyph: Glyph, class: &'static str, #[prop(into)] text: Signal<String>) -> impl IntoView {
    view! {
        <span class=stylance::classes!(css::part, class) hidden=move || text.with(String::is_empty)>
            <Icon glyph=glyph/>
            <span>{move || text.get()}</span>
        </span>
    }
}

#[component]
fn ToCell(engine: Engine, place: Place) -> impl IntoView {
    let words = use_words();
    view! {
        <a href=format!("#{}", super::caret::field_id(place)) on:click=move |event| {
            event.prevent_default();
            focus(engine, place);
        }>{words.grid().to_cell}</a>
    }
}

/// The line to the server, and who else is here.
#[component]
pub fn Line(engine: Engine) -> impl IntoView {
    let words = use_words();
    let link = move || match engine.link.get() {
        Link::Open => None,
        Link::Down => Some(view! { <Banner tone=Tone::Warning>{words.grid().offline}</Banner> }.into_any()),
        Link::LoggedOut => Some(
            view! {
                <Banner tone=Tone::Warning>
                    <p>{words.grid().logged_out}</p>
                    <ButtonLink href=format!("{}?vers={}", routes::LOG_IN, routes::lot(engine.lot))>
                        {words.grid().log_in_again}
                    </ButtonLink>
                </Banner>
            }
            .into_any(),
        ),
        Link::Stopped(refused) => Some(
            view! { <Banner tone=Tone::Error><p>{words.grid().stopped}</p><p>{sentence(&refused)}</p></Banner> }
                .into_any(),
        ),
    };
    let tab = move || {
        (engine.live.get() && !engine.leading.get() && engine.held.get())
            .then(|| view! { <Banner tone=Tone::Info>{words.grid().other_tab}</Banner> })
    };
    let present = move || {
        let names = engine.present.get();
        (!names.is_empty()).then(|| {
            let sentence = if names.len() == 1 {
                words.grid().also_here
            } else {
                words.grid().also_here_many
            };
            view! {
                <p class=css::present>
                    <Icon glyph=Glyph::PEOPLE/>
                    <span>{fill(sentence, &[("names", &names.join(words.grid().and))])}</span>
                </p>
            }
        })
    };
    view! { {link}{tab}{present} }
}

/// Conflicts and refusals, each with its choice; nothing typed is thrown away unasked.
#[component]
pub fn ToSettle(engine: Engine) -> impl IntoView {
    let words = use_words();
    let troubles = Memo::new(move |_| engine.sheet.with(|sheet| sheet.troubles()));
    let number = move |place: Place| {
        engine
            .sheet
            .with_untracked(|sheet| sheet.rows[place.0].anonymity.spaced())
    };
    // One polite region says what needs a choice, and nothing else.
    Effect::new(move |before: Option<Vec<Place>>| {
        let now = troubles.get();
        let new = now
            .iter()
            .filter(|(place, _)| before.as_ref().is_some_and(|before| !before.contains(place)));
        for (place, kind) in new {
            let number = number(*place);
            let sentence = match kind {
                TroubleKind::Conflict { .. } => fill(words.grid().said_conflict, &[("number", &number)]),
                TroubleKind::Refused { code, value, .. } => {
                    let reason = words.errors().field(code, value);
                    fill(words.grid().said_refused, &[("number", &number), ("reason", &reason)])
                }
            };
            engine.say(voice::Tone::Urgent, sentence);
        }
        now.into_iter().map(|(place, _)| place).collect()
    });
    let list = move || {
        let troubles = troubles.get();
        (engine.live.get() && !troubles.is_empty()).then(|| {
            let items = troubles
                .into_iter()
                .map(|(place, kind)| view! { <li class=css::trouble><Choice engine=engine place=place number=number(place) kind=kind/></li> })
                .collect_view();
            view! {
                <section class=css::settle aria-labelledby="to-settle">
                    <h2 id="to-settle" class=css::title>{words.grid().to_settle}</h2>
                    <ul class=css::list>{items}</ul>
                </section>
            }
        })
    };
    view! {
        {list}
        <div class="visually-hidden" role="status" aria-live="polite">{move || engine.said.get()}</div>
    }
}

#[component]
fn Choice(engine: Engine, place: Place, #[prop(into)] number: String, kind: TroubleKind) -> impl IntoView {
    let words = use_words();
    let grid = words.grid();
    match kind {
        TroubleKind::Conflict {
            mine,
            theirs,
            author,
            at_text,
        } => {
            let author = if author.is_empty() {
                grid.colleague.to_owned()
            } else {
                author
            };
            let by = fill(grid.theirs_by, &[("author", &author), ("at", &at_text)]);
            let (mine, theirs) = (shown(mine, grid.missing), shown(theirs, grid.missing));
            let keep = Callback::new(move |_| {
                engine.change(|sheet| sheet.keep_mine(place, tabs::draw()));
                focus(engine, place);
            });
            let take = Callback::new(move |_| {
                engine.change(|sheet| sheet.take_theirs(place));
                focus(engine, place);
            });
            view! {
                <p class=css::what><Icon glyph=Glyph::CONFLICT/><strong class="code">{number}</strong></p>
                <dl class=css::both>
                    <div><dt>{grid.mine}</dt><dd class="num">{mine.clone()}</dd></div>
                    <div><dt>{grid.theirs}</dt><dd class="num">{theirs.clone()}</dd><dd class=css::by>{by}</dd></div>
                </dl>
                <div class=css::choice>
                    <Button small=true plain=true on_click=keep>{fill(grid.keep_mine, &[("value", &mine)])}</Button>
                    <Button small=true plain=true on_click=take>{fill(grid.take_theirs, &[("value", &theirs)])}</Button>
                </div>
            }
            .into_any()
        }
        TroubleKind::Refused { text, code, value } => {
            let reason = words.errors().field(&code, &value);
            let give_up = Callback::new(move |_| {
                engine.change(|sheet| sheet.take_theirs(place));
                focus(engine, place);
            });
            view! {
                <p class=css::what>
                    <Icon glyph=Glyph::STOP/>
                    <strong class="code">{number}</strong>
                    <span class="num">{text}</span>
                    <span>{reason}</span>
                </p>
                <div class=css::choice>
                    <Button small=true plain=true on_click=Callback::new(move |_| focus(engine, place))>{grid.correct}</Button>
                    <Button small=true plain=true variant=Variant::Quiet on_click=give_up>{grid.give_up}</Button>
                </div>
            }
            .into_any()
        }
    }
}

/// What a locked lot says of itself.
#[component]
pub fn LockedBanner(engine: Engine, locked_at_text: Option<String>) -> impl IntoView {
    let words = use_words();
    move || {
        let text = match engine.state.get() {
            wire::LotState::Open => return None,
            wire::LotState::Locked => words.grid().lot_locked,
            wire::LotState::Discharged => words.grid().lot_discharged,
        };
        let at = locked_at_text
            .clone()
            .map(|at| fill(words.grid().locked_at, &[("at", &at)]));
        Some(view! { <Banner tone=Tone::Info><Stack tight=true><span>{text}</span><span>{at}</span></Stack></Banner> })
    }
}
