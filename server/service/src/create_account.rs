//! Creating an account.

use crate::{Desk, Refusal, Result, password};
use domain::{AccountId, Action, Actor, Grant, Object};
use store::{NewAccount, StoreError};

/// An account to create.
#[derive(Debug, Clone)]
pub struct CreateAccount {
    /// Lower case letters, digits, points and hyphens.
    pub login: String,
    /// Name shown to colleagues.
    pub name: String,
    /// First password.
    pub password: String,
    /// Ask for another one at the first log-in.
    pub must_change_password: bool,
    /// What the account may do.
    pub grants: Vec<Grant>,
}

impl Desk {
    /// Creates an account.
    ///
    /// # Errors
    /// `Invalid`: login of the wrong form or taken, weak password, empty name.
    pub async fn create_account(&self, actor: &Actor, command: CreateAccount) -> Result<AccountId> {
        self.check(actor, Action::ManageAccounts, &Object::NONE)?;
        let login = command.login.trim().to_lowercase();
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-_@".contains(c);
        if login.is_empty() || !login.chars().all(fits) {
            return Err(Refusal::field("login", "login_shape", login));
        }
        if command.name.trim().is_empty() {
            return Err(Refusal::field("name", "required", ""));
        }
        password::check_strength("password", &login, &command.password)?;
        let new = NewAccount {
            login: login.clone(),
            name: command.name.trim().to_string(),
            password_hash: self.hash_password(&command.password).await?,
            must_change_password: command.must_change_password,
            created_at_ms: self.clock.now_ms(),
        };
        let grants = command.grants;
        let created = self
            .store
            .write(vec![], move |tx| {
                Box::pin(async move {
                    let id = tx.insert_account(&new).await?;
                    for grant in &grants {
                        tx.give(id, grant).await?;
                    }
                    Ok(id)
                })
            })
            .await;
        match created {
            Err(StoreError::Duplicate) => Err(Refusal::field("login", "login_taken", login)),
            other => other.map_err(Into::into),
        }
    }
}
