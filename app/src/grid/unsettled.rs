//! What is not settled of a sheet: waiting, refused, in conflict.

use super::keys::Place;
use super::outbox::TroubleKind;
use super::sheet::Sheet;

/// What the line above the sheet says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notice {
    /// How many conflicts, and where the first is.
    pub conflicts: Option<(usize, Place)>,
    /// How many refused, and where the first is.
    pub refused: Option<(usize, Place)>,
    /// How many not acknowledged yet.
    pub waiting: usize,
    /// When the last of ours was acknowledged, Paris time.
    pub saved: Option<String>,
}

impl Notice {
    /// The server has all that is on the screen.
    pub fn all_saved(&self) -> bool {
        self.conflicts.is_none() && self.refused.is_none() && self.waiting == 0
    }
}

impl Sheet {
    /// Places in trouble, in the order of the sheet.
    pub fn troubles(&self) -> Vec<(Place, TroubleKind)> {
        let troubles = (0..).zip(&self.outbox.troubles);
        let mut places: Vec<(Place, usize)> = troubles
            .filter_map(|(nth, trouble)| Some((self.place(trouble.application, trouble.slot)?, nth)))
            .collect();
        places.sort_unstable();
        let kind = |nth: usize| self.outbox.troubles[nth].kind.clone();
        places.into_iter().map(|(place, nth)| (place, kind(nth))).collect()
    }

    /// What the line above the sheet says.
    pub fn notice(&self) -> Notice {
        let (conflicts, refused): (Vec<_>, Vec<_>) = self
            .troubles()
            .into_iter()
            .partition(|(_, kind)| matches!(kind, TroubleKind::Conflict { .. }));
        let summed = |troubles: Vec<(Place, _)>| troubles.first().map(|(place, _)| (troubles.len(), *place));
        Notice {
            conflicts: summed(conflicts),
            refused: summed(refused),
            waiting: self.waiting(),
            saved: self.last_saved.clone(),
        }
    }

    /// Cells the server does not have as they stand here.
    pub fn waiting(&self) -> usize {
        self.outbox.values().len() + usize::from(self.typing.is_some())
    }

    /// Something here would be lost with the page, or at least forgotten.
    pub fn unsettled(&self) -> bool {
        self.typing.is_some() || !self.outbox.is_empty()
    }
}
