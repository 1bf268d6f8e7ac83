//! The minutes (PV de tenue), to read, print and file.

use super::board::jury_of_address;
use super::closing::SignatureLine;
use super::css;
use super::{calls, clock, say};
use crate::lang::{use_lang, use_words};
use crate::parts::{ButtonLink, Card, Column, Definition, DefinitionList, Glyph, PageHeader, Stack, Table};
use crate::refusal::RefusedPage;
use crate::routes;
use domain::{Decision, shortfall};
use leptos::prelude::*;
use leptos_meta::Title;
use wire::{JuryCandidate, JuryView};
use words::{fill, law};

/// `/jurys/{id}/pv`.
#[component]
pub fn MinutesPage() -> impl IntoView {
    let words = use_words();
    let id = jury_of_address();
    let view = Resource::new(move || id.get(), calls::jury_view);
    view! {
        <Title text=words.jury().minutes_title/>
        <Suspense>
            {move || Suspend::new(async move {
                match view.await {
                    Err(refusal) => view! { <RefusedPage refused=refusal.0/> }.into_any(),
                    Ok(view) => view! { <Minutes view/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Minutes(view: JuryView) -> impl IntoView {
    let words = use_words();
    let title = format!("{} · {}", fill(words.jury().jury, &[("code", &view.code)]), view.label);
    let actions = view! { <ButtonLink href=routes::jury(view.id, "") glyph=Glyph::BACK>{words.jury().back_to_session}</ButtonLink> };
    let admitted = |candidate: &&JuryCandidate| {
        candidate
            .confirmed
            .as_ref()
            .is_some_and(|one| one.decision == Decision::Admitted)
    };
    let (yes, rest): (Vec<_>, Vec<_>) = view.candidates.iter().partition(admitted);
    let (no, open): (Vec<_>, Vec<_>) = rest.into_iter().partition(|candidate| candidate.confirmed.is_some());
    let lists: Vec<_> = [
        (words.jury().minutes_admitted, yes),
        (words.jury().minutes_others, no),
        (words.jury().minutes_open, open),
    ]
    .into_iter()
    .filter(|(title, list)| *title != words.jury().minutes_open || !list.is_empty())
    .map(|(title, list)| decisions(&view, title, &list))
    .collect();
    let signatures: Vec<_> = view
        .signatures
        .iter()
        .map(|one| view! { <SignatureLine signature=one.clone() outdated=view.outdated(one)/> })
        .collect();
    let signed = if signatures.is_empty() {
        view! { <p>{words.jury().not_signed}</p> }.into_any()
    } else {
        view! { <ul class=css::inbox>{signatures}</ul> }.into_any()
    };
    let head = format!("{}:{}", view.head_seq, view.head_hash.as_deref().unwrap_or_default());
    let state = format!("{} · {}", view.state.code(), words.roles().state(view.state));
    let (count, raised) = (view.candidates.len().to_string(), raises(&view));
    view! {
        <PageHeader title=words.jury().minutes_title over=title actions=actions.into_any()/>
        <Stack>
            <Card>
                <DefinitionList wide=true>
                    <Definition term=words.jury().life>{state}</Definition>
                    <Definition term=words.jury().held_on>{view.held_on.as_deref().map(clock::day).unwrap_or_else(|| "—".into())}</Definition>
                    <Definition term=words.jury().centre>{view.centre.clone().unwrap_or_else(|| "—".into())}</Definition>
                    <Definition term=words.jury().candidates>{count}</Definition>
                </DefinitionList>
                <p class=css::quiet>{view.ruleset.label.clone()}" · "{view.session.clone()}" · "{view.academy.clone()}</p>
            </Card>
            {lists}
            {raised}
            <Card title=words.jury().signatures>
                {signed}
                <p class=css::head><span>{words.jury().head}" "</span><code>{head}</code></p>
                <p class=css::quiet>{words.jury().checks}</p>
            </Card>
        </Stack>
    }
    .into_any()
}

fn decisions(view: &JuryView, title: &'static str, list: &[&JuryCandidate]) -> AnyView {
    let (lang, words) = (use_lang(), use_words());
    let rows: Vec<_> = list
        .iter()
        .map(|candidate| {
            let outcome = domain::decide(&view.ruleset, &candidate.marks);
            let said = candidate
                .confirmed
                .as_ref()
                .map(|one| say::decision(lang, &view.ruleset, one.decision, one.mention))
                .unwrap_or_else(|| "—".into());
            let short = shortfall(&view.ruleset, &outcome)
                .filter(|_| {
                    candidate
                        .confirmed
                        .as_ref()
                        .is_some_and(|one| one.decision != Decision::Admitted)
                })
                .map(|missing| say::short(lang, &missing));
            view! {
                <tr>
                    <th scope="row" class="code">{say::number(candidate.anonymity)}</th>
                    <td class="num">{say::average(lang, &view.ruleset, &outcome)}</td>
                    <td>{said}</td>
                    <td class="num">{short}</td>
                </tr>
            }
        })
        .collect();
    let columns = vec![
        Column::text(words.jury().candidate),
        Column::number(words.jury().average),
        Column::text(words.jury().decision),
        Column::number(words.jury().missing_points),
    ];
    let title = format!("{title} ({})", list.len());
    let body = if rows.is_empty() {
        view! { <p>{words.jury().none_here}</p> }.into_any()
    } else {
        view! { <Table caption=title.clone() caption_hidden=true columns=columns dense=true>{rows}</Table> }.into_any()
    };
    view! { <Card title=title>{body}</Card> }.into_any()
}

fn raises(view: &JuryView) -> AnyView {
    let (lang, words) = (use_lang(), use_words());
    let rows: Vec<_> = view
        .candidates
        .iter()
        .flat_map(|candidate| {
            candidate
                .raises
                .iter()
                .map(move |(slot, raise)| (candidate, slot, raise))
        })
        .map(|(candidate, slot, raise)| {
            view! {
                <tr>
                    <th scope="row" class="code">{say::number(candidate.anonymity)}</th>
                    <td>{say::label(&view.ruleset, *slot)}</td>
                    <td class="num">{law::number(lang, raise.before)}</td>
                    <td class="num">{law::number(lang, raise.to)}</td>
                    <td>{raise.reason.clone()}</td>
                    <td>{raise.author.clone()}</td>
                </tr>
            }
        })
        .collect();
    let columns = vec![
        Column::text(words.jury().candidate),
        Column::text(words.jury().component),
        Column::number(words.jury().before),
        Column::number(words.jury().after),
        Column::text(words.jury().reason),
        Column::text(words.jury().author),
    ];
    let body = if rows.is_empty() {
        view! { <p>{words.jury().minutes_no_raise}</p> }.into_any()
    } else {
        view! {
            <Table caption=words.jury().minutes_raises caption_hidden=true columns=columns dense=true>{rows}</Table>
        }
        .into_any()
    };
    view! { <Card title=words.jury().minutes_raises>{body}</Card> }.into_any()
}
