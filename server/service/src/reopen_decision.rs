//! Opening a confirmed decision again.

use crate::{Desk, Refusal, Result};
use domain::{Act, Action, Actor};
use wire::ReopenDecision;

impl Desk {
    /// Opens a confirmed decision again, so that marks can be raised. Tells the number of the event.
    ///
    /// # Errors
    /// `WrongState`: the jury does not deliberate, or nothing was confirmed.
    pub async fn reopen_decision(&self, actor: &Actor, command: ReopenDecision) -> Result<i64> {
        let sitting = self.sit(actor, command.jury, Action::ChairJury).await?;
        self.rule(command.jury, move |tx| {
            Box::pin(async move {
                let application = command.application;
                let same = |act: &Act| matches!(act, Act::DecisionReopened { application: a } if *a == application);
                if let Some(done) = sitting.done_before(tx, &command.op_id, same).await? {
                    return Ok(done.seq);
                }
                sitting.deliberating(tx).await?;
                if sitting.record(tx, application).await?.decision.is_none() {
                    return Err(Refusal::wrong_state("decision_not_confirmed"));
                }
                tx.delete_decision(application).await?;
                sitting
                    .append(tx, Act::DecisionReopened { application }, Some(&command.op_id))
                    .await
            })
        })
        .await
    }
}
