//! Confirming decisions, one by one or all the clear ones.

use crate::record::{Record, records, trace_hash};
use crate::sitting::Sitting;
use crate::{Desk, Refusal, Result};
use domain::{Act, Action, Actor, Decision, Mention, Outcome, is_borderline};
use std::collections::BTreeSet;
use store::{DecisionRow, Tx};
use wire::{ConfirmDecisions, Confirmation, Which};

impl Desk {
    /// Confirms decisions as they were seen; one that is another by now, or none yet, stays open and is told.
    ///
    /// # Errors
    /// `WrongState`: the jury does not deliberate.
    pub async fn confirm_decisions(&self, actor: &Actor, command: ConfirmDecisions) -> Result<Confirmation> {
        let sitting = self.sit(actor, command.jury, Action::ChairJury).await?;
        self.rule(command.jury, move |tx| {
            Box::pin(async move {
                sitting.deliberating(tx).await?;
                let mut answer = Confirmation::default();
                for (record, outcome) in wanted(&sitting, tx, &command.which, &mut answer).await? {
                    let op_id = format!("{}/{}", command.op_id, record.application);
                    let same = |act: &Act| {
                        matches!(act, Act::DecisionConfirmed { application, .. } if *application == record.application)
                    };
                    if sitting.done_before(tx, &op_id, same).await?.is_none() && record.decision.is_none() {
                        confirm(&sitting, tx, &record, &outcome, &op_id).await?;
                    }
                    answer.confirmed.push(record.application);
                }
                Ok(answer)
            })
        })
        .await
    }
}

/// The candidates to confirm with what the law says of them now.
async fn wanted(
    sitting: &Sitting,
    tx: &Tx,
    which: &Which,
    answer: &mut Confirmation,
) -> Result<Vec<(Record, Outcome)>> {
    let ruleset = &sitting.ruleset;
    let outcome = |record: Record| {
        let outcome = record.outcome(ruleset);
        (record, outcome)
    };
    let all = records(&tx.reading(), ruleset, sitting.id())
        .await?
        .into_iter()
        .map(outcome);
    match which {
        Which::AllClear => {
            let proposals = tx.reading().proposals_in(sitting.id()).await?;
            let waiting: BTreeSet<i64> = proposals
                .iter()
                .filter(|row| row.state == "waiting")
                .map(|row| row.application_id)
                .collect();
            let clear = |(record, outcome): &(Record, Outcome)| {
                record.decision.is_none()
                    && confirmable(outcome)
                    && !is_borderline(ruleset, outcome)
                    && !waiting.contains(&record.application.0)
            };
            Ok(all.filter(clear).collect())
        }
        Which::Seen(seen) => {
            let mut wanted: Vec<(Record, Outcome)> = all.collect();
            wanted.retain(|(record, _)| seen.iter().any(|one| one.application == record.application));
            let known = |application| wanted.iter().any(|(record, _)| record.application == application);
            if !seen.iter().all(|one| known(one.application)) {
                return Err(Refusal::not_found());
            }
            let (same, changed) = wanted.into_iter().partition(|(record, outcome)| {
                confirmable(outcome)
                    && seen.iter().any(|one| {
                        one.application == record.application
                            && one.decision == outcome.decision
                            && one.mention == outcome.mention
                    })
            });
            let changed: Vec<(Record, Outcome)> = changed;
            answer
                .changed
                .extend(changed.iter().map(|(record, _)| record.application));
            Ok(same)
        }
    }
}

/// A jury confirms what is decided; a missing mark leaves nothing to confirm.
fn confirmable(outcome: &Outcome) -> bool {
    outcome.decision != Decision::Pending
}

async fn confirm(sitting: &Sitting, tx: &Tx, record: &Record, outcome: &Outcome, op_id: &str) -> Result<()> {
    let hash = trace_hash(outcome)?;
    let row = DecisionRow {
        application_id: record.application.0,
        jury_id: sitting.id().0,
        decision: outcome.decision.as_str().into(),
        mention: outcome.mention.map(|mention| Mention::as_str(mention).into()),
        outcome: serde_json::to_string(outcome).map_err(|error| Refusal::Failed(error.to_string()))?,
        trace_hash: hash.clone(),
        confirmed_at: sitting.now(),
        confirmed_by: sitting.author().name.clone(),
    };
    tx.insert_decision(&row).await?;
    let act = Act::DecisionConfirmed {
        application: record.application,
        decision: outcome.decision,
        mention: outcome.mention,
        trace: hash,
    };
    sitting.append(tx, act, Some(op_id)).await?;
    Ok(())
}
