//! A cell of the sheet as markup: its field, what it is called, what stands beside it.

use super::caret::field_id;
use super::draw::{Brush, Look, css, roomy};
use super::keys::Place;
use super::sheet::Face;
use crate::parts::{Glyph, Markup, WriteState};
use domain::Entry;
use words::{Words, fill};

impl Brush<'_> {
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
        out.attr("data-label", label).attr("data-state", face.state.name());
        if let Some(trouble) = self.trouble(face) {
            out.attr("data-note", &trouble);
        }
        out.raw(">");
        if self.roomy() {
            out.raw("<div class=\"").raw(css::inside).raw("\">");
        }
        if self.live && !self.roomy() {
            self.text(place, face, out);
        } else {
            self.field(place, face, out);
        }
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

    /// What a cell without room for words has to say on a card: why it is refused, what stands there instead.
    pub fn trouble(&self, face: &Face) -> Option<String> {
        let trouble = matches!(face.state, WriteState::Refused | WriteState::Conflict);
        (trouble && !self.roomy()).then(|| note(face, self.words))
    }

    /// What stands for the field of a cell without the caret: hundreds of fields make every frame dear.
    pub fn text(&self, place: Place, face: &Face, out: &mut Markup) {
        out.raw("<span class=\"").raw(css::field).raw("\"");
        out.attr("id", &field_id(place))
            .attr("tabindex", if self.focus == place { "0" } else { "-1" })
            .raw(">")
            .text(&face.text)
            .raw("</span>");
    }

    /// The field of a cell.
    pub fn field(&self, place: Place, face: &Face, out: &mut Markup) {
        let key = self.sheet.key(place);
        let suffix = format!("{}-{}", key.0, key.1);
        out.raw("<input type=\"text\" class=\"").raw(css::field).raw("\"");
        out.attr("id", &field_id(place)).attr("name", &format!("n-{suffix}"));
        out.raw(" inputmode=\"decimal\" enterkeyhint=\"next\" maxlength=\"8\"");
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
