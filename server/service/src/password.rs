//! Passwords: argon2id, and nothing of our own.

use crate::{Desk, Refusal, Result};
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};

/// Fewest characters of a password.
pub(crate) const SHORTEST: usize = 12;
/// Most characters: a bound on the work of hashing.
const LONGEST: usize = 128;

impl Desk {
    fn argon2(&self) -> Result<Argon2<'static>> {
        let params = Params::new(self.settings.password_memory_kib, 2, 1, None).map_err(failed)?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }

    /// Hashes a password on a thread of its own: it takes tens of milliseconds by intent.
    pub(crate) async fn hash_password(&self, password: &str) -> Result<String> {
        let _processor = self.gate.processor().await;
        let (argon2, password) = (self.argon2()?, password.to_string());
        tokio::task::spawn_blocking(move || argon2.hash_password(password.as_bytes()).map(|hash| hash.to_string()))
            .await
            .map_err(failed)?
            .map_err(failed)
    }

    /// Compares.
    pub(crate) async fn verify_password(&self, hash: &str, password: &str) -> Result<bool> {
        let _processor = self.gate.processor().await;
        self.compare_password(Some(hash), password).await
    }

    /// Compares, on a processor already waited for; an account that does not exist costs as much as one that does.
    pub(crate) async fn compare_password(&self, hash: Option<&str>, password: &str) -> Result<bool> {
        let (argon2, password) = (self.argon2()?, password.to_string());
        let hash = hash.map(str::to_string);
        tokio::task::spawn_blocking(move || match hash {
            Some(hash) => {
                PasswordHash::new(&hash).is_ok_and(|hash| argon2.verify_password(password.as_bytes(), &hash).is_ok())
            }
            None => {
                let _ = argon2.hash_password(password.as_bytes());
                false
            }
        })
        .await
        .map_err(failed)
    }
}

/// Refuses a password too short, too long, or made of the login.
pub(crate) fn check_strength(field: &str, login: &str, password: &str) -> Result<()> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Err(Refusal::field(field, "password_short", SHORTEST.to_string()));
    }
    if length > LONGEST {
        return Err(Refusal::field(field, "password_long", LONGEST.to_string()));
    }
    let lower = password.to_lowercase();
    let distinct = lower.chars().collect::<std::collections::BTreeSet<_>>().len();
    if lower.contains(&login.to_lowercase()) || distinct < 5 {
        return Err(Refusal::field(field, "password_guessable", String::new()));
    }
    Ok(())
}

fn failed(error: impl std::fmt::Display) -> Refusal {
    Refusal::Failed(error.to_string())
}
