//! Missing marks, by jury, then by candidate.

use super::calls::missing_marks;
use super::css;
use super::parts::{Here, OfficeHeader, figure, loaded, use_asked, use_asked_text};
use crate::parts::{Badge, Banner, Card, Column, EmptyState, Glyph, Stack, Table, Tone};
use crate::{lang, routes};
use leptos::prelude::*;
use leptos_meta::Title;
use wire::{MissingCandidate, MissingGroup, MissingMarks};
use words::fill;

/// `/bureau/manquantes`.
#[component]
pub fn MissingPage() -> impl IntoView {
    let (asked, ruleset, jury) = (use_asked(), use_asked_text("reglement"), use_asked_text("jury"));
    let missing = Resource::new(
        move || (asked.get(), ruleset.get(), jury.get()),
        |(session, ruleset, jury)| {
            let ruleset = (!ruleset.is_empty()).then_some(ruleset);
            missing_marks(session, ruleset, jury.parse().ok())
        },
    );
    let words = lang::use_words();
    view! {
        <Title text=words.office().tab_missing/>
        {loaded(missing, move |missing| {
            let chosen = (ruleset.get(), jury.get());
            view! { <Missing missing chosen/> }.into_any()
        })}
    }
}

#[component]
fn Missing(missing: MissingMarks, chosen: (String, String)) -> impl IntoView {
    let lang = lang::use_lang();
    let w = lang.words().office();
    let MissingMarks {
        session,
        groups,
        candidates,
        more,
    } = missing;
    let total: i64 = groups.iter().map(|group| group.missing).sum();
    let header = view! { <OfficeHeader title=w.missing_title session=Some(session) tab=routes::OFFICE_MISSING lead=w.missing_lead/> };
    if groups.is_empty() {
        return view! {
            {header}
            <EmptyState title=w.nobody_registered level=2><p>{w.nobody_registered_hint}</p></EmptyState>
        }
        .into_any();
    }
    let list = (!chosen.0.is_empty()).then(|| {
        if candidates.is_empty() {
            view! { <Banner tone=Tone::Success title=w.no_missing>{w.no_missing_here}</Banner> }.into_any()
        } else {
            view! { <Candidates candidates more/> }.into_any()
        }
    });
    let columns = vec![
        Column::text(w.jury),
        Column::text(w.qualification),
        Column::number(w.candidates),
        Column::number(w.missing),
    ];
    view! {
        {header}
        <Stack>
            {(total == 0).then(|| view! { <Banner tone=Tone::Success title=w.no_missing>{w.no_missing_hint}</Banner> })}
            <Card title=w.missing_groups flush=true>
                <Table caption=w.missing_groups caption_hidden=true columns>
                    {groups.into_iter().map(|group| view! { <Group group chosen=chosen.clone()/> }).collect_view()}
                </Table>
            </Card>
            {list}
        </Stack>
    }
    .into_any()
}

#[component]
fn Group(group: MissingGroup, chosen: (String, String)) -> impl IntoView {
    let lang = lang::use_lang();
    let w = lang.words().office();
    let jury = group.jury.as_ref().map(|(id, ..)| id.to_string()).unwrap_or_default();
    let href = format!("{}?reglement={}&jury={jury}", routes::OFFICE_MISSING, group.ruleset);
    let current = (chosen == (group.ruleset.clone(), jury)).then_some("true");
    let name = match &group.jury {
        Some((_, code, label)) => format!("{code} · {label}"),
        None => w.no_jury.to_string(),
    };
    view! {
        <tr aria-current=current>
            <th scope="row"><a href=Here::now().link(&href) class=css::name>{name}</a></th>
            <td class="code">{group.ruleset}</td>
            <td class="num">{figure(lang, group.candidates)}</td>
            <td class="num">{figure(lang, group.missing)}</td>
        </tr>
    }
}

#[component]
fn Candidates(candidates: Vec<MissingCandidate>, more: i64) -> impl IntoView {
    let lang = lang::use_lang();
    let w = lang.words().office();
    let here = Here::now();
    let columns = vec![
        Column::text(w.candidate),
        Column::text(w.anonymity),
        Column::text(w.establishment),
        Column::text(w.missing_cells),
    ];
    let slots = move |candidate: &MissingCandidate| {
        let cells = candidate.slots.iter().map(|(slot, lot)| match lot {
            Some(lot) => {
                let href = here.link(&format!("{}/{lot}", routes::OFFICE_LOTS));
                view! { <li><a href=href>{slot.label.clone()}</a></li> }.into_any()
            }
            None => view! { <li>{slot.label.clone()}" "<Badge tone=Tone::Warning glyph=Glyph::WARNING text=w.no_lot_for/></li> }.into_any(),
        });
        cells.collect_view()
    };
    view! {
        <Card title=w.missing_by_candidate flush=true>
            <Table caption=w.missing_by_candidate caption_hidden=true columns dense=true>
                {candidates.into_iter().map(|candidate| {
                    let href = here.link(&format!("{}/{}", routes::OFFICE_CANDIDATES, candidate.application));
                    let anonymity = candidate.anonymity.map(|number| number.spaced());
                    view! {
                        <tr>
                            <th scope="row"><a href=href class=css::name>{candidate.name.clone()}</a></th>
                            <td class="code">{anonymity}</td>
                            <td><span class=css::note>{candidate.establishment.clone()}</span></td>
                            <td><ul class=css::cells>{slots(&candidate)}</ul></td>
                        </tr>
                    }
                }).collect_view()}
            </Table>
        </Card>
        {(more > 0).then(|| view! { <p>{fill(w.and_more, &[("n", &figure(lang, more))])}</p> })}
    }
}
