//! A cell that can be marked.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::code::{CodeError, ComponentCode, PartCode};
use crate::coefficient::Coefficient;
use crate::mark::{Mark, Step};

/// Address of a cell of a candidate: a component, or a part or a year of it. Written `PHI`, `S1.W`, `HG.1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slot {
    /// The component.
    pub component: ComponentCode,
    /// The part or the year, when the component is marked in several cells.
    pub part: Option<PartCode>,
}

impl Slot {
    /// The cell of a whole component.
    pub const fn whole(component: ComponentCode) -> Slot {
        Slot { component, part: None }
    }

    /// The cell of a part of a component.
    pub const fn part(component: ComponentCode, part: PartCode) -> Slot {
        Slot {
            component,
            part: Some(part),
        }
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.part {
            Some(part) => write!(out, "{}.{part}", self.component),
            None => self.component.fmt(out),
        }
    }
}

impl FromStr for Slot {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Slot, CodeError> {
        match text.split_once('.') {
            Some((component, part)) => Ok(Slot::part(component.parse()?, part.parse()?)),
            None => Ok(Slot::whole(text.parse()?)),
        }
    }
}

impl TryFrom<String> for Slot {
    type Error = CodeError;

    fn try_from(text: String) -> Result<Slot, CodeError> {
        text.parse()
    }
}

impl From<Slot> for String {
    fn from(slot: Slot) -> String {
        slot.to_string()
    }
}

/// Nature of a component.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ComponentKind {
    /// Épreuve obligatoire, ponctuelle or CCF.
    Epreuve,
    /// Contrôle continu: yearly averages.
    Cc,
    /// Option: its mark and its coefficient are added to both sums.
    Option,
    /// Épreuve facultative: it adds points, never coefficients.
    Facultative,
}

/// A cell and what the ruleset says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Where it is.
    pub slot: Slot,
    /// Nature of its component.
    pub kind: ComponentKind,
    /// French label, the part included: "Histoire-géographie, première".
    pub label: String,
    /// Its own coefficient; a weighted part carries that of the whole component.
    pub coefficient: Coefficient,
    /// The step a typed mark must fall on.
    pub step: Step,
    /// The highest mark (*barème*): 20, but for an exercise marked out of its own points.
    pub scale: Mark,
    /// The step the mark that counts falls on, after rounding; raises by a jury follow it.
    pub counted_step: Step,
    /// Part of a composite component: weighted into the mark of the whole, never counted alone.
    pub weighted: bool,
}
