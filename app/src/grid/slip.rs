//! The paper slip of a lot (bordereau): every copy with its marks, however many are on the screen.

use super::draw::Brush;
use super::engine::Engine;
use super::sheet::Sheet;
use crate::parts::Markup;
use domain::Entry;
use leptos::prelude::*;
use words::{Words, fill};

/// Id of the slip, which is empty but while the page is printed.
pub const SLIP: &str = "sheet-slip";
/// Ids of its last lines.
pub const TOTALS: &str = "slip-totals";
pub const TENS: &str = "slip-tens";

/// The control totals of a slip.
pub fn totals(sheet: &Sheet, words: Words) -> String {
    let tally = sheet.tally();
    let values = [
        ("copies", sheet.rows.len().to_string()),
        ("sum", wire::french_sum(i64::try_from(tally.sum).unwrap_or(i64::MAX))),
        ("codes", tally.codes.to_string()),
    ];
    fill(
        words.grid().slip_totals,
        &values.each_ref().map(|(name, value)| (*name, value.as_str())),
    )
}

/// The sums by ten copies of a slip, where it has any.
pub fn tens(sheet: &Sheet, words: Words) -> String {
    let copies = sheet.rows.len();
    let text = |(nth, sum): (usize, i64)| {
        let (first, last) = wire::bounds_of_ten(nth, copies);
        let values = [
            ("first", first.to_string()),
            ("last", last.to_string()),
            ("sum", wire::french_sum(sum)),
        ];
        fill(
            words.grid().slip_ten,
            &values.each_ref().map(|(name, value)| (*name, value.as_str())),
        )
    };
    let sums = sheet.sums_by_ten();
    sums.into_iter().enumerate().map(text).collect::<Vec<_>>().join(" · ")
}

/// The table of a slip.
pub fn table(sheet: &Sheet, words: Words) -> String {
    let grid = words.grid();
    let mut out = Markup::default();
    out.raw("<table><thead><tr><th>")
        .text(grid.rank)
        .raw("</th><th>")
        .text(grid.copy)
        .raw("</th>");
    for column in &sheet.columns {
        out.raw("<th>").text(&column.label).raw("</th>");
    }
    let brush = Brush::of(sheet, words);
    for nth in 0..sheet.totals.len() {
        out.raw("<th>").text(&brush.total_label(nth)).raw("</th>");
    }
    out.raw("</tr></thead><tbody>");
    for (row, copy) in sheet.rows.iter().enumerate() {
        out.raw("<tr><td>").raw(&(row + 1).to_string()).raw("</td><td>");
        out.raw(&copy.anonymity.spaced()).raw("</td>");
        for column in 0..sheet.columns.len() {
            let value = sheet.value((row, column)).map(Entry::french).unwrap_or_default();
            out.raw("<td>").text(&value).raw("</td>");
        }
        for nth in 0..sheet.totals.len() {
            out.raw("<td>").text(&brush.total_text(row, nth)).raw("</td>");
        }
        out.raw("</tr>");
    }
    out.raw("</tbody></table>");
    out.done()
}

impl Engine {
    /// Writes the slip when the page is printed, and takes it away afterwards.
    pub fn print_slips(self) {
        let write = move |print: bool| {
            let by_id = |id| document().get_element_by_id(id);
            self.sheet.with_untracked(|sheet| {
                if let Some(slip) = by_id(SLIP) {
                    slip.set_inner_html(&if print { table(sheet, self.words) } else { String::new() });
                }
                for (id, line) in [(TOTALS, totals as fn(&Sheet, Words) -> String), (TENS, tens)] {
                    if let Some(place) = by_id(id).filter(|_| print) {
                        place.set_text_content(Some(&line(sheet, self.words)));
                    }
                }
            });
        };
        let before = window_event_listener_untyped("beforeprint", move |_| write(true));
        let after = window_event_listener_untyped("afterprint", move |_| write(false));
        on_cleanup(move || {
            before.remove();
            after.remove();
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::sheet::tests::sheet_of;
    use super::*;

    #[test]
    fn every_copy_is_on_the_slip() {
        let slip = table(&sheet_of(40, &["PHI"]), words::Lang::Fr.words());
        assert_eq!(slip.matches("<tr>").count(), 41);
        assert!(slip.contains("<th>Rang</th><th>Copie</th>"));
    }
}
