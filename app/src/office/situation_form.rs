//! The form of a situation: the sections the ruleset can use, and whatever is on record beside.

use super::css;
use super::parts::{BackHere, Here};
use super::situation_draft::{Draft, name};
use super::situation_rows::{Cells, Facultative, Options};
use super::situation_ticks::{Choices, Later, Renounced};
use crate::parts::{Button, ButtonLink, Card, Choice, Control, ErrorSummary, Field, FieldError, Stack, Variant};
use crate::refusal::RefusalBanner;
use crate::{lang, routes};
use domain::{CandidateCategory, ComponentCode, Sanction};
use leptos::prelude::*;
use std::sync::Arc;
use wire::{RefusedCode, SituationField, SituationSheet};
use words::{fill, law};

/// All of it; nothing where the sheet has no ruleset.
#[component]
pub fn SituationForm(sheet: Arc<SituationSheet>, draft: Draft) -> impl IntoView {
    let w = lang::use_words().situation();
    let action = routes::situation(sheet.who.application);
    let back = Here::now().link(&routes::candidate(sheet.who.application));
    let seen = draft.seen(&sheet.context);
    view! {
        <form method="post" action=action novalidate=true>
            <Stack>
                <Faults sheet=sheet.clone() draft=draft.clone()/>
                <BackHere/>
                <input type="hidden" name="seen" value=seen/>
                <General sheet=sheet.clone() draft=draft.clone()/>
                <Specialities sheet=sheet.clone() draft=draft.clone()/>
                <Options sheet=sheet.clone() draft=draft.clone()/>
                <Facultative sheet=sheet.clone() draft=draft.clone()/>
                <Choices sheet=sheet.clone() draft=draft.clone()/>
                <Later sheet=sheet.clone() draft=draft.clone()/>
                <Renounced sheet=sheet.clone() draft=draft.clone()/>
                <Cells sheet draft/>
                <div class=css::choices>
                    <Button variant=Variant::Primary>{w.save}</Button>
                    <ButtonLink href=back>{w.back}</ButtonLink>
                </div>
            </Stack>
        </form>
    }
}

/// Every wrong field by its name, each leading there; or why the whole was refused.
#[component]
fn Faults(sheet: Arc<SituationSheet>, draft: Draft) -> impl IntoView {
    let words = lang::use_words();
    let w = words.situation();
    let refused = draft.refused()?;
    if refused.fields.is_empty() {
        // What stands meanwhile was told above.
        return (refused.code != RefusedCode::Outdated).then(|| view! { <RefusalBanner refused/> }.into_any());
    }
    let told = |fault: &wire::FieldError| {
        let sentence = words.errors().field(&fault.code, &fault.value);
        let named = fault.field.parse().ok().zip(sheet.ruleset.as_ref());
        let message = match named {
            Some((field, ruleset)) => {
                let label = name(w, ruleset, field);
                fill(w.fact, &[("label", &label), ("value", &sentence)])
            }
            None => sentence,
        };
        FieldError::new(fault.field.clone(), message)
    };
    let errors = refused.fields.iter().map(told).collect::<Vec<_>>();
    Some(view! { <ErrorSummary title=w.to_correct errors/> }.into_any())
}

