//! Giving a lot to a marker.

use crate::{Desk, Refusal, Result};
use domain::{AccountId, Act, Action, Actor, Grant, LotId, Object, Role, Scope, StreamKey, Verdict, may};

impl Desk {
    /// Lets an account enter the marks of a lot. Several may: they see each other at work.
    ///
    /// # Errors
    /// `NotFound` for an unknown lot; `Invalid` for an account that does not exist or is disabled, or that sees
    /// the other entry of a lot in double entry; `WrongState` when the lot is no longer open.
    pub async fn give_lot(&self, actor: &Actor, lot: LotId, account: AccountId) -> Result<()> {
        let session = self.store.session_of_lot(lot).await?.ok_or_else(Refusal::not_found)?;
        let role = self.check(actor, Action::PrepareSession, &Object::lot(session, lot))?;
        self.working_account(account).await?;
        let grant = Grant {
            role: Role::Marker,
            scope: Scope::Lot(lot),
        };
        let draft = self.draft(actor, role, Act::LotGiven { lot, account });
        self.refusable(vec![StreamKey::Session(session)], move |tx| {
            Box::pin(async move {
                if tx.lot_state(lot).await?.as_deref() != Some("open") {
                    return Err(Refusal::wrong_state("lot_not_open"));
                }
                if let Some(pair) = tx.reading().pair(lot).await? {
                    let other = Object::lot(session, pair.other(lot));
                    // Whoever may see one entry must not make the other.
                    let held = tx.reading().account_and_grants(account).await?;
                    let marker = Actor {
                        account: Some(account),
                        name: String::new(),
                        grants: held.map(|(_, grants)| grants).unwrap_or_default(),
                        must_change_password: false,
                    };
                    if let Verdict::Allowed(_) = may(&marker, Action::ReadLot, &other) {
                        return Err(Refusal::field("account", "marker_of_other_entry", account.to_string()));
                    }
                }
                if tx.give(account, &grant).await? {
                    tx.append(StreamKey::Session(session), &draft).await?;
                }
                Ok(())
            })
        })
        .await
    }

    /// The account exists and may log in.
    pub(crate) async fn working_account(&self, account: AccountId) -> Result<()> {
        match self.store.account(account).await? {
            Some(row) if !row.disabled => Ok(()),
            _ => Err(Refusal::field("account", "unknown_account", account.to_string())),
        }
    }
}
