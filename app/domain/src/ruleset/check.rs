//! What the tables of a ruleset say of each other.

use std::collections::BTreeSet;

use super::{ChoiceList, Document, Effect, Gate, PartScale, Passage, RulesetError, RulesetProblem, cells};
use crate::code::{BlocCode, ComponentCode};

mod components;

use components::{mandatory_sum, named_components};

struct Checker<'a> {
    document: &'a Document,
    errors: Vec<RulesetError>,
}

/// Every fault of a document, in its order; none when it is a ruleset.
pub(super) fn check(document: &Document) -> Vec<RulesetError> {
    let mut checker = Checker {
        document,
        errors: Vec::new(),
    };
    checker.heading();
    checker.components();
    checker.specialities();
    checker.groups();
    checker.choices();
    checker.blocs();
    checker.codes();
    checker.group1();
    checker.group2();
    checker.mentions();
    checker.references();
    checker.errors
}

impl Checker<'_> {
    fn fault(&mut self, path: impl Into<String>, problem: RulesetProblem) {
        self.errors.push(RulesetError {
            path: path.into(),
            at: None,
            problem,
        });
    }

    fn not_empty<T>(&mut self, path: &str, list: &[T]) {
        if list.is_empty() {
            self.fault(path, RulesetProblem::Empty);
        }
    }

    fn heading(&mut self) {
        let document = self.document;
        if document.last_session.is_some_and(|last| last < document.first_session) {
            self.fault("last_session", RulesetProblem::SessionsReversed);
        }
        let known = document.months.iter().all(|month| (1..=12).contains(month));
        if !known || !document.months.is_sorted_by(|before, after| before < after) {
            self.fault("months", RulesetProblem::Months);
        }
        // Four decimals are already beyond any statement of marks, and keep the arithmetic far from overflow.
        if document.average.display_scale > 4 {
            self.fault("average.display_scale", RulesetProblem::DisplayScale);
        }
        let found = mandatory_sum(document);
        if let Some(expected) = document.expected_coefficients.filter(|expected| *expected != found) {
            self.fault(
                "expected_coefficients",
                RulesetProblem::CoefficientSum { expected, found },
            );
        }
    }

    fn specialities(&mut self) {
        let mut seen = BTreeSet::new();
        for (index, speciality) in self.document.specialities.iter().enumerate() {
            if !seen.insert(speciality.code) {
                let problem = RulesetProblem::DuplicateSpeciality(speciality.code);
                self.fault(format!("speciality[{index}].code"), problem);
            }
            self.parts(
                &format!("speciality[{index}].parts"),
                &speciality.parts,
                PartScale::Twenty,
            );
        }
    }

    fn blocs(&mut self) {
        let mut seen = BTreeSet::new();
        for (index, bloc) in self.document.blocs.iter().enumerate() {
            if !seen.insert(bloc.code) {
                self.fault(format!("bloc[{index}].code"), RulesetProblem::DuplicateBloc(bloc.code));
            }
            self.not_empty(&format!("bloc[{index}].components"), &bloc.components);
            self.known(&format!("bloc[{index}].components"), &bloc.components);
        }
        for (index, floor) in self.document.floors.iter().enumerate() {
            self.not_empty(&format!("floor[{index}].components"), &floor.components);
            self.known(&format!("floor[{index}].components"), &floor.components);
        }
    }

    fn codes(&mut self) {
        for (code, rule) in &self.document.codes {
            if !rule.eliminates_in.is_empty() && rule.effect != Effect::Zero {
                self.fault(format!("codes.{code}"), RulesetProblem::EliminatesWithoutZero);
            }
            for bloc in &rule.eliminates_in {
                self.known_bloc(format!("codes.{code}.eliminates_in"), *bloc);
            }
        }
    }

    fn group1(&mut self) {
        let gates = &self.document.group1;
        self.not_empty("group1", gates);
        for (index, gate) in gates.iter().enumerate() {
            for bloc in gate.blocs_at_least.keys() {
                self.known_bloc(format!("group1[{index}].blocs_at_least.{bloc}"), *bloc);
            }
            // Monotony: a higher average must never meet a worse gate first.
            let previous = index.checked_sub(1).map(|before| &gates[before]);
            let after_group2 = previous.is_some_and(|gate| gate.decision == Passage::Group2);
            let rises = previous.is_some_and(|previous| previous.average_at_least < gate.average_at_least);
            if rises || (after_group2 && gate.decision == Passage::Admitted) {
                self.fault(format!("group1[{index}]"), RulesetProblem::GatesNotDescending);
            }
            let free = |earlier: &Gate| earlier.blocs_at_least.is_empty();
            let shut = |earlier: &Gate| free(earlier) && earlier.average_at_least == gate.average_at_least;
            if gates[..index].iter().any(shut) {
                self.fault(format!("group1[{index}].average_at_least"), RulesetProblem::Unreachable);
            }
        }
        let admission = gates
            .iter()
            .find(|gate| gate.decision == Passage::Admitted && gate.blocs_at_least.is_empty());
        if let (Some(gate), Some(certificate)) = (admission, &self.document.certificate)
            && certificate.at_least >= gate.average_at_least
        {
            self.fault("certificate.at_least", RulesetProblem::Unreachable);
        }
    }

    fn group2(&mut self) {
        let gate = self.document.group1.iter().any(|gate| gate.decision == Passage::Group2);
        if gate != self.document.group2.is_some() {
            self.fault(
                if gate { "group1" } else { "group2" },
                RulesetProblem::Group2Unreachable,
            );
        }
        let Some(group2) = &self.document.group2 else {
            return;
        };
        self.not_empty("group2.list", &group2.lists);
        let most = |list: &ChoiceList| usize::from(list.max.get()).min(list.components.len());
        if group2.lists.iter().map(most).sum::<usize>() < usize::from(group2.min_choices.get()) {
            self.fault("group2.min_choices", RulesetProblem::TooFewToChoose);
        }
        let mut seen = BTreeSet::new();
        for (index, list) in group2.lists.iter().enumerate() {
            let path = format!("group2.list[{index}].components");
            self.not_empty(&path, &list.components);
            for (place, code) in list.components.iter().enumerate() {
                let path = format!("{path}[{place}]");
                if !self.document.epreuves.iter().any(|epreuve| epreuve.code == *code) {
                    self.fault(path, RulesetProblem::NotAnEpreuve(*code));
                } else if !seen.insert(*code) {
                    self.fault(path, RulesetProblem::DuplicateComponent(*code));
                }
            }
        }
    }

    fn mentions(&mut self) {
        let Some(mentions) = &self.document.mentions else {
            return;
        };
        for (index, pair) in mentions.steps.windows(2).enumerate() {
            if pair[0].at_least <= pair[1].at_least || pair[0].mention <= pair[1].mention {
                self.fault(
                    format!("mentions.step[{}]", index + 1),
                    RulesetProblem::MentionsNotDescending,
                );
            }
        }
    }

    fn references(&mut self) {
        let document = self.document;
        self.known("jury.locked", &document.jury.locked);
        for bloc in document.attestation.iter().flat_map(|rule| &rule.blocs) {
            self.known_bloc("attestation.blocs".to_owned(), *bloc);
        }
        if let Some(replacement) = &document.replacement {
            let cells = cells::cells(document);
            for (index, slot) in replacement.without.iter().enumerate() {
                if !cells.iter().any(|cell| cell.slot == *slot) {
                    self.fault(
                        format!("replacement.without[{index}]"),
                        RulesetProblem::UnknownCell(*slot),
                    );
                }
            }
        }
        let Some(conserve) = &self.document.conserve else {
            return;
        };
        self.known("conserve.components", &conserve.components);
        self.not_empty("conserve.regime", &conserve.regimes);
    }

    fn known(&mut self, path: &str, components: &[ComponentCode]) {
        let mut seen = BTreeSet::new();
        for (index, code) in components.iter().enumerate() {
            if !named_components(self.document).any(|(_, known)| known == *code) {
                self.fault(format!("{path}[{index}]"), RulesetProblem::UnknownComponent(*code));
            } else if !seen.insert(*code) {
                self.fault(format!("{path}[{index}]"), RulesetProblem::DuplicateComponent(*code));
            }
        }
    }

    fn known_bloc(&mut self, path: String, code: BlocCode) {
        if !self.document.blocs.iter().any(|bloc| bloc.code == code) {
            self.fault(path, RulesetProblem::UnknownBloc(code));
        }
    }
}
