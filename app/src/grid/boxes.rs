//! The boxes of the grid in the page: how large they are, which are in sight, and how some are put in place of others.
//! Nothing here runs on the server.

use super::caret::row_id;
use super::draw;
use super::window::{Piece, in_sight};
use crate::parts::Markup;
use leptos::prelude::*;
use std::ops::Range;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Cells up to which a pile is drawn whole.
const WHOLE: usize = 150;
/// Rows and columns drawn beyond those in sight.
pub const BEYOND: (usize, usize) = (6, 1);
/// Rows and columns beyond those in sight that must be drawn, or the window moves.
pub const MARGIN: (usize, usize) = (2, 0);

/// In pixels.
#[derive(Debug, Clone, Copy, Default)]
pub struct Size {
    /// Height of a row; 0 before a card was measured.
    pub row: i32,
    /// Width of a column.
    pub column: i32,
    /// Width of what stands before the first.
    pub lead: i32,
    /// In the page, not in the styles.
    pub measured: bool,
}

impl Size {
    /// What the styles say where nobody has changed the size of letters: enough for a first frame, and nothing must be laid
    /// out to know it. Cards are as high as what is in them, and few columns fit whatever their width.
    pub fn expected(roomy: bool) -> Size {
        let (row, column) = match (is_cards(), roomy) {
            (true, _) => return Size::default(),
            (false, true) => (44, 0),
            (false, false) => (34, 100),
        };
        Size {
            row,
            column,
            lead: 168,
            measured: false,
        }
    }
}

/// What stands above a sheet, at least.
const ABOVE: f64 = 144.0;

/// An element of the page.
pub fn by_id(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// On a narrow screen a row is a card with its cells below each other.
pub fn is_cards() -> bool {
    let narrow = window().match_media("(max-width: 40rem)").ok().flatten();
    narrow.is_some_and(|narrow| narrow.matches())
}

/// The rows and columns in sight, and so many `beyond`; of cards one at most. Before they are measured those that fit a
/// screen.
#[expect(clippy::cast_possible_truncation, reason = "pixels of a screen")]
pub fn near(
    frame: &Element,
    body: &Element,
    size: Size,
    rows: usize,
    columns: usize,
    beyond: (usize, usize),
) -> (Range<usize>, Range<usize>) {
    if rows * columns <= WHOLE {
        return (0..rows, 0..columns);
    }
    if size.row == 0 {
        return (0..1, 0..columns);
    }
    let pixels = |length: Result<wasm_bindgen::JsValue, _>| {
        length
            .ok()
            .and_then(|it: wasm_bindgen::JsValue| it.as_f64())
            .unwrap_or(0.0)
    };
    let screen = (pixels(window().inner_width()), pixels(window().inner_height()));
    if !size.measured {
        return (
            in_sight(rows, size.row, 0, (screen.1 - ABOVE) as i32, 0),
            in_sight(columns, size.column, 0, screen.0 as i32 - size.lead, 0),
        );
    }
    let (frame, body) = (frame.get_bounding_client_rect(), body.get_bounding_client_rect());
    let (top, bottom) = (frame.top().max(0.0), frame.bottom().min(screen.1));
    let cards = is_cards();
    let near_rows = in_sight(
        rows,
        size.row,
        (top - body.top()) as i32,
        (bottom - top) as i32,
        if cards { beyond.0.min(1) } else { beyond.0 },
    );
    if cards {
        return (near_rows, 0..columns);
    }
    let (left, right) = (frame.left().max(0.0), frame.right().min(screen.0));
    let near_columns = in_sight(
        columns,
        size.column,
        (left - body.left()) as i32,
        (right - left) as i32 - size.lead,
        beyond.1,
    );
    (near_rows, near_columns)
}

/// How large a row and a column are drawn.
pub fn measure(head: &Element, body: &Element, rows: &[Piece], row_at: impl Fn(usize) -> usize) -> Size {
    let height = |it: Element| it.dyn_into::<HtmlElement>().map_or(0, |it| it.offset_height());
    let width = |it: Element| it.dyn_into::<HtmlElement>().map_or(0, |it| it.offset_width());
    let row = rows
        .iter()
        .find_map(|piece| piece.place())
        .and_then(|position| by_id(&row_id(row_at(position))));
    let cells = head.children();
    let lead = cells.get_with_index(0).map_or(0, width);
    let column = body.query_selector("td[data-state]").ok().flatten().map_or(0, width);
    Size {
        row: row.map_or(0, height),
        column,
        lead,
        measured: true,
    }
}

/// Gaps between columns are as wide as the columns that are not there, in every row.
pub fn set_widths(frame: &Element, columns: &[Piece]) {
    let Some(frame) = frame.dyn_ref::<HtmlElement>() else {
        return;
    };
    for (nth, piece) in draw::gaps_counted(columns) {
        if let Piece::Gap(count) = piece {
            let _ = frame.style().set_property(&format!("--gap-{nth}"), &count.to_string());
        }
    }
}

/// Gaps are as high as the rows that are not there.
pub fn set_heights(frame: &Element, row: i32) {
    let Ok(gaps) = frame.query_selector_all("[data-gap]") else {
        return;
    };
    for gap in (0..gaps.length()).filter_map(|n| gaps.get(n)?.dyn_into::<HtmlElement>().ok()) {
        let count: i32 = gap
            .get_attribute("data-gap")
            .and_then(|count| count.parse().ok())
            .unwrap_or(0);
        let _ = gap.style().set_property("block-size", &format!("{}px", count * row));
    }
}

/// Makes the children of a parent, after the first `skip`, those of `new` instead of `old`; the ones in both stay as they
/// are, with the caret that may be in them.
pub fn change(
    parent: &Element,
    skip: u32,
    old: &[Piece],
    new: &[Piece],
    draw_piece: impl Fn(usize, Piece, &mut Markup),
) {
    let stays = |piece: &Piece| piece.place().is_some() && new.contains(piece);
    let mut next = parent.children().get_with_index(skip);
    let mut kept = Vec::new();
    for piece in old {
        let Some(child) = next else { break };
        next = child.next_element_sibling();
        if stays(piece) {
            kept.push((*piece, child));
        } else {
            child.remove();
        }
    }
    let mut kept = kept.into_iter().peekable();
    let mut out = Markup::default();
    for (gaps, piece) in draw::gaps_counted(new) {
        match kept.next_if(|(stays, _)| *stays == piece) {
            Some((_, child)) => {
                let drawn = std::mem::take(&mut out).done();
                if !drawn.is_empty() {
                    let _ = child.insert_adjacent_html("beforebegin", &drawn);
                }
            }
            None => draw_piece(gaps, piece, &mut out),
        }
    }
    // Totals stand after the last piece.
    let _ = match next {
        Some(after) => after.insert_adjacent_html("beforebegin", &out.done()),
        None => parent.insert_adjacent_html("beforeend", &out.done()),
    };
}
