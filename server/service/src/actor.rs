//! Finding who is asking.

use crate::{Desk, Result};
use domain::{AccountId, Actor};

impl Desk {
    /// The actor behind an account, with all he was granted; a visitor when it is disabled or gone.
    pub async fn actor(&self, account: AccountId) -> Result<Actor> {
        let found = self.store.reading().account_and_grants(account).await?;
        let Some((row, grants)) = found.filter(|(row, _)| !row.disabled) else {
            return Ok(Actor::visitor());
        };
        Ok(Actor {
            account: Some(account),
            name: row.name,
            grants,
            must_change_password: row.must_change_password,
        })
    }

    /// The command line: whoever may run it may do anything, and the log says so.
    pub fn operator(name: &str) -> Actor {
        use domain::{Grant, Role, Scope};
        Actor {
            // No account: the log shows the name alone. Rights are asked with a grant on everything.
            account: Some(AccountId(0)),
            name: name.into(),
            grants: [Role::Administrator, Role::Manager]
                .map(|role| Grant {
                    role,
                    scope: Scope::Everything,
                })
                .into(),
            must_change_password: false,
        }
    }
}
