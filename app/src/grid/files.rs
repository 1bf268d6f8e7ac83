//! The lot as a file: out with what is on the screen, back in through the same preview as a block.

use super::engine::Engine;
use crate::lang::code_and_value;
use crate::live::read;
use crate::parts::{Button, Glyph};
use crate::routes;
use domain::LotId;
use gloo_net::http::Request;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::{LotState, Refused, RefusedCode, SheetRows};

stylance::import_crate_style!(css, "src/grid/files.module.css");

/// Links, for they work without scripts; and with scripts a way back in.
#[component]
pub fn Files(engine: Engine) -> impl IntoView {
    let grid = engine.words.grid();
    let form = NodeRef::<html::Form>::new();
    let drafts = RwSignal::new(String::new());
    // What is not saved yet goes along; a link alone gives what the server has.
    let take_out = move |event: leptos::ev::MouseEvent, address: &str| {
        engine.commit();
        let unsaved = engine.sheet.with_untracked(|sheet| sheet.outbox.drafts());
        let Some(form) = form.get_untracked().filter(|_| !unsaved.is_empty()) else {
            return;
        };
        event.prevent_default();
        drafts.set(serde_json::to_string(&unsaved).unwrap_or_default());
        form.set_action(address);
        // After the field has its value.
        request_animation_frame(move || {
            let _ = form.submit();
        });
    };
    let link = move |address: String, name: &'static str| {
        let href = address.clone();
        view! { <a href=href download="" on:click=move |event| take_out(event, &address)>{name}</a> }
    };
    let open = move || engine.live.get() && engine.state.get() == LotState::Open;
    let bring_in = move |event: leptos::ev::Event| {
        let input = event_target::<web_sys::HtmlInputElement>(&event);
        let file = input.files().and_then(|files| files.get(0));
        if let Some(file) = file {
            spawn_local(async move {
                match rows_of(engine.lot, &file).await {
                    Ok(SheetRows { rows, lines }) => {
                        let lines = lines.into_iter().map(|line| usize::try_from(line).unwrap_or(0));
                        engine.propose((0, 0), lines.zip(rows).collect());
                    }
                    Err(refused) => {
                        let sentence = engine.words.errors().refused(&code_and_value(&refused));
                        engine.block.set(Some(Err(sentence)));
                    }
                }
            });
        }
        // The same file, mended, may be chosen again.
        input.set_value("");
    };
    view! {
        <div class=css::files role="group" aria-label=grid.take_out>
            {link(routes::lot_csv(engine.lot), grid.csv)}
            {link(routes::lot_xlsx(engine.lot), grid.xlsx)}
            {move || open().then(|| view! {
                <label class=css::bring_in>
                    <input type="file" class="visually-hidden" accept=".csv,.tsv,.txt,.xlsx,.ods" on:change=bring_in/>
                    <span>{grid.bring_in}</span>
                </label>
            })}
            {move || engine.live.get().then(|| view! {
                <Button plain=true small=true glyph=Glyph::PRINT on_click=Callback::new(move |_| {
                    let _ = window().print();
                })>{grid.print}</Button>
            })}
            <form node_ref=form method="post" hidden><input type="hidden" name="drafts" prop:value=drafts/></form>
        </div>
    }
}

async fn rows_of(lot: LotId, file: &web_sys::File) -> Result<SheetRows, Refused> {
    let unreachable = |_| Refused::new(RefusedCode::Unreachable);
    let form = web_sys::FormData::new().map_err(|_| Refused::new(RefusedCode::Invalid))?;
    let _ = form.append_with_blob_and_filename("file", file, &file.name());
    let request = Request::post(&routes::lot_reading(lot))
        .body(form)
        .map_err(unreachable)?;
    let answer = request.send().await.map_err(unreachable)?;
    let text = answer.text().await.map_err(unreachable)?;
    let unreadable = |_| Refused::new(RefusedCode::Internal(answer.status().to_string()));
    if answer.ok() {
        read(&text).map_err(unreadable)
    } else {
        Err(read(&text).unwrap_or_else(unreadable))
    }
}
