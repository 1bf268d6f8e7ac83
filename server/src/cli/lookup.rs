//! What people name at a shell, found or read.

use super::Failure;
use domain::{AccountId, Day, JuryId, SessionId, Slot, Uai};
use service::{Desk, store};

/// The session of a code, or the newest.
pub async fn find_session(desk: &Desk, code: Option<&str>) -> Result<SessionId, Failure> {
    let sessions = desk.store.sessions().await?;
    let found = sessions.iter().find(|row| code.is_none_or(|code| row.code == code));
    found.map(|row| SessionId(row.id)).ok_or_else(|| match code {
        Some(code) => Failure(format!("il n'y a pas de session {code}")),
        None => Failure("il n'y a pas encore de session : « delos session create »".into()),
    })
}

/// The account of a login.
pub async fn find_account(desk: &Desk, login: &str) -> Result<AccountId, Failure> {
    let row = desk.store.account_by_login(&login.to_lowercase()).await?;
    row.map(|row| AccountId(row.id))
        .ok_or_else(|| Failure(format!("il n'y a pas de compte {login}")))
}

/// A jury by its code.
pub async fn find_jury(desk: &Desk, session: SessionId, code: &str) -> Result<JuryId, Failure> {
    let juries = desk.store.juries(session).await?;
    let row = juries.iter().find(|row| row.code == code);
    row.map(|row| JuryId(row.id))
        .ok_or_else(|| Failure(format!("il n'y a pas de jury {code} dans cette session")))
}

/// An application by the number of its candidate.
pub async fn find_candidate(desk: &Desk, session: SessionId, number: &str) -> Result<store::ApplicationRow, Failure> {
    let row = desk.store.application_by_number(session, number).await?;
    row.ok_or_else(|| Failure(format!("il n'y a pas de candidat {number} dans cette session")))
}

/// `PHI`, `S1.W`.
pub fn parse_slot(text: &str) -> Result<Slot, String> {
    text.parse()
        .map_err(|error| format!("une épreuve s'écrit PHI ou S1.W ({error})"))
}

/// `2026-07-02`.
pub fn parse_day(text: &str) -> Result<Day, String> {
    text.parse().map_err(|_| "une date s'écrit 2026-07-02".into())
}

/// `0350001A`.
pub fn parse_uai(text: &str) -> Result<Uai, Failure> {
    text.parse().map_err(|_| {
        Failure(format!(
            "« {text} » n'est pas un UAI : sept chiffres et une lettre de contrôle"
        ))
    })
}
