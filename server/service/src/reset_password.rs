//! Giving an account a new first password.

use crate::{Desk, Refusal, Result, password};
use domain::{AccountId, Action, Actor, Object};

impl Desk {
    /// Sets a password that must be changed at the next log-in, and ends the account's sessions.
    ///
    /// # Errors
    /// `NotFound` for an unknown login, `Invalid` for a weak password.
    pub async fn reset_password(&self, actor: &Actor, login: &str, new: &str) -> Result<()> {
        self.check(actor, Action::ManageAccounts, &Object::NONE)?;
        let login = login.trim().to_lowercase();
        let row = self
            .store
            .account_by_login(&login)
            .await?
            .ok_or_else(Refusal::not_found)?;
        password::check_strength("password", &login, new)?;
        let hash = self.hash_password(new).await?;
        let account = AccountId(row.id);
        self.store
            .write(vec![], move |tx| {
                Box::pin(async move { tx.set_password(account, &hash, true).await })
            })
            .await?;
        Ok(())
    }
}
