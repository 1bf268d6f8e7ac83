//! Both entries of a lot: what differs, and deciding what stands.

use super::calls::compare_entries;
use super::css;
use super::parts::{BackHere, Here, LotBadge, figure, loaded};
use crate::page::{Form, use_form};
use crate::parts::{
    Banner, Breadcrumb, Button, Card, Crumb, Definition, DefinitionList, EmptyState, Field, Glyph, Icon, PageHeader,
    Size, Stack, Tone,
};
use crate::refusal::RefusalBanner;
use crate::{lang, routes};
use domain::{Entry, LotId};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use wire::{Comparison, Difference, FollowedLot, HandEntry, LotState};
use words::{count, fill};

/// `/bureau/lots/{id}/comparaison`.
#[component]
pub fn ComparisonPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse().ok())));
    let comparison = Resource::new(move || id.get(), |id| compare_entries(id.unwrap_or(LotId(0))));
    view! { {loaded(comparison, |comparison| view! { <Compared comparison/> }.into_any())} }
}

#[component]
fn Compared(comparison: Comparison) -> impl IntoView {
    let lang = lang::use_lang();
    let w = lang.words().office();
    let here = Here::now();
    let (ready, left) = (comparison.ready(), comparison.left());
    let Comparison {
        session,
        first,
        second,
        differences,
    } = comparison;
    let to_lot = here.link(&format!("{}/{}", routes::OFFICE_LOTS, first.id));
    let crumbs = vec![
        Crumb::new(here.link(routes::OFFICE), w.place),
        Crumb::new(here.link(routes::OFFICE_LOTS), w.tab_lots),
        Crumb::new(to_lot.clone(), first.label.clone()),
    ];
    let form = use_form(&routes::settle(first.id));
    let refused = form.refused();
    let fixed = first.stage == LotState::Discharged;
    let said = match (ready, left) {
        (false, _) => (Tone::Info, w.compare_waits.to_string()),
        (true, 0) => (Tone::Success, w.compare_done.to_string()),
        (true, left) => {
            let left = u64::try_from(left).unwrap_or(u64::MAX);
            (Tone::Warning, count(lang, left, w.compare_left_one, w.compare_left))
        }
    };
    let lot = first.id;
    let body = match differences.is_empty() {
        true => ready
            .then(|| view! { <Card><EmptyState title=w.compare_same level=2><p>{w.compare_same_hint}</p></EmptyState></Card> })
            .into_any(),
        false => view! {
            <Card title=w.compare_title flush=true>
                <ul class=css::differences>
                    {differences.into_iter().map(|difference| {
                        let form = form.clone();
                        view! { <Row lot difference form fixed/> }
                    }).collect_view()}
                </ul>
            </Card>
        }
        .into_any(),
    };
    view! {
        <Title text=w.double_compare/>
        <Breadcrumb crumbs current=w.double_compare/>
        <PageHeader title=w.double_compare over=format!("{} · {}", session.label, first.label)/>
        <Stack>
            {refused.map(|refused| view! { <RefusalBanner refused/> })}
            <Banner tone=said.0>{said.1}</Banner>
            <Card>
                <DefinitionList>
                    <Hand term=w.first_entry lot=first/>
                    <Hand term=w.second_entry lot=second/>
                </DefinitionList>
            </Card>
            {body}
            {(ready && left == 0 && !fixed).then(|| view! { <p><a href=to_lot>{w.compare_to_discharge}</a></p> })}
        </Stack>
    }
}

#[component]
fn Hand(term: &'static str, lot: FollowedLot) -> impl IntoView {
    let lang = lang::use_lang();
    let w = lang.words().office();
    let marker = if lot.markers.is_empty() {
        w.no_marker.to_string()
    } else {
        lot.markers.join(", ")
    };
    let entered = fill(
        w.entered_of,
        &[("n", &figure(lang, lot.entered)), ("of", &figure(lang, lot.cells))],
    );
    view! {
        <Definition term=term>
            <LotBadge state=lot.stage/>
            <p class=css::note>{format!("{marker}, {entered}")}</p>
        </Definition>
    }
}

