//! The president answers a proposal.

use crate::raise_mark::raise;
use crate::record::{mark, slot};
use crate::sitting::outdated;
use crate::{Desk, Refusal, Result};
use domain::{Act, Action, Actor, ApplicationId};
use wire::AnswerProposal;

impl Desk {
    /// Takes a proposal, which raises the mark for its reason, or declines it. Tells the number of the answer's event.
    ///
    /// # Errors
    /// `Outdated` when it was answered meanwhile; taking it, what a raise refuses.
    pub async fn answer_proposal(&self, actor: &Actor, command: AnswerProposal) -> Result<i64> {
        let sitting = self.sit(actor, command.jury, Action::ChairJury).await?;
        self.rule(command.jury, move |tx| {
            Box::pin(async move {
                let AnswerProposal { op_id, proposal, take, .. } = command;
                let same = |act: &Act| {
                    matches!(act, Act::ProposalAnswered { proposal: p, taken, .. } if *p == proposal && *taken == take)
                };
                if let Some(done) = sitting.done_before(tx, &op_id, same).await? {
                    return Ok(done.seq);
                }
                sitting.deliberating(tx).await?;
                let here = tx.reading().proposal(proposal).await?.filter(|row| row.jury_id == sitting.id().0);
                let row = here.ok_or_else(Refusal::not_found)?;
                if row.state != "waiting" {
                    return Err(outdated());
                }
                let application = ApplicationId(row.application_id);
                if take {
                    let record = sitting.open_record(tx, application).await?;
                    raise(&sitting, tx, &record, slot(&row.slot)?, mark(row.value)?, &row.reason, None).await?;
                }
                tx.answer_proposal(proposal, if take { "taken" } else { "declined" }).await?;
                sitting.append(tx, Act::ProposalAnswered { proposal, application, taken: take }, Some(&op_id)).await
            })
        })
        .await
    }
}
