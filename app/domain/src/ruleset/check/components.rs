//! What the tables of components say of each other, and of their sums.

use std::collections::BTreeSet;

use super::Checker;
use crate::code::ComponentCode;
use crate::coefficient::Coefficient;
use crate::ruleset::{Choice, Composite, Document, Part, PartScale, RulesetProblem, Speciality};

impl Checker<'_> {
    pub(super) fn components(&mut self) {
        let document = self.document;
        if document.epreuves.is_empty() && document.continuous.is_empty() {
            self.fault("epreuve", RulesetProblem::Empty);
        }
        let mut seen = BTreeSet::new();
        for (path, code) in named_components(document) {
            if !seen.insert(code) {
                self.fault(path, RulesetProblem::DuplicateComponent(code));
            }
        }
        for (index, teaching) in document.continuous.iter().enumerate() {
            self.not_empty(&format!("cc[{index}].years"), &teaching.years);
        }
        for (index, epreuve) in document.epreuves.iter().enumerate() {
            let Some(composite) = &epreuve.composite else {
                continue;
            };
            self.parts(
                &format!("epreuve[{index}].composite.parts"),
                &composite.parts,
                composite.part_scale,
            );
            self.scales(&format!("epreuve[{index}].composite"), composite);
            if composite.parts.is_empty() && document.specialities.is_empty() {
                self.fault(format!("epreuve[{index}].composite"), RulesetProblem::NoSpeciality);
            }
        }
    }

    /// A mark goes up to 20, that of an exercise too.
    fn scales(&mut self, path: &str, composite: &Composite) {
        let place = |(index, part): (usize, &Part)| (format!("{path}.parts[{index}].weight"), part.clone());
        let own = composite.parts.iter().enumerate().map(place);
        let of_speciality = |(index, speciality): (usize, &Speciality)| {
            let parts = speciality.parts.clone().into_iter().enumerate();
            parts.map(move |(place, part)| (format!("speciality[{index}].parts[{place}].weight"), part))
        };
        let of_specialities = self.document.specialities.iter().enumerate().flat_map(of_speciality);
        let parts: Vec<_> = match composite.parts.is_empty() {
            true => of_specialities.collect(),
            false => own.collect(),
        };
        for (path, part) in parts {
            if composite.part_scale.of(part.weight).is_none() {
                self.fault(path, RulesetProblem::PartAboveTwenty(part.code));
            }
        }
    }

    /// No code twice in an épreuve, no more than two levels, none of them under exercises.
    pub(super) fn parts(&mut self, path: &str, parts: &[Part], scale: PartScale) {
        let mut seen = BTreeSet::new();
        for (index, part) in parts.iter().enumerate() {
            let inner = part.parts.iter().enumerate();
            let inner = inner.map(|(place, part)| (format!("{path}[{index}].parts[{place}]"), part));
            let all: Vec<(String, &Part)> = std::iter::once((format!("{path}[{index}]"), part))
                .chain(inner)
                .collect();
            for (depth, (path, part)) in all.iter().enumerate() {
                if !seen.insert(part.code) {
                    self.fault(format!("{path}.code"), RulesetProblem::DuplicatePart(part.code));
                }
                if !part.parts.is_empty() && (depth > 0 || scale == PartScale::Weight) {
                    self.fault(format!("{path}.parts"), RulesetProblem::PartsTooDeep(part.code));
                }
            }
        }
    }

    /// The headings of the table: each component under one of them, and their sums.
    pub(super) fn groups(&mut self) {
        let document = self.document;
        let codes: Vec<ComponentCode> = document.groups.iter().map(|group| group.code).collect();
        let mut under = BTreeSet::new();
        for (index, group) in document.groups.iter().enumerate() {
            let taken = named_components(document).any(|(_, code)| code == group.code);
            if taken || codes[..index].contains(&group.code) {
                self.fault(
                    format!("group[{index}].code"),
                    RulesetProblem::DuplicateComponent(group.code),
                );
            }
            let path = format!("group[{index}].components");
            self.not_empty(&path, &group.components);
            self.known(&path, &group.components);
            for (place, code) in group.components.iter().enumerate() {
                if !under.insert(*code) {
                    self.fault(format!("{path}[{place}]"), RulesetProblem::DuplicateComponent(*code));
                }
            }
            let own = weights(document).filter(|(code, _)| group.components.contains(code));
            let (expected, found) = (group.coef, own.map(|(_, coefficient)| coefficient).sum());
            if expected != found {
                self.fault(
                    format!("group[{index}].coef"),
                    RulesetProblem::CoefficientSum { expected, found },
                );
            }
        }
    }

    /// A candidate chooses among épreuves that weigh the same, no more than there are.
    pub(super) fn choices(&mut self) {
        let document = self.document;
        let mut seen = BTreeSet::new();
        for (index, choice) in document.choices.iter().enumerate() {
            let path = format!("choice[{index}]");
            self.not_empty(&format!("{path}.components"), &choice.components);
            let mut coefficients = BTreeSet::new();
            for (place, code) in choice.components.iter().enumerate() {
                let path = format!("{path}.components[{place}]");
                match document.epreuves.iter().find(|epreuve| epreuve.code == *code) {
                    None => self.fault(path, RulesetProblem::NotAnEpreuve(*code)),
                    Some(_) if !seen.insert(*code) => self.fault(path, RulesetProblem::DuplicateComponent(*code)),
                    Some(epreuve) => drop(coefficients.insert(epreuve.coef.hundredths())),
                }
            }
            if coefficients.len() > 1 {
                self.fault(format!("{path}.components"), RulesetProblem::UnevenChoice);
            }
            if choice.min > choice.max || usize::from(choice.max.get()) > choice.components.len() {
                self.fault(format!("{path}.max"), RulesetProblem::TooFewToChoose);
            }
        }
    }
}

