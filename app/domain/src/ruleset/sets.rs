//! Sets of components: what a table gathers, what a candidate chooses from, what is averaged together.

use std::num::NonZeroU8;

use serde::{Deserialize, Serialize};

use crate::code::{BlocCode, ComponentCode};
use crate::coefficient::Coefficient;
use crate::mark::Mark;

/// Épreuves that texts gather under one heading: E3 over its sous-épreuves U31, U32… It has no mark of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Code: `E3`.
    pub code: ComponentCode,
    /// French label.
    pub label: String,
    /// Sum of its coefficients, stated so that a slip in the grid is caught.
    pub coef: Coefficient,
    /// Its components, those of the texts below it.
    pub components: Vec<ComponentCode>,
}

/// Épreuves of which a candidate sits some (*épreuves au choix*); all weigh the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// French label.
    pub label: String,
    /// How many at least: what the sum of coefficients counts.
    pub min: NonZeroU8,
    /// How many at most.
    pub max: NonZeroU8,
    /// Among.
    pub components: Vec<ComponentCode>,
}

/// A set of components with an average of its own; facultative points do not enter it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bloc {
    /// Code: `professional`.
    pub code: BlocCode,
    /// French label.
    pub label: String,
    /// Its components.
    pub components: Vec<ComponentCode>,
}

/// An eliminating minimum: below it no diploma, whatever the average.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Floor {
    /// The components whose average must reach the minimum: one épreuve, or the épreuves of a unit.
    pub components: Vec<ComponentCode>,
    /// The minimum.
    pub at_least: Mark,
    /// True when the minimum itself is not enough.
    #[serde(default)]
    pub strict: bool,
    /// Legal reference.
    #[serde(default)]
    pub legal: Option<String>,
}
