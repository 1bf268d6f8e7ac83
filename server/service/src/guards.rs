//! Guards of a jury's moves: what must hold, looked at inside the transaction that moves it.

use crate::record::records;
use crate::{Refusal, Result};
use domain::{Guard, JuryId, Ruleset, StreamKey, TraceStep};
use store::{Connection, JuryRow, Reading, StoreError};
use wire::{Event, FieldError, Refused, RefusedCode};

/// Name of the message for a guard that does not hold.
pub(crate) const fn code(guard: Guard) -> &'static str {
    match guard {
        Guard::Composed => "guard_composed",
        Guard::NoMissingMark => "guard_no_missing_mark",
        Guard::AnonymityGiven => "guard_anonymity_given",
        Guard::LotsDischarged => "guard_lots_discharged",
        Guard::DecisionsConfirmed => "guard_decisions_confirmed",
        Guard::MinutesSigned => "guard_minutes_signed",
        Guard::Published => "guard_published",
        Guard::NoMissingControlMark => "guard_no_missing_control_mark",
    }
}

/// Refuses with every guard that does not hold, and how many candidates or lots keep it from holding.
pub(crate) async fn hold<C: Connection>(
    reading: &Reading<'_, C>,
    jury: &JuryRow,
    ruleset: &Ruleset,
    guards: &[Guard],
) -> Result<()> {
    let mut failing = Vec::new();
    for guard in guards {
        let faults = faults(reading, jury, ruleset, *guard).await?;
        if faults > 0 {
            failing.push(FieldError {
                field: "guard".into(),
                code: code(*guard).into(),
                value: faults.to_string(),
            });
        }
    }
    match failing.first() {
        None => Ok(()),
        Some(first) => {
            let code = RefusedCode::WrongState(first.code.clone());
            Err(Refusal::Refused(Refused { code, fields: failing }))
        }
    }
}

/// How many things keep a guard from holding.
async fn faults<C: Connection>(
    reading: &Reading<'_, C>,
    jury: &JuryRow,
    ruleset: &Ruleset,
    guard: Guard,
) -> Result<i64> {
    let id = JuryId(jury.id);
    let count = match guard {
        Guard::Composed => {
            let (candidates, _) = reading.progress(id).await?;
            usize::from(candidates == 0) + usize::from(jury.centre.is_none()) + usize::from(jury.held_on.is_none())
        }
        Guard::AnonymityGiven => reading
            .subjects(id)
            .await?
            .iter()
            .filter(|subject| subject.anonymity.is_none())
            .count(),
        Guard::LotsDischarged => return Ok(reading.lots_awaited(id).await?),
        Guard::NoMissingMark => {
            let missing = |step: &TraceStep| matches!(step, TraceStep::Missing { .. });
            let records = records(reading, ruleset, id).await?;
            records
                .iter()
                .filter(|record| record.outcome(ruleset).trace.iter().any(missing))
                .count()
        }
        Guard::DecisionsConfirmed => {
            let records = records(reading, ruleset, id).await?;
            records.iter().filter(|record| !record.stands(ruleset)).count()
        }
        Guard::MinutesSigned => {
            let content = content_seq(reading, id).await?;
            let signatures = reading.signatures_in(id).await?;
            usize::from(!signatures.iter().any(|signature| signature.head_seq >= content))
        }
        // The second group has no rows yet: no jury can have passed these.
        Guard::Published | Guard::NoMissingControlMark => 1,
    };
    Ok(i64::try_from(count).unwrap_or(i64::MAX))
}

/// Number of the last event of a jury that outdates the signatures before it; 0 when there is none.
pub(crate) async fn content_seq<C: Connection>(reading: &Reading<'_, C>, jury: JuryId) -> Result<i64> {
    let mut last = 0;
    for stored in reading.events_since(StreamKey::Jury(jury), 0).await? {
        let event: Event = serde_json::from_str(&stored.body).map_err(|error| StoreError::Corrupt {
            what: "event",
            value: error.to_string(),
        })?;
        if event.act.outdates_minutes() {
            last = event.seq;
        }
    }
    Ok(last)
}
