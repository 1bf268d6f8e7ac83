//! Keeps what is drawn of the sheet in step with it: the rows and columns in sight, and what their cells say. A pile that
//! fits is drawn whole. Nothing here runs on the server.

use super::boxes::{BEYOND, MARGIN, Size, by_id, change, measure, near, set_heights, set_widths};
use super::caret::{self, row_id};
use super::draw::{self, Brush, Look};
use super::draw_cell::about_id;
use super::engine::{Engine, SHOWN_MS};
use super::keys::Place;
use super::window::{Piece, holds, pieces};
use crate::parts::{Markup, WriteState};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::HashMap;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// Ids of the scrolling frame, the head and the body of the sheet.
pub const FRAME: &str = "sheet-frame";
pub const HEAD: &str = "sheet-head";
pub const BODY: &str = "sheet-body";
/// Id of the column that stays in sight where a sheet scrolls sideways.
pub const PINS: &str = "sheet-pins";

/// What is drawn.
#[derive(Debug, Default)]
pub struct Drawn {
    /// Of the rows that are listed.
    rows: Vec<Piece>,
    columns: Vec<Piece>,
    looks: HashMap<Place, Look>,
    /// The row that is marked as current.
    current: usize,
    /// The cell in the tab order, as drawn.
    pub(super) stop: Place,
    /// The cell that has the caret at this moment: it stays until the caret has left.
    held: Option<Place>,
    /// The cells that were given a field.
    pub(super) fields: Vec<Place>,
    /// The window is about to move.
    moving: bool,
    /// A selection is drawn.
    selecting: bool,
    /// What stood in fields of the form before scripts ran.
    pub(super) typed: Vec<(Place, String)>,
    pub(super) size: Size,
}

impl Engine {
    /// Draws all anew: other rows are listed.
    pub fn redraw(self) {
        if let Some(body) = by_id(BODY) {
            body.set_inner_html("");
            if let Some(pins) = by_id(PINS) {
                pins.set_inner_html("");
            }
            self.drawn.update_value(|drawn| {
                drawn.rows.clear();
                drawn.looks.clear();
            });
            self.draw_window();
        }
    }

    /// Sees to it that a cell is drawn, wherever it is.
    pub fn bring(self, place: Place) {
        if !self.drawn.with_value(|drawn| drawn.looks.contains_key(&place)) {
            self.draw_window();
        }
    }

    /// Says which cell has the caret.
    pub fn hold(self, place: Option<Place>) {
        self.drawn.update_value(|drawn| drawn.held = place);
    }

    /// Follows the scrolling. What comes into sight is drawn already, but for long ways: the window moves when the frame is
    /// out that the key was pressed for.
    pub fn scrolled(self) {
        let drawn = |beyond| self.has_drawn(beyond).unwrap_or(true);
        if drawn(MARGIN) {
            return;
        }
        if !drawn((0, 0)) {
            self.draw_window();
        } else if self
            .drawn
            .try_update_value(|drawn| std::mem::replace(&mut drawn.moving, true))
            == Some(false)
        {
            spawn_local(async move {
                TimeoutFuture::new(SHOWN_MS).await;
                if self.drawn.try_update_value(|drawn| drawn.moving = false).is_some() {
                    self.draw_window();
                }
            });
        }
    }

    /// Are the rows and columns in sight drawn, and so many beyond?
    fn has_drawn(self, beyond: (usize, usize)) -> Option<bool> {
        let (frame, body) = (by_id(FRAME)?, by_id(BODY)?);
        let (rows, columns) = self
            .sheet
            .try_with_untracked(|sheet| (sheet.rows.len(), sheet.columns.len()))?;
        let rows = self.only.with_untracked(|only| only.as_ref().map_or(rows, Vec::len));
        self.drawn.try_with_value(|drawn| {
            let (near_rows, near_columns) = near(&frame, &body, drawn.size, rows, columns, beyond);
            holds(&drawn.rows, near_rows) && holds(&drawn.columns, near_columns)
        })
    }

