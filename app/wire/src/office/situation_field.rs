//! Names of the fields a situation is typed in: the screen writes them, the server reads them, an error names one.

use domain::{ComponentCode, Flaw, Ruleset, SituationFault, Slot};
use std::fmt;
use std::str::FromStr;

/// A field of the form. Rows of options and of facultative marks count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SituationField {
    /// Category.
    Category,
    /// Regime of conserved marks.
    Regime,
    /// Disciplinary sanction.
    Sanction,
    /// Speciality sat at an épreuve.
    Speciality(ComponentCode),
    /// A component chosen.
    Chosen(ComponentCode),
    /// A component left for later.
    Later(ComponentCode),
    /// A conserved mark given up.
    Renounced(ComponentCode),
    /// Label of an option.
    OptionLabel(usize),
    /// Mark of an option.
    OptionMark(usize),
    /// Coefficient of an option.
    OptionCoef(usize),
    /// A facultative mark.
    Facultative(usize),
    /// A provisional mark.
    Provisional(Slot),
    /// Why a missing mark is gone without.
    Waived(Slot),
}

impl SituationField {
    /// Characters of the longest label of an option.
    pub const LONGEST_LABEL: u32 = 100;
    /// Characters of the longest reason.
    pub const LONGEST_REASON: u32 = 500;

    /// The field a fault is about; it counts rows as the list counts options.
    pub fn of(ruleset: &Ruleset, fault: &SituationFault) -> SituationField {
        match fault {
            SituationFault::Flaw(flaw) => SituationField::of_flaw(ruleset, flaw),
            SituationFault::NoPlaceForOption { at, .. } | SituationFault::OptionNotOffered { at, .. } => {
                SituationField::OptionLabel(at + 1)
            }
            SituationFault::NoPlaceForFacultative { at, .. } => SituationField::Facultative(at + 1),
            SituationFault::NotConservable(code) | SituationFault::RenouncedForGood(code) => {
                SituationField::Renounced(*code)
            }
            SituationFault::MarkedForLater(code) => SituationField::Later(*code),
            SituationFault::SpecialityNotOffered { component, .. } => SituationField::Speciality(*component),
        }
    }

    fn of_flaw(ruleset: &Ruleset, flaw: &Flaw) -> SituationField {
        let row = |slot: &Slot| ruleset.rank(slot).map_or(1, |rank| rank + 1);
        let facultative = |slot: &Slot| {
            let kind = ruleset.cell(slot).map(|cell| cell.kind);
            kind == Some(domain::ComponentKind::Facultative)
        };
        match flaw {
            Flaw::EntryRefused { slot, .. } if facultative(slot) => SituationField::Facultative(row(slot)),
            Flaw::EntryRefused { slot, .. } => SituationField::OptionMark(row(slot)),
            Flaw::TooManyOptions { slot, .. } | Flaw::NotAnOption { slot } => SituationField::OptionCoef(row(slot)),
            Flaw::ProvisionalRefused { slot, .. } => SituationField::Provisional(*slot),
            Flaw::NotWaived { slot } => SituationField::Waived(*slot),
            Flaw::UnknownSpeciality { component, .. } => SituationField::Speciality(*component),
            Flaw::ChoiceRefused { component, .. } => SituationField::Chosen(*component),
            Flaw::NotForLater { component } => SituationField::Later(*component),
            Flaw::UnknownRegime { .. } => SituationField::Regime,
            // What only marks that were entered can have: a situation alone never does.
            Flaw::ConservationRefused { .. }
            | Flaw::PartOutsideSpeciality { .. }
            | Flaw::WholeAndParts { .. }
            | Flaw::OralRefused { .. }
            | Flaw::TooFewChoices { .. }
            | Flaw::RaiseRefused { .. } => SituationField::Regime,
        }
    }

    /// Where it stands in the form, so that faults are told from the top down.
    pub fn place(&self, ruleset: &Ruleset) -> (usize, usize, usize) {
        let cells = || ruleset.slots().iter();
        let component = |code: &ComponentCode| cells().position(|cell| cell.slot.component == *code);
        let component = |code| component(code).unwrap_or(usize::MAX);
        let cell = |slot: &Slot| cells().position(|cell| cell.slot == *slot).unwrap_or(usize::MAX);
        match self {
            SituationField::Category => (0, 0, 0),
            SituationField::Regime => (0, 1, 0),
            SituationField::Sanction => (0, 2, 0),
            SituationField::Speciality(code) => (1, component(code), 0),
            SituationField::OptionLabel(row) => (2, *row, 0),
            SituationField::OptionMark(row) => (2, *row, 1),
            SituationField::OptionCoef(row) => (2, *row, 2),
            SituationField::Facultative(row) => (3, *row, 0),
            SituationField::Chosen(code) => (4, component(code), 0),
            SituationField::Later(code) => (5, component(code), 0),
            SituationField::Renounced(code) => (6, component(code), 0),
            SituationField::Provisional(slot) => (7, cell(slot), 0),
            SituationField::Waived(slot) => (7, cell(slot), 1),
        }
    }

