//! The grid: one tab stop, a row per copy. Without scripts the same table is a form.

use super::block::cells_of;
use super::caret::{around, focus, select, struck, touched};
use super::draw::{Brush, roomy};
use super::engine::Engine;
use super::keys::Way;
use super::leaf::Leaf;
use super::paint::{BODY, FRAME, HEAD, PINS};
use super::press::{go, press};
use super::slip::SLIP;
use super::window::Piece;
use crate::lang::use_words;
use crate::parts::Markup;
use domain::Entry;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::ClipboardEvent;
use words::fill;

stylance::import_crate_style!(pub(super) css, "src/grid/table.module.css");

/// The copies of a lot and their cells; without scripts those of one leaf.
#[component]
pub fn GridTable(engine: Engine, #[prop(into)] label: String, leaf: Leaf) -> impl IntoView {
    let words = use_words();
    let live = engine.live;
    let (rows, columns, wide) = engine.sheet.with_untracked(|sheet| {
        let columns = sheet.columns.len();
        (sheet.rows.len(), columns, columns + sheet.totals.len())
    });
    let (head, body) = engine.sheet.with_untracked(|sheet| {
        let brush = Brush::of(sheet, words);
        let columns: Vec<Piece> = (0..columns).map(Piece::One).collect();
        let mut out = Markup::default();
        for row in leaf.rows(rows, columns.len()) {
            brush.row(row, row, &columns, &mut out);
        }
        (brush.head(&columns), out.done())
    });
    let listed = move || engine.only.with(|only| only.as_ref().map_or(rows, Vec::len));
    let shape = (!roomy(columns)).then_some(css::dense);
    view! {
        <div id=SLIP class=css::paper data-wide=shape.map(|_| "")></div>
        <div id=FRAME class=stylance::classes!(css::frame, shape)>
            {shape.map(|_| view! { <div id=PINS class=css::pins aria-hidden="true"></div> })}
            <table
                class=css::grid
                on:copy=move |event| copy(engine, &event)
                on:paste=move |event| paste(engine, &event)
                on:keydown=move |event| {
                    if let Some((place, _)) = struck(&event) {
                        press(engine, place, &event);
                    }
                }
                on:input=move |event| {
                    if let Some((place, field)) = struck(&event)
                        && engine.type_in(place, &field.value())
                    {
                        go(engine, place, Way::Onward);
                    }
                }
                on:focusin=move |event| {
                    if let Some((place, field)) = struck(&event) {
                        engine.hold(Some(place));
                        engine.focus.set(place);
                        // However the caret came here.
                        if engine.sheet.with_untracked(|sheet| sheet.typing.is_none()) {
                            select(&field);
                        }
                    } else if let Some(place) = touched(&event) {
                        // Not now: to put the caret in the field is to come here again.
                        spawn_local(async move { focus(engine, place) });
                    }
                }
                on:focusout=move |event| {
                    if struck(&event).is_some() {
                        engine.commit();
                    }
                }
                on:mousedown=move |event| select_to(engine, &event)
                on:click=move |event| click(engine, &event)
                aria-multiselectable=move || live.get().then_some("true")
                role=move || live.get().then_some("grid")
                aria-rowcount=move || live.get().then(|| (listed() + 1).to_string())
                aria-colcount=move || live.get().then(|| (wide + 1).to_string())
                aria-readonly=move || {
                    let locked = engine.state.get() != wire::LotState::Open;
                    (live.get() && locked).then_some("true")
                }
            >
                <caption class="visually-hidden">{fill(words.grid().sheet, &[("label", &label)])}</caption>
                <colgroup>
                    <col class=css::lead/>
                    <col span=columns.to_string()/>
                    {(wide > columns).then(|| view! { <col span=(wide - columns).to_string() class=css::sum/> })}
                </colgroup>
                <thead role=move || live.get().then_some("rowgroup")>
                    <tr
                        id=HEAD
                        role=move || live.get().then_some("row")
                        aria-rowindex=move || live.get().then_some("1")
                        inner_html=head
                    ></tr>
                </thead>
                <tbody id=BODY role=move || live.get().then_some("rowgroup") inner_html=body></tbody>
            </table>
        </div>
    }
}

/// With Shift the cells between are selected.
fn select_to(engine: Engine, event: &leptos::ev::MouseEvent) {
    let struck = struck(event).map(|(place, _)| place);
    let Some(place) = struck.or_else(|| touched(event)) else {
        return;
    };
    if event.shift_key() {
        event.prevent_default();
        engine.commit();
        engine
            .anchor
            .update(|anchor| *anchor = anchor.or(Some(engine.focus.get_untracked())));
        focus(engine, place);
    } else {
        engine.anchor.set(None);
        if struck.is_none() {
            event.prevent_default();
            focus(engine, place);
        }
    }
}

/// The first click selects, as in navigation; one more places the caret.
fn click(engine: Engine, event: &leptos::ev::MouseEvent) {
    if let Some((_, field)) = struck(event) {
        if engine.sheet.with_untracked(|sheet| sheet.typing.is_none()) && event.detail() == 1 {
            field.select();
        }
        return;
    }
    let target = event.target().and_then(|it| it.dyn_into::<web_sys::Element>().ok());
    if target.is_some_and(|it| matches!(it.closest("[data-past]"), Ok(Some(_)))) {
        engine.past.set(around(event));
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
