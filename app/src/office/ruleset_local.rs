//! What the académie offers and asks for, beside a national ruleset.

use super::parts::BackHere;
use crate::page::use_form;
use crate::parts::{Banner, Button, Card, Control, Field, Stack, Tone, Variant};
use crate::refusal::RefusalBanner;
use crate::{lang, routes};
use domain::Speciality;
use leptos::prelude::*;
use wire::{LocalVersion, RulesetSheet, SessionRef};
use words::fill;

/// The local layer of a ruleset: a form, or why it changes no more, and its versions.
#[component]
pub fn Local(session: Option<SessionRef>, sheet: RulesetSheet) -> impl IntoView {
    let w = lang::use_words().rules();
    let Some(session) = session else {
        return view! { <Card title=w.local><p>{w.no_session}</p></Card> }.into_any();
    };
    let code = sheet.ruleset.code.to_string();
    let names = [("code", code.as_str()), ("session", session.code.as_str())];
    let of = fill(w.local_of, &names);
    let frozen = sheet.frozen.clone().map(|at| {
        let text = fill(w.local_frozen, &[("at", &at)]);
        view! { <Banner tone=Tone::Info>{text}</Banner> }
    });
    let form = sheet
        .frozen
        .is_none()
        .then(|| view! { <LocalForm session sheet=sheet.clone()/> });
    let listed = sheet
        .frozen
        .is_some()
        .then(|| view! { <Standing sheet=sheet.clone()/> });
    view! {
        <Card title=w.local>
            <Stack>
                <p>{of}</p>
                {frozen}
                {form}
                {listed}
                <Versions versions=sheet.versions/>
            </Stack>
        </Card>
    }
    .into_any()
}

#[component]
fn LocalForm(session: SessionRef, sheet: RulesetSheet) -> impl IntoView {
    let w = lang::use_words().rules();
    let form = use_form(routes::OFFICE_RULES);
    // What was refused is shown as it was sent, what stands otherwise.
    let sent = form.refused().is_some();
    let refused = form.refused().map(|refused| view! { <RefusalBanner refused/> });
    let local = &sheet.local;
    let tick = |speciality: &Speciality| {
        let name = format!("speciality.{}", speciality.code);
        let ticked = if sent {
            form.typed(&name) == "on"
        } else {
            local.specialities.contains(&speciality.code)
        };
        let value = if ticked { "on" } else { "" };
        view! { <Field label=speciality.label.clone() name=name control=Control::Checkbox value=value/> }
    };
    let all = sheet.ruleset.specialities.iter().map(tick).collect_view();
    let ticks = (!sheet.ruleset.specialities.is_empty()).then(|| {
        view! {
            <fieldset>
                <legend>{w.specialities}</legend>
                <p>{w.specialities_hint}</p>
                {all}
            </fieldset>
        }
    });
    let typed = |name: &str, lines: &[String]| if sent { form.typed(name) } else { lines.join("\n") };
    let (options, documents) = (typed("options", &local.options), typed("documents", &local.documents));
    let code = sheet.ruleset.code.to_string();
    view! {
        {refused}
        <form method="post" action=routes::OFFICE_RULES>
            <Stack>
                <input type="hidden" name="session" value=session.id.to_string()/>
                <input type="hidden" name="code" value=code/>
                <BackHere/>
                {ticks}
                <Field label=w.options name="options" control=Control::TextArea(4) hint=w.options_hint
                    value=options/>
                <Field label=w.documents name="documents" control=Control::TextArea(4) hint=w.documents_hint
                    value=documents/>
                <div><Button variant=Variant::Primary>{w.save}</Button></div>
            </Stack>
        </form>
    }
}

/// The layer as it stands, once nothing of it changes any more.
#[component]
fn Standing(sheet: RulesetSheet) -> impl IntoView {
    let w = lang::use_words().rules();
    let label = |code: &domain::SpecialityCode| {
        let known = sheet.ruleset.speciality(*code);
        known.map_or_else(|| code.to_string(), |known| known.label.clone())
    };
    let specialities: Vec<String> = sheet.local.specialities.iter().map(label).collect();
    let lists = [
        (w.specialities, specialities),
        (w.options, sheet.local.options.clone()),
        (w.documents, sheet.local.documents.clone()),
    ];
    let lists = lists.into_iter().filter(|(_, lines)| !lines.is_empty());
    lists
        .map(|(title, lines)| {
            let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
            view! { <h3>{title}</h3><ul>{lines}</ul> }
        })
        .collect_view()
}

#[component]
fn Versions(versions: Vec<LocalVersion>) -> impl IntoView {
    let w = lang::use_words().rules();
    if versions.is_empty() {
        return view! { <p>{w.no_version}</p> }.into_any();
    }
    let line = |version: LocalVersion| {
        let n = version.version.to_string();
        let text = fill(
            w.version,
            &[("n", &n), ("author", &version.author), ("at", &version.at)],
        );
        view! { <li>{text}</li> }
    };
    view! { <h3>{w.versions}</h3><ul>{versions.into_iter().map(line).collect_view()}</ul> }.into_any()
}
