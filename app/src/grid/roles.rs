//! What the grid is to assistive technology, kept right while it lives. Nothing here runs on the server.

use super::boxes::by_id;
use super::engine::Engine;
use super::paint::{BODY, HEAD};
use leptos::prelude::*;
use wire::LotState;

impl Engine {
    /// A table becomes a data grid, as the ARIA Authoring Practices Guide has it: counted whole, whatever of it is drawn.
    pub fn take_roles(self) {
        let (Some(head), Some(body)) = (by_id(HEAD), by_id(BODY)) else {
            return;
        };
        let (Some(rows), Some(table)) = (head.parent_element(), body.parent_element()) else {
            return;
        };
        let columns = self
            .sheet
            .with_untracked(|sheet| sheet.columns.len() + sheet.totals.len());
        let all = [
            (&table, "role", "grid"),
            (&table, "aria-multiselectable", "true"),
            (&table, "aria-colcount", &*(columns + 1).to_string()),
            (&rows, "role", "rowgroup"),
            (&head, "role", "row"),
            (&head, "aria-rowindex", "1"),
            (&body, "role", "rowgroup"),
        ];
        for (element, name, value) in all {
            let _ = element.set_attribute(name, value);
        }
        Effect::new(move |_| {
            let listed = self.only.with(|only| only.as_ref().map(Vec::len));
            let rows = listed.unwrap_or_else(|| self.sheet.with_untracked(|sheet| sheet.rows.len()));
            let _ = table.set_attribute("aria-rowcount", &(rows + 1).to_string());
            let _ = match self.state.get() {
                LotState::Open => table.remove_attribute("aria-readonly"),
                LotState::Locked | LotState::Discharged => table.set_attribute("aria-readonly", "true"),
            };
        });
    }
}
