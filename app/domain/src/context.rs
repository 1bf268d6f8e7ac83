//! What an application (*candidature*) carries beside its marks: regime, specialities, options, facultative épreuves.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::code::{ComponentCode, RegimeCode, SpecialityCode};
use crate::coefficient::Coefficient;
use crate::decide::{CandidateMarks, Context, Sanction};
use crate::entry::Entry;
use crate::mark::Mark;
use crate::ruleset::Ruleset;
use crate::slot::{ComponentKind, Slot};

/// Category of a candidate (*catégorie de candidat*), as far as the law knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CandidateCategory {
    /// Scolaire.
    School,
    /// Apprenti.
    Apprentice,
    /// Formation professionnelle continue.
    Continuing,
    /// Enseignement à distance.
    Distance,
    /// Individuel, and pupils of a school without contract.
    Individual,
}

impl CandidateCategory {
    /// Every category, in the order of the list.
    pub const ALL: [CandidateCategory; 5] = [
        CandidateCategory::School,
        CandidateCategory::Apprentice,
        CandidateCategory::Continuing,
        CandidateCategory::Distance,
        CandidateCategory::Individual,
    ];
}

/// The situation of a candidate in one session, as kept with the application.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ApplicationContext {
    /// Regime of the conserved marks: `D334-13`; the ruleset's first one when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regime: Option<RegimeCode>,
    /// Speciality sat at each épreuve that takes one: `S1` is `PC`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub specialities: BTreeMap<ComponentCode, SpecialityCode>,
    /// Options taken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<OptionTaken>,
    /// Marks of facultative épreuves.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facultative: Vec<Entry>,
    /// Category, where a rule depends on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<CandidateCategory>,
    /// Disciplinary sanction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sanction: Option<Sanction>,
    /// Components left for a later session.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub later: BTreeSet<ComponentCode>,
    /// Components chosen where the exam offers some.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub chosen: BTreeSet<ComponentCode>,
    /// Components whose conserved mark was given up.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub renounced: BTreeSet<ComponentCode>,
    /// Marks given until the real one comes.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub provisional: BTreeMap<Slot, Mark>,
    /// Missing marks that are gone without, and why.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub waived: BTreeMap<Slot, String>,
}

/// An option of a candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionTaken {
    /// French label: "Latin".
    pub label: String,
    /// Its mark.
    pub mark: Entry,
    /// Its coefficient: 2 for each year.
    pub coef: Coefficient,
}

impl ApplicationContext {
    /// What the law must know of the candidate, conserved marks apart.
    pub fn situation(&self) -> Context {
        Context {
            regime: self.regime,
            specialities: self.specialities.clone(),
            sanction: self.sanction,
            later: self.later.clone(),
            chosen: self.chosen.clone(),
            renounced: self.renounced.clone(),
            category: self.category,
            ..Context::default()
        }
    }

    /// Puts what is known here beside the marks: options and facultative marks take the cells still free, in order.
    ///
    /// Answers how many found no cell.
    pub fn fill(&self, ruleset: &Ruleset, marks: &mut CandidateMarks) -> usize {
        marks.context = self.situation();
        marks.provisional.clone_from(&self.provisional);
        marks.waived.clone_from(&self.waived);
        let mut left_over = 0;
        for option in &self.options {
            match free_cell(ruleset, marks, ComponentKind::Option) {
                Some(slot) => {
                    marks.entries.insert(slot, option.mark);
                    marks.option_coefficients.insert(slot, option.coef);
                }
                None => left_over += 1,
            }
        }
        for entry in &self.facultative {
            match free_cell(ruleset, marks, ComponentKind::Facultative) {
                Some(slot) => {
                    marks.entries.insert(slot, *entry);
                }
                None => left_over += 1,
            }
        }
        left_over
    }
}

fn free_cell(ruleset: &Ruleset, marks: &CandidateMarks, kind: ComponentKind) -> Option<Slot> {
    let mut cells = ruleset.slots().iter().filter(|cell| cell.kind == kind);
    cells
        .find(|cell| !marks.entries.contains_key(&cell.slot))
        .map(|cell| cell.slot)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{builtin_ruleset, flaws};

    #[test]
    fn options_take_the_cells_still_free() {
        let ruleset = builtin_ruleset("BCG24").expect("built in");
        let context: ApplicationContext = serde_json::from_str(
            r#"{"regime":"D334-14","specialities":{"S1":"PC"},"options":[{"label":"Latin","mark":"14.3","coef":"4"}]}"#,
        )
        .expect("context");
        let mut marks = CandidateMarks::default();
        marks.set("OPT.1".parse().expect("slot"), Some("12".parse().expect("mark")));
        assert_eq!(context.fill(&ruleset, &mut marks), 0);
        let second: Slot = "OPT.2".parse().expect("slot");
        assert_eq!(marks.entries[&second].to_string(), "14.3");
        assert_eq!(marks.option_coefficients[&second].to_string(), "4");
        assert!(flaws(&ruleset, &marks).is_empty());
        let facultative = ApplicationContext {
            facultative: vec!["16".parse().expect("mark")],
            ..Default::default()
        };
        assert_eq!(
            facultative.fill(&ruleset, &mut marks),
            1,
            "a general baccalauréat has no facultative épreuve"
        );
    }

    #[test]
    fn an_empty_context_is_an_empty_object() {
        assert_eq!(
            serde_json::to_string(&ApplicationContext::default()).expect("json"),
            "{}"
        );
        assert_eq!(
            serde_json::from_str::<ApplicationContext>("{}").expect("context"),
            ApplicationContext::default()
        );
    }
}
