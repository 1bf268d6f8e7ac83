//! A lot: the sheet, its figures, its locking.

use super::block_dialog::BlockDialog;
use super::calls::lot_view;
use super::draw::roomy;
use super::engine::Engine;
use super::files::Files;
use super::history::{HistoryDialog, KeysDialog};
use super::leaf::{self, Leaf};
use super::lock_form::LockForm;
use super::lots_page::tests;
use super::notices::{Line, LockedBanner, SavedLine, ToSettle};
use super::outbox::TroubleKind;
use super::panel::Figures;
use super::sheet::Sheet;
use super::slip;
use super::table::GridTable;
use super::told::Told;
use super::tools::Tools;
use crate::lang::{use_lang, use_words};
use crate::live::{Alive, handed};
use crate::page::{use_form, use_me};
use crate::parts::{Breadcrumb, Button, Crumb, ErrorSummary, FieldError, PageHeader};
use crate::refusal::RefusedPage;
use crate::routes;
use domain::LotId;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use wire::{LotState, LotView, Refused, RefusedCode, Spread};
use words::{count, fill};

stylance::import_crate_style!(css, "src/grid/page.module.css");

/// `/lots/{id}`.
#[component]
pub fn LotPage() -> impl IntoView {
    let words = use_words();
    let params = use_params_map();
    let lot = move || params.with(|params| params.get("id").and_then(|id| id.parse::<LotId>().ok()));
    let query = use_query_map();
    let leaf = move || Leaf::asked(query.with(|query| query.get(Leaf::NAME)).as_deref());
    let view = Resource::new(lot, |lot| async move {
        match lot {
            Some(lot) => lot_view(lot).await,
            None => Err(Refused::new(RefusedCode::NotFound).into()),
        }
    });
    view! {
        <Suspense fallback=move || view! { <p>{words.common().loading}</p> }>
            {move || Suspend::new(async move {
                match view.await {
                    Ok(view) => view! {
                        <Title text=view.label.clone()/>
                        <Alive given=handed(&view)><Lot laid=Laid::out(view) leaf=leaf()/></Alive>
                    }
                    .into_any(),
                    Err(refusal) => view! { <RefusedPage refused=refusal.0/> }
                    .into_any(),
                }
            })}
        </Suspense>
    }
}

/// A lot about to be shown: its sheet, and what is said around it.
pub struct Laid {
    /// The sheet.
    pub engine: Engine,
    faults: Vec<FieldError>,
    label: String,
    lead: String,
    over: String,
    token: String,
    locked_at_text: Option<String>,
    beside: Option<Spread>,
}

impl Laid {
    /// Lays a lot out, for the page at hand.
    pub fn out(view: LotView) -> Laid {
        let (lang, words) = (use_lang(), use_words());
        let grid = words.grid();
        let copies = u64::try_from(view.rows.len()).unwrap_or(u64::MAX);
        let copies = count(lang, copies, grid.copies_one, grid.copies_many);
        let subjects: Vec<String> = view.columns.iter().map(|column| column.label.clone()).collect();
        let (id, label, token) = (view.id, view.label.clone(), view.token.clone());
        let (locked_at_text, beside) = (view.locked_at_text.clone(), view.beside.clone());
        let lead = format!("{} · {copies}", view.session);
        let (sheet, faults) = with_refused_form(Sheet::new(view), &routes::lot_marks(id));
        Laid {
            engine: Engine::new(id, use_me().account, words, sheet),
            faults,
            label,
            lead,
            over: tests(&subjects, words),
            token,
            locked_at_text,
            beside,
        }
    }
}

