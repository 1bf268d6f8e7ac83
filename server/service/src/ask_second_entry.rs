//! Asking for a second entry of a lot (double saisie), and giving it up.

use crate::{Desk, Refusal, Result};
use domain::{Act, Action, Actor, LotId, Object, StreamKey};
use wire::LotState;

impl Desk {
    /// Has a lot entered a second time, by somebody else who sees nothing of the first entry. Answers the lot it is
    /// entered in, which is given to a marker like any other.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`; `WrongState` for a lot that was taken in, that is a second entry, or that has one.
    pub async fn ask_second_entry(&self, actor: &Actor, lot: LotId) -> Result<LotId> {
        let row = self.store.lot(lot).await?.ok_or_else(Refusal::not_found)?;
        let session = domain::SessionId(row.session_id);
        let role = self.check(actor, Action::PrepareSession, &Object::lot(session, lot))?;
        let label = format!("{} (seconde saisie)", row.label);
        let mut draft = self.draft(actor, role, Act::SecondEntryAsked { lot, second: lot });
        self.refusable(vec![StreamKey::Session(session), StreamKey::Lot(lot)], move |tx| {
            Box::pin(async move {
                // Held until the end: a discharge holds it too.
                tx.head(StreamKey::Lot(lot)).await?;
                if tx.reading().pair(lot).await?.is_some() {
                    return Err(Refusal::wrong_state("second_entry_exists"));
                }
                if tx.lot_state(lot).await?.as_deref() == Some(LotState::Discharged.code()) {
                    return Err(Refusal::wrong_state("lot_discharged_already"));
                }
                let second = tx.insert_second(lot, &label).await?;
                draft.act = Act::SecondEntryAsked { lot, second };
                tx.append(StreamKey::Session(session), &draft).await?;
                Ok(second)
            })
        })
        .await
    }

    /// Gives a second entry up in which nothing was written; tells the lot it was of.
    ///
    /// # Errors
    /// `Forbidden`; `NotFound` when neither lot is part of a double entry; `WrongState` when something was written.
    pub async fn cancel_second_entry(&self, actor: &Actor, lot: LotId) -> Result<LotId> {
        let session = self.store.session_of_lot(lot).await?.ok_or_else(Refusal::not_found)?;
        let role = self.check(actor, Action::PrepareSession, &Object::lot(session, lot))?;
        let pair = self.store.reading().pair(lot).await?.ok_or_else(Refusal::not_found)?;
        let (lot, second) = (pair.first, pair.second);
        let draft = self.draft(actor, role, Act::SecondEntryCancelled { lot, second });
        self.refusable(vec![StreamKey::Session(session), StreamKey::Lot(second)], move |tx| {
            Box::pin(async move {
                tx.head(StreamKey::Lot(second)).await?;
                if !tx.remove_second(second).await? {
                    return Err(Refusal::wrong_state("second_entry_begun"));
                }
                tx.append(StreamKey::Session(session), &draft).await?;
                Ok(lot)
            })
        })
        .await
    }
}
