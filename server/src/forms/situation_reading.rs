//! The form of a situation, read: what can be kept, and every field that cannot be read.

use super::{Fields, field};
use domain::{
    ApplicationContext, Coefficient, CoefficientError, ComponentCode, ComponentKind, Entry, Mark, MarkError,
    OptionTaken, Ruleset, Slot,
};
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use std::str::FromStr;
use wire::{FieldError, SituationField, SituationRows, mark_refusal};

/// What a form said.
pub struct Reading {
    /// What could be read of it.
    pub context: ApplicationContext,
    /// Where its lists stood.
    pub rows: SituationRows,
    /// Fields that could not.
    pub faults: Vec<FieldError>,
}

impl Reading {
    /// Reads what was sent. An empty row is none; the others keep their places in the form.
    ///
    /// The ruleset gives a coefficient left empty; without one, nothing that is read can be kept.
    pub fn of(ruleset: Option<&Ruleset>, fields: &Fields) -> Reading {
        let mut reading = Reading {
            context: ApplicationContext::default(),
            rows: SituationRows::default(),
            faults: Vec::new(),
        };
        let (mut options, mut facultative) = (BTreeSet::new(), BTreeSet::new());
        for (name, text) in fields {
            let (Ok(at), text) = (name.parse::<SituationField>(), text.trim()) else {
                continue;
            };
            if text.is_empty() {
                continue;
            }
            match at {
                SituationField::Category => reading.context.category = reading.chosen(at, text),
                SituationField::Sanction => reading.context.sanction = reading.chosen(at, text),
                SituationField::Regime => reading.context.regime = reading.code(at, text),
                SituationField::Speciality(component) => {
                    if let Some(speciality) = reading.code(at, text) {
                        reading.context.specialities.insert(component, speciality);
                    }
                }
                SituationField::Chosen(component) => ticked(&mut reading.context.chosen, component, text),
                SituationField::Later(component) => ticked(&mut reading.context.later, component, text),
                SituationField::Renounced(component) => ticked(&mut reading.context.renounced, component, text),
                SituationField::OptionLabel(row)
                | SituationField::OptionMark(row)
                | SituationField::OptionCoef(row) => drop(options.insert(row)),
                SituationField::Facultative(row) => drop(facultative.insert(row)),
                SituationField::Provisional(slot) => reading.provisional(slot, text),
                SituationField::Waived(slot) => {
                    if reading.fits(at, text, SituationField::LONGEST_REASON) {
                        reading.context.waived.insert(slot, text.to_owned());
                    }
                }
            }
        }
        for row in options {
            reading.option(ruleset, fields, row);
        }
        for row in facultative {
            let at = SituationField::Facultative(row);
            if let Some(entry) = reading.entry(at, &field(fields, &at.to_string())) {
                reading.context.facultative.push(entry);
                reading.rows.facultative.push(row);
            }
        }
        reading
    }

    fn option(&mut self, ruleset: Option<&Ruleset>, fields: &Fields, row: usize) {
        let (label_at, mark_at, coef_at) = (
            SituationField::OptionLabel(row),
            SituationField::OptionMark(row),
            SituationField::OptionCoef(row),
        );
        let text = |at: SituationField| field(fields, &at.to_string()).trim().to_owned();
        let label = text(label_at);
        let named = if label.is_empty() {
            self.fault(label_at, "option_without_label", "");
            false
        } else {
            self.fits(label_at, &label, SituationField::LONGEST_LABEL)
        };
        let mark = match text(mark_at) {
            empty if empty.is_empty() => {
                self.fault(mark_at, "option_without_mark", "");
                None
            }
            mark => self.entry(mark_at, &mark),
        };
        let coef = match text(coef_at) {
            empty if empty.is_empty() => Some(own_coefficient(ruleset, self.rows.options.len())),
            typed => match typed.parse::<Coefficient>() {
                Ok(coef) => Some(coef),
                Err(CoefficientError::TooManyDecimals) => {
                    self.fault(coef_at, "mark_decimals", "");
                    None
                }
                Err(_) => {
                    self.fault(coef_at, "coefficient_shape", &typed);
                    None
                }
            },
        };
        if let (true, Some(mark), Some(coef)) = (named, mark, coef) {
            self.context.options.push(OptionTaken { label, mark, coef });
            self.rows.options.push(row);
        }
    }

    fn provisional(&mut self, slot: Slot, text: &str) {
        let at = SituationField::Provisional(slot);
        match text.parse::<Mark>() {
            Ok(mark) => drop(self.context.provisional.insert(slot, mark)),
            Err(error) => self.unreadable(at, "provisional_shape", text, error),
        }
    }

    fn entry(&mut self, at: SituationField, text: &str) -> Option<Entry> {
        match text.parse() {
            Ok(entry) => Some(entry),
            Err(error) => {
                self.unreadable(at, "mark_or_code_shape", text, error);
                None
            }
        }
    }

