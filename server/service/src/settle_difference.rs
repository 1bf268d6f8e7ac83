//! Deciding what stands where two entries of a lot differ.

use crate::sitting::{done_before, outdated, reason};
use crate::{Desk, Refusal, Result};
use domain::{Act, Action, Actor, Entry, Object, SessionId, StreamKey};
use store::{Author, EventDraft, MarkWrite, Pair, Settled, Tx};
use wire::{Choice, LotState, SettleDifference, mark_refusal};

impl Desk {
    /// Settles a difference between two entries: the first, the second, or a third value with its reason. A difference
    /// may be settled again as long as the lot is not taken in; the log of the session keeps every choice, out of
    /// sight of the markers: the log of their lot tells the mark that changed, as any other.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`; `Invalid` for a value the component does not take, or one without a reason; `WrongState`
    /// while an entry is open or once the lot was taken in; `Outdated` when either entry was written since.
    pub async fn settle_difference(&self, actor: &Actor, mut command: SettleDifference) -> Result<()> {
        let asked = command.lot;
        let law = self.store.lot_law(asked).await?.ok_or_else(Refusal::not_found)?;
        let session = SessionId(law.session_id);
        let role = self.check(actor, Action::DischargeLot, &Object::lot(session, asked))?;
        let pair = self.store.reading().pair(asked).await?.ok_or_else(Refusal::not_found)?;
        if let Choice::Third { value, reason: why } = &mut command.choice {
            let ruleset = self.ruleset_of(&law).await?;
            ruleset.accepts(&command.slot, value).map_err(|error| {
                let (code, found) = mark_refusal(&error);
                Refusal::field("value", code, found)
            })?;
            *why = reason(why)?;
        }
        let pen = (Desk::author(actor, role), self.clock.now_ms());
        let streams = vec![StreamKey::Lot(pair.first), StreamKey::Session(session)];
        self.refusable(streams, move |tx| Box::pin(settle(tx, session, pair, command, pen)))
            .await
    }
}

async fn settle(
    tx: &Tx,
    session: SessionId,
    pair: Pair,
    command: SettleDifference,
    (author, at_ms): (Author, i64),
) -> Result<()> {
    let stream = StreamKey::Session(session);
    for lot in [pair.first, pair.second] {
        tx.head(StreamKey::Lot(lot)).await?;
    }
    let SettleDifference {
        op_id,
        application,
        slot,
        choice,
        ..
    } = command;
    let (given, reason) = match &choice {
        Choice::Third { value, reason } => (Some(*value), reason.clone()),
        Choice::First | Choice::Second => (None, String::new()),
    };
    let same = |act: &Act| {
        matches!(act, Act::DifferenceSettled { lot, application: a, slot: s, before, second, after, reason: why, .. }
        if *lot == pair.first && *a == application && *s == slot && *why == reason && match choice {
            Choice::First => after == before,
            Choice::Second => after == second,
            Choice::Third { .. } => *after == given,
        })
    };
    if done_before(tx, &op_id, stream, &author, same).await?.is_some() {
        return Ok(());
    }
    for lot in [pair.first, pair.second] {
        if tx.lot_state(lot).await?.as_deref() != Some(LotState::Locked.code()) {
            return Err(Refusal::wrong_state("entries_not_locked"));
        }
    }
    let row = tx
        .reading()
        .difference(pair, application, slot)
        .await?
        .ok_or_else(outdated)?;
    if (row.version, row.second_version) != (command.version, command.second_version) {
        return Err(outdated());
    }
    let (first, second, standing): (Option<Entry>, _, _) = (row.first()?, row.second()?, row.standing()?);
    let after = match choice {
        Choice::First => first,
        Choice::Second => second,
        Choice::Third { value, .. } => Some(value),
    };
    let version = row.version + i64::from(after != standing);
    if after != standing {
        let write = MarkWrite {
            application,
            slot,
            value: after,
            expected_version: row.version,
            lot: pair.first,
            at_ms,
            by: author.name.clone(),
            second: false,
        };
        if tx.put_marks(&[write]).await?.is_empty() {
            return Err(outdated());
        }
        let draft = EventDraft {
            author: author.clone(),
            at_ms,
            op_id: None,
            act: Act::MarkSaved {
                application,
                slot,
                before: standing,
                after,
                version,
            },
        };
        tx.append(StreamKey::Lot(pair.first), &draft).await?;
    }
    let settled = Settled {
        lot: pair.first,
        application,
        slot,
        first,
        choice: choice.code(),
        reason: reason.clone(),
        version,
        second_version: row.second_version,
        at_ms,
        by: author.name.clone(),
    };
    tx.put_settled(&settled).await?;
    let draft = EventDraft {
        author,
        at_ms,
        op_id: Some(op_id),
        act: Act::DifferenceSettled {
            lot: pair.first,
            application,
            slot,
            before: first,
            second,
            after,
            reason,
            version,
        },
    };
    tx.append(stream, &draft).await?;
    Ok(())
}
