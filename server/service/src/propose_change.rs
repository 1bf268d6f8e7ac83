//! A member proposes a raise to the president.

use crate::raise_mark::refusal;
use crate::sitting::reason;
use crate::{Desk, Result};
use domain::{Act, Action, Actor, ProposalId, check_raise};
use store::ProposalRow;
use wire::ProposeChange;

impl Desk {
    /// Proposes a raise. The president takes or declines it; until then no mark changes.
    ///
    /// # Errors
    /// As a raise, except that the decision may be confirmed: the president opens it again if he agrees.
    pub async fn propose_change(&self, actor: &Actor, command: ProposeChange) -> Result<ProposalId> {
        let sitting = self.sit(actor, command.jury, Action::ProposeChange).await?;
        let reason = reason(&command.reason)?;
        self.rule(command.jury, move |tx| {
            Box::pin(async move {
                let ProposeChange {
                    op_id,
                    application,
                    slot,
                    value,
                    ..
                } = command;
                let same = |act: &Act| {
                    matches!(act, Act::ChangeProposed { application: a, slot: s, value: v, reason: r, .. }
                        if *a == application && *s == slot && v.mark() == Some(value) && *r == reason)
                };
                let done = sitting.done_before(tx, &op_id, same).await?;
                if let Some(Act::ChangeProposed { proposal, .. }) = done.map(|event| event.act) {
                    return Ok(proposal);
                }
                sitting.deliberating(tx).await?;
                let record = sitting.record(tx, application).await?;
                check_raise(&sitting.ruleset, &record.marks, slot, value).map_err(refusal)?;
                let row = ProposalRow {
                    id: 0,
                    jury_id: sitting.id().0,
                    application_id: application.0,
                    slot: slot.to_string(),
                    value: i64::from(value.hundredths()),
                    reason: reason.clone(),
                    author: sitting.author().name.clone(),
                    state: "waiting".into(),
                    at: sitting.now(),
                };
                let proposal = tx.insert_proposal(&row).await?;
                let act = Act::ChangeProposed {
                    proposal,
                    application,
                    slot,
                    value: value.into(),
                    reason,
                };
                sitting.append(tx, act, Some(&op_id)).await?;
                Ok(proposal)
            })
        })
        .await
    }
}
