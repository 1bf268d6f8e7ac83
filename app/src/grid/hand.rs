//! What a hand does to a sheet: typing, blocks, selections, undoing, choosing.

use super::block::{self, Preview};
use super::calls::keep_grid_choices;
use super::engine::Engine;
use super::keys::{Place, corners};
use super::sheet::Sheet;
use super::steps::Turned;
use super::tabs;
use super::undo::Turn;
use super::voice::Tone;
use crate::Refusal;
use crate::lang::code_and_value;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::GridChoices;

/// What can be undone is kept so long after it changed.
const PAST_MS: u32 = 2_000;

impl Engine {
    /// Something was typed in a cell. True when nothing is left to type and the marker likes to go on.
    pub fn type_in(self, place: Place, text: &str) -> bool {
        self.lead_if_not();
        self.anchor.set(None);
        self.sheet
            .try_update(|sheet| {
                sheet.type_in(place, text);
                sheet.choices.onward && sheet.is_complete()
            })
            .unwrap_or(false)
    }

    /// Shows what the numbered rows of a block would do from a cell on.
    pub fn propose(self, from: Place, rows: Vec<(usize, Vec<String>)>) {
        self.commit();
        let seen = self.sheet.with_untracked(|sheet| {
            self.only
                .with_untracked(|only| block::preview(sheet, from, only.as_deref(), rows))
        });
        self.block.set(Some(seen.map_err(|flaw| flaw.sentence(self.words))));
    }

    /// Writes a block that was confirmed.
    pub fn accept(self, preview: &Preview) {
        let cells: Vec<_> = preview
            .lines
            .iter()
            .filter_map(|line| Some((line.place?, Some(line.verdict.entry()?))))
            .collect();
        self.change(|sheet| sheet.write_all(&cells, tabs::draw));
    }

    /// The cells of the selection that are on the screen, or the one in focus, row by row.
    pub fn selected(self) -> Vec<Vec<Place>> {
        let focus = self.focus.get_untracked();
        let (first, last) = corners(self.anchor.get_untracked().unwrap_or(focus), focus);
        let shown = |row: &usize| {
            self.only
                .with_untracked(|only| only.as_ref().is_none_or(|only| only.contains(row)))
        };
        (first.0..=last.0)
            .filter(shown)
            .map(|row| (first.1..=last.1).map(|column| (row, column)).collect())
            .collect()
    }

    /// Undoes or redoes a step; answers where.
    pub fn turn(self, turn: Turn) -> Option<Turned> {
        self.lead_if_not();
        let turned = self.sheet.try_update(|sheet| sheet.turn(turn, tabs::draw)).flatten();
        self.done();
        turned
    }

    /// Shows only the rows that hold something to do, or all again.
    pub fn show_only_todo(self, only: bool) {
        let rows = only.then(|| self.sheet.with_untracked(Sheet::rows_to_do));
        self.only.set(rows);
    }

    /// Changes how the marker likes his grid, here and for his next lots.
    pub fn choose(self, choices: GridChoices) {
        self.sheet.update(|sheet| sheet.choices = choices);
        // One request at a time: of two that overtake each other the older choice would stay.
        if self
            .choosing
            .try_update_value(|choosing| std::mem::replace(choosing, true))
            != Some(false)
        {
            return;
        }
        spawn_local(async move {
            let mut kept = None;
            while let Some(chosen) = self.sheet.try_with_untracked(|sheet| sheet.choices)
                && kept != Some(chosen)
            {
                if let Err(Refusal(refused)) = keep_grid_choices(chosen).await {
                    let sentence = self.words.errors().refused(&code_and_value(&refused));
                    self.say(Tone::Urgent, sentence);
                }
                kept = Some(chosen);
            }
            self.choosing.try_set_value(false);
        });
    }

    /// Keeps what was typed and sends it.
    pub fn commit(self) {
        if self.sheet.with_untracked(|sheet| sheet.typing.is_none()) {
            return;
        }
        let kept = self.sheet.try_update(|sheet| sheet.commit(tabs::draw)).unwrap_or(false);
        if kept {
            self.done();
        }
    }

    /// Changes the sheet by hand, then keeps and sends what came of it.
    pub fn change(self, change: impl FnOnce(&mut Sheet)) {
        self.lead_if_not();
        self.sheet.update(change);
        self.done();
    }

    /// Keeps what is to be sent, and a little later what can be undone: it may be long.
    fn done(self) {
        if self.past_kept.get_value() {
            self.past_kept.set_value(false);
            spawn_local(async move {
                TimeoutFuture::new(PAST_MS).await;
                if !self.past_kept.is_disposed() {
                    self.keep_past();
                }
            });
        }
        self.changed();
    }
}
