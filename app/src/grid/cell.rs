//! A cell: a text field in a grid, and the truth about what is in it.

use super::engine::Engine;
use super::keys::{Deed, Place, Press, Way, corners, deed, travel};
use super::sheet::Sheet;
use super::steps::Turned;
use super::tabs;
use super::undo::Turn;
use crate::lang::use_words;
use crate::parts::{Glyph, Icon, StatePill, WriteState};
use domain::Entry;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use words::fill;

stylance::import_crate_style!(css, "src/grid/cell.module.css");

/// Id of the field of a cell.
pub fn field_id((row, column): Place) -> String {
    format!("c-{row}-{column}")
}

/// Puts the caret in a cell, its content selected.
pub fn focus(engine: Engine, place: Place) {
    engine.focus.set(place);
    let found = document().get_element_by_id(&field_id(place));
    if let Some(field) = found.and_then(|node| node.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        let _ = field.focus();
        field.select();
    }
}

/// One cell of the grid.
#[component]
pub fn Cell(engine: Engine, place: Place, #[prop(into)] label: String, #[prop(into)] number: String) -> impl IntoView {
    let words = use_words();
    let sheet = engine.sheet;
    let face = Memo::new(move |_| sheet.with(|sheet| sheet.face(place)));
    let (key, was) = sheet.with_untracked(|sheet| {
        let cell = &sheet.rows[place.0].cells[place.1];
        let value = cell.value.map(domain::Entry::french).unwrap_or_default();
        (sheet.key(place), format!("{}|{value}", cell.version))
    });
    let suffix = format!("{}-{}", key.0, key.1);
    let id = field_id(place);
    let (state_id, note_id) = (format!("{id}-s"), format!("{id}-n"));
    let described = {
        let (state_id, note_id) = (state_id.clone(), note_id.clone());
        move || format!("{state_id} {note_id}")
    };
    let state = Signal::derive(move || face.with(|face| face.state));
    let editing = move || sheet.with(|sheet| sheet.typing.as_ref().is_some_and(|typing| typing.place == place));
    let note = move || {
        face.with(|face| {
            if let Some((code, value)) = &face.reason {
                words.errors().field(code, value)
            } else if let Some(theirs) = face.theirs {
                let value = theirs.map_or_else(|| words.grid().missing.to_owned(), domain::Entry::french);
                let author = face.by.clone().filter(|by| !by.is_empty());
                let author = author.unwrap_or_else(|| words.grid().colleague.to_owned());
                let at = face.at_text.clone().unwrap_or_default();
                fill(
                    words.grid().theirs_here,
                    &[("value", &value), ("author", &author), ("at", &at)],
                )
            } else if let Some(code) = face.code {
                words.grid().code(code.as_str()).to_owned()
            } else if let Some(author) = &face.by {
                fill(words.grid().changed_by, &[("author", author)])
            } else {
                String::new()
            }
        })
    };
    let time = move || {
        face.with(|face| match face.state {
            WriteState::Saved => face.at_text.clone(),
            _ => None,
        })
    };
    let selected = Memo::new(move |_| {
        let Some(anchor) = engine.anchor.get() else {
            return false;
        };
        let (first, last) = corners(anchor, engine.focus.get());
        (first.0..=last.0).contains(&place.0) && (first.1..=last.1).contains(&place.1)
    });
    let press = move |event: KeyboardEvent| press(engine, place, &event);
    let initial = face.with_untracked(|face| face.text.clone());
    let labelled = label.clone();
    view! {
        <td
            class=css::cell
            role=move || engine.live.get().then_some("gridcell")
            aria-colindex=move || engine.live.get().then(|| (place.1 + 2).to_string())
            aria-readonly=move || engine.live.get().then(|| (!face.with(|face| face.writable)).to_string())
            aria-selected=move || engine.live.get().then(|| selected.get().to_string())
            data-label=label
            data-state=move || format!("{:?}", state.get()).to_ascii_lowercase()
        >
            <div class=css::inside>
                <input
                    id=id
                    name=format!("n-{suffix}")
                    class=css::field
                    class=(css::editing, editing)
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    autocapitalize="characters"
                    spellcheck="false"
                    enterkeyhint="next"
                    maxlength="8"
                    aria-label=fill(words.grid().cell_label, &[("column", &labelled), ("number", &number)])
                    aria-describedby=described
                    aria-invalid=move || (state.get() == WriteState::Refused).then_some("true")
                    readonly=move || !face.with(|face| face.writable)
                    tabindex=move || if engine.live.get() && engine.focus.get() != place { "-1" } else { "0" }
                    value=initial
                    prop:value=move || face.with(|face| face.text.clone())
                    on:input=move |event| {
                        if engine.type_in(place, &event_target_value(&event)) {
                            go(engine, place, Way::Onward);
                        }
                    }
                    on:keydown=press
                    on:focus=move |_| engine.focus.set(place)
                    on:mousedown=move |event| {
                        if event.shift_key() {
                            event.prevent_default();
                            engine.commit();
                            engine.anchor.update(|anchor| *anchor = anchor.or(Some(engine.focus.get_untracked())));
                            focus(engine, place);
                        } else {
                            engine.anchor.set(None);
                        }
                    }
                    on:blur=move |_| engine.commit()
                    on:click=move |event| {
                        // The first click selects, as in navigation; one more places the caret.
                        if sheet.with_untracked(|sheet| sheet.typing.is_none()) && event.detail() == 1 {
                            event_target::<web_sys::HtmlInputElement>(&event).select();
                        }
                    }
                />
                <input type="hidden" name=format!("was-{suffix}") value=was/>
                <span id=state_id class=css::state><StatePill state=state/></span>
                <span id=note_id class=css::note>{note}</span>
                <span class=css::time>{time}</span>
                {move || engine.live.get().then(|| view! {
                    <button
                        type="button"
                        class=css::past
                        tabindex="-1"
                        aria-label=fill(words.grid().history_of, &[("number", &number)])
                        title=words.grid().history
                        on:click=move |_| engine.past.set(Some(place))
                    >
                        <Icon glyph=Glyph::CLOCK/>
                    </button>
                })}
            </div>
        </td>
    }
}