/// Every component with the place of its code.
pub(super) fn named_components(document: &Document) -> impl Iterator<Item = (String, ComponentCode)> {
    let epreuves = document
        .epreuves
        .iter()
        .map(|it| it.code)
        .enumerate()
        .map(|it| ("epreuve", it));
    let continuous = document
        .continuous
        .iter()
        .map(|it| it.code)
        .enumerate()
        .map(|it| ("cc", it));
    let options = document
        .options
        .iter()
        .map(|it| it.code)
        .enumerate()
        .map(|it| ("option", it));
    let facultatives = document
        .facultatives
        .iter()
        .map(|it| it.code)
        .enumerate()
        .map(|it| ("facultative", it));
    let all = epreuves.chain(continuous).chain(options).chain(facultatives);
    all.map(|(table, (index, code))| (format!("{table}[{index}].code"), code))
}

/// Coefficients of the mandatory components, year by year.
fn weights(document: &Document) -> impl Iterator<Item = (ComponentCode, Coefficient)> {
    let whole = document.epreuves.iter().filter(|epreuve| epreuve.counting.is_none());
    let epreuves = whole.map(|epreuve| (epreuve.code, epreuve.coef));
    let years = document
        .continuous
        .iter()
        .flat_map(|teaching| teaching.years.iter().map(|year| (teaching.code, year.coef)));
    epreuves.chain(years)
}

/// What a candidate's mandatory coefficients add up to; of épreuves to choose from, as many as he must sit.
pub(super) fn mandatory_sum(document: &Document) -> Coefficient {
    let counts = |code: ComponentCode| {
        let place = |choice: &Choice| {
            let place = choice.components.iter().position(|one| *one == code)?;
            Some(place < usize::from(choice.min.get()))
        };
        document.choices.iter().find_map(place).unwrap_or(true)
    };
    weights(document)
        .filter(|(code, _)| counts(*code))
        .map(|(_, coefficient)| coefficient)
        .sum()
}
