//! My juries.

use super::{calls, clock};
use crate::parts::{
    ButtonLink, Card, Definition, DefinitionList, EmptyState, Glyph, PageHeader, Progress, Stack, Step, Steps, Variant,
};
use crate::refusal::RefusedPage;
use crate::{lang, routes};
use domain::{JuryState, MinutesSigning, transitions};
use leptos::prelude::*;
use leptos_meta::Title;
use wire::JuryCard;
use words::fill;

/// `/jurys`.
#[component]
pub fn JuriesPage() -> impl IntoView {
    let words = lang::use_words();
    let juries = Resource::new(|| (), |()| calls::my_juries());
    view! {
        <Title text=words.jury().mine/>
        <PageHeader title=words.jury().mine lead=words.jury().mine_lead/>
        <Suspense>
            {move || Suspend::new(async move {
                match juries.await {
                    Err(refusal) => view! { <RefusedPage refused=refusal.0/> }.into_any(),
                    Ok(juries) if juries.is_empty() => view! {
                        <EmptyState title=words.jury().none glyph=Glyph::PEOPLE level=2>
                            <p>{words.jury().none_hint}</p>
                        </EmptyState>
                    }.into_any(),
                    Ok(juries) => {
                        let cards: Vec<_> = juries.into_iter().map(|card| view! { <OneJury card/> }).collect();
                        view! { <Stack>{cards}</Stack> }.into_any()
                    }
                }
            })}
        </Suspense>
    }
}

/// The states of group 1 as steps, and the index of the present one.
pub fn life(state: JuryState, signing: MinutesSigning) -> (Vec<Step>, u32) {
    let words = lang::use_words();
    let mut states = vec![JuryState::NotStarted];
    states.extend(
        transitions(signing)
            .iter()
            .map(|way| way.to)
            .filter(|to| *to <= JuryState::Locked.max(state)),
    );
    let current = states.iter().position(|known| *known == state).unwrap_or(0);
    let steps = states
        .into_iter()
        .map(|state| Step::new(state.code(), words.roles().state(state)))
        .collect();
    (steps, u32::try_from(current).unwrap_or(0))
}

#[component]
fn OneJury(card: JuryCard) -> impl IntoView {
    let words = lang::use_words();
    let title = format!("{} · {}", fill(words.jury().jury, &[("code", &card.code)]), card.label);
    let (steps, current) = life(card.state, card.signing);
    let (done, all) = (
        u64::try_from(card.confirmed).unwrap_or(0),
        u64::try_from(card.candidates).unwrap_or(0),
    );
    let progress = fill(
        words.jury().progress,
        &[("done", &done.to_string()), ("all", &all.to_string())],
    );
    let role = card.role.map(|role| words.roles().of(role));
    let held_on = card.held_on.as_deref().map(clock::day);
    view! {
        <Card title=title note=card.session>
            <Stack>
                <Steps label=words.jury().life steps=steps current=current/>
                <DefinitionList wide=true>
                    {role.map(|role| view! { <Definition term=words.jury().my_role>{role}</Definition> })}
                    {held_on.map(|day| view! { <Definition term=words.jury().held_on>{day}</Definition> })}
                    {card.centre.map(|centre| view! { <Definition term=words.jury().centre>{centre}</Definition> })}
                </DefinitionList>
                <Progress id=format!("jury-{}", card.id) label=words.jury().candidates value=done max=all text=progress/>
                <p>
                    <ButtonLink href=routes::jury(card.id, "") variant=Variant::Primary>{words.jury().enter}</ButtonLink>
                    " "
                    <ButtonLink href=routes::jury(card.id, "projection")>{words.jury().projection}</ButtonLink>
                    " "
                    <ButtonLink href=routes::jury(card.id, "pv")>{words.jury().minutes}</ButtonLink>
                </p>
            </Stack>
        </Card>
    }
    .into_any()
}
