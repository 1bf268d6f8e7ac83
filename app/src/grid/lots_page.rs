//! The lots of a marker.

use super::calls::my_lots;
use crate::lang::use_words;
use crate::parts::{Badge, ButtonLink, Card, Columns, EmptyState, Glyph, PageHeader, Progress, Stack, Tone, Variant};
use crate::refusal::RefusedPage;
use crate::routes;
use leptos::prelude::*;
use leptos_meta::Title;
use wire::{LotState, LotSummary};
use words::{Words, count, fill};

/// `/lots`.
#[component]
pub fn LotsPage() -> impl IntoView {
    let words = use_words();
    let lots = Resource::new(|| (), |()| my_lots());
    view! {
        <Title text=words.grid().my_lots/>
        <PageHeader title=words.grid().my_lots lead=words.grid().lots_lead/>
        <Suspense fallback=move || view! { <p>{words.common().loading}</p> }>
            {move || Suspend::new(async move {
                match lots.await {
                    Err(refusal) => view! { <RefusedPage refused=refusal.0/> }.into_any(),
                    Ok(lots) if lots.is_empty() => view! {
                        <EmptyState title=words.grid().no_lot level=2><p>{words.grid().no_lot_text}</p></EmptyState>
                    }
                    .into_any(),
                    Ok(lots) => {
                        let cards = lots.into_iter().map(|lot| view! { <LotCard lot/> }).collect_view();
                        view! { <Columns>{cards}</Columns> }.into_any()
                    }
                }
            })}
        </Suspense>
    }
}

#[component]
fn LotCard(lot: LotSummary) -> impl IntoView {
    let words = use_words();
    let lang = crate::lang::use_lang();
    let (tone, glyph, state) = match lot.state {
        LotState::Open => (Tone::Info, Glyph::PENCIL, words.grid().state_open),
        LotState::Locked => (Tone::Success, Glyph::LOCK, words.grid().state_locked),
        LotState::Discharged => (Tone::Neutral, Glyph::DONE, words.grid().state_discharged),
    };
    let text = fill(
        words.grid().progress_text,
        &[("filled", &lot.filled.to_string()), ("cells", &lot.cells.to_string())],
    );
    let copies = count(lang, lot.copies, words.grid().copies_one, words.grid().copies_many);
    let note = format!("{} · {copies}", lot.session);
    let (verb, variant) = match lot.state {
        LotState::Open => (words.grid().open_lot, Variant::Primary),
        LotState::Locked | LotState::Discharged => (words.grid().see_lot, Variant::Secondary),
    };
    view! {
        <Card title=lot.label note=note actions=view! { <Badge tone=tone glyph=glyph text=state/> }.into_any()>
            <Stack tight=true>
                <p>{tests(&lot.subjects, words)}</p>
                <Progress id=format!("lot-{}", lot.id) label=words.grid().progress value=lot.filled max=lot.cells text=text/>
                {lot.locked_at_text.map(|at| view! { <p>{fill(words.grid().locked_at, &[("at", &at)])}</p> })}
                <div><ButtonLink href=routes::lot(lot.id) variant=variant>{verb}</ButtonLink></div>
            </Stack>
        </Card>
    }
}

/// What is marked in a lot: by name when they are few.
pub fn tests(subjects: &[String], words: Words) -> String {
    match subjects.len() {
        0..=wire::ROOMY => subjects.join(", "),
        many => fill(words.grid().tests_many, &[("n", &many.to_string())]),
    }
}
