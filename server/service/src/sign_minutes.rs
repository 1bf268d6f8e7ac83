//! Signing the minutes.

use crate::guards::content_seq;
use crate::sitting::{outdated, state};
use crate::{Desk, Refusal, Result};
use domain::{Act, Action, Actor, JuryState, MinutesSigning, SessionId};
use store::SignatureRow;
use wire::{Head, SignMinutes};

impl Desk {
    /// Signs the minutes (signature du PV) on the head of the log that the signer saw.
    ///
    /// # Errors
    /// `WrongState`: not the moment to sign, or signed by this person already and nothing changed since; `Outdated`
    /// when something happened after what the signer saw.
    pub async fn sign_minutes(&self, actor: &Actor, command: SignMinutes) -> Result<Head> {
        let sitting = self.sit(actor, command.jury, Action::SignMinutes).await?;
        let (Some(account), Some(role)) = (actor.account, sitting.role) else {
            return Err(Refusal::wrong_state("not_signing_time"));
        };
        let signing = self.signing(SessionId(sitting.jury.session_id)).await?;
        self.rule(command.jury, move |tx| {
            Box::pin(async move {
                let same = |act: &Act| matches!(act, Act::MinutesSigned { seq, .. } if *seq == command.seen_seq);
                let done = sitting.done_before(tx, &command.op_id, same).await?;
                if let Some(Act::MinutesSigned { seq, hash, .. }) = done.map(|event| event.act) {
                    return Ok(Head { seq, hash });
                }
                let signatures = tx.reading().signatures_in(sitting.id()).await?;
                let mine = signatures.iter().rfind(|signature| signature.account_id == account.0);
                let row = tx.reading().jury(sitting.id()).await?.ok_or_else(Refusal::not_found)?;
                let moment = match signing {
                    MinutesSigning::Electronic => JuryState::Minutes,
                    // Paper is signed by hand once closed; here it is declared so.
                    MinutesSigning::Paper => JuryState::Closed,
                };
                if state(&row)? != moment {
                    return Err(Refusal::wrong_state("not_signing_time"));
                }
                let content = content_seq(&tx.reading(), sitting.id()).await?;
                if mine.is_some_and(|mine| mine.head_seq >= content) {
                    return Err(Refusal::wrong_state("already_signed"));
                }
                let head = tx.head(sitting.key()).await?;
                if head.seq != command.seen_seq {
                    return Err(outdated());
                }
                let signature = SignatureRow {
                    jury_id: sitting.id().0,
                    account_id: account.0,
                    signer: sitting.author().name.clone(),
                    role: role.code().into(),
                    head_seq: head.seq,
                    head_hash: head.hash.clone(),
                    at: sitting.now(),
                };
                tx.insert_signature(&signature).await?;
                let act = Act::MinutesSigned {
                    seq: head.seq,
                    hash: head.hash.clone(),
                    role,
                };
                sitting.append(tx, act, Some(&command.op_id)).await?;
                Ok(Head {
                    seq: head.seq,
                    hash: head.hash,
                })
            })
        })
        .await
    }
}
