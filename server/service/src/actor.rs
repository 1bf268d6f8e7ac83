//! Finding who is asking.

use crate::{Desk, Result};
use domain::{AccountId, Actor, Grant};
use store::AccountRow;

impl Desk {
    /// The actor behind an account, with all he was granted; a visitor when it is disabled or gone.
    pub async fn actor(&self, account: AccountId) -> Result<Actor> {
        let found = self.store.reading().account_and_grants(account).await?;
        Ok(actor_of(found))
    }

    /// The actor behind a browser's session, by the digest of its id, and what the session carries (JSON); `None` for a
    /// session that ended.
    pub async fn actor_of_session(&self, digest: &str) -> Result<Option<(Actor, String)>> {
        let found = self.store.session_and_account(digest, self.clock.now_ms()).await?;
        Ok(found.map(|found| (actor_of(found.account), found.data)))
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

fn actor_of(found: Option<(AccountRow, Vec<Grant>)>) -> Actor {
    match found {
        Some((row, grants)) if !row.disabled => Actor {
            account: Some(AccountId(row.id)),
            name: row.name,
            grants,
            must_change_password: row.must_change_password,
        },
        _ => Actor::visitor(),
    }
}
