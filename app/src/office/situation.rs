//! The situation of a candidate: a form, or why it changes no more.

use super::calls::situation_sheet;
use super::parts::{Here, loaded, state_text};
use super::situation_draft::Draft;
use super::situation_facts::SituationFacts;
use super::situation_form::SituationForm;
use crate::parts::{Banner, Breadcrumb, ButtonLink, Card, Crumb, DefinitionList, PageHeader, Stack, Tone};
use crate::{lang, routes};
use domain::ApplicationId;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use std::sync::Arc;
use wire::{RefusedCode, Situation, SituationSheet};
use words::fill;

/// `/bureau/candidats/{id}/situation`.
#[component]
pub fn SituationPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse().ok())));
    let sheet = Resource::new(move || id.get(), |id| situation_sheet(id.unwrap_or(ApplicationId(0))));
    view! { {loaded(sheet, |sheet| view! { <Sheet sheet/> }.into_any())} }
}

#[component]
fn Sheet(sheet: SituationSheet) -> impl IntoView {
    let words = lang::use_words();
    let (w, office) = (words.situation(), words.office());
    let here = Here::now();
    let name = sheet.who.name.clone();
    let crumbs = vec![
        Crumb::new(here.link(routes::OFFICE), office.place),
        Crumb::new(here.link(routes::OFFICE_CANDIDATES), office.tab_candidates),
        Crumb::new(here.link(&routes::candidate(sheet.who.application)), name.clone()),
    ];
    let over = match &sheet.ruleset {
        Some(ruleset) => format!("{name} · {}", ruleset.label),
        None => name.clone(),
    };
    let title = format!("{} · {name}", w.title);
    let (header, body) = match sheet.open {
        true => (
            view! { <PageHeader title=w.title over lead=w.lead/> }.into_any(),
            view! { <Open sheet/> }.into_any(),
        ),
        false => (
            view! { <PageHeader title=w.title over/> }.into_any(),
            view! { <Closed sheet/> }.into_any(),
        ),
    };
    view! {
        <Title text=title/>
        <Breadcrumb crumbs current=w.title/>
        {header}
        {body}
    }
}

#[component]
fn Open(sheet: SituationSheet) -> impl IntoView {
    let w = lang::use_words().situation();
    let draft = Draft::of(&routes::situation(sheet.who.application));
    let outdated = draft
        .refused()
        .is_some_and(|refused| refused.code == RefusedCode::Outdated);
    let meanwhile = outdated.then(|| {
        let situation = sheet.situation.clone();
        view! {
            <Banner tone=Tone::Error title=w.meanwhile><p>{w.meanwhile_hint}</p></Banner>
            <Stands situation/>
        }
    });
    view! { <Stack>{meanwhile}<SituationForm sheet=Arc::new(sheet) draft/></Stack> }
}

/// Why there is no form, and what stands.
#[component]
fn Closed(sheet: SituationSheet) -> impl IntoView {
    let words = lang::use_words();
    let w = words.situation();
    let here = Here::now();
    let back = here.link(&routes::candidate(sheet.who.application));
    let (title, text, to_preparation) = match &sheet.jury {
        Some((code, state)) if sheet.ruleset.is_some() => (
            fill(w.closed_jury, &[("code", code)]),
            fill(w.closed_jury_hint, &[("state", &state_text(words, *state))]),
            false,
        ),
        _ => (
            w.closed_unregistered.to_owned(),
            w.closed_unregistered_hint.to_owned(),
            true,
        ),
    };
    let to_preparation = to_preparation.then(|| {
        view! { <ButtonLink href=here.link(routes::OFFICE_PREPARATION)>{w.to_preparation}</ButtonLink>" " }
    });
    view! {
        <Stack>
            <Banner tone=Tone::Info title=title><p>{text}</p></Banner>
            <Stands situation=sheet.situation/>
            <div>{to_preparation}<ButtonLink href=back>{w.back}</ButtonLink></div>
        </Stack>
    }
}

/// What is on record.
#[component]
fn Stands(situation: Situation) -> impl IntoView {
    let w = lang::use_words().situation();
    let body = if situation == Situation::default() {
        view! { <p>{w.nothing}</p> }.into_any()
    } else {
        view! { <DefinitionList><SituationFacts situation/></DefinitionList> }.into_any()
    };
    view! { <Card title=w.stands>{body}</Card> }
}
