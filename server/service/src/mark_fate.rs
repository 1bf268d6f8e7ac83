//! What becomes of a mark that a file brings, by what its cell holds and how far its candidate has come.

use domain::{Entry, Mark, MarkCode};
use store::{CellsAtHand, HeldMark, StagedMark};

/// What becomes of a staged mark, given what its cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Created,
    Updated,
    Same,
    Doubled,
    Locked,
}

impl Fate {
    /// How the report counts it.
    pub const fn verdict(self) -> &'static str {
        match self {
            Fate::Created => "created",
            Fate::Updated => "updated",
            Fate::Same => "same",
            Fate::Doubled | Fate::Locked => "rejected",
        }
    }
}

/// Decides it; `entry` is what the mark says, `held` what stands in its cell.
pub(crate) fn fate(mark: &StagedMark, entry: Entry, held: Option<&HeldMark>, cells: &CellsAtHand) -> Fate {
    let before = held.and_then(entry_of);
    if mark.doubled != 0 {
        return Fate::Doubled;
    }
    if before == Some(entry) && held.is_some_and(|held| held.conserved == mark.conserved && held.source == "import") {
        return Fate::Same;
    }
    let in_lot = cells
        .locked
        .iter()
        .any(|(application, slot)| (*application, slot) == (mark.application_id, &mark.slot));
    let typed = before.is_some() && held.is_some_and(|held| held.source == "lot");
    // Marks may still be corrected under mark control (105); from the deliberation on, only the jury touches them.
    let jury = cells
        .juries
        .iter()
        .any(|(id, state)| *id == mark.application_id && !matches!(state.as_str(), "000" | "105"));
    if in_lot || typed || jury {
        Fate::Locked
    } else if before.is_some() {
        Fate::Updated
    } else {
        Fate::Created
    }
}

/// What stands in a cell.
pub(crate) fn entry_of(held: &HeldMark) -> Option<Entry> {
    let mark = held
        .value
        .and_then(|value| Mark::from_hundredths(u16::try_from(value).ok()?).ok())
        .map(Entry::Mark);
    mark.or_else(|| held.code.as_deref()?.parse::<MarkCode>().ok().map(Entry::Code))
}

/// The cell of a staged mark, where something stands in it.
pub(crate) fn holding<'a>(cells: &'a CellsAtHand, mark: &StagedMark) -> Option<&'a HeldMark> {
    cells
        .held
        .iter()
        .find(|held| held.application_id == mark.application_id && held.slot == mark.slot)
}
