//! The line that says of the cell in focus what its sign stands for, where cells have no room for words.

use super::draw::roomy;
use super::draw_cell::note;
use super::engine::Engine;
use super::watch::count_after;
use crate::lang::use_words;
use crate::parts::{Button, Markup};
use leptos::prelude::*;

stylance::import_crate_style!(css, "src/grid/told.module.css");

/// Copy, component, value, state and history of the cell in focus.
#[component]
pub fn Told(engine: Engine) -> impl IntoView {
    let words = use_words();
    let wide = engine
        .sheet
        .with_untracked(|sheet| !roomy(sheet.columns.len()) && !sheet.rows.is_empty());
    let calm = RwSignal::new(0);
    // Whoever types on does not read it.
    count_after(
        move || engine.pause(),
        calm,
        move || {
            engine.focus.track();
            engine.sheet.track();
        },
    );
    let told = Memo::new(move |_| {
        calm.track();
        let place = engine.focus.get_untracked();
        engine.sheet.with_untracked(|sheet| {
            let face = sheet.face(place);
            let mut out = Markup::default();
            out.raw("<strong class=\"code\">")
                .raw(&sheet.rows[place.0].anonymity.spaced());
            out.raw("</strong><span>").text(&sheet.columns[place.1].label);
            out.raw("</span><strong class=\"num\">")
                .text(&face.text)
                .raw("</strong>");
            face.state.draw(words, &mut out);
            out.raw("<span>").text(&note(&face, words)).raw("</span>");
            out.done()
        })
    });
    let history = Callback::new(move |_| engine.past.set(Some(engine.focus.get_untracked())));
    move || {
        (wide && engine.live.get()).then(|| {
            view! {
                <div class=css::told>
                    <p class=css::cell inner_html=told></p>
                    <Button plain=true small=true on_click=history>{words.grid().history}</Button>
                </div>
            }
        })
    }
}
