//! Locking a lot: a plain form, with scripts or without.

use super::engine::Engine;
use super::sheet::Sheet;
use super::tally::Tally;
use crate::lang::{use_lang, use_words};
use crate::page::use_form;
use crate::parts::{Button, Card, Field, Glyph, Size, Stack, Variant};
use crate::refusal::RefusalBanner;
use crate::routes;
use leptos::prelude::*;
use words::{count, fill};

stylance::import_crate_style!(css, "src/grid/lock_form.module.css");

/// The control totals of the paper slip.
#[component]
pub fn LockForm(engine: Engine) -> impl IntoView {
    let (lang, words) = (use_lang(), use_words());
    let action = routes::lot_locking(engine.lot);
    let form = use_form(&action);
    let missing = Memo::new(move |_| engine.tally.with(Tally::missing));
    let fields = move || match missing.get() {
        0 => view! { <Totals engine=engine/> }.into_any(),
        missing => {
            let grid = words.grid();
            let text = count(lang, missing, grid.lock_missing_one, grid.lock_missing_many);
            view! { <p class=css::missing>{text}" "{grid.lock_later}</p> }.into_any()
        }
    };
    view! {
        <Card title=words.grid().locking>
            <form method="post" action=action id="lock">
                <Stack tight=true>
                    {form.refused().map(|refused| view! { <RefusalBanner refused/> })}
                    <p class=css::small>{words.grid().locking_text}</p>
                    {fields}
                </Stack>
            </form>
        </Card>
    }
}

/// The totals to copy, once there is something to add up, and the button.
#[component]
fn Totals(engine: Engine) -> impl IntoView {
    let words = engine.words;
    let form = use_form(&routes::lot_locking(engine.lot));
    let copies = engine.sheet.with_untracked(|sheet| sheet.rows.len());
    let fields: Vec<_> = (0..wire::tens_of(copies))
        .map(|nth| {
            let (first, last) = wire::bounds_of_ten(nth, copies);
            let bounds = [("first", first.to_string()), ("last", last.to_string())];
            let label = fill(
                words.grid().total_ten,
                &bounds.each_ref().map(|(name, value)| (*name, value.as_str())),
            );
            let name = format!("ten-{}", nth + 1);
            view! {
                <Field label=label name=name.clone() value=form.typed(&name) size=Size::Short inputmode="decimal"
                    autocomplete="off" required=true error=form.error(&name)/>
            }
        })
        .collect();
    let tens = (!fields.is_empty()).then(|| {
        view! {
            <fieldset class=css::tens>
                <legend>{words.grid().total_tens}</legend>
                {fields}
            </fieldset>
        }
    });
    let unsettled = Memo::new(move |_| engine.sheet.with(Sheet::unsettled));
    let waits =
        Signal::derive(move || (engine.live.get() && unsettled.get()).then(|| words.grid().lock_waits.to_owned()));
    view! {
        <div class=css::totals>
            <Field label=words.grid().total_copies name="copies" value=form.typed("copies") size=Size::Short
                inputmode="numeric" autocomplete="off" required=true error=form.error("copies")/>
            <Field label=words.grid().total_sum name="sum" value=form.typed("sum") size=Size::Short
                hint=words.grid().total_sum_hint inputmode="decimal" autocomplete="off" required=true error=form.error("sum")/>
            <Field label=words.grid().total_codes name="codes" value=form.typed("codes") size=Size::Short
                hint=words.grid().total_codes_hint inputmode="numeric" autocomplete="off" required=true error=form.error("codes")/>
        </div>
        {tens}
        <Button id="lock-button" variant=Variant::Primary glyph=Glyph::LOCK reason=waits>{words.grid().lock}</Button>
    }
}