#[component]
fn Row(lot: LotId, difference: Difference, form: Form, fixed: bool) -> impl IntoView {
    let w = lang::use_words().office();
    let anonymity = difference.anonymity.map(|number| number.spaced()).unwrap_or_default();
    let spoken = format!(" ({anonymity}, {})", difference.slot.label);
    let verdict = match difference.settled.clone() {
        None => view! { <p><Icon glyph=Glyph::WARNING/>" "{w.to_settle}</p> }.into_any(),
        Some(settlement) => {
            let why = (!settlement.reason.is_empty()).then(|| view! { <p class=css::note>{settlement.reason}</p> });
            view! {
                <p><Icon glyph=Glyph::CHECK/>" "<strong>{shown(settlement.value)}</strong></p>
                <p class=css::note>{format!("{}, {}", settlement.author, settlement.at)}</p>
                {why}
            }
            .into_any()
        }
    };
    let id = format!("ecart-{}", key(&difference));
    let choose = (!fixed).then(|| view! { <Choose lot difference=difference.clone() form spoken/> });
    view! {
        <li id=id>
            <div>
                <strong class="code">{anonymity}</strong>
                <p class=css::note>{fill(w.copy_at, &[("n", &difference.rank.to_string()), ("slot", &difference.slot.label)])}</p>
            </div>
            <By term=w.first_entry entry=difference.first/>
            <By term=w.second_entry entry=difference.second/>
            <div>{verdict}</div>
            <div>{choose}</div>
        </li>
    }
}

/// The two values to press, and a third one to type.
#[component]
fn Choose(lot: LotId, difference: Difference, form: Form, spoken: String) -> impl IntoView {
    let w = lang::use_words().office();
    let key = key(&difference);
    let (application, slot) = (difference.application, difference.slot.slot);
    let versions = (difference.first.version, difference.second.version);
    // A form that was refused comes back to its row.
    let mine = form.typed("application") == application.to_string() && form.typed("slot") == slot.to_string();
    let form = if mine { form } else { Form::default() };
    let seen = move || {
        view! {
            <BackHere/>
            <input type="hidden" name="application" value=application.to_string()/>
            <input type="hidden" name="slot" value=slot.to_string()/>
            <input type="hidden" name="version" value=versions.0.to_string()/>
            <input type="hidden" name="second_version" value=versions.1.to_string()/>
        }
    };
    let keep = |choice: &'static str, entry: &HandEntry| {
        let text = fill(w.keep, &[("value", &shown(entry.value))]);
        let spoken = spoken.clone();
        view! {
            <Button small=true name="choice" value=choice>{text}<span class="visually-hidden">{spoken}</span></Button>
        }
    };
    view! {
        <form method="post" action=routes::settle(lot)>
            {seen()}
            <div class=css::choices>{keep("first", &difference.first)}{keep("second", &difference.second)}</div>
        </form>
        <details class=css::more open=mine>
            <summary>{w.other_value}<span class="visually-hidden">{spoken.clone()}</span></summary>
            <form method="post" action=routes::settle(lot)>
                <Stack tight=true>
                    {seen()}
                    <Field label=w.third_value name="value" id=format!("value-{key}") value=form.typed("value")
                        error=form.error("value") inputmode="decimal" size=Size::Short required=true/>
                    <Field label=w.third_reason name="reason" id=format!("reason-{key}") value=form.typed("reason")
                        error=form.error("reason") maxlength=500 required=true/>
                    <div><Button small=true name="choice" value="third">{w.settle}</Button></div>
                </Stack>
            </form>
        </details>
    }
}

#[component]
fn By(term: &'static str, entry: HandEntry) -> impl IntoView {
    let by: Vec<String> = [entry.author, entry.at].into_iter().flatten().collect();
    view! {
        <div>
            <p class=css::term>{term}</p>
            <strong>{shown(entry.value)}</strong>
            <p class=css::note>{by.join(", ")}</p>
        </div>
    }
}

fn key(difference: &Difference) -> String {
    format!("{}-{}", difference.application, difference.slot.slot)
}

fn shown(entry: Option<Entry>) -> String {
    entry.map_or_else(|| "—".to_string(), Entry::french)
}
