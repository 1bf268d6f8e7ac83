//! Keys at work: what each does to the sheet, and where the caret goes.

use super::caret::{focus, is_selected};
use super::engine::Engine;
use super::keys::{Deed, Place, Press, Way, deed, travel};
use super::sheet::Sheet;
use super::steps::Turned;
use super::tabs;
use super::undo::Turn;
use super::voice::Tone;
use domain::Entry;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use words::fill;

/// What a key does in a cell.
pub fn press(engine: Engine, place: Place, field: &HtmlInputElement, event: &KeyboardEvent) {
    let (typed, writable, choices) = engine.sheet.with_untracked(|sheet| {
        let typed = sheet.typing.as_ref().map(|typing| typing.text.chars().count());
        (typed, sheet.writable(place), sheet.choices)
    });
    let key = event.key();
    let press = Press {
        key: &key,
        ctrl: event.ctrl_key() || event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
    };
    let Some(deed) = deed(press, typed, writable, choices.single_keys).filter(|_| !event.is_composing()) else {
        if press.key == "Tab" {
            // It leaves the grid from the cell in the tab order.
            engine.rest();
        }
        return;
    };
    if let Deed::Go(way @ (Way::Next | Way::Previous)) = deed {
        engine.commit();
        // At the end of the grid Tab does what it does everywhere.
        match destination(engine, place, way) {
            Some(there) => {
                event.prevent_default();
                focus(engine, there);
            }
            None => engine.rest(),
        }
        return;
    }
    if deed == Deed::Begin && !is_selected(field) {
        // A caret was put into what stands: it is typed into.
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
            let _ = field.set_selection_range(end, end);
        }
        Deed::Begin => {
            field.set_value(&key);
            type_in(engine, place, &key);
        }
        Deed::Restore => {
            engine.sheet.update(Sheet::restore);
            // Now, not in a moment: what is put in a field afterwards is not selected.
            engine.draw_cells();
            field.select();
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

/// Takes what a field holds, and goes on by itself when nothing is left to type.
pub fn type_in(engine: Engine, place: Place, text: &str) {
    if text.chars().nth(1).is_some() {
        // Of all keys this one has the least to do.
        engine.tidy();
    }
    if engine.type_in(place, text) {
        go(engine, place, Way::Onward);
    }
}

/// Keeps what was typed and goes on.
pub fn go(engine: Engine, place: Place, way: Way) {
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
        engine.say(Tone::Calm, grid.nothing_to_undo.to_owned());
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
    let values = [
        ("cells", &*cells.to_string()),
        ("number", &number),
        ("before", &shown(change.before)),
        ("after", &shown(change.after)),
    ];
    engine.say(Tone::Calm, fill(sentence, &values));
}

/// Where a way leads from a cell, among the rows that are shown.
pub fn destination(engine: Engine, place: Place, way: Way) -> Option<Place> {
    let (rows, columns) = engine
        .sheet
        .with_untracked(|sheet| (sheet.rows.len(), sheet.columns.len()));
    let Some(only) = engine.only.get_untracked() else {
        return travel(place, way, rows, columns);
    };
    // From a row that is not shown, as if from the next.
    let nth = only.partition_point(|row| *row < place.0);
    let (nth, column) = travel((nth, place.1), way, only.len(), columns)?;
    Some((*only.get(nth)?, column))
}
