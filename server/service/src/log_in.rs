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
        let now = self.clock.now_ms();
        let keys = [format!("account:{login}"), format!("address:{}", command.address)];
        for (key, limit) in keys.iter().zip([PER_ACCOUNT, PER_ADDRESS]) {
            if self.store.guesses_since(key, now - WINDOW_MS).await? >= limit {
                return Err(Refusal::Refused(Refused::new(RefusedCode::Throttled(WINDOW_MS / 1000))));
            }
        }
        let account = self.store.account_by_login(&login).await?.filter(|row| !row.disabled);
        let hash = account.as_ref().map(|row| row.password_hash.as_str());
        let right = self.compare_password(hash, &command.password).await?;
        match account {
            Some(row) if right => self.actor(AccountId(row.id)).await,
            _ => {
                let keys = keys.to_vec();
                self.store
                    .write(vec![], move |tx| {
                        Box::pin(async move { tx.record_guess(&keys, now, now - WINDOW_MS).await })
                    })
                    .await?;
                Err(Refusal::Refused(Refused::new(RefusedCode::WrongCredentials)))
            }
        }
    }
}
