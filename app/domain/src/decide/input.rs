//! What a decision is made from.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::code::{ComponentCode, RegimeCode, SpecialityCode};
use crate::coefficient::Coefficient;
use crate::context::CandidateCategory;
use crate::entry::Entry;
use crate::mark::Mark;
use crate::slot::Slot;

/// The marks of one candidate and what the law must know of him. No name, no number.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CandidateMarks {
    /// What each cell holds, options and facultative épreuves included; a cell that is not here is missing.
    ///
    /// A mark on the whole of a composite épreuve replaces its parts.
    pub entries: BTreeMap<Slot, Entry>,
    /// Coefficients of options that differ from the ruleset's.
    pub option_coefficients: BTreeMap<Slot, Coefficient>,
    /// Situation of the candidate.
    pub context: Context,
    /// Disciplines chosen for the control orals, with the mark once it is known.
    pub group2: BTreeMap<ComponentCode, Option<Entry>>,
    /// Marks raised by the jury: the new mark of a cell, never points. A composite épreuve is raised as a whole.
    pub raises: BTreeMap<Slot, Mark>,
    /// Marks given until the real one comes (*notes provisoires*): then the better of both counts.
    pub provisional: BTreeMap<Slot, Mark>,
    /// Missing marks a decision goes without, each with its reason: the cell leaves both sums.
    pub waived: BTreeMap<Slot, String>,
    /// True while a fraud is presumed: the result is withheld.
    pub presumed_fraud: bool,
}

impl CandidateMarks {
    /// Writes an entry in a cell, or empties it.
    pub fn set(&mut self, slot: Slot, entry: Option<Entry>) {
        match entry {
            Some(entry) => self.entries.insert(slot, entry),
            None => self.entries.remove(&slot),
        };
    }
}

/// Situation of a candidate.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Context {
    /// Components whose mark is conserved, and how long ago it was obtained, in what its regime counts.
    pub conserved: BTreeMap<ComponentCode, u8>,
    /// Components whose conserved mark the candidate gave up, for good.
    pub renounced: BTreeSet<ComponentCode>,
    /// Regime of the conserved marks; the ruleset's first one when absent.
    pub regime: Option<RegimeCode>,
    /// Speciality sat at each épreuve that takes one: `S1` is `PC`.
    pub specialities: BTreeMap<ComponentCode, SpecialityCode>,
    /// Disciplinary sanction.
    pub sanction: Option<Sanction>,
    /// Components left for a later session.
    pub later: BTreeSet<ComponentCode>,
    /// Components chosen where the exam offers some.
    pub chosen: BTreeSet<ComponentCode>,
    /// Category, where a rule depends on it.
    pub category: Option<CandidateCategory>,
}

/// A disciplinary sanction that bears on the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Sanction {
    /// Privation de mention.
    NoMention,
    /// Nullité de l'examen.
    ExamCancelled,
}
