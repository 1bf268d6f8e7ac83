//! Boxes of a situation: components chosen, left for later, and those whose conserved mark is given up.

use super::css;
use super::situation_draft::Draft;
use crate::lang;
use crate::parts::{Card, Control, Field, Stack};
use domain::{ComponentCode, ComponentKind};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;
use wire::{SituationField, SituationSheet};
use words::{fill, law};

/// Épreuves chosen where the exam offers some.
#[component]
pub fn Choices(sheet: Arc<SituationSheet>, draft: Draft) -> impl IntoView {
    let w = lang::use_words().situation();
    let ruleset = sheet.ruleset.as_ref()?;
    let chosen = &sheet.context.chosen;
    let offered: Vec<ComponentCode> = ruleset.choices.iter().flat_map(|it| &it.components).copied().collect();
    let strange = draft.beside(&offered, chosen.iter().copied(), |field| match field {
        SituationField::Chosen(code) => Some(code),
        _ => None,
    });
    if offered.is_empty() && strange.is_empty() {
        return None;
    }
    let group = |legend: String, hint: String, codes: Vec<ComponentCode>| {
        let ticks = ticks(&sheet, &draft, &codes, SituationField::Chosen, chosen, &|_| None);
        view! {
            <fieldset>
                <legend class=css::legend>{legend}</legend>
                <Stack tight=true>
                    <p class=css::hint>{hint}</p>
                    {ticks}
                </Stack>
            </fieldset>
        }
    };
    let mut groups: Vec<_> = ruleset
        .choices
        .iter()
        .map(|choice| {
            let (min, max) = (choice.min.to_string(), choice.max.to_string());
            let hint = fill(w.chosen_hint, &[("min", &min), ("max", &max)]);
            group(choice.label.clone(), hint, choice.components.clone())
        })
        .collect();
    if !strange.is_empty() {
        groups.push(group(w.chosen.to_owned(), String::new(), strange));
    }
    Some(view! { <Card title=w.chosen><Stack>{groups}</Stack></Card> })
}

/// Components left for a later session.
#[component]
pub fn Later(sheet: Arc<SituationSheet>, draft: Draft) -> impl IntoView {
    let lang = lang::use_lang();
    let w = lang.words().situation();
    let ruleset = sheet.ruleset.as_ref()?;
    let later = &sheet.context.later;
    let mut codes: Vec<ComponentCode> = Vec::new();
    if ruleset.incomplete.is_some() {
        for cell in ruleset.slots() {
            let mandatory = matches!(cell.kind, ComponentKind::Epreuve | ComponentKind::Cc);
            if mandatory && !codes.contains(&cell.slot.component) {
                codes.push(cell.slot.component);
            }
        }
    }
    codes.extend(draft.beside(&codes, later.iter().copied(), |field| match field {
        SituationField::Later(code) => Some(code),
        _ => None,
    }));
    if codes.is_empty() {
        return None;
    }
    let only = ruleset.incomplete.as_ref().map(|rule| &rule.categories);
    let only = only.filter(|categories| !categories.is_empty()).map(|categories| {
        let names: Vec<&str> = categories.iter().map(|one| law::category(lang, *one)).collect();
        let text = fill(w.later_only, &[("categories", &names.join(", "))]);
        view! { <p class=css::hint>{text}</p> }
    });
    let marked = |code: ComponentCode| {
        let marked = sheet.marks.keys().any(|slot| slot.component == code);
        let hint = if later.contains(&code) {
            w.has_mark_since
        } else {
            w.has_mark
        };
        marked.then_some(hint)
    };
    let ticks = ticks(&sheet, &draft, &codes, SituationField::Later, later, &marked);
    let open = codes
        .iter()
        .any(|code| touched(&draft, SituationField::Later(*code), later.contains(code)));
    Some(view! {
        <Card title=w.later_title>
            <Stack tight=true>
                <p class=css::hint>{w.later_hint}</p>
                {only}
                <details class=css::more open=open>
                    <summary>{w.ticks_open}</summary>
                    <fieldset>
                        <legend class="visually-hidden">{w.later_title}</legend>
                        {ticks}
                    </fieldset>
                </details>
            </Stack>
        </Card>
    })
}

/// Conserved marks given up.
#[component]
pub fn Renounced(sheet: Arc<SituationSheet>, draft: Draft) -> impl IntoView {
    let w = lang::use_words().situation();
    let ruleset = sheet.ruleset.as_ref()?;
    let renounced = &sheet.context.renounced;
    let conservable = ruleset.conserve.as_ref().map(|conserve| conserve.components.clone());
    let mut codes: Vec<ComponentCode> = conservable.unwrap_or_default();
    codes.extend(draft.beside(&codes, [], |field| match field {
        SituationField::Renounced(code) => Some(code),
        _ => None,
    }));
    codes.retain(|code| !renounced.contains(code));
    if codes.is_empty() && renounced.is_empty() {
        return None;
    }
    let already = (!renounced.is_empty()).then(|| {
        let text = fill(
            w.renounced_already,
            &[("labels", &sheet.situation.renounced.join(", "))],
        );
        let sent = renounced.iter().map(|code| {
            let name = SituationField::Renounced(*code).to_string();
            view! { <input type="hidden" name=name value="on"/> }
        });
        view! { <p>{text}</p>{sent.collect_view()} }
    });
    let conserved = |code: ComponentCode| sheet.conserved.contains(&code).then_some(w.is_conserved);
    let ticks = ticks(&sheet, &draft, &codes, SituationField::Renounced, renounced, &conserved);
    Some(view! {
        <Card title=w.renounced>
            <Stack tight=true>
                <p class=css::hint>{w.renounced_hint}</p>
                {already}
                <fieldset>
                    <legend class="visually-hidden">{w.renounced}</legend>
                    {ticks}
                </fieldset>
            </Stack>
        </Card>
    })
}

/// A box for each component.
fn ticks(
    sheet: &SituationSheet,
    draft: &Draft,
    codes: &[ComponentCode],
    field: fn(ComponentCode) -> SituationField,
    kept: &BTreeSet<ComponentCode>,
    hint: &dyn Fn(ComponentCode) -> Option<&'static str>,
) -> impl IntoView + use<> {
    let ruleset = sheet.ruleset.as_ref();
    let boxes: Vec<_> = codes
        .iter()
        .map(|code| {
            let field = field(*code);
            let known = ruleset.and_then(|it| it.label(*code));
            let label = known.map_or_else(|| code.to_string(), str::to_owned);
            view! {
                <Field label=label name=field.to_string() control=Control::Checkbox
                    value=draft.tick(field, kept.contains(code)) error=draft.error(field)
                    nostrip:hint=hint(*code).map(str::to_owned)/>
            }
        })
        .collect();
    view! { <div class=css::ticks>{boxes}</div> }
}

/// True when a box is ticked or at fault: what folds it away stands open.
fn touched(draft: &Draft, field: SituationField, kept: bool) -> bool {
    !draft.tick(field, kept).is_empty() || draft.error(field).is_some()
}
