//! What the law cannot use in what it is given.

use serde::{Deserialize, Serialize};

use crate::code::{ComponentCode, RegimeCode, SpecialityCode};
use crate::coefficient::Coefficient;
use crate::mark::{Mark, MarkError, Step};
use crate::slot::Slot;

/// A part of the input that cannot stand. A decision goes on without it, and says so in its trace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "flaw", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Flaw {
    /// The cell cannot hold this entry.
    EntryRefused {
        /// The cell.
        slot: Slot,
        /// Why.
        error: MarkError,
    },
    /// No such mark can be given meanwhile.
    ProvisionalRefused {
        /// The cell.
        slot: Slot,
        /// Why.
        error: MarkError,
    },
    /// The component takes no speciality, or not this one.
    UnknownSpeciality {
        /// The component.
        component: ComponentCode,
        /// The speciality.
        speciality: SpecialityCode,
    },
    /// The speciality of the candidate has no such part, or is not known.
    PartOutsideSpeciality {
        /// The cell.
        slot: Slot,
    },
    /// A composite épreuve has a mark of its own and marks of parts; its own stands.
    WholeAndParts {
        /// The component.
        component: ComponentCode,
    },
    /// A coefficient is given to something else than an option.
    NotAnOption {
        /// The cell.
        slot: Slot,
    },
    /// Options add more coefficients than allowed; this one is left out.
    TooManyOptions {
        /// The cell left out.
        slot: Slot,
        /// Most coefficients.
        max: Coefficient,
    },
    /// No regime of conserved marks has this code.
    UnknownRegime {
        /// The code.
        regime: RegimeCode,
    },
    /// The mark cannot be conserved, and is missing.
    ConservationRefused {
        /// The component.
        component: ComponentCode,
        /// Why.
        refusal: ConservationRefusal,
    },
    /// The épreuve cannot be chosen, or not with the others.
    ChoiceRefused {
        /// The component.
        component: ComponentCode,
        /// Why.
        refusal: ChoiceRefusal,
    },
    /// The control oral cannot be sat in this discipline, or not with the others, or not with this mark.
    OralRefused {
        /// The component.
        component: ComponentCode,
        /// Why.
        refusal: ChoiceRefusal,
    },
    /// Fewer disciplines are chosen than must be: the orals are waited for.
    TooFewChoices {
        /// At least.
        min: u8,
    },
    /// The component cannot be left for a later session: the exam does not allow it, it is not mandatory, or it has a
    /// mark.
    NotForLater {
        /// The component.
        component: ComponentCode,
    },
    /// The cell cannot be gone without: it is not expected, it has a mark, or no reason is given.
    NotWaived {
        /// The cell.
        slot: Slot,
    },
    /// The jury cannot raise this mark so.
    RaiseRefused {
        /// The cell.
        slot: Slot,
        /// The mark it was to become.
        to: Mark,
        /// Why.
        refusal: RaiseRefusal,
    },
}

/// Why a mark cannot be conserved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ConservationRefusal {
    /// The component is out of the scope.
    NotConservable,
    /// There is no mark to conserve.
    NoMark,
    /// The mark is below the regime's minimum.
    Below(Mark),
    /// The mark is older than that many sessions, or of no earlier session.
    OutOfTime(u8),
    /// The mark is older than that many years, or of no earlier year.
    OutOfYears(u8),
    /// The candidate gave it up, for good.
    Renounced,
}

/// Why a discipline cannot be chosen, for the control orals or among épreuves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ChoiceRefusal {
    /// No list has it.
    NotOffered,
    /// It leaves both sums: there is no mark to better.
    Excluded,
    /// More than that many disciplines of its list.
    TooMany(u8),
    /// The mark cannot stand.
    Entry(MarkError),
}

/// Why a jury cannot raise a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RaiseRefusal {
    /// The ruleset has no such cell.
    UnknownSlot,
    /// The component is out of the jury's powers.
    Locked,
    /// The mark is conserved.
    Conserved,
    /// A part: the épreuve is raised as a whole.
    Part,
    /// There is no mark to raise: a code, an empty cell, an excluded component.
    NoMark,
    /// The new mark is not above the current one.
    NotHigher(Mark),
    /// The new mark does not fall on the step.
    OffStep(Step),
}