fn press(engine: Engine, place: Place, event: &KeyboardEvent) {
    let editing = engine.sheet.with_untracked(|sheet| sheet.typing.is_some());
    let (writable, choices) = engine
        .sheet
        .with_untracked(|sheet| (sheet.writable(place), sheet.choices));
    let key = event.key();
    let press = Press {
        key: &key,
        ctrl: event.ctrl_key() || event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
    };
    let Some(deed) = deed(press, editing, writable, choices.single_keys).filter(|_| !event.is_composing()) else {
        return;
    };
    if let Deed::Go(way @ (Way::Next | Way::Previous)) = deed {
        engine.commit();
        // At the end of the grid Tab does what it does everywhere.
        if let Some(there) = destination(engine, place, way) {
            event.prevent_default();
            focus(engine, there);
        }
        return;
    }
    event.prevent_default();
    match deed {
        Deed::Go(way) => go(engine, place, way),
        Deed::Extend(way) => {
            engine.anchor.update(|anchor| *anchor = anchor.or(Some(place)));
            if let Some(there) = destination(engine, place, way) {
                focus(engine, there);
            }
        }
        Deed::SelectAll => {
            let last = destination(engine, place, Way::Last);
            engine.anchor.set(destination(engine, place, Way::First));
            if let Some(last) = last {
                focus(engine, last);
            }
        }
        Deed::Undo => turn(engine, Turn::Undo),
        Deed::Redo => turn(engine, Turn::Redo),
        Deed::Edit => {
            let text = engine.sheet.with_untracked(|sheet| sheet.face(place).text);
            let end = u32::try_from(text.chars().count()).unwrap_or(0);
            engine.type_in(place, &text);
            let _ = event_target::<web_sys::HtmlInputElement>(event).set_selection_range(end, end);
        }
        Deed::Restore => {
            engine.sheet.update(Sheet::restore);
            event_target::<web_sys::HtmlInputElement>(event).select();
        }
        Deed::Clear if engine.anchor.get_untracked().is_some() => {
            let cells: Vec<_> = engine
                .selected()
                .into_iter()
                .flatten()
                .map(|place| (place, None))
                .collect();
            engine.change(|sheet| sheet.write_all(&cells, tabs::draw));
        }
        Deed::Clear => {
            engine.type_in(place, "");
            engine.commit();
        }
        Deed::Find => {
            if let Some(field) = document().get_element_by_id("find-copy") {
                let _ = field.unchecked_into::<web_sys::HtmlElement>().focus();
            }
        }
        Deed::NextTodo => {
            engine.commit();
            if let Some(there) = engine.sheet.with_untracked(|sheet| sheet.next_todo(place)) {
                focus(engine, there);
            }
        }
        Deed::History => engine.past.set(Some(place)),
        Deed::Help => engine.help.set(true),
    }
}

/// Keeps what was typed and goes on.
fn go(engine: Engine, place: Place, way: Way) {
    engine.commit();
    engine.anchor.set(None);
    if let Some(there) = destination(engine, place, way) {
        focus(engine, there);
    }
}

/// Undoes or redoes, goes where it happened and says so.
pub fn turn(engine: Engine, turn: Turn) {
    let grid = engine.words.grid();
    let Some(Turned { change, cells }) = engine.turn(turn) else {
        engine.said.set(grid.nothing_to_undo.to_owned());
        return;
    };
    let place = engine
        .sheet
        .with_untracked(|sheet| sheet.place(change.application, change.slot));
    let Some(place) = place else { return };
    engine.anchor.set(None);
    focus(engine, place);
    let shown = |value: Option<Entry>| value.map_or_else(|| grid.missing.to_owned(), Entry::french);
    let number = engine
        .sheet
        .with_untracked(|sheet| sheet.rows[place.0].anonymity.spaced());
    let sentence = match turn {
        Turn::Undo => grid.said_undone,
        Turn::Redo => grid.said_redone,
    };
    engine.said.set(fill(
        sentence,
        &[
            ("cells", &cells.to_string()),
            ("number", &number),
            ("before", &shown(change.before)),
            ("after", &shown(change.after)),
        ],
    ));
}

fn destination(engine: Engine, place: Place, way: Way) -> Option<Place> {
    let (rows, columns) = engine
        .sheet
        .with_untracked(|sheet| (sheet.rows.len(), sheet.columns.len()));
    let Some(only) = engine.only.get_untracked() else {
        return travel(place, way, rows, columns);
    };
    // Among the rows that are shown: from one that is not, as if from the next.
    let nth = only.partition_point(|row| *row < place.0);
    let (nth, column) = travel((nth, place.1), way, only.len(), columns)?;
    Some((*only.get(nth)?, column))
}
