//! Taking a raise back.

use crate::judge::judge_one;
use crate::record::mark;
use crate::{Desk, Refusal, Result};
use domain::{Act, Action, Actor};
use wire::WithdrawRaise;

impl Desk {
    /// Takes a raise back: the mark of the marker counts again. Tells the number of the event.
    ///
    /// # Errors
    /// `WrongState`: the jury does not deliberate, the decision is confirmed, or there is no such raise.
    pub async fn withdraw_raise(&self, actor: &Actor, command: WithdrawRaise) -> Result<i64> {
        let sitting = self.sit(actor, command.jury, Action::ChairJury).await?;
        self.rule(command.jury, move |tx| {
            Box::pin(async move {
                let WithdrawRaise { op_id, application, slot, .. } = command;
                let same = |act: &Act| {
                    matches!(act, Act::RaiseWithdrawn { application: a, slot: s, .. } if *a == application && *s == slot)
                };
                if let Some(done) = sitting.done_before(tx, &op_id, same).await? {
                    return Ok(done.seq);
                }
                sitting.deliberating(tx).await?;
                let record = sitting.open_record(tx, application).await?;
                let text = slot.to_string();
                let Some(raise) = record.raises.iter().find(|raise| raise.slot == text) else {
                    return Err(Refusal::wrong_state("no_raise"));
                };
                let after = mark(raise.before_value.unwrap_or_default())?;
                let before = mark(raise.value)?;
                tx.delete_raise(application, slot).await?;
                judge_one(tx, &sitting.ruleset, application, sitting.now()).await?;
                let act = Act::RaiseWithdrawn { application, slot, before: before.into(), after: after.into() };
                sitting.append(tx, act, Some(&op_id)).await
            })
        })
        .await
    }
}
