//! The office publishes locked juries, and takes publications back.

use super::calls::publications;
use crate::office::OfficeTabs;
use crate::page::use_form;
use crate::parts::{
    Badge, Button, ButtonLink, Card, Choice, Column, Control, EmptyState, Field, Glyph, PageHeader, Size, Stack, Table,
    Tone, Variant,
};
use crate::refusal::{RefusalBanner, RefusedPage};
use crate::{lang, routes};
use leptos::prelude::*;
use leptos_meta::Title;
use wire::{PublicationView, PublicationsView, PublishableJury, ResultCounts};
use words::fill;

stylance::import_crate_style!(css, "src/publications/office.module.css");

/// `/bureau/publications`.
#[component]
pub fn PublicationsPage() -> impl IntoView {
    let words = lang::use_words();
    let view = Resource::new(|| (), |()| publications());
    view! {
        <Title text=words.publications().title/>
        <Suspense fallback=move || view! { <p>{words.common().loading}</p> }>
            {move || Suspend::new(async move {
                match view.await {
                    Ok(view) => view! { <Office view/> }.into_any(),
                    Err(refusal) => view! { <RefusedPage refused=refusal.0/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Office(view: PublicationsView) -> impl IntoView {
    let words = lang::use_words().publications();
    let see = view! { <ButtonLink href=routes::RESULTS glyph=Glyph::ARROW>{words.see_page}</ButtonLink> }.into_any();
    let live: Vec<PublicationView> = view.publications.iter().filter(|it| !it.withdrawn).cloned().collect();
    view! {
        <PageHeader title=words.title over=view.session_label.clone() lead=words.lead actions=see/>
        <OfficeTabs current=routes::PUBLICATIONS/>
        <Stack>
            <Sets sets=view.publications.clone()/>
            <Publish view/>
            {(!live.is_empty()).then(|| view! { <Withdraw live/> })}
        </Stack>
    }
    .into_any()
}

/// The heads of the counts, in the order of `counts`.
fn count_columns() -> Vec<Column> {
    let words = lang::use_words().publications();
    [
        words.candidates,
        words.admitted,
        words.group2,
        words.refused,
        words.others,
        words.withheld,
    ]
    .map(Column::number)
    .into()
}

fn counts(counts: ResultCounts) -> impl IntoView {
    [
        counts.candidates,
        counts.admitted,
        counts.group2,
        counts.refused,
        counts.others,
        counts.withheld,
    ]
    .map(|n| view! { <td class="num">{n}</td> })
    .collect_view()
}

#[component]
fn Sets(sets: Vec<PublicationView>) -> impl IntoView {
    let words = lang::use_words().publications();
    if sets.is_empty() {
        return view! {
            <EmptyState title=words.no_sets glyph=Glyph::CLOCK level=2><p>{words.no_sets_hint}</p></EmptyState>
        }
        .into_any();
    }
    let mut columns = vec![
        Column::text(words.exam),
        Column::text(words.juries),
        Column::text(words.opens),
        Column::text(words.state),
    ];
    columns.extend(count_columns());
    let row = |set: PublicationView| {
        let (tone, glyph, state) = match (set.withdrawn, set.open) {
            (true, _) => (Tone::Neutral, Glyph::CROSS, words.state_withdrawn),
            (false, true) => (Tone::Success, Glyph::CHECK, words.state_open),
            (false, false) => (Tone::Info, Glyph::CLOCK, words.state_waiting),
        };
        let digest = fill(words.digest, &[("digest", set.digest.get(..12).unwrap_or_default())]);
        view! {
            <tr>
                <th scope="row"><span class=css::name>{set.label}</span><small class="code">{digest}</small></th>
                <td class="code">{set.juries.join(", ")}</td>
                <td>{set.opens}</td>
                <td><Badge tone glyph text=state.to_owned()/></td>
                {counts(set.counts)}
            </tr>
        }
    };
    view! {
        <Card title=words.sets flush=true>
            <Table caption=words.sets caption_hidden=true columns dense=true>{sets.into_iter().map(row).collect_view()}</Table>
        </Card>
    }
    .into_any()
}

#[component]
fn Publish(view: PublicationsView) -> impl IntoView {
    let words = lang::use_words().publications();
    if view.juries.is_empty() {
        return view! {
            <EmptyState title=words.none_ready glyph=Glyph::PEOPLE level=2><p>{words.none_ready_hint}</p></EmptyState>
        }
        .into_any();
    }
    let form = use_form(routes::PUBLISH);
    let mut columns = vec![
        Column::text(words.juries),
        Column::number(words.decided),
        Column::number(words.in_minutes),
    ];
    columns.extend(count_columns());
    columns.push(Column::text(words.check));
    let typed = form.typed("opens_at");
    let opens_at = if typed.is_empty() { view.proposed.clone() } else { typed };
    let row = |jury: PublishableJury| {
        let chosen = form.typed(&format!("jury_{}", jury.id)) == "on";
        view! { <JuryRow jury chosen/> }
    };
    let rows = view.juries.into_iter().map(row).collect_view();
    view! {
        <Card title=words.new note=words.new_note flush=true>
            {form.refused().map(|refused| view! { <div class=css::choice><RefusalBanner refused/></div> })}
            <form method="post" action=routes::PUBLISH>
                <input type="hidden" name="session" value=view.session.to_string()/>
                <Table caption=words.new caption_hidden=true columns dense=true>{rows}</Table>
                <div class=css::choice>
                    <Stack tight=true>
                        <Field label=words.hour name="opens_at" control=Control::DateTime value=opens_at hint=words.hour_hint
                            error=form.error("opens_at") size=Size::Medium required=true/>
                        <div><Button variant=Variant::Primary>{words.publish}</Button></div>
                    </Stack>
                </div>
            </form>
        </Card>
    }
    .into_any()
}

#[component]
fn JuryRow(jury: PublishableJury, chosen: bool) -> impl IntoView {
    let all = lang::use_words();
    let words = all.publications();
    let name = format!("jury_{}", jury.id);
    let label = fill(words.choose, &[("code", &jury.code)]);
    let fits = jury.counts.is_some_and(|counts| counts.agree());
    let choice = if fits {
        view! {
            <label><input type="checkbox" name=name value="on" checked=chosen aria-label=label/>" "{jury.code}</label>
        }
        .into_any()
    } else {
        view! { <span>{jury.code}</span> }.into_any()
    };
    let (tone, glyph, check) = match jury.counts {
        Some(_) if fits => (Tone::Success, Glyph::CHECK, words.check_fine),
        Some(_) => (Tone::Error, Glyph::WARNING, words.check_wrong),
        None => (Tone::Neutral, Glyph::LOCK, words.not_locked),
    };
    let state = jury.counts.is_none().then(|| {
        let state = format!("{} {}", jury.state.code(), all.roles().state(jury.state));
        view! { <small class=css::name>{state}</small> }
    });
    let numbers = jury.counts.map_or_else(
        || view! { <td colspan="8"></td> }.into_any(),
        |sum| {
            view! {
                <td class="num">{sum.decided}</td>
                <td class="num">{sum.in_minutes}</td>
                {counts(sum)}
            }
            .into_any()
        },
    );
    let lists =
        (jury.state >= domain::JuryState::Closed).then(|| view! { <a href=routes::posting(jury.id)>{words.lists}</a> });
    view! {
        <tr>
            <th scope="row"><span class="code">{choice}</span><small class=css::name>{jury.label}</small>{lists}</th>
            {numbers}
            <td><Badge tone glyph text=check.to_owned()/>{state}</td>
        </tr>
    }
}

#[component]
fn Withdraw(live: Vec<PublicationView>) -> impl IntoView {
    let words = lang::use_words().publications();
    let form = use_form(routes::WITHDRAW);
    let choices = live
        .iter()
        .map(|set| Choice::new(set.id.to_string(), format!("{} · {}", set.opens, set.label)))
        .collect();
    view! {
        <Card title=words.withdraw_title note=words.withdraw_hint>
            {form.refused().map(|refused| view! { <RefusalBanner refused/> })}
            <form method="post" action=routes::WITHDRAW>
                <Stack tight=true>
                    <Field label=words.withdraw_which name="publication" control=Control::Select(choices)
                        value=form.typed("publication")/>
                    <Field label=words.reason name="reason" value=form.typed("reason") error=form.error("reason")
                        maxlength=500 required=true/>
                    <Button variant=Variant::Danger>{words.withdraw}</Button>
                </Stack>
            </form>
        </Card>
    }
}
