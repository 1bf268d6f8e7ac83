//! The history of a cell, and the list of keys.

use super::calls::cell_history;
use super::engine::Engine;
use crate::lang::use_words;
use crate::parts::Dialog;
use crate::refusal::RefusalBanner;
use domain::Entry;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::{CellDeed, CellHistory, CellPast};
use words::{Words, fill};

stylance::import_crate_style!(css, "src/grid/history.module.css");

/// What happened in the cell asked for.
#[component]
pub fn HistoryDialog(engine: Engine) -> impl IntoView {
    let words = use_words();
    let past: RwSignal<Option<Result<Vec<CellPast>, crate::Refusal>>> = RwSignal::new(None);
    Effect::new(move |_| {
        past.set(None);
        if let Some(place) = engine.past.get() {
            let (application, slot) = engine.sheet.with_untracked(|sheet| sheet.key(place));
            spawn_local(async move {
                let found = cell_history(CellHistory { application, slot }).await;
                // The answer may come after the dialog was closed, or for another cell.
                if !past.is_disposed() && engine.past.get_untracked() == Some(place) {
                    past.set(Some(found));
                }
            });
        }
    });
    let title = move || {
        let place = engine.past.get()?;
        let number = engine
            .sheet
            .with_untracked(|sheet| sheet.rows[place.0].anonymity.spaced());
        Some(fill(words.grid().history_of, &[("number", &number)]))
    };
    let list = move || match past.get() {
        None => view! { <p>{words.common().loading}</p> }.into_any(),
        Some(Err(refusal)) => view! { <RefusalBanner refused=refusal.0/> }.into_any(),
        Some(Ok(deeds)) if deeds.is_empty() => view! { <p>{words.grid().history_none}</p> }.into_any(),
        Some(Ok(deeds)) => {
            let items = deeds
                .into_iter()
                .rev()
                .map(|one| {
                    view! {
                        <li>
                            <strong class="num">{deed(words, &one.deed)}</strong>
                            <span class=css::by>{one.author}" · "{one.at_text}</span>
                        </li>
                    }
                })
                .collect_view();
            view! { <ol class=css::past>{items}</ol> }.into_any()
        }
    };
    let open = Signal::derive(move || engine.past.get().is_some());
    let close = Callback::new(move |()| {
        if let Some(place) = engine.past.get_untracked() {
            engine.past.set(None);
            super::caret::focus(engine, place);
        }
    });
    view! {
        <Dialog id="history" title=words.grid().history open=open on_close=close>
            <p>{title}</p>
            {list}
        </Dialog>
    }
}

fn deed(words: Words, deed: &CellDeed) -> String {
    let shown = |value: Option<Entry>| value.map_or_else(|| words.grid().missing.to_owned(), Entry::french);
    let change = |sentence, before, after| fill(sentence, &[("before", &shown(before)), ("after", &shown(after))]);
    match *deed {
        CellDeed::Written { before, after } => change(words.grid().written, before, after),
        CellDeed::TooLate { tried, stands } => fill(
            words.grid().too_late,
            &[("tried", &shown(tried)), ("stands", &shown(stands))],
        ),
        CellDeed::Raised { before, after } => change(words.grid().raised, Some(before), Some(after)),
        CellDeed::Lowered { before, after } => change(words.grid().lowered, Some(before), Some(after)),
    }
}

/// Every key of the grid.
#[component]
pub fn KeysDialog(engine: Engine) -> impl IntoView {
    let words = use_words();
    let close = Callback::new(move |()| {
        engine.help.set(false);
        super::caret::focus(engine, engine.focus.get_untracked());
    });
    view! {
        <Dialog id="keys" title=words.grid().keyboard open=Signal::from(engine.help) on_close=close>
            {move || engine.help.get().then(|| keys(words))}
        </Dialog>
    }
}

fn keys(words: Words) -> impl IntoView {
    let grid = words.grid();
    let keys = [
        (grid.keys_type, grid.keys_type_text),
        (grid.keys_enter, grid.keys_enter_text),
        (grid.keys_up, grid.keys_up_text),
        (grid.keys_arrows, grid.keys_arrows_text),
        ("F2", grid.keys_edit_text),
        (grid.keys_escape, grid.keys_escape_text),
        (grid.keys_delete, grid.keys_delete_text),
        ("Tab", grid.keys_tab_text),
        (grid.keys_home, grid.keys_home_text),
        (grid.keys_page, grid.keys_page_text),
        (grid.keys_undo, grid.keys_undo_text),
        (grid.keys_select, grid.keys_select_text),
        (grid.keys_copy, grid.keys_copy_text),
        (grid.keys_find, grid.find),
        ("Alt + N", grid.keys_next_text),
        ("Alt + H", grid.history),
        ("?", grid.keys_help_text),
    ];
    let rows = keys
        .map(|(key, text)| view! { <div><dt><kbd>{key}</kbd></dt><dd>{text}</dd></div> })
        .collect_view();
    view! { <dl class=css::keys>{rows}</dl> }
}
