//! The accounts of the installation.

use crate::{Desk, Result};
use domain::{AccountId, Action, Actor, Grant, Object};
use std::collections::HashMap;
use wire::AccountLine;

impl Desk {
    /// Every account with what it was granted, by login.
    ///
    /// # Errors
    /// `Forbidden`.
    pub async fn list_accounts(&self, actor: &Actor) -> Result<Vec<AccountLine>> {
        self.check(actor, Action::ManageAccounts, &Object::NONE)?;
        let mut grants: HashMap<AccountId, Vec<Grant>> = HashMap::new();
        for (account, grant) in self.store.every_grant().await? {
            grants.entry(account).or_default().push(grant);
        }
        let rows = self.store.accounts().await?;
        Ok(rows
            .into_iter()
            .map(|row| AccountLine {
                id: AccountId(row.id),
                grants: grants.remove(&AccountId(row.id)).unwrap_or_default(),
                login: row.login,
                name: row.name,
                disabled: row.disabled,
                first_password: row.must_change_password,
            })
            .collect())
    }
}
