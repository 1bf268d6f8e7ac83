//! Rows of the sheet as markup. The server draws those of a form so, and the browser the ones that come into sight: a
//! cell has one look, whoever draws it.

use super::caret::row_id;
use super::keys::{Place, corners};
use super::sheet::{Face, Sheet};
use super::table::css as table;
use super::window::Piece;
use crate::parts::Markup;
use domain::Mark;
use words::Words;

stylance::import_crate_style!(pub(super) css, "src/grid/cell.module.css");

/// Has a cell of so many columns room for words? Otherwise a sign stands for its state.
pub fn roomy(columns: usize) -> bool {
    columns <= wire::ROOMY
}

/// How a cell looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    pub face: Face,
    pub selected: bool,
}

/// All that drawing needs to know.
#[derive(Clone, Copy)]
pub struct Brush<'a> {
    pub sheet: &'a Sheet,
    pub words: Words,
    /// Scripts run: a grid is drawn, otherwise a form.
    pub live: bool,
    /// The cell in the tab order.
    pub focus: Place,
    /// Where a selection began.
    pub anchor: Option<Place>,
}

impl<'a> Brush<'a> {
    /// One that draws on paper, or a form.
    pub fn of(sheet: &'a Sheet, words: Words) -> Brush<'a> {
        Brush {
            sheet,
            words,
            live: false,
            focus: (0, 0),
            anchor: None,
        }
    }

    pub(super) fn roomy(&self) -> bool {
        roomy(self.sheet.columns.len())
    }

    /// How a cell looks now.
    pub fn look(&self, place: Place) -> Look {
        let selected = self.anchor.is_some_and(|anchor| {
            let (first, last) = corners(anchor, self.focus);
            (first.0..=last.0).contains(&place.0) && (first.1..=last.1).contains(&place.1)
        });
        let face = self.sheet.face(place);
        Look { face, selected }
    }

    /// The cells of the head.
    pub fn head(&self, columns: &[Piece]) -> String {
        let mut out = Markup::default();
        out.raw("<th scope=\"col\" class=\"").raw(table::corner).raw("\"");
        if self.live {
            out.raw(" role=\"columnheader\" aria-colindex=\"1\"");
        }
        out.raw(">").text(self.words.grid().copy).raw("</th>");
        for (nth, piece) in gaps_counted(columns) {
            self.head_cell(piece, nth, &mut out);
        }
        for nth in 0..self.sheet.totals.len() {
            out.raw("<th scope=\"col\" class=\"").raw(css::total).raw("\"");
            if self.live {
                out.raw(" role=\"columnheader\"");
                out.attr("aria-colindex", &self.total_index(nth));
            }
            out.raw(">").text(&self.total_label(nth)).raw("</th>");
        }
        out.done()
    }

    /// A cell of the head, or a gap.
    fn head_cell(&self, piece: Piece, nth_gap: usize, out: &mut Markup) {
        match piece {
            Piece::Gap(count) => gap(count, nth_gap, out),
            Piece::One(column) => {
                out.raw("<th scope=\"col\"");
                if self.live {
                    out.raw(" role=\"columnheader\"");
                    out.attr("aria-colindex", &(column + 2).to_string());
                }
                let label = &self.sheet.columns[column].label;
                out.attr("title", label).raw(">").text(label).raw("</th>");
            }
        }
    }

    /// A row of the sheet, the `position`th of those that are listed.
    pub fn row(&self, position: usize, row: usize, columns: &[Piece], out: &mut Markup) {
        out.raw("<tr").attr("id", &row_id(row));
        if self.live {
            out.raw(" role=\"row\"")
                .attr("aria-rowindex", &(position + 2).to_string());
            if self.focus.0 == row {
                out.raw(" aria-current=\"true\"");
            }
        }
        out.raw("><th scope=\"row\" class=\"").raw(table::copy).raw("\"");
        if self.live {
            out.raw(" role=\"rowheader\" aria-colindex=\"1\"");
        }
        out.raw(">");
        if self.live && !self.roomy() {
            // Seen in the column that stays in sight.
            out.raw(&self.number(row));
        } else {
            self.copy(row, out);
        }
        out.raw("</th>");
        for (nth, piece) in gaps_counted(columns) {
            match piece {
                Piece::Gap(count) => gap(count, nth, out),
                Piece::One(column) => self.cell((row, column), out),
            }
        }
        for nth in 0..self.sheet.totals.len() {
            self.total(row, nth, out);
        }
        out.raw("</tr>");
    }

    /// Place and number of a copy.
    fn copy(&self, row: usize, out: &mut Markup) {
        out.raw("<span class=\"")
            .raw(table::rank)
            .raw("\" aria-hidden=\"true\">");
        out.raw(&(row + 1).to_string()).raw("</span><span class=\"code\">");
        out.raw(&self.number(row)).raw("</span>");
    }

    /// What stays in sight of a row that scrolls sideways.
    pub fn pin(&self, row: usize, out: &mut Markup) {
        out.raw("<div").attr("id", &pin_id(row));
        if self.focus.0 == row {
            out.raw(" data-current");
        }
        out.raw(">");
        self.copy(row, out);
        out.raw("</div>");
    }

    /// The mark that the parts of a copy make: read, never typed.
    fn total(&self, row: usize, nth: usize, out: &mut Markup) {
        out.raw("<td class=\"").raw(css::total).raw("\"");
        if self.live {
            out.raw(" role=\"gridcell\" aria-readonly=\"true\"")
                .attr("aria-colindex", &self.total_index(nth));
        }
        out.attr("data-label", &self.total_label(nth))
            .attr("id", &total_id(row, nth))
            .raw(">");
        out.text(&self.total_text(row, nth)).raw("</td>");
    }

    /// The total of a copy as it is read.
    pub fn total_text(&self, row: usize, nth: usize) -> String {
        let total = self.sheet.total(row, nth);
        total.map_or_else(|| "–".to_owned(), Mark::french)
    }

    fn total_index(&self, nth: usize) -> String {
        (self.sheet.columns.len() + nth + 2).to_string()
    }

    /// What the column of a total is called: by its épreuve where there are several.
    pub fn total_label(&self, nth: usize) -> String {
        let total = self.words.grid().total;
        match self.sheet.totals.as_slice() {
            [_] => total.to_owned(),
            totals => format!("{total}, {}", totals[nth].label),
        }
    }

    pub(super) fn number(&self, row: usize) -> String {
        self.sheet.rows[row].anonymity.spaced()
    }
}

/// Id of the total of a copy.
pub fn total_id(row: usize, nth: usize) -> String {
    format!("t-{row}-{nth}")
}

/// Id of what stays in sight of a row.
pub fn pin_id(row: usize) -> String {
    format!("p-{row}")
}

/// Pieces, each with the number of gaps before it.
pub fn gaps_counted(pieces: &[Piece]) -> impl Iterator<Item = (usize, Piece)> + '_ {
    pieces.iter().scan(0, |gaps, piece| {
        let before = *gaps;
        *gaps += usize::from(piece.place().is_none());
        Some((before, *piece))
    })
}

/// A gap between cells, as wide as so many; the `nth` of its row.
pub fn gap(count: usize, nth: usize, out: &mut Markup) {
    out.raw("<td aria-hidden=\"true\"")
        .attr("colspan", &count.to_string())
        .attr("data-nth", &nth.to_string())
        .raw("></td>");
}

/// A gap between rows, as high as so many.
pub fn row_gap(count: usize, columns: usize, out: &mut Markup) {
    out.raw("<tr aria-hidden=\"true\"")
        .attr("data-gap", &count.to_string())
        .raw("><td");
    out.attr("colspan", &(columns + 1).to_string()).raw("></td></tr>");
}

/// The same beside it, in the column that stays in sight.
pub fn pin_gap(count: usize, out: &mut Markup) {
    out.raw("<div").attr("data-gap", &count.to_string()).raw("></div>");
}