/// The sheet and all around it.
#[component]
pub fn Lot(
    laid: Laid,
    /// What the server draws of it as a form. A browser draws none of that again, nor the lines of the slip.
    #[prop(optional)]
    leaf: Option<Leaf>,
) -> impl IntoView {
    let words = use_words();
    let grid = words.grid();
    let Laid {
        engine,
        faults,
        label,
        lead,
        over,
        token,
        locked_at_text,
        beside,
    } = laid;
    let id = engine.lot;
    let action = routes::lot_marks(id);
    Effect::new(move |_| engine.start());
    let shape = engine
        .sheet
        .with_untracked(|sheet| (sheet.rows.len(), sheet.columns.len()));
    let wide = !roomy(shape.1);
    let leaves = leaf.map(|leaf| leaf::nav(leaf, id, shape, words)).unwrap_or_default();
    let open = move || engine.state.get() == LotState::Open;
    let slip = engine
        .sheet
        .with_untracked(|sheet| leaf.map(|_| (slip::totals(sheet, words), slip::tens(sheet, words))));
    let (totals, tens) = slip.unwrap_or_default();
    let crumbs = vec![Crumb::new(routes::LOTS, grid.my_lots)];
    view! {
        <Breadcrumb crumbs=crumbs current=label.clone()/>
        <PageHeader title=label.clone() over=over lead=lead/>
        {(!faults.is_empty()).then(|| view! { <ErrorSummary title=words.common().check_form errors=faults/> })}
        <LockedBanner engine=engine locked_at_text=locked_at_text/>
        <div class=css::bar>
            <SavedLine engine=engine/>
            <Tools engine=engine/>
        </div>
        <Line engine=engine/>
        <div class=stylance::classes!(css::desk, wide.then_some(css::wide))>
            <div class=css::pile>
                <form
                    class=css::sheet
                    method="post"
                    action=action
                    // Once for all fields: there are hundreds.
                    autocomplete="off"
                    autocapitalize="characters"
                    spellcheck="false"
                    on:submit=move |event| {
                        if engine.live.get_untracked() {
                            event.prevent_default();
                            engine.commit();
                        }
                    }
                >
                    <input type="hidden" name="token" value=token/>
                    <input type="hidden" name=Leaf::NAME value=leaf.unwrap_or_default().number().to_string()/>
                    <noscript inner_html=leaves></noscript>
                    <Told engine=engine/>
                    <GridTable engine=engine label=label leaf=leaf/>
                    {move || (open() && !engine.live.get()).then(|| view! {
                        <p class=css::send><Button>{grid.save_form}</Button></p>
                    })}
                    <p id=slip::TOTALS class=css::slip>{totals}</p>
                    <p id=slip::TENS class=css::slip>{tens}</p>
                    <p class=css::slip>{grid.slip_signature}</p>
                </form>
                <div class=css::lock>{move || open().then(|| view! { <LockForm engine=engine/> })}</div>
            </div>
            <aside class=css::side aria-label=grid.figures>
                <ToSettle engine=engine/>
                <Figures engine=engine beside=beside/>
                <Files engine=engine/>
            </aside>
        </div>
        <HistoryDialog engine=engine/>
        <BlockDialog engine=engine/>
        <KeysDialog engine=engine/>
    }
}

/// What a form sent without scripts had typed and could not save, back in its cells.
fn with_refused_form(mut sheet: Sheet, action: &str) -> (Sheet, Vec<FieldError>) {
    let words = use_words();
    let form = use_form(action);
    let mut faults = Vec::new();
    let Some(refused) = form.refused() else {
        return (sheet, faults);
    };
    if refused.fields.is_empty() {
        faults.push(FieldError::new("content", crate::refusal::sentence(&refused)));
    }
    let places: Vec<_> = sheet.places().collect();
    for place in places {
        let key = sheet.key(place);
        let name = format!("n-{}-{}", key.0, key.1);
        if let Some(fault) = refused.fields.iter().find(|fault| fault.field == name) {
            let (text, code, value) = (form.typed(&name), fault.code.clone(), fault.value.clone());
            let number = sheet.rows[place.0].anonymity.spaced();
            let reason = words.errors().field(&code, &value);
            let message = fill(words.grid().said_refused, &[("number", &number), ("reason", &reason)]);
            faults.push(FieldError::new(super::caret::field_id(place), message));
            sheet.outbox.complain(key, TroubleKind::Refused { text, code, value });
        }
    }
    (sheet, faults)
}
