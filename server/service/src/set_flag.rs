//! Red list and presumed fraud.

use crate::judge::judge_one;
use crate::{Desk, Refusal, Result};
use domain::{Act, Actor, ApplicationId, CandidateId, Flag, SessionId, StreamKey};

/// A flag to set or to take away.
#[derive(Debug, Clone)]
pub struct SetFlag {
    /// Whose application.
    pub application: ApplicationId,
    /// Which flag. The red list holds for the person, in every session.
    pub flag: Flag,
    /// Set it, or take it away.
    pub set: bool,
    /// Why; kept in the log.
    pub reason: String,
}

impl Desk {
    /// Sets or takes away a flag; answers whether it changed.
    ///
    /// A presumed fraud is an act of the candidate's jury when there is one: it withholds the result before its eyes.
    ///
    /// # Errors
    /// `NotFound`; `Invalid` without a reason.
    pub async fn set_flag(&self, actor: &Actor, command: SetFlag) -> Result<bool> {
        let SetFlag {
            application,
            flag,
            set,
            reason,
        } = command;
        let (row, role) = self.prepared(actor, application).await?;
        let reason = reason.trim().to_string();
        if reason.is_empty() {
            return Err(Refusal::field("reason", "required", ""));
        }
        let stream = match (flag, row.jury()) {
            (Flag::PresumedFraud, Some(jury)) => StreamKey::Jury(jury),
            _ => StreamKey::Session(SessionId(row.session_id)),
        };
        let person = CandidateId(row.candidate_id);
        let draft = self.draft(
            actor,
            role,
            Act::FlagChanged {
                application,
                flag,
                set,
                reason,
            },
        );
        let ruleset = match row.ruleset.as_deref() {
            Some(code) => Some(self.ruleset(SessionId(row.session_id), code).await?),
            None => None,
        };
        let changed = self
            .refusable(vec![stream], move |tx| {
                Box::pin(async move {
                    let changed = match flag {
                        Flag::RedList => tx.set_red_list(person, set, draft.at_ms).await?,
                        Flag::PresumedFraud => tx.set_presumed_fraud(application, set).await?,
                    };
                    if changed {
                        tx.append(stream, &draft).await?;
                        if let Some(ruleset) = &ruleset {
                            judge_one(tx, ruleset, application, draft.at_ms).await?;
                        }
                    }
                    Ok(changed)
                })
            })
            .await?;
        Ok(changed)
    }
}
