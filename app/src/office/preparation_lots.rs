//! Making lots and giving them to markers.

use super::parts::{BackHere, Here, figure};
use crate::page::use_form;
use crate::parts::{Button, Card, Choice, Column, Columns, Control, Field, Glyph, Size, Stack, Table};
use crate::refusal::RefusalBanner;
use crate::{lang, routes};
use leptos::prelude::*;
use wire::{AccountRef, LotState, PreparationSheet};

/// Choices of accounts.
pub fn accounts(accounts: &[AccountRef]) -> Vec<Choice> {
    accounts
        .iter()
        .map(|account| Choice::new(account.id.to_string(), format!("{} ({})", account.name, account.login)))
        .collect()
}

/// The lots of a session, a form that makes some and a form that gives one.
#[component]
pub fn Lots(sheet: PreparationSheet) -> impl IntoView {
    let lang = lang::use_lang();
    let w = lang.words().office();
    let here = Here::now();
    let columns = vec![
        Column::text(w.lot),
        Column::text(w.qualification),
        Column::number(w.copies),
        Column::text(w.marker),
    ];
    let rows: Vec<_> = sheet
        .lots
        .iter()
        .cloned()
        .map(|lot| {
            let href = here.link(&format!("{}/{}", routes::OFFICE_LOTS, lot.id));
            let marker = if lot.markers.is_empty() {
                w.no_marker.to_string()
            } else {
                lot.markers.join(", ")
            };
            view! {
                <tr>
                    <th scope="row"><a href=href>{lot.label}</a></th>
                    <td class="code">{lot.ruleset}</td>
                    <td class="num">{figure(lang, lot.copies)}</td>
                    <td>{marker}</td>
                </tr>
            }
        })
        .collect();
    let any = !rows.is_empty();
    view! {
        <Columns>
            <Make sheet=sheet.clone()/>
            {any.then(|| view! { <Give sheet/> })}
        </Columns>
        {any.then(|| view! {
            <Card title=w.lots_title flush=true>
                <Table caption=w.lots_title caption_hidden=true columns dense=true tall=true>{rows}</Table>
            </Card>
        })}
    }
}

#[component]
fn Make(sheet: PreparationSheet) -> impl IntoView {
    let w = lang::use_words().office();
    let action = routes::OFFICE_MAKE_LOTS;
    let form = use_form(action);
    // One list for all qualifications: a form without scripts cannot narrow a second list by the first.
    let choices = sheet
        .rulesets
        .iter()
        .flat_map(|ruleset| {
            ruleset.slots.iter().map(|slot| {
                let value = format!("{}:{}", ruleset.code, slot.slot);
                Choice::new(value, format!("{} · {} ({})", ruleset.code, slot.label, slot.slot))
            })
        })
        .collect();
    let size = match form.typed("size") {
        typed if typed.is_empty() => "40".to_string(),
        typed => typed,
    };
    let fields = view! {
        {form.refused().map(|refused| view! { <RefusalBanner refused/> })}
        <form method="post" action=action>
            <Stack tight=true>
                <BackHere/>
                <input type="hidden" name="session" value=sheet.session.id.to_string()/>
                <Field label=w.component name="column" control=Control::Select(choices) value=form.typed("column")
                    error=form.error("slots") size=Size::Full/>
                <Field label=w.lot_size name="size" value=size error=form.error("size") hint=w.lot_size_hint inputmode="numeric"
                    size=Size::Short required=true/>
                <div><Button glyph=Glyph::PLUS>{w.make_lots}</Button></div>
            </Stack>
        </form>
    };
    view! { <Card title=w.make_title note=w.make_note>{fields}</Card> }
}

#[component]
fn Give(sheet: PreparationSheet) -> impl IntoView {
    let w = lang::use_words().office();
    let action = routes::OFFICE_GIVE_LOT;
    let form = use_form(action);
    let mut open: Vec<_> = sheet.lots.iter().filter(|lot| lot.stage == LotState::Open).collect();
    open.sort_by_key(|lot| !lot.markers.is_empty());
    let lots = open
        .into_iter()
        .map(|lot| {
            let label = if lot.markers.is_empty() {
                lot.label.clone()
            } else {
                format!("{} ({})", lot.label, lot.markers.join(", "))
            };
            Choice::new(lot.id.to_string(), label)
        })
        .collect();
    let fields = view! {
        {form.refused().map(|refused| view! { <RefusalBanner refused/> })}
        <form method="post" action=action>
            <Stack tight=true>
                <BackHere/>
                <Field label=w.lot name="lot" control=Control::Select(lots) value=form.typed("lot") error=form.error("lot")/>
                <Field label=w.marker name="account" id="marker" control=Control::Select(accounts(&sheet.accounts))
                    value=form.typed("account") error=form.error("account")/>
                <div><Button>{w.give_lot}</Button></div>
            </Stack>
        </form>
    };
    view! { <Card title=w.give_title note=w.give_note>{fields}</Card> }
}
