//! What-if over a whole jury: thresholds moved, components neutralised, and the smallest raises. Nothing is kept.

mod asked;
mod effect;
mod plans;
mod suppose;
mod trial;

use super::board::jury_of_address;
use super::choice::Choice;
use super::room::{Line, Room};
use super::{calls, css, live};
use crate::lang::use_words;
use crate::live::{Alive, handed};
use crate::parts::{Banner, ButtonLink, PageHeader, Stack, Tone};
use crate::refusal::RefusedPage;
use crate::routes;
use asked::Asked;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;
use serde::{Deserialize, Serialize};
use trial::{Outcomes, Trial};
use wire::JuryView;
use words::fill;

/// `/jurys/{id}/simulation`.
#[component]
pub fn WhatIfPage() -> impl IntoView {
    let id = jury_of_address();
    let view = Resource::new(move || id.get(), calls::jury_view);
    let query = use_location().search;
    view! {
        <Title text=use_words().whatif().title/>
        <Suspense>
            {move || Suspend::new(async move {
                match view.await {
                    Err(refusal) => view! { <RefusedPage refused=refusal.0/> }.into_any(),
                    Ok(view) => {
                        let given = WhatIfGiven { view, asked: query.get_untracked() };
                        view! { <Alive given=handed(&given)><WhatIf given/></Alive> }.into_any()
                    }
                }
            })}
        </Suspense>
    }
}

/// What the simulation is drawn from.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WhatIfGiven {
    view: JuryView,
    /// Query of the address.
    asked: String,
}

/// The suppositions, and what they would do.
#[component]
pub fn WhatIf(given: WhatIfGiven) -> impl IntoView {
    let words = use_words();
    let WhatIfGiven { view, asked } = given;
    let jury = fill(words.jury().jury, &[("code", &view.code)]);
    let over = format!("{jury} · {} · {}", view.label, view.session);
    let asked = RwSignal::new(Asked::read(&asked, &view.ruleset));
    let room = Room::new(view, Choice::default());
    live::follow(room);
    let supposed =
        Memo::new(move |_| asked.with(|asked| room.view.with_untracked(|view| asked.hypothesis(&view.ruleset))));
    let trial = Memo::new(move |_| {
        let supposed = supposed.get();
        judged(room, |view, outcomes| {
            Trial::of(&supposed.ruleset(&view.ruleset), &supposed, &view.candidates, outcomes)
        })
    });
    Effect::new(move |before: Option<String>| {
        let address = asked.with(|asked| asked.address(room.id));
        if before.is_some_and(|before| before != address)
            && let Ok(history) = window().history()
        {
            // Where the address cannot follow, the screen still does.
            let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address));
        }
        address
    });
    let lost = move || {
        (room.line.get() == Line::Lost)
            .then(|| view! { <Banner tone=Tone::Warning>{words.jury().reconnecting}</Banner> })
    };
    let back = view! { <ButtonLink href=routes::jury(room.id, "")>{words.whatif().back}</ButtonLink> }.into_any();
    view! {
        <PageHeader title=words.whatif().title over=over actions=back/>
        <Stack>
            <Banner tone=Tone::Info title=words.whatif().banner>{words.whatif().banner_text}</Banner>
            {lost}
            <div class=css::whatif>
                <div class=css::tried><suppose::Suppose room asked/></div>
                <div class=css::tried>
                    <effect::Effects room supposed trial/>
                    <plans::Plans room asked/>
                </div>
            </div>
        </Stack>
    }
    .into_any()
}

/// Reads the jury, again whenever an outcome changes: most acts of a jury change none.
fn judged<T>(room: Room, read: impl FnOnce(&JuryView, &Outcomes) -> T) -> T {
    room.outcomes
        .with(|outcomes| room.view.with_untracked(|view| read(view, outcomes)))
}
