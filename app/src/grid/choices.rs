//! How the marker likes his grid.

use super::engine::Engine;
use crate::parts::{Dialog, Stack};
use leptos::prelude::*;
use wire::GridChoices;

stylance::import_crate_style!(css, "src/grid/choices.module.css");

/// A habit: its name, what it means, and where it stands among the choices.
type Habit = (&'static str, &'static str, fn(&mut GridChoices) -> &mut bool);

/// The habits that can be chosen.
#[component]
pub fn ChoicesDialog(engine: Engine, open: RwSignal<bool>) -> impl IntoView {
    let grid = engine.words.grid();
    let close = Callback::new(move |()| {
        open.set(false);
        super::caret::focus(engine, engine.focus.get_untracked());
    });
    view! {
        <Dialog id="choices" title=grid.choices open=Signal::from(open) on_close=close>
            {move || open.get().then(|| habits(engine))}
        </Dialog>
    }
}

fn habits(engine: Engine) -> impl IntoView {
    let grid = engine.words.grid();
    let habits: [Habit; 4] = [
        (grid.choice_french_keys, grid.choice_french_keys_hint, |it| {
            &mut it.french_keys
        }),
        (grid.choice_tenths, grid.choice_tenths_hint, |it| &mut it.tenths),
        (grid.choice_onward, grid.choice_onward_hint, |it| &mut it.onward),
        (grid.choice_single_keys, grid.choice_single_keys_hint, |it| {
            &mut it.single_keys
        }),
    ];
    let rows = (0..).zip(habits).map(|(nth, (name, hint, of)): (usize, _)| {
        let ticked = Memo::new(move |_| engine.sheet.with(|sheet| *of(&mut { sheet.choices })));
        let hint_id = format!("choice-{nth}");
        let turn = move |event| {
            let mut choices = engine.sheet.with_untracked(|sheet| sheet.choices);
            *of(&mut choices) = event_target_checked(&event);
            engine.choose(choices);
        };
        view! {
            <li>
                <label class=css::habit>
                    <input type="checkbox" prop:checked=ticked aria-describedby=hint_id.clone() on:change=turn/>
                    <span>{name}</span>
                </label>
                <p id=hint_id class=css::hint>{hint}</p>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Stack tight=true>
            <p class=css::hint>{grid.choices_text}</p>
            <ul class=css::habits>{rows}</ul>
        </Stack>
    }
}
