//! What stands in the fields of a situation: what was sent and refused, or what is on record.

use crate::page::{Form, use_form};
use domain::{ApplicationContext, Ruleset};
use wire::{Refused, RefusedCode, SituationField};
use words::fill;
use words::situation::Situation as Words;

/// The fields of the form.
#[derive(Clone)]
pub struct Draft {
    form: Form,
    sent: bool,
}

impl Draft {
    /// Of the form that posts there.
    pub fn of(action: &str) -> Draft {
        let form = use_form(action);
        let sent = form.refused().is_some();
        Draft { form, sent }
    }

    /// Why it was refused.
    pub fn refused(&self) -> Option<Refused> {
        self.form.refused()
    }

    /// What the next sending is made from: what this one was, until the page shows what stands instead. What was saved
    /// between the refusal and this page would be written over unseen.
    pub fn seen(&self, stands: &ApplicationContext) -> String {
        match self.refused() {
            Some(refused) if refused.code != RefusedCode::Outdated => self.form.typed("seen"),
            _ => serde_json::to_string(stands).unwrap_or_default(),
        }
    }

    /// Fields that were sent with something in them: each is drawn again, whatever the situation that stands now hides.
    pub fn sent(&self) -> Vec<SituationField> {
        self.form.filled().filter_map(|name| name.parse().ok()).collect()
    }

    /// What is on record and what was sent, of one kind, beside those drawn anyway.
    pub fn beside<T: Copy + PartialEq>(
        &self,
        drawn: &[T],
        kept: impl IntoIterator<Item = T>,
        kind: impl Fn(SituationField) -> Option<T>,
    ) -> Vec<T> {
        let mut beside = Vec::new();
        for one in kept.into_iter().chain(self.sent().into_iter().filter_map(kind)) {
            if !drawn.contains(&one) && !beside.contains(&one) {
                beside.push(one);
            }
        }
        beside
    }

    /// A line of text.
    pub fn text(&self, field: SituationField, kept: impl Into<String>) -> String {
        if self.sent {
            self.form.typed(&field.to_string())
        } else {
            kept.into()
        }
    }

    /// A box: the value that ticks it.
    pub fn tick(&self, field: SituationField, kept: bool) -> &'static str {
        let ticked = if self.sent {
            self.form.typed(&field.to_string()) == "on"
        } else {
            kept
        };
        if ticked { "on" } else { "" }
    }

    /// What is wrong with a field.
    pub fn error(&self, field: SituationField) -> Option<String> {
        self.form.error(&field.to_string())
    }

    /// The last row, from 1, in which something was typed.
    pub fn last_row(&self, kept: usize, fields: impl Fn(usize) -> Vec<SituationField>) -> usize {
        if !self.sent {
            return kept;
        }
        let typed = |field: SituationField| !self.form.typed(&field.to_string()).trim().is_empty();
        (1..=MOST_ROWS)
            .rev()
            .find(|row| fields(*row).into_iter().any(typed))
            .unwrap_or(0)
    }
}

/// More rows than any exam has places.
const MOST_ROWS: usize = 30;

/// A field as an error names it from afar.
pub fn name(w: &Words, ruleset: &Ruleset, field: SituationField) -> String {
    let label = |code| ruleset.label(code).map_or_else(|| code.to_string(), str::to_owned);
    let cell = |slot| {
        let known = ruleset.cell(&slot);
        known.map_or_else(|| slot.to_string(), |cell| cell.label.clone())
    };
    let of = |field: String, part: &str| fill(w.named, &[("field", &field), ("part", part)]);
    let row = |text: &str, n: usize| fill(text, &[("n", &n.to_string())]);
    match field {
        SituationField::Category => w.category.to_owned(),
        SituationField::Regime => w.regime.to_owned(),
        SituationField::Sanction => w.sanction.to_owned(),
        SituationField::Speciality(code) => label(code),
        SituationField::Chosen(code) => of(w.chosen.to_owned(), &label(code)),
        SituationField::Later(code) => of(w.later.to_owned(), &label(code)),
        SituationField::Renounced(code) => of(w.renounced.to_owned(), &label(code)),
        SituationField::OptionLabel(n) => of(row(w.option, n), w.option_label),
        SituationField::OptionMark(n) => of(row(w.option, n), w.mark),
        SituationField::OptionCoef(n) => of(row(w.option, n), w.coefficient),
        SituationField::Facultative(n) => row(w.facultative_row, n),
        SituationField::Provisional(slot) => of(cell(slot), w.provisional),
        SituationField::Waived(slot) => of(cell(slot), w.waived),
    }
}