    /// Draws the rows and columns that came into sight, and lets go of those that left it.
    pub fn draw_window(self) {
        let (Some(frame), Some(head), Some(body)) = (by_id(FRAME), by_id(HEAD), by_id(BODY)) else {
            return;
        };
        let pins = by_id(PINS);
        let listed = self.only.get_untracked();
        let focus = self.focus.get_untracked();
        self.sheet.with_untracked(|sheet| {
            self.drawn.update_value(|drawn| {
                let rows = listed.as_ref().map_or(sheet.rows.len(), Vec::len);
                let row_at = |position: usize| listed.as_ref().map_or(position, |rows| rows[position]);
                let position_of = |row: usize| match &listed {
                    None => Some(row),
                    Some(rows) => rows.binary_search(&row).ok(),
                };
                let (near_rows, near_columns) = near(&frame, &body, drawn.size, rows, sheet.columns.len(), BEYOND);
                let kept: Vec<Place> = drawn.held.into_iter().chain([focus]).collect();
                let pinned: Vec<usize> = kept.iter().filter_map(|place| position_of(place.0)).collect();
                let new_rows = pieces(rows, near_rows, &pinned);
                let pinned: Vec<usize> = kept.iter().map(|place| place.1).collect();
                let new_columns = pieces(sheet.columns.len(), near_columns, &pinned);
                let brush = self.brush(sheet);
                let others = new_columns != drawn.columns || head.child_element_count() == 0;
                if !others && new_rows == drawn.rows {
                    return;
                }
                if others {
                    head.set_inner_html(&brush.head(&new_columns));
                    for row in drawn.rows.iter().filter_map(|piece| piece.place()).map(row_at) {
                        if let Some(line) = by_id(&row_id(row)) {
                            change(&line, 1, &drawn.columns, &new_columns, |nth, piece, out| match piece {
                                Piece::Gap(count) => draw::gap(count, nth, out),
                                Piece::One(column) => brush.cell((row, column), out),
                            });
                        }
                    }
                    set_widths(&frame, &new_columns);
                    drawn.columns = new_columns;
                }
                if new_rows != drawn.rows {
                    change(&body, 0, &drawn.rows, &new_rows, |_, piece, out| match piece {
                        Piece::Gap(count) => draw::row_gap(count, drawn.columns.len(), out),
                        Piece::One(position) => brush.row(position, row_at(position), &drawn.columns, out),
                    });
                    if let Some(pins) = &pins {
                        change(pins, 0, &drawn.rows, &new_rows, |_, piece, out| match piece {
                            Piece::Gap(count) => draw::pin_gap(count, out),
                            Piece::One(position) => brush.pin(row_at(position), out),
                        });
                    }
                    drawn.rows = new_rows;
                }
                set_heights(&frame, drawn.size.row);
                drawn.keep_looks(row_at, &brush);
            });
        });
    }

    /// Measures what is drawn, and draws what fits then.
    pub fn fit(self) {
        let (Some(frame), Some(head), Some(body)) = (by_id(FRAME), by_id(HEAD), by_id(BODY)) else {
            return;
        };
        let listed = self.only.get_untracked();
        self.drawn.update_value(|drawn| {
            let row_at = |position: usize| listed.as_ref().map_or(position, |rows| rows[position]);
            let size = measure(&head, &body, &drawn.rows, row_at);
            if size.row > 0 {
                drawn.size = size;
                set_heights(&frame, size.row);
            }
        });
        self.draw_window();
    }

    /// Draws the cells whose look has changed.
    pub fn draw_cells(self) {
        let mut touched = None;
        self.sheet.update_untracked(|sheet| touched = sheet.take_touched());
        self.sheet.with_untracked(|sheet| {
            let brush = self.brush(sheet);
            self.drawn.update_value(|drawn| {
                // A selection grows and shrinks with the focus, far from what changed.
                let selecting = brush.anchor.is_some() || std::mem::take(&mut drawn.selecting);
                drawn.selecting = brush.anchor.is_some();
                match touched.filter(|_| !selecting) {
                    Some(places) => {
                        for place in places {
                            if let Some(old) = drawn.looks.get_mut(&place) {
                                redraw_cell(place, old, &brush);
                            }
                        }
                    }
                    None => {
                        for (place, old) in &mut drawn.looks {
                            redraw_cell(*place, old, &brush);
                        }
                    }
                }
                if drawn.current != brush.focus.0 {
                    move_current(drawn.current, brush.focus.0);
                    drawn.current = brush.focus.0;
                }
            });
        });
    }

