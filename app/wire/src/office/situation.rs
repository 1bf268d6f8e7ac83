//! The situation of a candidate: what his application carries beside the marks.

use super::{FoundCandidate, SessionRef, SituationField, SlotRef};
use crate::FieldError;
use domain::{
    ApplicationContext, ApplicationId, CandidateCategory, ComponentCode, Entry, JuryState, LocalRules, Mark,
    OptionTaken, Ruleset, Sanction, Slot,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A situation as it is read, by the labels of the ruleset.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Situation {
    /// Category.
    pub category: Option<CandidateCategory>,
    /// Regime of conserved marks.
    pub regime: Option<String>,
    /// Épreuve and speciality sat there.
    pub specialities: Vec<(String, String)>,
    /// Options taken.
    pub options: Vec<OptionTaken>,
    /// Facultative marks.
    pub facultative: Vec<Entry>,
    /// Disciplinary sanction.
    pub sanction: Option<Sanction>,
    /// Components left for a later session.
    pub later: Vec<String>,
    /// Components chosen.
    pub chosen: Vec<String>,
    /// Components whose conserved mark was given up.
    pub renounced: Vec<String>,
    /// Marks given until the real one comes.
    pub provisional: Vec<(SlotRef, Mark)>,
    /// Missing marks gone without, and why.
    pub waived: Vec<(SlotRef, String)>,
}

/// All that is needed to change a situation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SituationSheet {
    /// The session.
    pub session: SessionRef,
    /// Whose.
    pub who: FoundCandidate,
    /// As it stands.
    pub context: ApplicationContext,
    /// The same, to read.
    pub situation: Situation,
    /// The law that says what it may hold; none until the candidate is registered.
    pub ruleset: Option<Ruleset>,
    /// What the académie offers.
    pub local: LocalRules,
    /// Marks already written.
    pub marks: BTreeMap<Slot, Entry>,
    /// Components whose mark is conserved.
    pub conserved: BTreeSet<ComponentCode>,
    /// Code and state of the jury.
    pub jury: Option<(String, JuryState)>,
    /// It can be changed now.
    pub open: bool,
}

/// A situation to keep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeSituation {
    /// Whose.
    pub application: ApplicationId,
    /// What it was made from.
    pub seen: ApplicationContext,
    /// All of it, as far as it could be read.
    pub context: ApplicationContext,
    /// Where its lists were typed.
    pub rows: SituationRows,
    /// Fields that could not be read.
    pub unread: Vec<FieldError>,
}

/// Rows of the form that the lists of a situation came from, counted from 1: empty ones and those that could not be read
/// are left out, so the lists alone do not tell.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SituationRows {
    /// Of each option.
    pub options: Vec<usize>,
    /// Of each facultative mark.
    pub facultative: Vec<usize>,
}

impl SituationRows {
    /// A field that counts rows as the lists do, where it stands in the form.
    pub fn in_form(&self, field: SituationField) -> SituationField {
        let rows = match field {
            SituationField::Facultative(_) => &self.facultative,
            _ => &self.options,
        };
        let typed = |n: usize| n.checked_sub(1).and_then(|at| rows.get(at)).copied();
        field.in_row(|n| typed(n).unwrap_or(n))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_a_list_is_told_where_it_was_typed() {
        let rows = SituationRows {
            options: vec![2, 5],
            facultative: vec![3],
        };
        for (field, told) in [
            ("option.2.mark", "option.5.mark"),
            ("option.3.mark", "option.3.mark"),
            ("facultative.1", "facultative.3"),
            ("later.GO", "later.GO"),
        ] {
            let field = field.parse().expect(field);
            assert_eq!(rows.in_form(field).to_string(), told);
        }
    }
}
