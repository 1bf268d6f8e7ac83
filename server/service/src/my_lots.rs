//! The lots given to a marker.

use crate::{Desk, Paris, Refusal, Result};
use domain::{Action, Actor, LotId, Object, Role, Ruleset, Scope, SessionId, Slot, Verdict, may};
use store::MarkingLot;
use wire::{LotState, LotSummary};

impl Desk {
    /// The lots this actor may open, open ones first.
    ///
    /// # Errors
    /// `Forbidden` to who marks nothing.
    pub async fn my_lots(&self, actor: &Actor) -> Result<Vec<LotSummary>> {
        let (lots, sessions) = scopes(actor);
        if lots.is_empty() && sessions.is_empty() {
            // Asked for the reason of the refusal alone: no grant can allow it.
            self.check(actor, Action::ReadLot, &Object::NONE)?;
        }
        let mut summaries = Vec::new();
        for row in self.store.marking_lots(&lots, &sessions).await? {
            let object = Object::lot(SessionId(row.lot.session_id), LotId(row.lot.id));
            if matches!(may(actor, Action::ReadLot, &object), Verdict::Allowed(_)) {
                summaries.push(self.summary(&row).await?);
            }
        }
        Ok(summaries)
    }

    async fn summary(&self, row: &MarkingLot) -> Result<LotSummary> {
        let lot = &row.lot;
        let ruleset = self.ruleset(SessionId(lot.session_id), &lot.ruleset).await?;
        let slots = self.store.lot_slots(LotId(lot.id)).await?;
        let count = |n: i64| u64::try_from(n).unwrap_or(0);
        Ok(LotSummary {
            id: LotId(lot.id),
            label: lot.label.clone(),
            session: lot.session_label.clone(),
            subjects: subjects(&ruleset, &slots),
            state: lot_state(&lot.state)?,
            copies: count(row.copies),
            cells: count(row.copies * row.columns),
            filled: count(row.filled),
            locked_at_text: lot.locked_at.map(Paris::text),
        })
    }
}

/// The lots and the sessions an actor was given to mark.
fn scopes(actor: &Actor) -> (Vec<LotId>, Vec<SessionId>) {
    let (mut lots, mut sessions) = (Vec::new(), Vec::new());
    for grant in actor.grants.iter().filter(|grant| grant.role == Role::Marker) {
        match grant.scope {
            Scope::Lot(id) => lots.push(id),
            Scope::Session(id) => sessions.push(id),
            _ => {}
        }
    }
    (lots, sessions)
}

/// What is marked: exercises under the name of their épreuve.
fn subjects(ruleset: &Ruleset, slots: &[Slot]) -> Vec<String> {
    let mut names: Vec<String> = slots
        .iter()
        .map(|slot| match ruleset.exercises(slot.component) {
            [] => slot_label(ruleset, slot),
            _ => slot_label(ruleset, &Slot::whole(slot.component)),
        })
        .collect();
    names.dedup();
    names
}

/// French label of a cell; its code where the ruleset no longer has it.
pub(crate) fn slot_label(ruleset: &Ruleset, slot: &Slot) -> String {
    ruleset
        .cell(slot)
        .map_or_else(|| slot.to_string(), |cell| cell.label.clone())
}

pub(crate) fn lot_state(code: &str) -> Result<LotState> {
    LotState::from_code(code).ok_or_else(|| Refusal::Failed(format!("lot in state {code}")))
}
