//! Tying a MEF to a qualification.

use crate::{Desk, Refusal, Result};
use domain::{Act, Action, Actor, Object, SessionId, StreamKey};

/// A line of the table MEF → qualification.
#[derive(Debug, Clone)]
pub struct MapMef {
    /// Session.
    pub session: SessionId,
    /// Module élémentaire de formation, as schools export it: 10 or 11 letters and digits.
    pub mef: String,
    /// Code of the ruleset.
    pub ruleset: String,
    /// Label people read; the ruleset's when empty.
    pub label: String,
}

impl Desk {
    /// Says which qualification the pupils of a MEF sit; saying it again changes nothing. Answers whether it changed.
    ///
    /// # Errors
    /// `Invalid`: no MEF, unknown ruleset, or pupils of this MEF already registered for another qualification.
    pub async fn map_mef(&self, actor: &Actor, command: MapMef) -> Result<bool> {
        let role = self.check(actor, Action::PrepareSession, &Object::session(command.session))?;
        let session = command.session;
        let mef = command.mef.trim().to_uppercase();
        if !(10..=11).contains(&mef.len()) || !mef.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(Refusal::field("mef", "mef_shape", command.mef.trim()));
        }
        let ruleset = self.builtin_ruleset(command.ruleset.trim())?;
        let label = match command.label.trim() {
            "" => ruleset.label.clone(),
            label => label.to_string(),
        };
        let code = ruleset.code.to_string();
        let draft = self.draft(
            actor,
            role,
            Act::MefMapped {
                mef: mef.clone(),
                ruleset: code.clone(),
            },
        );
        let answer = self
            .store
            .write(vec![StreamKey::Session(session)], {
                let mef = mef.clone();
                move |tx| {
                    Box::pin(async move {
                        if tx.registered_elsewhere(session, &mef, &code).await? > 0 {
                            return Ok(None);
                        }
                        let changed = tx.map_mef(session, &mef, &code, &label).await?;
                        if changed {
                            tx.append(StreamKey::Session(session), &draft).await?;
                        }
                        Ok(Some(changed))
                    })
                }
            })
            .await?;
        answer.ok_or_else(|| Refusal::field("mef", "mef_registered_elsewhere", mef))
    }
}
