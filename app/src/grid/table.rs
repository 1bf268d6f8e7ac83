//! The table of a lot as it comes from the server: a row per copy, a form. Where scripts run the engine makes it a grid.

use super::draw::{Brush, roomy};
use super::engine::Engine;
use super::leaf::Leaf;
use super::paint::{BODY, FRAME, HEAD, PINS};
use super::slip::SLIP;
use super::window::Piece;
use crate::lang::use_words;
use crate::parts::Markup;
use leptos::prelude::*;
use words::fill;

stylance::import_crate_style!(pub(super) css, "src/grid/table.module.css");

/// The copies of a lot and their cells; without scripts those of one leaf, if one is to be drawn.
#[component]
pub fn GridTable(engine: Engine, #[prop(into)] label: String, leaf: Option<Leaf>) -> impl IntoView {
    let words = use_words();
    let (rows, columns, wide) = engine.sheet.with_untracked(|sheet| {
        let columns = sheet.columns.len();
        (sheet.rows.len(), columns, columns + sheet.totals.len())
    });
    let form = leaf.map(|leaf| {
        engine.sheet.with_untracked(|sheet| {
            let brush = Brush::of(sheet, words);
            let columns: Vec<Piece> = (0..columns).map(Piece::One).collect();
            let mut out = Markup::default();
            for row in leaf.rows(rows, columns.len()) {
                brush.row(row, row, &columns, &mut out);
            }
            (brush.head(&columns), out.done())
        })
    });
    let label = fill(words.grid().sheet, &[("label", &label)]);
    let shape = (!roomy(columns)).then_some(css::dense);
    let (apart, form) = match shape {
        Some(_) => (form.map(|(head, body)| apart(&label, &head, &body, wide)), None),
        None => (None, form),
    };
    let (head, body) = form.unwrap_or_default();
    view! {
        <div id=SLIP class=css::paper data-wide=shape.map(|_| "")></div>
        <div id=FRAME class=stylance::classes!(css::frame, shape)>
            {shape.map(|_| view! {
                <noscript data-form inner_html=apart.unwrap_or_default()></noscript>
                <div id=PINS class=css::pins aria-hidden="true"></div>
            })}
            <table class=css::grid>
                <caption class="visually-hidden">{label}</caption>
                <colgroup>
                    <col class=css::lead/>
                    <col span=columns.to_string()/>
                    {(wide > columns).then(|| view! { <col span=(wide - columns).to_string() class=css::sum/> })}
                </colgroup>
                <thead><tr id=HEAD inner_html=head></tr></thead>
                <tbody id=BODY inner_html=body></tbody>
            </table>
        </div>
    }
}

/// The form of a wide sheet, where no script runs: hundreds of fields would be read by a browser only to be taken away.
/// The page puts it in place after all when its scripts do not come.
fn apart(label: &str, head: &str, body: &str, columns: usize) -> String {
    let mut out = Markup::default();
    out.raw("<div data-form><table class=\"")
        .raw(css::grid)
        .raw("\"><caption class=\"visually-hidden\">");
    out.text(label).raw("</caption><colgroup><col class=\"").raw(css::lead);
    out.raw("\"><col").attr("span", &columns.to_string());
    out.raw("></colgroup><thead><tr>").raw(head).raw("</tr></thead><tbody>");
    out.raw(body).raw("</tbody></table></div>");
    out.done()
}
