//! The grid: one tab stop, a row per copy. Without scripts the same table is a form.

use super::block::cells_of;
use super::cell::Cell;
use super::engine::Engine;
use crate::lang::use_words;
use domain::Entry;
use leptos::prelude::*;
use web_sys::ClipboardEvent;
use words::fill;

stylance::import_crate_style!(css, "src/grid/table.module.css");

/// The copies of a lot and their cells.
#[component]
pub fn GridTable(engine: Engine, #[prop(into)] label: String) -> impl IntoView {
    let words = use_words();
    let live = engine.live;
    let (columns, numbers) = engine.sheet.with_untracked(|sheet| {
        let columns: Vec<String> = sheet.columns.iter().map(|column| column.label.clone()).collect();
        let numbers: Vec<String> = sheet.rows.iter().map(|row| row.anonymity.spaced()).collect();
        (columns, numbers)
    });
    let (row_count, column_count) = (numbers.len() + 1, columns.len() + 1);
    let heads = columns.clone();
    let rows = numbers
        .into_iter()
        .enumerate()
        .map(|(row, number)| {
            let cells = columns
                .iter()
                .enumerate()
                .map(|(column, label)| {
                    view! { <Cell engine=engine place=(row, column) label=label.clone() number=number.clone()/> }
                })
                .collect_view();
            view! {
                <tr
                    role=move || live.get().then_some("row")
                    aria-rowindex=move || live.get().then(|| (row + 2).to_string())
                    aria-current=move || (live.get() && engine.focus.get().0 == row).then_some("true")
                    hidden=move || engine.only.with(|only| only.as_ref().is_some_and(|only| !only.contains(&row)))
                >
                    <th
                        scope="row"
                        class=css::copy
                        role=move || live.get().then_some("rowheader")
                        aria-colindex=move || live.get().then_some("1")
                    >
                        <span class=css::rank aria-hidden="true">{row + 1}</span>
                        <span class="code">{number}</span>
                    </th>
                    {cells}
                </tr>
            }
        })
        .collect_view();
    view! {
        <table
            class=css::grid
            on:copy=move |event| copy(engine, &event)
            on:paste=move |event| paste(engine, &event)
            aria-multiselectable=move || live.get().then_some("true")
            role=move || live.get().then_some("grid")
            aria-rowcount=move || live.get().then(|| row_count.to_string())
            aria-colcount=move || live.get().then(|| column_count.to_string())
            aria-readonly=move || {
                let locked = engine.sheet.with(|sheet| sheet.state != wire::LotState::Open);
                (live.get() && locked).then_some("true")
            }
        >
            <caption class="visually-hidden">{fill(words.grid().sheet, &[("label", &label)])}</caption>
            <thead role=move || live.get().then_some("rowgroup")>
                <tr role=move || live.get().then_some("row") aria-rowindex=move || live.get().then_some("1")>
                    <th scope="col" role=move || live.get().then_some("columnheader") aria-colindex=move || live.get().then_some("1")>
                        {words.grid().copy}
                    </th>
                    {heads.into_iter().enumerate().map(|(column, label)| view! {
                        <th
                            scope="col"
                            role=move || live.get().then_some("columnheader")
                            aria-colindex=move || live.get().then(|| (column + 2).to_string())
                        >
                            {label}
                        </th>
                    }).collect_view()}
                </tr>
            </thead>
            <tbody role=move || live.get().then_some("rowgroup")>{rows}</tbody>
        </table>
    }
}

/// Takes the selection along as a spreadsheet would. A text being typed is the browser's.
fn copy(engine: Engine, event: &ClipboardEvent) {
    if engine.sheet.with_untracked(|sheet| sheet.typing.is_some()) {
        return;
    }
    let text = engine.sheet.with_untracked(|sheet| {
        let shown = |place| sheet.value(place).map(Entry::french).unwrap_or_default();
        let row = |cells: Vec<_>| cells.into_iter().map(shown).collect::<Vec<_>>().join("\t");
        engine.selected().into_iter().map(row).collect::<Vec<_>>().join("\n")
    });
    if let Some(data) = event.clipboard_data() {
        event.prevent_default();
        let _ = data.set_data("text/plain", &text);
    }
}

/// One cell is typed; more are shown before anything is written.
fn paste(engine: Engine, event: &ClipboardEvent) {
    let Some(text) = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()) else {
        return;
    };
    if text.contains(['\t', '\n']) {
        event.prevent_default();
        let mut rows = cells_of(&text);
        match rows.as_mut_slice() {
            [row] if row.len() == 1 => {
                let place = engine.focus.get_untracked();
                engine.type_in(place, row[0].trim());
                engine.commit();
            }
            _ => engine.propose(engine.focus.get_untracked(), (1..).zip(rows).collect()),
        }
    }
}
