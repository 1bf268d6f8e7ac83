//! Giving somebody a seat in a jury.

use crate::{Desk, Refusal, Result};
use domain::{AccountId, Act, Action, Actor, Grant, JuryId, Object, Role, Scope, SessionId, StreamKey};

impl Desk {
    /// Lets an account sit in a jury: president, vice-president, member, or the projector of the room.
    ///
    /// # Errors
    /// `NotFound` for an unknown jury; `Invalid` for an account that does not exist or is disabled, or a role that
    /// does not sit.
    pub async fn give_seat(&self, actor: &Actor, jury: JuryId, account: AccountId, seat: Role) -> Result<()> {
        let row = self.store.jury(jury).await?.ok_or_else(Refusal::not_found)?;
        let centre = row.centre.and_then(|centre| centre.parse().ok());
        let object = Object::jury(SessionId(row.session_id), jury, centre);
        let role = self.check(actor, Action::PrepareSession, &object)?;
        if !seat.sits_in_jury() {
            return Err(Refusal::field("role", "not_a_seat", seat.code()));
        }
        self.working_account(account).await?;
        let grant = Grant {
            role: seat,
            scope: Scope::Jury(jury),
        };
        let draft = self.draft(
            actor,
            role,
            Act::SeatGiven {
                jury,
                account,
                role: seat,
            },
        );
        self.store
            .write(vec![StreamKey::Jury(jury)], move |tx| {
                Box::pin(async move {
                    if tx.give(account, &grant).await? {
                        tx.append(StreamKey::Jury(jury), &draft).await?;
                    }
                    Ok(())
                })
            })
            .await?;
        Ok(())
    }
}
