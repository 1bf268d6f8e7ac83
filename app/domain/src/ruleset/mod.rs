//! A ruleset: the law of one qualification from one session on, parsed once into what cannot be nonsense.

mod builtin;
mod cells;
mod changes;
mod check;
mod components;
mod document;
mod error;
mod example;
mod locate;
mod rules;
mod sets;
mod thresholds;

use std::ops::Deref;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

pub use builtin::{builtin, builtin_ruleset, builtin_text};
pub use changes::{Change, changes};
pub use components::*;
pub use document::{Document, Domain};
pub use error::{Position, RulesetError, RulesetErrors, RulesetProblem};
pub use example::{Elsewhere, Example, Expected};

pub use rules::*;
pub use sets::*;
pub use thresholds::Threshold;

pub(crate) use cells::numbered;

use crate::code::{BlocCode, ComponentCode, SpecialityCode};
use crate::decide::Context;
use crate::entry::Entry;
use crate::mark::{Mark, MarkError, Step};
use crate::slot::{Cell, ComponentKind, Slot};

/// A checked ruleset. It reads as its [`Document`], and travels as it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(into = "Document")]
pub struct Ruleset {
    document: Document,
    cells: Vec<Cell>,
}

impl Ruleset {
    /// Reads and checks a ruleset; every fault is told, with its line and column.
    pub fn from_toml(text: &str) -> Result<Ruleset, Vec<RulesetError>> {
        let document: Document = toml::from_str(text).map_err(|error| unreadable(text, &error))?;
        Ruleset::try_from(document).map_err(|RulesetErrors(mut errors)| {
            locate::locate(text, &mut errors);
            errors
        })
    }

    /// Runs the cases of the text this ruleset was read from: it has some, and each comes out as it says. Tells how
    /// many there are. Nothing else is used to decide for real.
    ///
    /// # Errors
    /// Every case that comes out otherwise, with its line and column.
    pub fn prove(&self, text: &str) -> Result<usize, Vec<RulesetError>> {
        let cases = Ruleset::cases(text)?;
        let mut errors = example::prove(self, &cases);
        locate::locate(text, &mut errors);
        if errors.is_empty() {
            Ok(cases.len())
        } else {
            Err(errors)
        }
    }

    /// The worked cases of a text.
    ///
    /// # Errors
    /// The text cannot be read.
    pub fn cases(text: &str) -> Result<Vec<Example>, Vec<RulesetError>> {
        let cases: example::Cases = toml::from_str(text).map_err(|error| unreadable(text, &error))?;
        Ok(cases.case)
    }

    /// Every cell that can be marked, in the order of the ruleset.
    ///
    /// A composite épreuve has its own cell, then one for each part any speciality has; see [`Ruleset::expected`].
    pub fn slots(&self) -> &[Cell] {
        &self.cells
    }

