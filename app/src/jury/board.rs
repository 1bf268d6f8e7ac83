//! The session of a jury: the president's face, and the members' one that follows and proposes.

use super::candidate::form;
use super::candidate::{CandidatePanel, confirm};
use super::choice::{Choice, Step, follow_links, show};
use super::closing::Closing;
use super::css;
use super::inbox::Inbox;
use super::list::CandidateList;
use super::map::BorderlineMap;
use super::mine::life;
use super::room::{Line, Room};
use super::{calls, keys, live};
use crate::lang::use_words;
use crate::live::{Alive, handed};
use crate::page::use_form;
use crate::parts::{Badge, ButtonLink, Card, EmptyState, Glyph, PageHeader, Stack, Steps, Tone};
use crate::refusal::{RefusalBanner, RefusedPage};
use crate::routes;
use domain::JuryId;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_location, use_params_map};
use serde::{Deserialize, Serialize};
use wire::{JuryView, Seen};
use words::fill;

/// Number of the jury in the address.
pub fn jury_of_address() -> Memo<JuryId> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse().ok()).unwrap_or(JuryId(0))))
}

/// `/jurys/{id}`.
#[component]
pub fn JuryPage() -> impl IntoView {
    let id = jury_of_address();
    let view = Resource::new(move || id.get(), calls::jury_view);
    let query = use_location().search;
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match view.await {
                    Err(refusal) => view! { <RefusedPage refused=refusal.0/> }.into_any(),
                    Ok(view) => {
                        let choice = query.get_untracked();
                        let told = match Choice::read(&choice).candidate {
                            Some(candidate) => calls::decision_trace(view.id, candidate).await.unwrap_or_default(),
                            None => Vec::new(),
                        };
                        let given = BoardGiven { view, choice, told };
                        let title = fill(use_words().jury().jury, &[("code", &given.view.code)]);
                        view! {
                            <Title text=title/>
                            <Alive given=handed(&given)><Board given/></Alive>
                        }
                        .into_any()
                    }
                }
            })}
        </Suspense>
    }
}

/// What the board is drawn from.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct BoardGiven {
    view: JuryView,
    /// Query of the address.
    choice: String,
    /// How the decision on its candidate is reached, in words.
    told: Vec<String>,
}

/// All that the president and the members see.
#[component]
pub fn Board(given: BoardGiven) -> impl IntoView {
    let BoardGiven { view, choice, told } = given;
    let words = use_words();
    let title = fill(words.jury().jury, &[("code", &view.code)]);
    let (heading, over) = (
        format!("{title} · {}", view.label),
        format!("{} · {}", view.session, view.academy),
    );
    let signing = view.signing;
    let choice = Choice::read(&choice);
    let first = choice.candidate;
    let told_of = move |id| if first == Some(id) { told.clone() } else { Vec::new() };
    let room = Room::new(view, choice);
    live::follow(room);
    Effect::new(move |_| follow_links(room));
    let keys_on = RwSignal::new(true);
    let following = RwSignal::new(!room.chairs());
    if room.chairs() {
        Effect::new(move |_| {
            keys::listen(
                room,
                keys_on,
                Callback::new(move |()| confirm(room, untrack(|| seen(room)))),
            )
        });
        // The projector follows the president's eyes.
        Effect::new(move |before: Option<Option<domain::ApplicationId>>| {
            let now = room.selected.get();
            if before.is_some_and(|before| before != now) {
                room.point(now);
            }
            now
        });
    } else {
        Effect::new(move |_| {
            let pointed = room.cursor.with(|cursor| cursor.application);
            if following.get() && pointed.is_some() && pointed != room.selected.get_untracked() {
                let choice = Choice {
                    candidate: pointed,
                    ..room.choice.get_untracked()
                };
                show(room, choice, Step::Replace);
            }
        });
    }
    let steps = move || {
        let (steps, current) = life(room.view.with(|view| view.state), signing);
        view! { <Steps label=words.jury().life steps=steps current=current/> }
    };
    // A form sent without scripts and refused: beside the candidate it was about, or here when none is in sight.
    let sent = use_form(&form(room)).refused();
    let sent = sent.filter(|_| room.selected.get_untracked().is_none());
    let refused = move || room.refused.get().map(|refused| view! { <RefusalBanner refused/> });
    view! {
        <PageHeader title=heading over=over/>
        <Stack>
            {steps}
            <div class=css::bar><Presence room/><Switches room keys_on following/></div>
            {sent.map(|refused| view! { <RefusalBanner refused/> })}
            {refused}
            <div class=css::board>
                <div class=css::side>
                    <Card flush=true><CandidateList room/></Card>
                    <Closing room/>
                </div>
                <div class=css::main>
                    // Keyed: what was typed for one candidate never shows under another.
                    <For each=move || room.selected.get() key=|id| *id let:id><CandidatePanel room id told=told_of(id)/></For>
                    <Show when=move || room.selected.get().is_none()>
                        <Card>
                            <EmptyState title=words.jury().candidate glyph=Glyph::USER level=2><p>{words.jury().pick}</p></EmptyState>
                        </Card>
                    </Show>
                    <Inbox room/><BorderlineMap room/>
                </div>
            </div>
        </Stack>
    }
    .into_any()
}

