//! The caret: which cell has it and with it a field, and how it gets there.

use super::draw::Brush;
use super::engine::Engine;
use super::keys::{Place, Way};
use super::press::destination;
use super::sheet::Face;
use crate::parts::Markup;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement};

/// Fields that are not let go of while somebody types on.
const FIELDS: usize = 8;

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
        select(&field);
        return;
    }
    // All that this changes is drawn before the browser is asked for anything: each question has it look at the page anew.
    engine.draw_cells();
    let _ = field.set_selection_range(0, u32::MAX);
    let _ = field.focus();
}

/// Selects what a field holds: what is typed replaces it.
pub fn select(field: &HtmlInputElement) {
    if !is_selected(field) {
        field.select();
    }
}

/// Is all selected that a field holds?
pub fn is_selected(field: &HtmlInputElement) -> bool {
    let length = u32::try_from(field.value().encode_utf16().count()).unwrap_or(u32::MAX);
    (field.selection_start(), field.selection_end()) == (Ok(Some(0)), Ok(Some(length)))
}

impl Engine {
    /// Gives a cell its field, if it has none.
    pub fn wake(self, place: Place) -> Option<HtmlInputElement> {
        if holder(place)?.dyn_ref::<HtmlInputElement>().is_none() {
            self.put(place, |brush, face, out| brush.field(place, face, out));
            self.drawn.update_value(|drawn| drawn.fields.push(place));
        }
        field(place)
    }

    /// The caret came to a cell: comes to rest there once nobody types on, or lets go of what it left between two keys,
    /// once that is much.
    pub fn settle(self) {
        if self.drawn.with_value(|drawn| drawn.fields.len() > FIELDS) {
            spawn_local(async move {
                self.lull().await;
                self.tidy();
            });
        }
        if self
            .settling
            .try_update_value(|settling| std::mem::replace(settling, true))
            == Some(false)
        {
            spawn_local(async move {
                self.pause().await;
                if self.settling.try_set_value(false).is_none() {
                    self.rest();
                }
            });
        }
    }

    /// The cell with the caret is the one in the tab order.
    pub fn rest(self) {
        self.tidy();
        let focus = self.focus.get_untracked();
        let stop = self
            .drawn
            .try_update_value(|drawn| std::mem::replace(&mut drawn.stop, focus));
        let left = stop.filter(|stop| *stop != focus).map(|stop| (stop, -1));
        for (place, index) in left.into_iter().chain([(focus, 0)]) {
            if let Some(holder) = holder(place).filter(|it| it.tab_index() != index) {
                holder.set_tab_index(index);
            }
        }
    }

    /// Lets go of the fields of cells the caret has left for another. Not before it has: a browser that looks for a focus
    /// that goes looks at the whole page. The cell most keys lead to has its field ready.
    pub fn tidy(self) {
        let focus = self.focus.get_untracked();
        let next = destination(self, focus, Way::Onward);
        let left: Option<Vec<Place>> = self.drawn.try_update_value(|drawn| {
            let left = |place: &mut Place| *place != focus && Some(*place) != next;
            drawn.fields.extract_if(.., left).collect()
        });
        for place in left.into_iter().flatten() {
            if field(place).is_some() {
                self.put(place, |brush, face, out| brush.text(place, face, out));
            }
        }
        if let Some(next) = next {
            self.wake(next);
        }
    }

    fn put(self, place: Place, draw: impl FnOnce(&Brush<'_>, &Face, &mut Markup)) {
        let Some(holder) = holder(place) else { return };
        let mut out = Markup::default();
        self.sheet.with_untracked(|sheet| {
            let brush = self.brush(sheet);
            draw(&brush, &brush.look(place).face, &mut out);
        });
        holder.set_outer_html(&out.done());
    }
}
