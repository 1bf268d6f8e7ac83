//! Rows of the sheet as markup. The server draws those of a form so, and the browser the ones that come into sight: a
//! cell has one look, whoever draws it.

use super::caret::{field_id, row_id};
use super::keys::{Place, corners};
use super::sheet::{Face, Sheet};
use super::table::css as table;
use super::window::Piece;
use crate::parts::{Glyph, Markup, WriteState};
use domain::{Entry, Mark};
use words::{Words, fill};

stylance::import_crate_style!(css, "src/grid/cell.module.css");

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

    fn roomy(&self) -> bool {
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
        for piece in columns {
            self.head_cell(*piece, &mut out);
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
    pub fn head_cell(&self, piece: Piece, out: &mut Markup) {
        match piece {
            Piece::Gap(count) => gap(count, out),
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
        out.raw("><span class=\"")
            .raw(table::rank)
            .raw("\" aria-hidden=\"true\">");
        out.raw(&(row + 1).to_string()).raw("</span><span class=\"code\">");
        out.raw(&self.number(row)).raw("</span></th>");
        for piece in columns {
            match piece {
                Piece::Gap(count) => gap(*count, out),
                Piece::One(column) => self.cell((row, *column), out),
            }
        }
        for nth in 0..self.sheet.totals.len() {
            self.total(row, nth, out);
        }
        out.raw("</tr>");
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

    /// A cell.
    pub fn cell(&self, place: Place, out: &mut Markup) {
        let look = self.look(place);
        let face = &look.face;
        let label = &self.sheet.columns[place.1].label;
        let kind = match self.sheet.columns.len() {
            1 => "",
            few if roomy(few) => css::among,
            _ => css::tight,
        };
        out.raw("<td class=\"").raw(css::cell).raw(" ").raw(kind);
        if !self.sheet.totals.is_empty() {
            out.raw(" ").raw(css::brief);
        }
        out.raw("\"");
        if self.live {
            out.raw(" role=\"gridcell\"")
                .attr("aria-colindex", &(place.1 + 2).to_string());
            for (name, value) in self.live_attributes(place, &look) {
                out.attr(name, &value);
            }
        }
        out.attr("data-label", label)
            .attr("data-state", face.state.name())
            .raw(">");
        if self.roomy() {
            out.raw("<div class=\"").raw(css::inside).raw("\">");
        }
        self.field(place, face, out);
        if self.roomy() {
            out.raw("<div class=\"")
                .raw(css::about)
                .raw("\"")
                .attr("id", &about_id(place))
                .raw(">");
            self.about(place, face, out);
            out.raw("</div></div>");
        }
        out.raw("</td>");
    }

    /// Attributes of the cell that change with it.
    pub fn live_attributes(&self, place: Place, look: &Look) -> [(&'static str, String); 3] {
        [
            ("aria-label", self.name(place, &look.face)),
            ("aria-readonly", (!look.face.writable).to_string()),
            ("aria-selected", look.selected.to_string()),
        ]
    }

    fn field(&self, place: Place, face: &Face, out: &mut Markup) {
        let key = self.sheet.key(place);
        let suffix = format!("{}-{}", key.0, key.1);
        out.raw("<input type=\"text\" class=\"").raw(css::field).raw("\"");
        out.attr("id", &field_id(place)).attr("name", &format!("n-{suffix}"));
        out.raw(" inputmode=\"decimal\" autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\"");
        out.raw(" enterkeyhint=\"next\" maxlength=\"8\"");
        out.attr("aria-label", &self.label(place)).attr("value", &face.text);
        if self.roomy() {
            out.attr("aria-describedby", &about_id(place));
        } else if self.live {
            out.attr("aria-description", &self.description(face));
        }
        if face.state == WriteState::Refused {
            out.raw(" aria-invalid=\"true\"");
        }
        if !face.writable {
            out.raw(" readonly");
        }
        if self.live && self.focus != place {
            out.raw(" tabindex=\"-1\"");
        }
        out.raw(">");
        if !self.live {
            let cell = self.sheet.stored(place);
            let value = cell.value.map(Entry::french).unwrap_or_default();
            out.raw("<input type=\"hidden\"").attr("name", &format!("was-{suffix}"));
            out.attr("value", &format!("{}|{value}", cell.version)).raw(">");
        }
    }

    /// What stands beside the field where there is room.
    pub fn about(&self, place: Place, face: &Face, out: &mut Markup) {
        out.raw("<span class=\"").raw(css::state).raw("\">");
        face.state.draw(self.words, out);
        out.raw("</span><span class=\"").raw(css::note).raw("\">");
        out.text(&note(face, self.words)).raw("</span>");
        if let (WriteState::Saved, Some(at)) = (face.state, &face.at_text) {
            out.raw("<span class=\"")
                .raw(css::time)
                .raw("\">")
                .text(at)
                .raw("</span>");
        }
        if self.live {
            let grid = self.words.grid();
            let label = fill(grid.history_of, &[("number", &self.number(place.0))]);
            out.raw("<button type=\"button\" tabindex=\"-1\" data-past class=\"")
                .raw(css::past)
                .raw("\"");
            out.attr("aria-label", &label).attr("title", grid.history).raw(">");
            Glyph::CLOCK.draw(out);
            out.raw("</button>");
        }
    }

    fn number(&self, row: usize) -> String {
        self.sheet.rows[row].anonymity.spaced()
    }

    fn label(&self, place: Place) -> String {
        let values = [
            ("column", &*self.sheet.columns[place.1].label),
            ("number", &self.number(place.0)),
        ];
        fill(self.words.grid().cell_label, &values)
    }

    /// Copy, component, value, state: what a cell is called.
    pub fn name(&self, place: Place, face: &Face) -> String {
        let value = match face.code {
            Some(code) => self.words.grid().code(code.as_str()),
            None => &face.text,
        };
        let parts = [
            &*self.number(place.0),
            &self.sheet.columns[place.1].label,
            value,
            face.state.word(self.words),
        ];
        let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        said.join(", ")
    }

    /// State and note, where no words stand beside the field.
    pub fn description(&self, face: &Face) -> String {
        let note = note(face, self.words);
        let state = face.state.word(self.words);
        if note.is_empty() {
            state.to_owned()
        } else {
            format!("{state}, {note}")
        }
    }
}

/// Id of what stands beside the field of a cell.
pub fn about_id(place: Place) -> String {
    format!("{}-a", field_id(place))
}

/// Id of the total of a copy.
pub fn total_id(row: usize, nth: usize) -> String {
    format!("t-{row}-{nth}")
}

/// A gap between cells, as wide as so many.
pub fn gap(count: usize, out: &mut Markup) {
    out.raw("<td aria-hidden=\"true\"")
        .attr("colspan", &count.to_string())
        .raw("></td>");
}

/// A gap between rows, as high as so many.
pub fn row_gap(count: usize, columns: usize, out: &mut Markup) {
    out.raw("<tr aria-hidden=\"true\"")
        .attr("data-gap", &count.to_string())
        .raw("><td");
    out.attr("colspan", &(columns + 1).to_string()).raw("></td></tr>");
}

/// What is to be said of a cell beyond its state.
pub fn note(face: &Face, words: Words) -> String {
    let grid = words.grid();
    if let Some((code, value)) = &face.reason {
        words.errors().field(code, value)
    } else if let Some(theirs) = face.theirs {
        let value = theirs.map_or_else(|| grid.missing.to_owned(), Entry::french);
        let author = face.by.as_deref().filter(|by| !by.is_empty()).unwrap_or(grid.colleague);
        let at = face.at_text.as_deref().unwrap_or_default();
        fill(grid.theirs_here, &[("value", &value), ("author", author), ("at", at)])
    } else if let Some(code) = face.code {
        grid.code(code.as_str()).to_owned()
    } else if let Some(author) = &face.by {
        fill(grid.changed_by, &[("author", author)])
    } else {
        String::new()
    }
}
