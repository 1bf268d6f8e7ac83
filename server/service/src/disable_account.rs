//! Closing an account.

use crate::{Desk, Refusal, Result};
use domain::{AccountId, Action, Actor, Object};

impl Desk {
    /// Disables (or enables again) an account; its sessions end at once.
    ///
    /// # Errors
    /// `NotFound` for an unknown login.
    pub async fn disable_account(&self, actor: &Actor, login: &str, disabled: bool) -> Result<()> {
        self.check(actor, Action::ManageAccounts, &Object::NONE)?;
        let row = self
            .store
            .account_by_login(&login.trim().to_lowercase())
            .await?
            .ok_or_else(Refusal::not_found)?;
        let account = AccountId(row.id);
        self.store
            .write(vec![], move |tx| {
                Box::pin(async move { tx.set_disabled(account, disabled).await })
            })
            .await?;
        Ok(())
    }
}
