//! Preparing a session: table of MEF, registration, anonymity; lots and juries stand in their own files.

use super::calls::preparation_sheet;
use super::parts::{BackHere, OfficeHeader, figure, loaded, use_asked};
use super::preparation_juries::Juries;
use super::preparation_lots::Lots;
use crate::page::use_form;
use crate::parts::{
    Badge, Button, Card, Choice, Column, Columns, Control, Definition, DefinitionList, EmptyState, Field, Glyph, Size,
    Stack, Table, Tone,
};
use crate::refusal::RefusalBanner;
use crate::{lang, routes};
use leptos::prelude::*;
use leptos_meta::Title;
use wire::{MefLine, PreparationSheet, RulesetRef};
use words::fill;

/// `/bureau/preparation`.
#[component]
pub fn PreparationPage() -> impl IntoView {
    let asked = use_asked();
    let sheet = Resource::new(move || asked.get(), preparation_sheet);
    let words = lang::use_words();
    view! {
        <Title text=words.office().tab_preparation/>
        {loaded(sheet, |sheet| view! { <Sheet sheet/> }.into_any())}
    }
}

#[component]
fn Sheet(sheet: PreparationSheet) -> impl IntoView {
    let w = lang::use_words().office();
    let session = sheet.session.id.to_string();
    let header = view! { <OfficeHeader title=w.preparation_title session=Some(sheet.session.clone()) tab=routes::OFFICE_PREPARATION/> };
    view! {
        {header}
        <Stack>
            <Mefs mefs=sheet.mefs.clone() rulesets=sheet.rulesets.clone() session=session.clone()/>
            <Registration sheet=sheet.clone()/>
            <Lots sheet=sheet.clone()/>
            <Juries sheet/>
        </Stack>
    }
}

/// Choices of qualifications.
pub fn rulesets(rulesets: &[RulesetRef]) -> Vec<Choice> {
    rulesets
        .iter()
        .map(|ruleset| Choice::new(ruleset.code.clone(), format!("{} · {}", ruleset.code, ruleset.label)))
        .collect()
}

#[component]
fn Mefs(mefs: Vec<MefLine>, rulesets: Vec<RulesetRef>, session: String) -> impl IntoView {
    let lang = lang::use_lang();
    let w = lang.words().office();
    let action = routes::OFFICE_MEF;
    let form = use_form(action);
    let first_unmapped = mefs
        .iter()
        .find(|line| line.ruleset.is_none())
        .map(|line| line.mef.clone());
    let typed = match form.typed("mef") {
        typed if typed.is_empty() => first_unmapped.unwrap_or_default(),
        typed => typed,
    };
    let columns = vec![
        Column::text(w.mef),
        Column::text(w.label),
        Column::text(w.qualification),
        Column::number(w.pupils),
        Column::number(w.registered),
    ];
    let rows = mefs
        .iter()
        .cloned()
        .map(|line| {
            let ruleset = match line.ruleset {
                Some(code) => view! { <span class="code">{code}</span> }.into_any(),
                None => view! { <Badge tone=Tone::Warning glyph=Glyph::WARNING text=w.unmapped/> }.into_any(),
            };
            view! {
                <tr>
                    <th scope="row" class="code">{line.mef}</th>
                    <td>{line.label}</td>
                    <td>{ruleset}</td>
                    <td class="num">{figure(lang, line.pupils)}</td>
                    <td class="num">{figure(lang, line.registered)}</td>
                </tr>
            }
        })
        .collect_view();
    let empty = mefs.is_empty();
    view! {
        <Card title=w.mef_title note=w.mef_note flush=true>
            {if empty {
                view! { <EmptyState title=w.no_mef><p>{w.no_mef_hint}</p></EmptyState> }.into_any()
            } else {
                view! { <Table caption=w.mef_title caption_hidden=true columns dense=true>{rows}</Table> }.into_any()
            }}
        </Card>
        <Card title=w.map_title level=3>
            {form.refused().map(|refused| view! { <RefusalBanner refused/> })}
            <form method="post" action=action>
                <Stack tight=true>
                    <BackHere/>
                    <input type="hidden" name="session" value=session/>
                    <Field label=w.mef name="mef" value=typed error=form.error("mef") hint=w.mef_hint size=Size::Medium maxlength=11 required=true/>
                    <Field label=w.qualification name="ruleset" id="mef-ruleset" control=Control::Select(self::rulesets(&rulesets))
                        value=form.typed("ruleset") error=form.error("ruleset") size=Size::Full/>
                    <Field label=w.label name="label" id="mef-label" value=form.typed("label") hint=w.mef_label_hint size=Size::Medium optional=true/>
                    <div><Button glyph=Glyph::PLUS>{w.map_mef}</Button></div>
                </Stack>
            </form>
        </Card>
    }
}

#[component]
fn Registration(sheet: PreparationSheet) -> impl IntoView {
    let lang = lang::use_lang();
    let w = lang.words().office();
    let session = sheet.session.id.to_string();
    let (registered, numbered) = (sheet.registered, sheet.numbered);
    let session_too = session.clone();
    let pupils: i64 = sheet.mefs.iter().map(|line| line.pupils).sum();
    let unmapped: Vec<String> = sheet
        .mefs
        .iter()
        .filter(|line| line.ruleset.is_none() && line.pupils > 0)
        .map(|line| line.mef.clone())
        .collect();
    let to_register: i64 = sheet
        .mefs
        .iter()
        .filter(|line| line.ruleset.is_some())
        .map(|line| line.pupils - line.registered)
        .sum();
    let to_draw = sheet.registered - sheet.numbered;
    let nobody = (to_register == 0).then(|| w.nobody_to_register.to_string());
    let drawn = (to_draw == 0).then(|| w.all_drawn.to_string());
    let left = (!unmapped.is_empty()).then(|| fill(w.left_out, &[("mefs", &unmapped.join(", "))]));
    view! {
        <Columns>
            <Card title=w.register_title>
                <Stack tight=true>
                    <DefinitionList wide=true>
                        <Definition term=w.imported>{figure(lang, pupils)}</Definition>
                        <Definition term=w.registered>{figure(lang, registered)}</Definition>
                        <Definition term=w.to_register>{figure(lang, to_register)}</Definition>
                    </DefinitionList>
                    {left.map(|text| view! { <p>{text}</p> })}
                    <form method="post" action=routes::OFFICE_REGISTER>
                        <BackHere/>
                        <input type="hidden" name="session" value=session/>
                        <Button id="register" reason=nobody>{w.register}</Button>
                    </form>
                </Stack>
            </Card>
            <Card title=w.anonymity_title>
                <Stack tight=true>
                    <DefinitionList wide=true>
                        <Definition term=w.registered>{figure(lang, registered)}</Definition>
                        <Definition term=w.numbered>{figure(lang, numbered)}</Definition>
                    </DefinitionList>
                    <form method="post" action=routes::OFFICE_ANONYMITY>
                        <BackHere/>
                        <input type="hidden" name="session" value=session_too/>
                        <Button id="draw" reason=drawn>{w.draw}</Button>
                    </form>
                </Stack>
            </Card>
        </Columns>
    }
}
