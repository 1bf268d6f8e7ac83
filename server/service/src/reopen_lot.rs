//! Giving a locked lot back to its marker.

use crate::{Desk, Refusal, Result};
use domain::{Act, Action, Actor, LotId, Object, StreamKey};
use wire::LotState;

/// Characters of a reason at most.
const LONGEST: usize = 500;

impl Desk {
    /// Opens a locked lot again; the reason stays in its log. A discharged lot stays discharged.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`; `Invalid` without a reason; `lot_not_locked` in any other state.
    pub async fn reopen_lot(&self, actor: &Actor, lot: LotId, reason: &str) -> Result<()> {
        let session = self.store.session_of_lot(lot).await?.ok_or_else(Refusal::not_found)?;
        let role = self.check(actor, Action::DischargeLot, &Object::lot(session, lot))?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Refusal::field("reason", "required", ""));
        }
        if reason.chars().count() > LONGEST {
            return Err(Refusal::field("reason", "too_long", LONGEST.to_string()));
        }
        let act = Act::LotReopened { reason: reason.into() };
        let draft = self.draft(actor, role, act);
        let moved = self
            .refusable(vec![StreamKey::Lot(lot)], move |tx| {
                Box::pin(async move {
                    if let Some(pair) = tx.reading().pair(lot).await? {
                        tx.head(StreamKey::Lot(pair.first)).await?;
                        if tx.lot_state(pair.first).await?.as_deref() == Some(LotState::Discharged.code()) {
                            return Err(Refusal::wrong_state("lot_discharged_already"));
                        }
                    }
                    let (from, to) = (LotState::Locked.code(), LotState::Open.code());
                    let moved = tx.move_lot(lot, from, to, draft.at_ms).await?;
                    if moved {
                        tx.append(StreamKey::Lot(lot), &draft).await?;
                    }
                    Ok(moved)
                })
            })
            .await?;
        if moved {
            Ok(())
        } else {
            Err(Refusal::wrong_state("lot_not_locked"))
        }
    }
}