    /// The same field in another row.
    #[must_use]
    pub fn in_row(self, row: impl Fn(usize) -> usize) -> SituationField {
        match self {
            SituationField::OptionLabel(n) => SituationField::OptionLabel(row(n)),
            SituationField::OptionMark(n) => SituationField::OptionMark(row(n)),
            SituationField::OptionCoef(n) => SituationField::OptionCoef(row(n)),
            SituationField::Facultative(n) => SituationField::Facultative(row(n)),
            other => other,
        }
    }
}

impl fmt::Display for SituationField {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SituationField::Category => out.write_str("category"),
            SituationField::Regime => out.write_str("regime"),
            SituationField::Sanction => out.write_str("sanction"),
            SituationField::Speciality(code) => write!(out, "speciality.{code}"),
            SituationField::Chosen(code) => write!(out, "chosen.{code}"),
            SituationField::Later(code) => write!(out, "later.{code}"),
            SituationField::Renounced(code) => write!(out, "renounced.{code}"),
            SituationField::OptionLabel(row) => write!(out, "option.{row}.label"),
            SituationField::OptionMark(row) => write!(out, "option.{row}.mark"),
            SituationField::OptionCoef(row) => write!(out, "option.{row}.coef"),
            SituationField::Facultative(row) => write!(out, "facultative.{row}"),
            SituationField::Provisional(slot) => write!(out, "provisional.{slot}"),
            SituationField::Waived(slot) => write!(out, "waived.{slot}"),
        }
    }
}

impl FromStr for SituationField {
    type Err = ();

    fn from_str(text: &str) -> Result<SituationField, ()> {
        let Some((name, rest)) = text.split_once('.') else {
            return match text {
                "category" => Ok(SituationField::Category),
                "regime" => Ok(SituationField::Regime),
                "sanction" => Ok(SituationField::Sanction),
                _ => Err(()),
            };
        };
        let code = || rest.parse::<ComponentCode>().map_err(drop);
        let slot = || rest.parse::<Slot>().map_err(drop);
        let row = |text: &str| text.parse::<usize>().map_err(drop);
        match name {
            "speciality" => code().map(SituationField::Speciality),
            "chosen" => code().map(SituationField::Chosen),
            "later" => code().map(SituationField::Later),
            "renounced" => code().map(SituationField::Renounced),
            "facultative" => row(rest).map(SituationField::Facultative),
            "provisional" => slot().map(SituationField::Provisional),
            "waived" => slot().map(SituationField::Waived),
            "option" => match rest.split_once('.') {
                Some((n, "label")) => row(n).map(SituationField::OptionLabel),
                Some((n, "mark")) => row(n).map(SituationField::OptionMark),
                Some((n, "coef")) => row(n).map(SituationField::OptionCoef),
                _ => Err(()),
            },
            _ => Err(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_reads_as_it_writes_itself() {
        for name in [
            "category",
            "regime",
            "sanction",
            "speciality.S1",
            "chosen.E5",
            "later.E5",
            "renounced.PHI",
            "option.2.label",
            "option.2.mark",
            "option.12.coef",
            "facultative.1",
            "provisional.S1.W",
            "waived.PHI",
        ] {
            let field: SituationField = name.parse().expect(name);
            assert_eq!(field.to_string(), name);
        }
        for name in ["", "later", "later.É", "option.x.mark", "option.1", "seen"] {
            assert_eq!(name.parse::<SituationField>(), Err(()), "{name}");
        }
    }

    #[test]
    fn a_fault_is_told_at_the_field_it_was_typed_in() {
        let ruleset = domain::builtin_ruleset("BCG24").expect("built in");
        let text = r#"{"options":[{"label":"Latin","mark":"12","coef":"2"},{"label":"Grec","mark":"VA","coef":"20"}],
            "later":["OPT"],"provisional":{"PHI":"12.25"},"regime":"NOPE"}"#;
        let context: domain::ApplicationContext = serde_json::from_str(text).expect("a context");
        let faults = context.faults(&ruleset, &domain::LocalRules::default());
        let mut fields: Vec<_> = faults.iter().map(|fault| SituationField::of(&ruleset, fault)).collect();
        fields.sort_by_key(|field| field.place(&ruleset));
        let fields: Vec<String> = fields.iter().map(ToString::to_string).collect();
        assert_eq!(fields, ["regime", "option.2.mark", "later.OPT", "provisional.PHI"]);
    }
}