    fn unreadable(&mut self, at: SituationField, shape: &str, text: &str, error: MarkError) {
        match error {
            MarkError::NotANumber | MarkError::UnknownCode => self.fault(at, shape, text),
            other => {
                let (code, value) = mark_refusal(&other);
                self.fault(at, code, &value);
            }
        }
    }

    fn chosen<T: DeserializeOwned>(&mut self, at: SituationField, text: &str) -> Option<T> {
        let known = serde_json::from_value(serde_json::Value::String(text.to_owned())).ok();
        if known.is_none() {
            self.fault(at, "unknown_choice", text);
        }
        known
    }

    fn code<T: FromStr>(&mut self, at: SituationField, text: &str) -> Option<T> {
        let code = text.parse().ok();
        if code.is_none() {
            self.fault(at, "unknown_choice", text);
        }
        code
    }

    fn fits(&mut self, at: SituationField, text: &str, longest: u32) -> bool {
        let fits = u32::try_from(text.chars().count()).is_ok_and(|length| length <= longest);
        if !fits {
            self.fault(at, "too_long_for", &longest.to_string());
        }
        fits
    }

    fn fault(&mut self, at: SituationField, code: &str, value: &str) {
        self.faults.push(FieldError {
            field: at.to_string(),
            code: code.into(),
            value: value.into(),
        });
    }
}

fn ticked(codes: &mut BTreeSet<ComponentCode>, component: ComponentCode, text: &str) {
    if text == "on" {
        codes.insert(component);
    }
}

/// The coefficient the ruleset gives to an option by its place in the list.
fn own_coefficient(ruleset: Option<&Ruleset>, at: usize) -> Coefficient {
    let cells = ruleset.into_iter().flat_map(Ruleset::slots);
    let mut options = cells.filter(|cell| cell.kind == ComponentKind::Option);
    let own = options.nth(at).map(|cell| cell.coefficient);
    // One that has no place is refused for that.
    own.unwrap_or(Coefficient::from_hundredths(100))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(fields: &[(&str, &str)]) -> Reading {
        let fields = fields.iter().map(|(name, text)| ((*name).into(), (*text).into()));
        let ruleset = domain::builtin_ruleset("BCG24").expect("built in");
        Reading::of(Some(&ruleset), &fields.collect())
    }

    #[test]
    fn what_is_typed_becomes_a_situation() {
        let reading = read(&[
            ("back", "/bureau"),
            ("category", "INDIVIDUAL"),
            ("regime", ""),
            ("sanction", "NO_MENTION"),
            ("speciality.S1", "PC"),
            ("speciality.S2", ""),
            ("option.1.label", " "),
            ("option.2.label", " Latin "),
            ("option.2.mark", "14,3"),
            ("option.2.coef", ""),
            ("option.3.label", "Grec"),
            ("option.3.mark", "ab"),
            ("option.3.coef", "2,5"),
            ("later.GO", "on"),
            ("renounced.FRE", "on"),
            ("provisional.PHI", "12"),
            ("waived.EPS", " blessé "),
        ]);
        assert_eq!(reading.faults, []);
        assert_eq!(
            serde_json::to_string(&reading.context).expect("json"),
            r#"{"specialities":{"S1":"PC"},"options":[{"label":"Latin","mark":"14.3","coef":"2"},"#.to_owned()
                + r#"{"label":"Grec","mark":"AB","coef":"2.5"}],"category":"INDIVIDUAL","sanction":"NO_MENTION","#
                + r#""later":["GO"],"renounced":["FRE"],"provisional":{"PHI":"12"},"waived":{"EPS":"blessé"}}"#
        );
        assert_eq!(reading.rows.options, [2, 3]);
    }

    #[test]
    fn every_field_that_cannot_be_read_is_told() {
        let reading = read(&[
            ("category", "ROI"),
            ("speciality.S1", "à choisir"),
            ("option.1.mark", "12"),
            ("option.2.label", "Latin"),
            ("option.3.label", "Grec"),
            ("option.3.mark", "beaucoup"),
            ("option.3.coef", "0"),
            ("provisional.PHI", "AB"),
            ("provisional.GO", "21"),
            ("provisional.EPS", "12,345"),
            ("waived.FRE", &"x".repeat(501)),
        ]);
        let mut told: Vec<(&str, &str)> = reading
            .faults
            .iter()
            .map(|fault| (fault.field.as_str(), fault.code.as_str()))
            .collect();
        told.sort_unstable();
        assert_eq!(
            told,
            [
                ("category", "unknown_choice"),
                ("option.1.label", "option_without_label"),
                ("option.2.mark", "option_without_mark"),
                ("option.3.coef", "coefficient_shape"),
                ("option.3.mark", "mark_or_code_shape"),
                ("provisional.EPS", "mark_decimals"),
                ("provisional.GO", "mark_above_maximum"),
                ("provisional.PHI", "provisional_shape"),
                ("speciality.S1", "unknown_choice"),
                ("waived.FRE", "too_long_for"),
            ]
        );
        assert_eq!(reading.context, ApplicationContext::default());
    }
}
