//! One lot by anonymity number: taking its marks in, or giving it back.

use super::acts::History;
use super::calls::lot_sheet;
use super::double_entry::DoubleEntry;
use super::parts::{BackHere, Here, LotBadge, RefusedButton, figure, loaded};
use crate::page::use_form;
use crate::parts::{
    Breadcrumb, Button, Card, Column, Control, Crumb, Definition, DefinitionList, Field, Glyph, Icon, PageHeader,
    Stack, Table, Variant,
};
use crate::refusal::RefusalBanner;
use crate::{lang, routes};
use domain::LotId;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use wire::{LotSheet, LotState, SheetCell, SheetCopy};

/// `/bureau/lots/{id}`.
#[component]
pub fn LotSheetPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse().ok())));
    let sheet = Resource::new(move || id.get(), |id| lot_sheet(id.unwrap_or(LotId(0))));
    view! { {loaded(sheet, |sheet| view! { <Sheet sheet/> }.into_any())} }
}

#[component]
fn Sheet(sheet: LotSheet) -> impl IntoView {
    let lang = lang::use_lang();
    let w = lang.words().office();
    let here = Here::now();
    let LotSheet {
        session,
        lot,
        copies,
        sum,
        history,
    } = sheet;
    let base = format!("{}/{}", routes::OFFICE_LOTS, lot.id);
    let crumbs = vec![
        Crumb::new(here.link(routes::OFFICE), w.place),
        Crumb::new(here.link(routes::OFFICE_LOTS), w.tab_lots),
    ];
    let mut columns = vec![Column::text(w.rank), Column::text(w.anonymity)];
    columns.extend(lot.slots.iter().map(|slot| Column::number(slot.label.clone())));
    let marker = if lot.markers.is_empty() {
        w.no_marker.to_string()
    } else {
        lot.markers.join(", ")
    };
    let open = lot.stage == LotState::Open;
    let missing = lot.missing();
    let label = lot.label.clone();
    view! {
        <Title text=lot.label.clone()/>
        <Breadcrumb crumbs current=lot.label.clone()/>
        <PageHeader title=label over=session.label/>
        <RefusedButton tab=routes::OFFICE_LOTS/>
        <Stack>
            <Card>
                <DefinitionList wide=true>
                    <Definition term=w.state><LotBadge state=lot.stage/></Definition>
                    <Definition term=w.marker>{marker}</Definition>
                    <Definition term=w.copies>{figure(lang, lot.copies)}</Definition>
                    <Definition term=w.entered>{figure(lang, lot.entered)}</Definition>
                    <Definition term=w.missing>{figure(lang, missing)}</Definition>
                    <Definition term=w.codes>{figure(lang, lot.codes)}</Definition>
                    {(!open).then(|| view! { <Definition term=w.sum>{wire::french_sum(sum)}</Definition> })}
                </DefinitionList>
            </Card>
            {(lot.stage == LotState::Locked).then(|| view! { <Decide base=base second=lot.second_of.is_some()/> })}
            <Card title=w.copies flush=true>
                <Table caption=w.copies caption_hidden=true columns dense=true tall=true>
                    {copies.into_iter().map(|copy| view! { <Copy copy/> }).collect_view()}
                </Table>
            </Card>
            {open.then(|| view! { <p>{w.marks_hidden}</p> })}
            <DoubleEntry lot/>
            <History title=w.lot_history events=history/>
        </Stack>
    }
}

#[component]
fn Decide(base: String, second: bool) -> impl IntoView {
    let w = lang::use_words().office();
    let reopen = format!("{base}/rouvrir");
    let form = use_form(&reopen);
    view! {
        <Card title=w.decide_lot note=if second { w.decide_second_note } else { w.decide_lot_note }>
            <Stack>
                {(!second).then(|| view! {
                    <form method="post" action=format!("{base}/decharge")>
                        <BackHere/>
                        <Button variant=Variant::Primary glyph=Glyph::DOWNLOAD>{w.discharge_this}</Button>
                    </form>
                })}
                {form.refused().map(|refused| view! { <RefusalBanner refused/> })}
                <form method="post" action=reopen.clone()>
                    <Stack tight=true>
                        <BackHere/>
                        <Field label=w.reopen_reason name="reason" control=Control::TextArea(2) value=form.typed("reason")
                            error=form.error("reason") hint=w.reopen_hint maxlength=500 required=true/>
                        <div><Button>{w.reopen}</Button></div>
                    </Stack>
                </form>
            </Stack>
        </Card>
    }
}

#[component]
fn Copy(copy: SheetCopy) -> impl IntoView {
    let anonymity = copy.anonymity.map(|number| number.spaced()).unwrap_or_default();
    view! {
        <tr>
            <td>{copy.rank}</td>
            <th scope="row" class="code">{anonymity}</th>
            {copy.cells.into_iter().map(|cell| view! { <td class="num"><Cell cell/></td> }).collect_view()}
        </tr>
    }
}

#[component]
fn Cell(cell: SheetCell) -> impl IntoView {
    let w = lang::use_words().office();
    match cell {
        SheetCell { entry: Some(entry), .. } => view! { <span>{entry.french()}</span> }.into_any(),
        SheetCell { entered: true, .. } => {
            view! { <Icon glyph=Glyph::CHECK/><span class="visually-hidden">{w.entered_one}</span> }.into_any()
        }
        SheetCell { .. } => view! { <span>{w.empty_cell}</span> }.into_any(),
    }
}
