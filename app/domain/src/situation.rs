//! All that a ruleset and an académie have against the situation of a candidate.

use crate::code::{ComponentCode, SpecialityCode};
use crate::context::ApplicationContext;
use crate::decide::{CandidateMarks, Flaw, flaws};
use crate::local_rules::LocalRules;
use crate::ruleset::Ruleset;
use crate::slot::{ComponentKind, Slot};
use std::collections::BTreeSet;

/// A part of a situation that cannot be kept. Options and facultative marks are told by their place in the list, from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SituationFault {
    /// The ruleset cannot use it.
    Flaw(Flaw),
    /// Every place for an option is taken.
    NoPlaceForOption {
        /// Which option.
        at: usize,
        /// How many places there are.
        places: usize,
    },
    /// Every place for a facultative mark is taken.
    NoPlaceForFacultative {
        /// Which mark.
        at: usize,
        /// How many places there are.
        places: usize,
    },
    /// No conserved mark of this component could be given up.
    NotConservable(ComponentCode),
    /// A conserved mark was given up for good and is to be taken back.
    RenouncedForGood(ComponentCode),
    /// A component is to be left for later, and a mark or a code stands there: it would count all the same.
    MarkedForLater(ComponentCode),
    /// The académie does not offer the speciality.
    SpecialityNotOffered {
        /// At which épreuve.
        component: ComponentCode,
        /// The speciality.
        speciality: SpecialityCode,
    },
    /// The académie does not offer the option.
    OptionNotOffered {
        /// Which option.
        at: usize,
        /// Its label.
        label: String,
    },
}

impl ApplicationContext {
    /// Everything the ruleset or the académie has against it.
    pub fn faults(&self, ruleset: &Ruleset, local: &LocalRules) -> Vec<SituationFault> {
        let mut marks = CandidateMarks::default();
        self.fill(ruleset, &mut marks);
        let mut faults: Vec<SituationFault> = flaws(ruleset, &marks).into_iter().map(SituationFault::Flaw).collect();
        let places = ruleset.places(ComponentKind::Option);
        faults.extend((places..self.options.len()).map(|at| SituationFault::NoPlaceForOption { at, places }));
        let places = ruleset.places(ComponentKind::Facultative);
        faults.extend((places..self.facultative.len()).map(|at| SituationFault::NoPlaceForFacultative { at, places }));
        let conservable = |code: &ComponentCode| {
            let conserve = ruleset.conserve.as_ref();
            conserve.is_some_and(|conserve| conserve.components.contains(code))
        };
        let strange = self.renounced.iter().filter(|code| !conservable(code));
        faults.extend(strange.map(|code| SituationFault::NotConservable(*code)));
        for (&component, &speciality) in &self.specialities {
            // A speciality nobody knows is told as such.
            if ruleset.speciality(speciality).is_some() && !local.offers_speciality(speciality) {
                faults.push(SituationFault::SpecialityNotOffered { component, speciality });
            }
        }
        for (at, option) in self.options.iter().enumerate() {
            if !local.offers_option(&option.label) {
                let label = option.label.clone();
                faults.push(SituationFault::OptionNotOffered { at, label });
            }
        }
        faults
    }

    /// The conserved marks given up in what stood before and no longer here: that cannot be (*renonciation définitive*).
    pub fn taken_back(&self, before: &ApplicationContext) -> Vec<SituationFault> {
        let back = before.renounced.difference(&self.renounced);
        back.map(|code| SituationFault::RenouncedForGood(*code)).collect()
    }

    /// What is newly left for later where `marks`, the candidate's in this situation, hold a mark or a code.
    ///
    /// What was left before its mark came stays: nobody did wrong, and the mark counts.
    pub fn marked_for_later(
        &self,
        before: &ApplicationContext,
        ruleset: &Ruleset,
        marks: &CandidateMarks,
    ) -> Vec<SituationFault> {
        // The law alone knows what a mark is: one conserved and given up is none.
        let alone = CandidateMarks {
            context: self.situation(),
            ..CandidateMarks::default()
        };
        let refused = |marks: &CandidateMarks| -> BTreeSet<ComponentCode> {
            let later = flaws(ruleset, marks).into_iter().filter_map(|flaw| match flaw {
                Flaw::NotForLater { component } => Some(component),
                _ => None,
            });
            later.collect()
        };
        let marked = &refused(marks) - &refused(&alone);
        let fresh = marked.difference(&before.later);
        fresh.map(|code| SituationFault::MarkedForLater(*code)).collect()
    }
}

