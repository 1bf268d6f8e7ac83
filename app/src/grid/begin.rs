//! The form the server drew becomes a grid. Nothing here runs on the server.

use super::boxes::{Size, by_id};
use super::caret;
use super::draw::roomy;
use super::engine::Engine;
use super::paint::{BODY, FRAME};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

impl Engine {
    /// Makes the table of the page a grid, in a browser. The sheet stays as the server drew it until [`Engine::start`]: what
    /// stands around the grid wakes in between.
    pub fn begin(self) {
        self.attend();
        self.take_over();
        self.take_roles();
        self.watch();
    }

    /// Draws the grid in place of the form, and remembers what was typed before scripts ran.
    fn take_over(self) {
        let frame = by_id(FRAME).and_then(|it| it.dyn_into::<HtmlElement>().ok());
        let (Some(frame), Some(body)) = (frame, by_id(BODY)) else {
            return;
        };
        let focused = document()
            .active_element()
            .and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
        let focused = focused.and_then(|field| caret::place_of(&field.id()));
        let mut typed = Vec::new();
        if let Ok(fields) = frame.query_selector_all("input[id^=c-]") {
            for field in (0..fields.length()).filter_map(|n| fields.get(n)?.dyn_into::<HtmlInputElement>().ok()) {
                if field.value() != field.default_value() {
                    typed.extend(caret::place_of(&field.id()).map(|place| (place, field.value())));
                }
            }
        }
        body.set_inner_html("");
        if let Ok(Some(form)) = frame.query_selector("div[data-form]") {
            form.remove();
        }
        let (columns, totals) = self
            .sheet
            .with_untracked(|sheet| (sheet.columns.len(), sheet.totals.len()));
        let _ = frame.style().set_property("--columns", &(columns + totals).to_string());
        let _ = frame.set_attribute("data-awake", "");
        if let Some(place) = focused {
            self.focus.set(place);
        }
        let size = Size::expected(roomy(columns));
        self.drawn.update_value(|drawn| drawn.size = size);
        self.draw_window();
        if size.row == 0 {
            self.fit();
        }
        if let Some(field) = focused.and_then(|place| self.wake(place)) {
            let _ = field.focus();
        }
        self.drawn.update_value(|drawn| drawn.typed = typed);
    }

    /// Takes what was typed before scripts ran.
    pub(super) fn take_typed(self) {
        let typed = self.drawn.try_update_value(|drawn| std::mem::take(&mut drawn.typed));
        let focused = document()
            .active_element()
            .and_then(|field| caret::place_of(&field.id()));
        for (place, text) in typed.unwrap_or_default() {
            self.type_in(place, &text);
            if Some(place) != focused {
                self.commit();
            }
        }
    }
}
