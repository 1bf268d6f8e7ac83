//! Rows of a situation: options, facultative marks, and the cells that may get a provisional mark or go without one.

use super::css;
use super::situation_draft::Draft;
use crate::lang;
use crate::parts::{Card, Field, Size, Stack};
use domain::{ComponentKind, Slot};
use leptos::prelude::*;
use std::sync::Arc;
use wire::{SituationField, SituationSheet};
use words::{fill, law};

/// Empty rows offered after the last one that is filled.
const SPARE: usize = 2;

/// Rows to draw: those filled, a few more while there are places.
fn rows(filled: usize, places: usize) -> usize {
    filled.max((filled + SPARE).min(places))
}

/// Options taken.
#[component]
pub fn Options(sheet: Arc<SituationSheet>, draft: Draft) -> impl IntoView {
    let lang = lang::use_lang();
    let w = lang.words().situation();
    let ruleset = sheet.ruleset.as_ref()?;
    let kept = &sheet.context.options;
    let places = ruleset.places(ComponentKind::Option);
    let filled = draft.last_row(kept.len(), |row| {
        vec![
            SituationField::OptionLabel(row),
            SituationField::OptionMark(row),
            SituationField::OptionCoef(row),
        ]
    });
    if places == 0 && filled == 0 {
        return None;
    }
    let rule = ruleset.options.first();
    let hint = rule.map(|rule| {
        let (n, coef) = (places.to_string(), law::number(lang, rule.max_coefficients));
        let most = fill(w.options_hint, &[("n", &n), ("coef", &coef)]);
        let one = fill(w.coefficient_hint, &[("coef", &law::number(lang, rule.coef))]);
        view! { <p class=css::hint>{format!("{most} {one}")}</p> }
    });
    let offered = (!sheet.local.options.is_empty()).then(|| {
        let text = fill(w.options_offered, &[("labels", &sheet.local.options.join(", "))]);
        view! { <p class=css::hint>{text}</p> }
    });
    let row = |n: usize| {
        let option = kept.get(n - 1);
        let (label, mark, coef) = (
            SituationField::OptionLabel(n),
            SituationField::OptionMark(n),
            SituationField::OptionCoef(n),
        );
        let text = |field, kept: Option<String>| draft.text(field, kept.unwrap_or_default());
        view! {
            <fieldset>
                <legend class=css::legend>{fill(w.option, &[("n", &n.to_string())])}</legend>
                <div class=css::taken>
                    <Field label=w.option_label name=label.to_string() maxlength=SituationField::LONGEST_LABEL
                        value=text(label, option.map(|it| it.label.clone())) error=draft.error(label)/>
                    <Field label=w.mark name=mark.to_string() size=Size::Short
                        value=text(mark, option.map(|it| law::number(lang, it.mark))) error=draft.error(mark)/>
                    <Field label=w.coefficient name=coef.to_string() size=Size::Short inputmode="decimal"
                        value=text(coef, option.map(|it| law::number(lang, it.coef))) error=draft.error(coef)/>
                </div>
            </fieldset>
        }
    };
    let rows: Vec<_> = (1..=rows(filled, places)).map(row).collect();
    Some(view! {
        <Card title=w.options>
            <Stack>
                <Stack tight=true>{hint}{offered}</Stack>
                {rows}
            </Stack>
        </Card>
    })
}