impl Ruleset {
    /// How many cells of a kind there are.
    pub fn places(&self, kind: ComponentKind) -> usize {
        self.slots().iter().filter(|cell| cell.kind == kind).count()
    }

    /// The rank of a cell among those of its kind, from 0: that of an option in the list of a candidate.
    pub fn rank(&self, slot: &Slot) -> Option<usize> {
        let kind = self.cell(slot)?.kind;
        let mut alike = self.slots().iter().filter(|cell| cell.kind == kind);
        alike.position(|cell| cell.slot == *slot)
    }

    /// The épreuves whose parts come from a speciality of the candidate.
    pub fn speciality_epreuves(&self) -> impl Iterator<Item = ComponentCode> {
        let own = self.epreuves.iter().filter(|epreuve| epreuve.takes_speciality());
        own.map(|epreuve| epreuve.code)
    }

    /// Does any rule depend on the category of a candidate?
    pub fn asks_category(&self) -> bool {
        let restricted = self.incomplete.as_ref().is_some_and(|rule| !rule.categories.is_empty());
        let own = self.epreuves.iter().filter_map(|epreuve| epreuve.composite.as_ref());
        let mut parts = own
            .flat_map(|composite| &composite.parts)
            .chain(self.specialities.iter().flat_map(|speciality| &speciality.parts));
        restricted
            || parts.any(|part| !part.except.is_empty() || part.leaves().iter().any(|leaf| !leaf.except.is_empty()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{MarkError, builtin_ruleset};

    fn context(text: &str) -> ApplicationContext {
        serde_json::from_str(text).expect("a context")
    }

    fn faults(code: &str, text: &str, local: &LocalRules) -> Vec<SituationFault> {
        context(text).faults(&builtin_ruleset(code).expect("built in"), local)
    }

    #[test]
    fn everything_against_a_situation_is_told_at_once() {
        let local = LocalRules {
            specialities: ["PC".parse().unwrap()].into(),
            options: vec!["Latin".into()],
            ..LocalRules::default()
        };
        let text = r#"{"specialities":{"S1":"SVT","S2":"MAGIE"},"facultative":["12"],"renounced":["HG"],
            "options":[{"label":"Latin","mark":"12","coef":"2"},{"label":"Grec","mark":"9.5","coef":"2"}],
            "provisional":{"PHI":"12.25"},"waived":{"GO":" "}}"#;
        let found = faults("BCG24", text, &local);
        let (s1, s2) = ("S1".parse().unwrap(), "S2".parse().unwrap());
        for fault in [
            SituationFault::Flaw(Flaw::UnknownSpeciality {
                component: s2,
                speciality: "MAGIE".parse().unwrap(),
            }),
            SituationFault::Flaw(Flaw::ProvisionalRefused {
                slot: "PHI".parse().unwrap(),
                error: MarkError::StepNotAllowed("1".parse().unwrap()),
            }),
            SituationFault::Flaw(Flaw::NotWaived {
                slot: "GO".parse().unwrap(),
            }),
            SituationFault::NoPlaceForFacultative { at: 0, places: 0 },
            SituationFault::NotConservable("HG".parse().unwrap()),
            SituationFault::SpecialityNotOffered {
                component: s1,
                speciality: "SVT".parse().unwrap(),
            },
            SituationFault::OptionNotOffered {
                at: 1,
                label: "Grec".into(),
            },
        ] {
            assert!(found.contains(&fault), "{fault:?} is not in {found:?}");
        }
        assert_eq!(found.len(), 7);
    }

    #[test]
    fn what_a_ruleset_can_use_has_nothing_against_it() {
        let local = LocalRules::default();
        let text = r#"{"specialities":{"S1":"PC","S2":"MATHS"},"later":["GO"],"renounced":["FRE"],
            "provisional":{"PHI":"12"},"waived":{"EPS":"blessé"},"sanction":"NO_MENTION"}"#;
        assert_eq!(faults("BCG24", text, &local), []);
        assert_eq!(faults("BTSSIO", r#"{"facultative":["12","AB"]}"#, &local), []);
    }

    #[test]
    fn a_renunciation_is_for_good() {
        let (before, after) = (
            context(r#"{"renounced":["FRE","PHI"]}"#),
            context(r#"{"renounced":["PHI"]}"#),
        );
        let fre = SituationFault::RenouncedForGood("FRE".parse().unwrap());
        assert_eq!(after.taken_back(&before), [fre]);
        assert_eq!(before.taken_back(&after), []);
    }

    #[test]
    fn an_academie_narrows_what_is_offered_and_offering_nothing_narrows_nothing() {
        let text = r#"{"specialities":{"S1":"PC"},"options":[{"label":"Latin","mark":"14","coef":"2"}]}"#;
        let layer = |specialities: &[&str], options: &[&str]| LocalRules {
            specialities: specialities.iter().map(|code| code.parse().unwrap()).collect(),
            options: options.iter().map(|label| (*label).to_owned()).collect(),
            ..LocalRules::default()
        };
        let speciality = SituationFault::SpecialityNotOffered {
            component: "S1".parse().unwrap(),
            speciality: "PC".parse().unwrap(),
        };
        let option = SituationFault::OptionNotOffered {
            at: 0,
            label: "Latin".into(),
        };
        for (local, found) in [
            (layer(&[], &[]), vec![]),
            (layer(&["PC", "SVT"], &["Latin"]), vec![]),
            (layer(&["SVT"], &[]), vec![speciality.clone()]),
            (layer(&[], &["Grec"]), vec![option.clone()]),
            (layer(&["SVT"], &["Grec"]), vec![speciality, option]),
        ] {
            assert_eq!(faults("BCG24", text, &local), found, "{local:?}");
        }
    }

    #[test]
    fn what_has_a_mark_is_not_newly_left_for_later() {
        let ruleset = builtin_ruleset("BCG24").expect("built in");
        let found = |before: &str, after: &str, entries: &[(&str, &str)], conserved: &[&str]| {
            let after = context(after);
            let mut marks = CandidateMarks::default();
            for (slot, entry) in entries {
                marks.entries.insert(slot.parse().unwrap(), entry.parse().unwrap());
            }
            after.fill(&ruleset, &mut marks);
            marks.context.conserved = conserved.iter().map(|code| (code.parse().unwrap(), 1)).collect();
            after.marked_for_later(&context(before), &ruleset, &marks)
        };
        let fault = |code: &str| SituationFault::MarkedForLater(code.parse().unwrap());
        let (both, go) = (r#"{"later":["GO","PHI"]}"#, r#"{"later":["GO"]}"#);
        assert_eq!(found("{}", both, &[], &[]), []);
        assert_eq!(
            found("{}", both, &[("GO", "12"), ("PHI", "AB")], &[]),
            [fault("GO"), fault("PHI")]
        );
        assert_eq!(found(go, both, &[("GO", "12")], &[]), [], "its mark came since");
        let given_up = r#"{"later":["GO"],"renounced":["GO"]}"#;
        assert_eq!(found("{}", go, &[("GO", "12")], &["GO"]), [fault("GO")]);
        assert_eq!(
            found("{}", given_up, &[("GO", "12")], &["GO"]),
            [],
            "a mark given up is none"
        );
        let never = r#"{"later":["OPT"]}"#;
        assert_eq!(
            found("{}", never, &[("OPT.1", "12")], &[]),
            [],
            "told as a flaw already"
        );
    }

    #[test]
    fn a_ruleset_says_what_it_asks_of_a_situation() {
        let ruleset = |code: &str| builtin_ruleset(code).expect("built in");
        let general = ruleset("BCG24");
        let epreuves: Vec<String> = general.speciality_epreuves().map(|code| code.to_string()).collect();
        assert_eq!(epreuves, ["S1", "S2"]);
        assert!(general.asks_category() && !ruleset("BTSSIO").asks_category());
        assert_eq!(general.rank(&"OPT.3".parse().unwrap()), Some(2));
        assert_eq!(general.places(ComponentKind::Facultative), 0);
    }
}
