//! What stands above the sheet: finding, undoing, filtering, choosing.

use super::choices::ChoicesDialog;
use super::engine::Engine;
use super::undo::Turn;
use super::voice::Tone;
use crate::lang::use_words;
use crate::parts::Button;
use leptos::prelude::*;
use wire::LotState;

stylance::import_crate_style!(css, "src/grid/tools.module.css");

/// Search, undoing, keys: they need scripts, so they appear with them.
#[component]
pub fn Tools(engine: Engine) -> impl IntoView {
    let words = use_words();
    let grid = words.grid();
    let (missed, choosing) = (RwSignal::new(false), RwSignal::new(false));
    let undo = Callback::new(move |_| super::press::turn(engine, Turn::Undo));
    let redo = Callback::new(move |_| super::press::turn(engine, Turn::Redo));
    let open = move || engine.state.get() == LotState::Open;
    let find = move |event: leptos::ev::KeyboardEvent| {
        let field = event_target::<web_sys::HtmlInputElement>(&event);
        match event.key().as_str() {
            "Enter" => {
                event.prevent_default();
                let found = engine.sheet.with_untracked(|sheet| sheet.find(&field.value()));
                missed.set(found.is_none());
                match found {
                    Some(row) => {
                        field.set_value("");
                        super::caret::focus(engine, (row, engine.focus.get_untracked().1));
                    }
                    None => engine.say(Tone::Urgent, grid.find_none.to_owned()),
                }
            }
            "Escape" => super::caret::focus(engine, engine.focus.get_untracked()),
            _ => missed.set(false),
        }
    };
    let tools = move || {
        engine.live.get().then(|| {
            view! {
                <div class=css::tools>
                    <label class=css::find>
                        <span>{grid.find}</span>
                        <input id="find-copy" type="search" autocomplete="off" placeholder=grid.find_hint
                            aria-describedby="find-none" on:keydown=find/>
                    </label>
                    <span id="find-none" class=css::missed>{move || missed.get().then_some(grid.find_none)}</span>
                    {move || open().then(|| view! {
                        <Button plain=true small=true on_click=undo>{grid.undo}</Button>
                        <Button plain=true small=true on_click=redo>{grid.redo}</Button>
                        <label class=css::only>
                            <input type="checkbox" prop:checked=move || engine.only.with(Option::is_some)
                                on:change=move |event| engine.show_only_todo(event_target_checked(&event))/>
                            <span>{grid.only_todo}</span>
                        </label>
                    })}
                    <Button plain=true small=true on_click=Callback::new(move |_| choosing.set(true))>{grid.choices}</Button>
                    <div class=css::wide>
                        <Button plain=true small=true on_click=Callback::new(move |_| engine.help.set(true))>{grid.keyboard}</Button>
                    </div>
                </div>
            }
        })
    };
    view! { {tools}<ChoicesDialog engine=engine open=choosing/> }
}
