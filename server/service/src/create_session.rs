//! Creating an exam session.

use crate::{Desk, Refusal, Result};
use domain::{Act, Action, Actor, MinutesSigning, Object, SessionId, StreamKey};
use store::{SessionRow, StoreError};

/// A session to create.
#[derive(Debug, Clone)]
pub struct CreateSession {
    /// `yyyy-mm`.
    pub code: String,
    /// Label people read.
    pub label: String,
    /// Name of the académie.
    pub academy: String,
    /// How minutes are signed.
    pub signing: MinutesSigning,
}

impl Desk {
    /// Creates a session (session d'examen).
    ///
    /// # Errors
    /// `Invalid`: a code that is not `yyyy-mm`, or taken in this académie; an empty label.
    pub async fn create_session(&self, actor: &Actor, command: CreateSession) -> Result<SessionId> {
        let role = self.check(actor, Action::PrepareSession, &Object::NONE)?;
        let code = command.code.trim().to_string();
        let shape = code.len() == 7
            && code
                .bytes()
                .enumerate()
                .all(|(i, b)| if i == 4 { b == b'-' } else { b.is_ascii_digit() })
            && (1..=12).contains(&code[5..].parse::<u8>().unwrap_or(0));
        if !shape {
            return Err(Refusal::field("code", "session_code_shape", code));
        }
        for (field, value) in [("label", &command.label), ("academy", &command.academy)] {
            if value.trim().is_empty() {
                return Err(Refusal::field(field, "required", ""));
            }
        }
        let row = SessionRow {
            id: 0,
            code: code.clone(),
            label: command.label.trim().into(),
            academy: command.academy.trim().into(),
            minutes_signing: match command.signing {
                MinutesSigning::Electronic => "electronic".into(),
                MinutesSigning::Paper => "paper".into(),
            },
        };
        let draft = self.draft(actor, role, Act::SessionCreated { code: code.clone() });
        let created = self
            .store
            .write(vec![], move |tx| {
                Box::pin(async move {
                    let id = tx.insert_session(&row, draft.at_ms).await?;
                    tx.append(StreamKey::Session(id), &draft).await?;
                    Ok(id)
                })
            })
            .await;
        match created {
            Err(StoreError::Duplicate) => Err(Refusal::field("code", "session_code_taken", code)),
            other => other.map_err(Into::into),
        }
    }
}