#[component]
fn General(sheet: Arc<SituationSheet>, draft: Draft) -> impl IntoView {
    let lang = lang::use_lang();
    let w = lang.words().situation();
    let ruleset = sheet.ruleset.as_ref()?;
    let context = &sheet.context;
    let sent = draft.sent();
    let asked = ruleset.asks_category() || context.category.is_some() || sent.contains(&SituationField::Category);
    let category = asked.then(|| {
        let named = CandidateCategory::ALL.map(|one| Choice::new(code_of(&one), law::category(lang, one)));
        let field = SituationField::Category;
        let kept = context.category.map_or_else(String::new, |one| code_of(&one));
        let value = draft.text(field, kept);
        let mut choices = std::iter::once(Choice::new("", w.not_told)).chain(named).collect();
        keep(&mut choices, &value);
        view! {
            <Field label=w.category name=field.to_string() control=Control::Select(choices) hint=w.category_hint
                value=value error=draft.error(field)/>
        }
    });
    let sanction = draft.text(
        SituationField::Sanction,
        context.sanction.map_or_else(String::new, |one| code_of(&one)),
    );
    let mentions = ruleset.mentions.is_some() || sanction == code_of(&Sanction::NoMention);
    let sanctions = [mentions.then_some(Sanction::NoMention), Some(Sanction::ExamCancelled)];
    let sanctions = sanctions
        .into_iter()
        .flatten()
        .map(|one| Choice::new(code_of(&one), law::sanction(lang, one)));
    let mut sanctions = std::iter::once(Choice::new("", w.no_sanction))
        .chain(sanctions)
        .collect();
    keep(&mut sanctions, &sanction);
    let regimes = ruleset.conserve.iter().flat_map(|conserve| &conserve.regimes);
    let mut regimes: Vec<Choice> = regimes
        .map(|regime| Choice::new(regime.code.to_string(), regime.label.clone()))
        .collect();
    let regime = context.regime.map_or_else(String::new, |code| code.to_string());
    let regime = draft.text(SituationField::Regime, regime);
    let first = regimes.first().map(|first| first.label.clone());
    keep(&mut regimes, &regime);
    let regime = (!regimes.is_empty()).then(|| {
        let hint = first.map(|label| fill(w.regime_hint, &[("label", &label)]));
        regimes.insert(0, Choice::new("", w.no_regime));
        let field = SituationField::Regime;
        view! {
            <Field label=w.regime name=field.to_string() control=Control::Select(regimes) nostrip:hint=hint
                value=regime error=draft.error(field)/>
        }
    });
    let field = SituationField::Sanction;
    Some(view! {
        <Card title=w.general>
            <div class=css::answers>
                {category}
                {regime}
                <Field label=w.sanction name=field.to_string() control=Control::Select(sanctions)
                    value=sanction error=draft.error(field)/>
            </div>
        </Card>
    })
}

/// The name a value travels under.
fn code_of(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => code,
        _ => String::new(),
    }
}

/// What is on record or was sent stays a choice, though nothing offers it any more.
fn keep(choices: &mut Vec<Choice>, value: &str) {
    if !value.is_empty() && !choices.iter().any(|choice| choice.value == value) {
        choices.push(Choice::new(value, value));
    }
}

#[component]
fn Specialities(sheet: Arc<SituationSheet>, draft: Draft) -> impl IntoView {
    let w = lang::use_words().situation();
    let ruleset = sheet.ruleset.as_ref()?;
    let kept = &sheet.context.specialities;
    let mut epreuves: Vec<ComponentCode> = ruleset.speciality_epreuves().collect();
    epreuves.extend(draft.beside(&epreuves, kept.keys().copied(), |field| match field {
        SituationField::Speciality(code) => Some(code),
        _ => None,
    }));
    if epreuves.is_empty() {
        return None;
    }
    let choices: Vec<Choice> = ruleset
        .specialities
        .iter()
        .map(|speciality| {
            let label = match sheet.local.offers_speciality(speciality.code) {
                true => speciality.label.clone(),
                false => fill(w.not_offered, &[("label", &speciality.label)]),
            };
            Choice::new(speciality.code.to_string(), label)
        })
        .collect();
    let offered: Vec<&str> = ruleset
        .specialities
        .iter()
        .filter(|speciality| sheet.local.specialities.contains(&speciality.code))
        .map(|speciality| speciality.label.as_str())
        .collect();
    let offered = (!offered.is_empty()).then(|| {
        let text = fill(w.specialities_offered, &[("labels", &offered.join(", "))]);
        view! { <p class=css::hint>{text}</p> }
    });
    let one = |code: ComponentCode| {
        let field = SituationField::Speciality(code);
        let value = draft.text(field, kept.get(&code).map_or_else(String::new, ToString::to_string));
        let mut choices = choices.clone();
        keep(&mut choices, &value);
        choices.insert(0, Choice::new("", w.no_speciality));
        let label = ruleset.label(code).map_or_else(|| code.to_string(), str::to_owned);
        view! {
            <Field label=label name=field.to_string() control=Control::Select(choices)
                value=value error=draft.error(field)/>
        }
    };
    let boxes: Vec<_> = epreuves.into_iter().map(one).collect();
    Some(view! {
        <Card title=w.specialities>
            <Stack tight=true>
                <p class=css::hint>{w.specialities_hint}</p>
                {offered}
                <div class=css::answers>{boxes}</div>
            </Stack>
        </Card>
    })
}
