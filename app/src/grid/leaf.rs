//! Leaves of a long lot: without scripts a form holds so many fields and no more.

use crate::parts::Markup;
use crate::routes;
use domain::LotId;
use std::ops::Range;
use words::{Words, fill};

/// Fields of a form.
const FIELDS: usize = 300;
/// Copies of a leaf at least.
const COPIES: usize = 10;

/// A leaf of a lot, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leaf(usize);

impl Default for Leaf {
    fn default() -> Self {
        Leaf(1)
    }
}

impl Leaf {
    /// Name of the field and of the parameter of the address.
    pub const NAME: &str = "feuillet";

    /// What an address asks for; the first when it asks for none.
    pub fn asked(text: Option<&str>) -> Leaf {
        Leaf(text.and_then(|text| text.parse().ok()).unwrap_or(1).max(1))
    }

    /// Its number.
    pub fn number(self) -> usize {
        self.0
    }

    /// Its copies, among so many with so many columns; the last leaf when there is no such one.
    pub fn rows(self, rows: usize, columns: usize) -> Range<usize> {
        let copies = copies(columns);
        let first = (self.0.min(count(rows, columns)) - 1) * copies;
        first..(first + copies).min(rows)
    }
}

/// The way from leaf to leaf, in markup: it stands where no script runs, and nothing is drawn there afterwards.
pub fn nav(leaf: Leaf, lot: LotId, (rows, columns): (usize, usize), words: Words) -> String {
    let (leaves, mut out) = (count(rows, columns), Markup::default());
    if leaves == 1 {
        return String::new();
    }
    let leaf = Leaf(leaf.0.min(leaves));
    let copies = leaf.rows(rows, columns);
    let values = [leaf.0, leaves, copies.start + 1, copies.end].map(|n| n.to_string());
    let names = ["leaf", "leaves", "first", "last"];
    let values: Vec<(&str, &str)> = names.into_iter().zip(values.iter().map(String::as_str)).collect();
    out.raw("<nav").attr("aria-label", words.look().pagination).raw("><p>");
    let link = |to: usize, text: &str, out: &mut Markup| {
        out.raw("<a")
            .attr("href", &routes::lot_leaf(lot, to))
            .raw(">")
            .text(text)
            .raw("</a> ");
    };
    if leaf.0 > 1 {
        link(leaf.0 - 1, words.look().previous, &mut out);
    }
    out.raw("<span>")
        .text(&fill(words.grid().leaf, &values))
        .raw("</span> ");
    if leaf.0 < leaves {
        link(leaf.0 + 1, words.look().next, &mut out);
    }
    out.raw("</p></nav>");
    out.done()
}

fn copies(columns: usize) -> usize {
    (FIELDS / columns.max(1)).max(COPIES)
}

/// How many leaves a lot has, one at least.
pub fn count(rows: usize, columns: usize) -> usize {
    rows.div_ceil(copies(columns)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_usual_lot_is_one_form_and_a_large_one_has_leaves() {
        assert_eq!((count(300, 1), Leaf::default().rows(300, 1)), (1, 0..300));
        assert_eq!(
            (count(2_000, 30), Leaf::asked(Some("2")).rows(2_000, 30)),
            (200, 10..20)
        );
        assert_eq!(Leaf::asked(Some("9")).rows(301, 1), 300..301);
        assert_eq!((Leaf::asked(Some("x")), Leaf::asked(Some("0"))), (Leaf(1), Leaf(1)));
        assert_eq!((count(0, 1), Leaf::default().rows(0, 1)), (1, 0..0));
    }
}
