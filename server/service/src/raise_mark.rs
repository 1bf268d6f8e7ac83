//! Raising a mark.

use crate::judge::judge_one;
use crate::record::Record;
use crate::sitting::{Sitting, reason};
use crate::{Desk, Refusal, Result};
use domain::{Act, Action, Actor, Mark, RaiseRefusal, Slot, check_raise};
use store::{RaiseRow, Tx};
use wire::RaiseMark;

impl Desk {
    /// Raises a mark (relèvement) and tells the number of its event. One raise per mark: a second replaces the first.
    ///
    /// # Errors
    /// `Invalid`: no reason, or what the ruleset does not let a jury do; `WrongState`: the jury does not deliberate,
    /// or the decision is confirmed.
    pub async fn raise_mark(&self, actor: &Actor, command: RaiseMark) -> Result<i64> {
        let sitting = self.sit(actor, command.jury, Action::ChairJury).await?;
        let reason = reason(&command.reason)?;
        self.rule(command.jury, move |tx| {
            Box::pin(async move {
                let RaiseMark {
                    op_id,
                    application,
                    slot,
                    value,
                    ..
                } = command;
                let same = |act: &Act| {
                    matches!(act, Act::MarkRaised { application: a, slot: s, after, reason: r, .. }
                        if *a == application && *s == slot && after.mark() == Some(value) && *r == reason)
                };
                if let Some(done) = sitting.done_before(tx, &op_id, same).await? {
                    return Ok(done.seq);
                }
                sitting.deliberating(tx).await?;
                let record = sitting.open_record(tx, application).await?;
                raise(&sitting, tx, &record, slot, value, &reason, Some(&op_id)).await
            })
        })
        .await
    }
}

/// Raises a mark of an open record, checks included.
pub(crate) async fn raise(
    sitting: &Sitting,
    tx: &Tx,
    record: &Record,
    slot: Slot,
    to: Mark,
    reason: &str,
    op_id: Option<&str>,
) -> Result<i64> {
    let from = check_raise(&sitting.ruleset, &record.marks, slot, to).map_err(refusal)?;
    let standing = record.marks.raises.get(&slot).copied().unwrap_or(from);
    let row = RaiseRow {
        application_id: record.application.0,
        slot: slot.to_string(),
        jury_id: sitting.id().0,
        before_value: Some(i64::from(from.hundredths())),
        value: i64::from(to.hundredths()),
        reason: reason.into(),
        author: sitting.author().name.clone(),
        at: sitting.now(),
    };
    tx.put_raise(&row).await?;
    judge_one(tx, &sitting.ruleset, record.application, sitting.now()).await?;
    let act = Act::MarkRaised {
        application: record.application,
        slot,
        before: standing.into(),
        after: to.into(),
        reason: reason.into(),
    };
    sitting.append(tx, act, op_id).await
}

/// Why the jury cannot, as a fault of the mark typed.
pub(crate) fn refusal(refusal: RaiseRefusal) -> Refusal {
    let (code, value) = match refusal {
        RaiseRefusal::UnknownSlot => ("raise_unknown", String::new()),
        RaiseRefusal::Locked => ("raise_locked", String::new()),
        RaiseRefusal::Conserved => ("raise_conserved", String::new()),
        RaiseRefusal::Part => ("raise_part", String::new()),
        RaiseRefusal::NoMark => ("raise_no_mark", String::new()),
        RaiseRefusal::NotHigher(mark) => ("raise_not_higher", mark.french()),
        RaiseRefusal::OffStep(step) => ("raise_off_step", step.to_string().replace('.', ",")),
    };
    Refusal::field("value", code, value)
}
