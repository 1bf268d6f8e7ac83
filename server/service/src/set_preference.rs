//! Keeping a choice of the person logged in.

use crate::{Desk, Refusal, Result};
use domain::{Action, Actor, Object};

impl Desk {
    /// Keeps a choice (theme, keys) of this account.
    ///
    /// # Errors
    /// `Invalid` for a name or a value that is too long to be one.
    pub async fn set_preference(&self, actor: &Actor, name: &str, value: &str) -> Result<()> {
        self.check(actor, Action::KeepOwnAccount, &Object::NONE)?;
        let account = actor.account.ok_or_else(Refusal::not_found)?;
        if name.len() > 64 || value.len() > 1024 {
            return Err(Refusal::field("value", "too_long", ""));
        }
        let (name, value) = (name.to_string(), value.to_string());
        self.store
            .write(vec![], move |tx| {
                Box::pin(async move { tx.set_preference(account, &name, &value).await })
            })
            .await?;
        Ok(())
    }
}