    pub(super) fn brush(self, sheet: &super::sheet::Sheet) -> Brush<'_> {
        Brush {
            sheet,
            words: self.words,
            live: true,
            focus: self.focus.get_untracked(),
            anchor: self.anchor.get_untracked(),
        }
    }
}

impl Drawn {
    /// The looks of the cells that are drawn now, and of no others.
    fn keep_looks(&mut self, row_at: impl Fn(usize) -> usize, brush: &Brush<'_>) {
        let mut looks = HashMap::new();
        for row in self.rows.iter().filter_map(|piece| piece.place()).map(row_at) {
            for column in self.columns.iter().filter_map(|piece| piece.place()) {
                let place = (row, column);
                // One that was drawn may have changed meanwhile: its old look tells so later.
                let look = self.looks.remove(&place).unwrap_or_else(|| brush.look(place));
                looks.insert(place, look);
            }
        }
        self.looks = looks;
    }
}

fn redraw_cell(place: Place, old: &mut Look, brush: &Brush<'_>) {
    let look = brush.look(place);
    if look != *old {
        draw_cell(place, old, &look, brush);
        *old = look;
        for nth in 0..brush.sheet.totals.len() {
            if let Some(total) = by_id(&draw::total_id(place.0, nth)) {
                total.set_text_content(Some(&brush.total_text(place.0, nth)));
            }
        }
    }
}

fn draw_cell(place: Place, old: &Look, new: &Look, brush: &Brush<'_>) {
    let Some(holder) = caret::holder(place) else { return };
    let Ok(Some(cell)) = holder.closest("td") else { return };
    let face = &new.face;
    let field = holder.dyn_ref::<HtmlInputElement>();
    match field {
        Some(field) if field.value() != face.text => field.set_value(&face.text),
        None if old.face.text != face.text => holder.set_text_content(Some(&face.text)),
        _ => {}
    }
    let attributes = brush.live_attributes(place, old).into_iter();
    for (old, new) in attributes.zip(brush.live_attributes(place, new)) {
        if old != new {
            let _ = cell.set_attribute(new.0, &new.1);
        }
    }
    if old.face == *face {
        return;
    }
    if old.face.state != face.state {
        let _ = cell.set_attribute("data-state", face.state.name());
    }
    let trouble = brush.trouble(face);
    if trouble != brush.trouble(&old.face) {
        let _ = match trouble {
            Some(trouble) => cell.set_attribute("data-note", &trouble),
            None => cell.remove_attribute("data-note"),
        };
    }
    let Some(field) = field else { return };
    field.set_read_only(!face.writable);
    if face.state == WriteState::Refused {
        let _ = field.set_attribute("aria-invalid", "true");
    } else {
        let _ = field.remove_attribute("aria-invalid");
    }
    match by_id(&about_id(place)) {
        Some(about) => {
            let mut out = Markup::default();
            brush.about(place, face, &mut out);
            about.set_inner_html(&out.done());
        }
        None => {
            let _ = field.set_attribute("aria-description", &brush.description(face));
        }
    }
}

/// The row of the caret is the current one.
fn move_current(from: usize, to: usize) {
    let mark = |row: usize, on: bool| {
        if let Some(line) = by_id(&row_id(row)) {
            let _ = match on {
                true => line.set_attribute("aria-current", "true"),
                false => line.remove_attribute("aria-current"),
            };
        }
        if let Some(pin) = by_id(&draw::pin_id(row)) {
            let _ = pin.toggle_attribute_with_force("data-current", on);
        }
    };
    mark(from, false);
    mark(to, true);
}
