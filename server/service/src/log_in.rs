//! Logging in.

use crate::{Desk, Refusal, Result};
use domain::{AccountId, Action, Actor, Object};
use wire::{Refused, RefusedCode};

/// Wrong guesses allowed per account within [`WINDOW_MS`].
const PER_ACCOUNT: i64 = 5;
/// Wrong guesses allowed per address within [`WINDOW_MS`]: a school shares one.
const PER_ADDRESS: i64 = 50;
/// Fifteen minutes.
const WINDOW_MS: i64 = 15 * 60 * 1000;
/// Characters of a login that are looked at: what is typed there is kept for a while.
const LONGEST_LOGIN: usize = 100;

/// What is typed to log in.
#[derive(Debug, Clone)]
pub struct LogIn {
    /// Login, any case.
    pub login: String,
    /// Password.
    pub password: String,
    /// Address of the browser.
    pub address: String,
}

impl Desk {
    /// Logs in. An unknown account, a disabled one and a wrong password look and last the same.
    ///
    /// # Errors
    /// `WrongCredentials`; `Throttled` after too many wrong guesses on the account or from the address.
    pub async fn log_in(&self, command: LogIn) -> Result<Actor> {
        self.check(&Actor::visitor(), Action::LogIn, &Object::NONE)?;
        let login: String = command
            .login
            .trim()
            .to_lowercase()
            .chars()
            .take(LONGEST_LOGIN)
            .collect();
        // Both are held until a wrong guess is recorded: guesses sent all at once are counted like guesses in turn.
        let _turn = self.gate.turn(&login).await;
        let _processor = self.gate.processor().await;
        let keys = [of_account(&login), format!("address:{}", command.address)];
        self.throttle(&keys).await?;
        let account = self.store.account_by_login(&login).await?.filter(|row| !row.disabled);
        let hash = account.as_ref().map(|row| row.password_hash.as_str());
        let right = self.compare_password(hash, &command.password).await?;
        match account {
            Some(row) if right => self.actor(AccountId(row.id)).await,
            _ => {
                self.wrong_guess(keys.to_vec()).await?;
                Err(Refusal::Refused(Refused::new(RefusedCode::WrongCredentials)))
            }
        }
    }

    /// Refuses a guess after too many wrong ones, on an account and then, if it is known, from an address.
    ///
    /// # Errors
    /// `Throttled`.
    pub(crate) async fn throttle(&self, keys: &[String]) -> Result<()> {
        let since = self.clock.now_ms() - WINDOW_MS;
        for (key, limit) in keys.iter().zip([PER_ACCOUNT, PER_ADDRESS]) {
            if self.store.guesses_since(key, since).await? >= limit {
                return Err(Refusal::Refused(Refused::new(RefusedCode::Throttled(WINDOW_MS / 1000))));
            }
        }
        Ok(())
    }

    /// Counts a wrong guess.
    pub(crate) async fn wrong_guess(&self, keys: Vec<String>) -> Result<()> {
        let now = self.clock.now_ms();
        self.store
            .write(vec![], move |tx| {
                Box::pin(async move { tx.record_guess(&keys, now, now - WINDOW_MS).await })
            })
            .await?;
        Ok(())
    }
}

/// What wrong guesses at an account's password are counted under, wherever they are made.
pub(crate) fn of_account(login: &str) -> String {
    format!("account:{login}")
}
