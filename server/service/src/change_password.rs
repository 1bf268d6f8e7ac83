//! Changing one's own password.

use crate::log_in::of_account;
use crate::{Desk, Refusal, Result, password};
use domain::{Action, Actor, Object};

/// What is typed to change a password.
#[derive(Debug, Clone)]
pub struct ChangePassword {
    /// The present one.
    pub current: String,
    /// The new one.
    pub new: String,
    /// The new one again.
    pub again: String,
}

impl Desk {
    /// Changes the password and ends the account's other sessions.
    ///
    /// # Errors
    /// `Invalid` naming the field: wrong present password, weak new one, or two that differ. `Throttled` after too many
    /// wrong present ones.
    pub async fn change_password(&self, actor: &Actor, command: ChangePassword) -> Result<()> {
        self.check(actor, Action::KeepOwnAccount, &Object::NONE)?;
        let account = actor.account.ok_or_else(Refusal::not_found)?;
        let row = self.store.account(account).await?.ok_or_else(Refusal::not_found)?;
        // Whoever finds a screen left open may not try passwords on it for ever.
        let _turn = self.gate.turn(&row.login).await;
        let guesses = [of_account(&row.login)];
        self.throttle(&guesses).await?;
        if !self.verify_password(&row.password_hash, &command.current).await? {
            self.wrong_guess(guesses.to_vec()).await?;
            return Err(Refusal::field("current", "password_wrong", ""));
        }
        password::check_strength("new", &row.login, &command.new)?;
        if command.new == command.current {
            return Err(Refusal::field("new", "password_same", ""));
        }
        if command.new != command.again {
            return Err(Refusal::field("again", "password_differs", ""));
        }
        let hash = self.hash_password(&command.new).await?;
        self.store
            .write(vec![], move |tx| {
                Box::pin(async move { tx.set_password(account, &hash, false).await })
            })
            .await?;
        Ok(())
    }
}