/// The decision of the candidate in sight, if it can be confirmed.
fn seen(room: Room) -> Option<Seen> {
    let application = room.selected.get()?;
    let open = room.view.with(|view| {
        view.state.deliberates() && view.candidate(application).is_some_and(|one| one.confirmed.is_none())
    });
    let outcome = room.outcomes.with(|outcomes| outcomes.get(&application).cloned())?;
    open.then_some(Seen {
        application,
        decision: outcome.decision,
        mention: outcome.mention,
    })
}

/// The state of the line, and who is here.
#[component]
pub fn Presence(room: Room) -> impl IntoView {
    let words = use_words();
    let line = move || {
        let (tone, glyph, text) = match room.line.get() {
            Line::Joining => (Tone::Neutral, Glyph::CLOCK, words.jury().joining),
            Line::Live => (Tone::Success, Glyph::CHECK, words.jury().live),
            Line::Lost => (Tone::Warning, Glyph::WARNING, words.jury().reconnecting),
        };
        view! { <Badge tone=tone glyph=glyph text=text/> }
    };
    let people = move || {
        let mut present = room.present.get();
        present.dedup();
        present
            .into_iter()
            .map(|one| {
                let role = one.role.map(|role| words.roles().of(role)).unwrap_or_default();
                view! { <li><strong>{one.name}</strong>" "<span class=css::note>{role}</span></li> }
            })
            .collect::<Vec<_>>()
    };
    view! {
        <div class=css::presence>
            <span role="status">{line}</span>
            <ul aria-label=words.jury().present>{people}</ul>
        </div>
    }
}

#[component]
fn Switches(room: Room, keys_on: RwSignal<bool>, following: RwSignal<bool>) -> impl IntoView {
    let words = use_words();
    let (id, label, hint, signal) = if room.chairs() {
        ("keys", words.jury().keys, words.jury().keys_hint, keys_on)
    } else {
        ("follow", words.jury().follow, "", following)
    };
    let overview = room.chairs().then(|| {
        let press = Callback::new(move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            room.point(None);
        });
        view! {
            <form method="post" action=routes::jury(room.id, "pointer")>
                <input type="hidden" name="back" value=move || room.address(room.filter.get(), room.selected.get())/>
                <crate::parts::Button small=true on_click=press>{words.jury().show_all}</crate::parts::Button>
            </form>
        }
    });
    view! {
        <div class=css::switches>
            <label class=css::switch for=id>
                <input id=id type="checkbox" prop:checked=move || signal.get() checked=signal.get_untracked()
                    on:change=move |event| signal.set(event_target_checked(&event))/>
                <span>{label}" "<span class=css::note>{hint}</span></span>
            </label>
            {overview}
            <ButtonLink href=routes::jury(room.id, "simulation") small=true>{words.jury().simulation}</ButtonLink>
            <ButtonLink href=routes::jury(room.id, "projection") small=true>{words.jury().projection}</ButtonLink>
        </div>
    }
}
