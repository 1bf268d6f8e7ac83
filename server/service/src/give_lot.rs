//! Giving a lot to a marker.

use crate::{Desk, Refusal, Result};
use domain::{AccountId, Act, Action, Actor, Grant, LotId, Object, Role, Scope, StreamKey};

impl Desk {
    /// Lets an account enter the marks of a lot. Several may: they see each other at work.
    ///
    /// # Errors
    /// `NotFound` for an unknown lot; `Invalid` for an account that does not exist or is disabled; `WrongState` when
    /// the lot is no longer open.
    pub async fn give_lot(&self, actor: &Actor, lot: LotId, account: AccountId) -> Result<()> {
        let session = self.store.session_of_lot(lot).await?.ok_or_else(Refusal::not_found)?;
        let role = self.check(actor, Action::PrepareSession, &Object::lot(session, lot))?;
        self.working_account(account).await?;
        let grant = Grant {
            role: Role::Marker,
            scope: Scope::Lot(lot),
        };
        let draft = self.draft(actor, role, Act::LotGiven { lot, account });
        let given = self
            .store
            .write(vec![StreamKey::Session(session)], move |tx| {
                Box::pin(async move {
                    if tx.lot_state(lot).await?.as_deref() != Some("open") {
                        return Ok(false);
                    }
                    if tx.give(account, &grant).await? {
                        tx.append(StreamKey::Session(session), &draft).await?;
                    }
                    Ok(true)
                })
            })
            .await?;
        if given {
            Ok(())
        } else {
            Err(Refusal::wrong_state("lot_not_open"))
        }
    }

    /// The account exists and may log in.
    pub(crate) async fn working_account(&self, account: AccountId) -> Result<()> {
        match self.store.account(account).await? {
            Some(row) if !row.disabled => Ok(()),
            _ => Err(Refusal::field("account", "unknown_account", account.to_string())),
        }
    }
}