/// Facultative marks.
#[component]
pub fn Facultative(sheet: Arc<SituationSheet>, draft: Draft) -> impl IntoView {
    let lang = lang::use_lang();
    let w = lang.words().situation();
    let ruleset = sheet.ruleset.as_ref()?;
    let kept = &sheet.context.facultative;
    let places = ruleset.places(ComponentKind::Facultative);
    let filled = draft.last_row(kept.len(), |row| vec![SituationField::Facultative(row)]);
    if places == 0 && filled == 0 {
        return None;
    }
    let hint = fill(w.facultative_hint, &[("n", &places.to_string())]);
    let row = |n: usize| {
        let field = SituationField::Facultative(n);
        let value = kept
            .get(n - 1)
            .map_or_else(String::new, |entry| law::number(lang, entry));
        view! {
            <Field label=fill(w.facultative_row, &[("n", &n.to_string())]) name=field.to_string() size=Size::Short
                value=draft.text(field, value) error=draft.error(field)/>
        }
    };
    let rows: Vec<_> = (1..=rows(filled, places)).map(row).collect();
    Some(view! {
        <Card title=w.facultative>
            <Stack tight=true>
                <p class=css::hint>{hint}</p>
                <div class=css::answers>{rows}</div>
            </Stack>
        </Card>
    })
}

/// The mandatory cells, with what they hold.
#[component]
pub fn Cells(sheet: Arc<SituationSheet>, draft: Draft) -> impl IntoView {
    let lang = lang::use_lang();
    let w = lang.words().situation();
    let ruleset = sheet.ruleset.as_ref()?;
    let context = &sheet.context;
    let expected = ruleset.expected(&context.situation());
    let mut slots: Vec<Slot> = expected.into_iter().map(|cell| cell.slot).collect();
    let recorded = context.provisional.keys().chain(context.waived.keys()).copied();
    slots.extend(draft.beside(&slots, recorded, |field| match field {
        SituationField::Provisional(slot) | SituationField::Waived(slot) => Some(slot),
        _ => None,
    }));
    let set = context.provisional.len() + context.waived.len();
    let (mut open, mut rows) = (set > 0, Vec::new());
    for slot in slots {
        let (mark, reason) = (SituationField::Provisional(slot), SituationField::Waived(slot));
        let written = sheet.marks.get(&slot).copied();
        let given = context.provisional.get(&slot);
        let given = draft.text(mark, given.map_or_else(String::new, |given| law::number(lang, given)));
        let why = draft.text(reason, context.waived.get(&slot).cloned().unwrap_or_default());
        // A mark that is there cannot be missing; what is on record all the same can be taken away.
        let waivable = written.is_none() || !why.is_empty();
        let (mark_error, reason_error) = (draft.error(mark), draft.error(reason));
        open = open || mark_error.is_some() || reason_error.is_some() || !given.is_empty() || !why.is_empty();
        let label = ruleset
            .cell(&slot)
            .map_or_else(|| slot.to_string(), |cell| cell.label.clone());
        let id = format!("cell.{slot}");
        let state = match written {
            Some(mark) => fill(w.written, &[("mark", &law::number(lang, mark))]),
            None => w.missing.to_owned(),
        };
        let waive = waivable.then(|| {
            view! {
                <Field label=w.waived name=reason.to_string() value=why error=reason_error
                    maxlength=SituationField::LONGEST_REASON/>
            }
        });
        rows.push(view! {
            <div class=css::cell role="group" aria-labelledby=id.clone()>
                <p id=id.clone()>{label}<br/><span class=css::term>{state}</span></p>
                <Field label=w.provisional name=mark.to_string() size=Size::Short inputmode="decimal" value=given
                    error=mark_error/>
                {waive}
            </div>
        });
    }
    let count = (set > 0).then(|| format!(" ({})", fill(w.set_count, &[("n", &set.to_string())])));
    Some(view! {
        <Card title=w.cells>
            <Stack tight=true>
                <p class=css::hint>{w.cells_hint}</p>
                <details class=css::more open=open>
                    <summary>{w.cells_open}{count}</summary>
                    {rows}
                </details>
            </Stack>
        </Card>
    })
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn a_few_rows_are_spare_within_the_places() {
        for (filled, places, drawn) in [(0, 7, 2), (3, 7, 5), (6, 7, 7), (0, 1, 1), (2, 1, 2), (0, 0, 0)] {
            assert_eq!(rows(filled, places), drawn, "{filled} of {places}");
        }
    }
}