    /// What the ruleset says of a cell.
    pub fn cell(&self, slot: &Slot) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.slot == *slot)
    }

    /// May this be written in this cell?
    pub fn accepts(&self, slot: &Slot, entry: &Entry) -> Result<(), MarkError> {
        let cell = self.cell(slot).ok_or(MarkError::UnknownSlot)?;
        self.accepts_in(cell, entry)
    }

    /// May this be written in this cell of the ruleset?
    pub(crate) fn accepts_in(&self, cell: &Cell, entry: &Entry) -> Result<(), MarkError> {
        match *entry {
            Entry::Mark(mark) => mark.fits(cell.scale, cell.step),
            Entry::Code(code) if self.codes.contains_key(&code) => Ok(()),
            Entry::Code(code) => Err(MarkError::CodeNotAllowed(code)),
        }
    }

    /// French label of a component.
    pub fn label(&self, component: ComponentCode) -> Option<&str> {
        let epreuves = self.epreuves.iter().map(|it| (it.code, &it.label));
        let continuous = self.continuous.iter().map(|it| (it.code, &it.label));
        let options = self.options.iter().map(|it| (it.code, &it.label));
        let facultatives = self.facultatives.iter().map(|it| (it.code, &it.label));
        let mut all = epreuves.chain(continuous).chain(options).chain(facultatives);
        all.find(|(code, _)| *code == component)
            .map(|(_, label)| label.as_str())
    }

    /// Nature of a component.
    pub fn kind(&self, component: ComponentCode) -> Option<ComponentKind> {
        self.cells
            .iter()
            .find(|cell| cell.slot.component == component)
            .map(|cell| cell.kind)
    }

    /// A bloc by its code.
    pub fn bloc(&self, code: BlocCode) -> Option<&Bloc> {
        self.blocs.iter().find(|bloc| bloc.code == code)
    }

    /// A speciality by its code.
    pub fn speciality(&self, code: SpecialityCode) -> Option<&Speciality> {
        self.specialities.iter().find(|speciality| speciality.code == code)
    }

    /// The parts an épreuve is examined in, given the specialities of a candidate; none when it is marked as a whole.
    pub fn parts(&self, component: ComponentCode, context: &Context) -> &[Part] {
        let Some(composite) = self.composite(component) else {
            return &[];
        };
        if !composite.parts.is_empty() {
            return &composite.parts;
        }
        let chosen = context.specialities.get(&component);
        let speciality = chosen.and_then(|code| self.speciality(*code));
        speciality.map_or(&[], |speciality| speciality.parts.as_slice())
    }

    /// The parts of an épreuve a candidate gets a mark for: without those his category does not sit.
    pub fn marked_parts(&self, component: ComponentCode, context: &Context) -> Vec<&Part> {
        let sat = |part: &&Part| part.is_for(context.category);
        let leaves = self.parts(component, context).iter().filter(sat).flat_map(Part::leaves);
        leaves.filter(sat).collect()
    }

    /// How the mark of an épreuve is made from parts, where it is.
    pub fn composite(&self, component: ComponentCode) -> Option<&Composite> {
        let epreuve = self.epreuves.iter().find(|epreuve| epreuve.code == component)?;
        epreuve.composite.as_ref()
    }

    /// The épreuves a candidate chooses from, where this is one of them.
    pub fn choice(&self, component: ComponentCode) -> Option<&Choice> {
        self.choices
            .iter()
            .find(|choice| choice.components.contains(&component))
    }

    /// The parts of an épreuve whose marks add up to its own, each out of its points; none of any other.
    pub fn exercises(&self, component: ComponentCode) -> &[Part] {
        match self.composite(component) {
            Some(composite) if composite.part_scale == PartScale::Weight => &composite.parts,
            _ => &[],
        }
    }

    /// What the parts of an épreuve are marked out of.
    pub fn part_scale(&self, component: ComponentCode) -> PartScale {
        self.composite(component)
            .map_or(PartScale::Twenty, |composite| composite.part_scale)
    }

    /// The mandatory cells of a candidate, in the order of the ruleset: those that block a decision while they are
    /// empty. An épreuve in parts is expected by its parts, one of a choice once it is chosen, none left for later.
    pub fn expected(&self, context: &Context) -> Vec<&Cell> {
        let expects = |cell: &&Cell| match cell.kind {
            ComponentKind::Option | ComponentKind::Facultative => false,
            _ if context.later.contains(&cell.slot.component) => false,
            ComponentKind::Cc => true,
            ComponentKind::Epreuve => {
                let component = cell.slot.component;
                let parts = self.marked_parts(component, context);
                let sat = self.choice(component).is_none() || context.chosen.contains(&component);
                sat && match cell.slot.part {
                    Some(code) => parts.iter().any(|part| part.code == code),
                    None => parts.is_empty(),
                }
            }
        };
        self.cells.iter().filter(expects).collect()
    }

    /// The regime a candidate's conserved marks fall under.
    pub fn regime(&self, context: &Context) -> Option<&Regime> {
        let regimes = &self.conserve.as_ref()?.regimes;
        match context.regime {
            Some(code) => regimes.iter().find(|regime| regime.code == code),
            None => regimes.first(),
        }
    }

    /// The step a mark raised by the jury must fall on.
    pub fn raise_step(&self, cell: &Cell) -> Step {
        self.jury.raise_step.unwrap_or(cell.counted_step)
    }

    /// The lowest average that admits in the first group.
    pub fn admission(&self) -> Option<Mark> {
        self.group1
            .iter()
            .find(|gate| gate.decision == Passage::Admitted)
            .map(|gate| gate.average_at_least)
    }
}

fn unreadable(text: &str, error: &toml::de::Error) -> Vec<RulesetError> {
    vec![RulesetError {
        path: String::new(),
        at: error.span().map(|span| Position::of(text, span.start)),
        problem: RulesetProblem::Syntax(error.message().to_owned()),
    }]
}

impl<'de> Deserialize<'de> for Ruleset {
    /// Checks what people can write. In a form without names only the program speaks to itself: what it sends was
    /// checked when it was read, and no browser half carries the checks.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Ruleset, D::Error> {
        let written = deserializer.is_human_readable();
        let document = Document::deserialize(deserializer)?;
        if written {
            return Ruleset::try_from(document).map_err(D::Error::custom);
        }
        let cells = cells::cells(&document);
        Ok(Ruleset { document, cells })
    }
}

impl Deref for Ruleset {
    type Target = Document;

    fn deref(&self) -> &Document {
        &self.document
    }
}

impl TryFrom<Document> for Ruleset {
    type Error = RulesetErrors;

    fn try_from(document: Document) -> Result<Ruleset, RulesetErrors> {
        let errors = check::check(&document);
        if errors.is_empty() {
            let cells = cells::cells(&document);
            Ok(Ruleset { document, cells })
        } else {
            Err(RulesetErrors(errors))
        }
    }
}

impl From<Ruleset> for Document {
    fn from(ruleset: Ruleset) -> Document {
        ruleset.document
    }
}
