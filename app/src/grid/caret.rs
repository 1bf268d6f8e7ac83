//! The caret: which cell has it, and how it gets there.

use super::engine::Engine;
use super::keys::Place;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement};

/// Id of the field of a cell.
pub fn field_id((row, column): Place) -> String {
    format!("c-{row}-{column}")
}

/// Id of a row.
pub fn row_id(row: usize) -> String {
    format!("r-{row}")
}

/// The field of a cell, when one is drawn.
pub fn field(place: Place) -> Option<HtmlInputElement> {
    holder(place)?.dyn_into().ok()
}

/// What holds the text of a cell that is drawn: its field, or where there are many cells what stands for one.
pub fn holder(place: Place) -> Option<HtmlElement> {
    document().get_element_by_id(&field_id(place))?.dyn_into().ok()
}

/// The field an event happened in, and its cell.
pub fn struck(event: &Event) -> Option<(Place, HtmlInputElement)> {
    let field: HtmlInputElement = event.target()?.dyn_into().ok()?;
    Some((place_of(&field.id())?, field))
}

/// The cell whose text an event happened on, while it has no field.
pub fn touched(event: &Event) -> Option<Place> {
    let text: HtmlElement = event.target()?.dyn_into().ok()?;
    place_of(&text.id())
}

/// The cell an event happened in, on its field or beside it.
pub fn around(event: &Event) -> Option<Place> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let field = target.closest("td").ok()??.query_selector("[id^=c-]").ok()??;
    place_of(&field.id())
}

/// The cell a field belongs to, by its id.
pub fn place_of(id: &str) -> Option<Place> {
    let (row, column) = id.strip_prefix("c-")?.split_once('-')?;
    Some((row.parse().ok()?, column.parse().ok()?))
}

/// Puts the caret in a cell, its content selected, and brings it into sight.
pub fn focus(engine: Engine, place: Place) {
    engine.focus.set(place);
    engine.bring(place);
    let Some(field) = engine.wake(place) else { return };
    if document().active_element().as_ref() == Some(field.as_ref()) {
        field.select();
        return;
    }
    // All that this changes is drawn before the browser is asked for anything: each question has it look at the page anew.
    engine.draw_cells();
    let _ = field.set_selection_range(0, u32::MAX);
    let _ = field.focus();
}

/// Selects what a field holds: what is typed replaces it.
pub fn select(field: &HtmlInputElement) {
    let length = u32::try_from(field.value().len()).unwrap_or(u32::MAX);
    // A cell holds no letter that is more than one unit of a script's text.
    let selected = (field.selection_start(), field.selection_end()) == (Ok(Some(0)), Ok(Some(length)));
    if !selected {
        field.select();
    }
}
