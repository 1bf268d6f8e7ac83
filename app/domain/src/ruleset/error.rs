//! What is wrong with the text of a ruleset.

use std::fmt;

use crate::code::{BlocCode, ComponentCode, PartCode, SpecialityCode};
use crate::coefficient::Coefficient;
use crate::decide::LineError;
use crate::slot::Slot;

/// A fault of a ruleset and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulesetError {
    /// Place in the document: `epreuve[2].code`; empty for the whole of it.
    pub path: String,
    /// Place in the text, when the ruleset comes from one.
    pub at: Option<Position>,
    /// The fault.
    pub problem: RulesetProblem,
}

/// A place in a text, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line.
    pub line: usize,
    /// Column, in characters.
    pub column: usize,
}

impl Position {
    /// The place of a byte offset.
    pub(super) fn of(text: &str, offset: usize) -> Position {
        let before = text.get(..offset).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Position {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}

/// A fault of a ruleset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RulesetProblem {
    /// The text is no TOML, lacks a field, or a field holds what it cannot hold; the parser's own words.
    Syntax(String),
    /// The last session is before the first.
    SessionsReversed,
    /// More than four decimals shown.
    DisplayScale,
    /// A list that must hold something is empty.
    Empty,
    /// A component is named twice.
    DuplicateComponent(ComponentCode),
    /// No component has this code.
    UnknownComponent(ComponentCode),
    /// A component cannot stand here: only an épreuve can.
    NotAnEpreuve(ComponentCode),
    /// A part is named twice.
    DuplicatePart(PartCode),
    /// A part marked out of its weight weighs more than 20.
    PartAboveTwenty(PartCode),
    /// A part is made from parts that are made from parts, or from exercises marked out of their weight.
    PartsTooDeep(PartCode),
    /// Épreuves to choose from weigh differently.
    UnevenChoice,
    /// No cell has this address.
    UnknownCell(Slot),
    /// Months of sessions are 1 to 12, in order.
    Months,
    /// A speciality is named twice.
    DuplicateSpeciality(SpecialityCode),
    /// An épreuve takes the parts of the candidate's speciality, and there is no speciality.
    NoSpeciality,
    /// A bloc is named twice.
    DuplicateBloc(BlocCode),
    /// No bloc has this code.
    UnknownBloc(BlocCode),
    /// The coefficients do not add up to what the file states.
    CoefficientSum {
        /// Stated.
        expected: Coefficient,
        /// Added up.
        found: Coefficient,
    },
    /// A code bars a diploma without counting as zero.
    EliminatesWithoutZero,
    /// Gates must go from the highest average down, admission first.
    GatesNotDescending,
    /// A gate leads to control orals that are not described, or they are described and no gate leads to them.
    Group2Unreachable,
    /// Mentions must go from the highest down.
    MentionsNotDescending,
    /// More disciplines must be chosen than may be.
    TooFewToChoose,
    /// A threshold lies where no candidate can reach it.
    Unreachable,
    /// There is no worked case.
    NoCase,
    /// A worked case cannot be decided.
    CaseRefused(Box<LineError>),
    /// A worked case comes out otherwise than it says.
    CaseDiffers {
        /// The case.
        case: String,
        /// The name of what differs.
        what: String,
        /// As it says.
        expected: String,
        /// As it comes out.
        found: String,
    },
}

impl fmt::Display for RulesetError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Position { line, column }) = self.at {
            write!(out, "{line}:{column}: ")?;
        }
        write!(out, "{}: {:?}", self.path, self.problem)
    }
}

impl std::error::Error for RulesetError {}

/// Every fault of a ruleset received as data.
#[derive(Debug)]
pub struct RulesetErrors(pub Vec<RulesetError>);

impl fmt::Display for RulesetErrors {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.0.iter().enumerate() {
            write!(out, "{}{error}", if index == 0 { "" } else { "; " })?;
        }
        Ok(())
    }
}

impl std::error::Error for RulesetErrors {}
