//! Composing juries and giving seats in them.

use super::parts::{BackHere, Here, day, figure};
use super::preparation::rulesets;
use super::preparation_lots::accounts;
use crate::page::use_form;
use crate::parts::{Button, Card, Choice, Column, Columns, Control, Field, Glyph, Size, Stack, Table};
use crate::refusal::RefusalBanner;
use crate::{lang, routes};
use domain::Role;
use leptos::prelude::*;
use wire::PreparationSheet;

/// The juries of a session, a form that composes one and a form that gives a seat.
#[component]
pub fn Juries(sheet: PreparationSheet) -> impl IntoView {
    let lang = lang::use_lang();
    let w = lang.words().office();
    let here = Here::now();
    let columns = vec![
        Column::text(w.jury),
        Column::text(w.qualification),
        Column::number(w.candidates),
        Column::text(w.centre),
        Column::text(w.held_on),
    ];
    let rows: Vec<_> = sheet
        .juries
        .iter()
        .cloned()
        .map(|jury| {
            let href = here.link(&format!("{}/{}", routes::OFFICE_JURIES, jury.id));
            view! {
                <tr>
                    <th scope="row"><a href=href>{format!("{} · {}", jury.code, jury.label)}</a></th>
                    <td class="code">{jury.ruleset}</td>
                    <td class="num">{figure(lang, jury.candidates)}</td>
                    <td>{jury.centre.map(|(_, name)| name)}</td>
                    <td>{jury.held_on.as_deref().map(day)}</td>
                </tr>
            }
        })
        .collect();
    let any = !rows.is_empty();
    view! {
        <Columns>
            <Compose sheet=sheet.clone()/>
            {any.then(|| view! { <Seat sheet/> })}
        </Columns>
        {any.then(|| view! {
            <Card title=w.juries_title flush=true><Table caption=w.juries_title caption_hidden=true columns dense=true>{rows}</Table></Card>
        })}
    }
}

#[component]
fn Compose(sheet: PreparationSheet) -> impl IntoView {
    let w = lang::use_words().office();
    let action = routes::OFFICE_COMPOSE;
    let form = use_form(action);
    let mut centres = vec![Choice::new("", w.no_centre)];
    centres.extend(
        sheet
            .centres
            .iter()
            .map(|(uai, name)| Choice::new(uai.clone(), name.clone())),
    );
    let mut schools = vec![Choice::new("", w.all_schools)];
    schools.extend(
        sheet
            .centres
            .iter()
            .map(|(uai, name)| Choice::new(uai.clone(), name.clone())),
    );
    let fields = view! {
        {form.refused().map(|refused| view! { <RefusalBanner refused/> })}
        <form method="post" action=action>
            <Stack tight=true>
                <BackHere/>
                <input type="hidden" name="session" value=sheet.session.id.to_string()/>
                <Field label=w.jury_code name="code" value=form.typed("code") error=form.error("code") hint=w.jury_code_hint
                    inputmode="numeric" maxlength=5 size=Size::Short required=true/>
                <Field label=w.label name="label" id="jury-label" value=form.typed("label") error=form.error("label") required=true/>
                <Field label=w.qualification name="ruleset" id="jury-ruleset" control=Control::Select(rulesets(&sheet.rulesets))
                    value=form.typed("ruleset") error=form.error("ruleset")/>
                <Field label=w.jury_schools name="school" control=Control::Select(schools) value=form.typed("school")
                    hint=w.jury_schools_hint/>
                <Field label=w.centre name="centre" control=Control::Select(centres) value=form.typed("centre") error=form.error("centre")/>
                <Field label=w.held_on name="held_on" control=Control::Date value=form.typed("held_on") error=form.error("held_on")
                    size=Size::Medium/>
                <div><Button glyph=Glyph::PLUS>{w.compose_jury}</Button></div>
            </Stack>
        </form>
    };
    view! { <Card title=w.compose_title note=w.compose_note>{fields}</Card> }
}

#[component]
fn Seat(sheet: PreparationSheet) -> impl IntoView {
    let words = lang::use_words();
    let w = words.office();
    let action = routes::OFFICE_SEAT;
    let form = use_form(action);
    let juries = sheet
        .juries
        .iter()
        .map(|jury| Choice::new(jury.id.to_string(), format!("{} · {}", jury.code, jury.label)))
        .collect();
    let roles = Role::ALL
        .into_iter()
        .filter(|role| role.sits_in_jury())
        .map(|role| Choice::new(role.code(), words.roles().of(role)))
        .collect();
    let fields = view! {
        {form.refused().map(|refused| view! { <RefusalBanner refused/> })}
        <form method="post" action=action>
            <Stack tight=true>
                <BackHere/>
                <Field label=w.jury name="jury" control=Control::Select(juries) value=form.typed("jury") error=form.error("jury")/>
                <Field label=w.account name="account" id="seat-account" control=Control::Select(accounts(&sheet.accounts))
                    value=form.typed("account") error=form.error("account")/>
                <Field label=w.role name="role" control=Control::Select(roles) value=form.typed("role") error=form.error("role") size=Size::Medium/>
                <div><Button>{w.give_seat}</Button></div>
            </Stack>
        </form>
    };
    view! { <Card title=w.seat_title>{fields}</Card> }
}
