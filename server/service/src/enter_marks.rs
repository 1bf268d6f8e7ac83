//! Marks on their way into cells, those of many markers together: what they find, what is written and what the log says of
//! it are a statement each, however many there are.

use crate::Paris;
use domain::{Act, ApplicationId, LotId, Slot, StreamKey};
use futures::future::BoxFuture;
use std::collections::HashSet;
use store::{AskedCell, Author, CellRow, EventDraft, FoundCell, MarkWrite, StoreError, StoredEvent, Tx};
use wire::{CellOutcome, CellWrite, Event};

/// A write of a marker who may write, of a mark the ruleset accepts.
pub(crate) struct Entering {
    /// Where.
    pub lot: LotId,
    /// What.
    pub write: CellWrite,
    /// Who.
    pub author: Author,
    /// When, epoch milliseconds.
    pub at_ms: i64,
}

impl Entering {
    /// The stream that tells of it.
    pub fn stream(&self) -> StreamKey {
        StreamKey::Lot(self.lot)
    }

    fn place(&self) -> (ApplicationId, Slot) {
        (self.write.application, self.write.slot)
    }

    fn asked(&self) -> AskedCell<'_> {
        AskedCell {
            operation: &self.write.op_id,
            lot: self.lot,
            application: self.write.application,
            slot: self.write.slot,
        }
    }

    fn mark(&self, second: bool) -> MarkWrite {
        MarkWrite {
            application: self.write.application,
            slot: self.write.slot,
            value: self.write.value,
            expected_version: self.write.expected_version,
            lot: self.lot,
            at_ms: self.at_ms,
            by: self.author.name.clone(),
            second,
        }
    }

    fn draft(&self, act: Act) -> EventDraft {
        EventDraft {
            author: self.author.clone(),
            at_ms: self.at_ms,
            op_id: Some(self.write.op_id.clone()),
            act,
        }
    }
}

/// Enters marks, each over the version it expects, and answers them in their order.
pub(crate) fn enter<'t>(tx: &'t Tx, all: &'t [Entering]) -> BoxFuture<'t, store::Result<Vec<CellOutcome>>> {
    Box::pin(async move {
        let mut outcomes = vec![None; all.len()];
        let mut waiting: Vec<usize> = (0..all.len()).collect();
        while !waiting.is_empty() {
            // An operation or a cell that comes again waits for another turn: it must see what the first one left.
            let (mut operations, mut places) = (HashSet::new(), HashSet::new());
            let (wave, rest): (Vec<usize>, Vec<usize>) = waiting.iter().partition(|&&n| {
                let first = operations.insert(&all[n].write.op_id);
                places.insert(all[n].place()) && first
            });
            let entering: Vec<&Entering> = wave.iter().map(|&n| &all[n]).collect();
            for (n, outcome) in wave.into_iter().zip(turn(tx, &entering).await?) {
                outcomes[n] = Some(outcome);
            }
            waiting = rest;
        }
        Ok(outcomes.into_iter().flatten().collect())
    })
}

/// Enters marks of different operations in different cells.
async fn turn(tx: &Tx, all: &[&Entering]) -> store::Result<Vec<CellOutcome>> {
    let asked: Vec<_> = all.iter().map(|entering| entering.asked()).collect();
    let found = tx.cells(&asked).await?;

    // What is answered already, and what may be written: by its place among all.
    let mut outcomes: Vec<Option<CellOutcome>> = Vec::with_capacity(all.len());
    let mut writes = Vec::new();
    for (entering, FoundCell { done, cell }) in all.iter().zip(&found) {
        let outcome = match (done, cell) {
            (Some(event), cell) => Some(replay(entering, cell.as_ref(), event)?),
            (None, None) => Some(refused("not_found", "")),
            (None, Some(cell)) => misplaced(entering.lot, cell),
        };
        if let (None, Some(cell)) = (&outcome, cell)
            && version(Some(cell)) == entering.write.expected_version
        {
            writes.push(entering.mark(cell.second_of.is_some()));
        }
        outcomes.push(outcome);
    }
    let written = tx.put_marks(&writes).await?;

    let mut drafts = Vec::new();
    for (n, (entering, found)) in all.iter().zip(found).enumerate() {
        let (None, Some(cell)) = (&outcomes[n], found.cell) else {
            continue;
        };
        let (act, outcome) = if written.contains(&entering.place()) {
            saved(entering, &cell)?
        } else {
            conflicted(entering, standing(tx, entering, cell).await?)?
        };
        outcomes[n] = Some(outcome);
        drafts.push((n, entering.draft(act)));
    }
    let acts: Vec<_> = drafts.iter().map(|(n, draft)| (all[*n].stream(), draft)).collect();
    let events = tx.append_all(&acts).await?;
    for ((n, _), event) in drafts.iter().zip(events) {
        if let Some(CellOutcome::Saved { seq, .. }) = &mut outcomes[*n] {
            *seq = event.seq;
        }
    }
    Ok(outcomes.into_iter().flatten().collect())
}

fn version(cell: Option<&CellRow>) -> i64 {
    cell.and_then(|cell| cell.version).unwrap_or(0)
}

/// What stands in a cell that was not written: read again where it changed meanwhile, under another lot's head.
async fn standing(tx: &Tx, entering: &Entering, cell: CellRow) -> store::Result<CellRow> {
    if version(Some(&cell)) != entering.write.expected_version {
        return Ok(cell);
    }
    let again = tx.cells(&[entering.asked()]).await?.pop();
    Ok(again.and_then(|found| found.cell).unwrap_or(cell))
}

fn saved(entering: &Entering, cell: &CellRow) -> store::Result<(Act, CellOutcome)> {
    let write = &entering.write;
    let version = write.expected_version + 1;
    let act = Act::MarkSaved {
        application: write.application,
        slot: write.slot,
        before: cell.entry()?,
        after: write.value,
        version,
    };
    let outcome = CellOutcome::Saved {
        version,
        at_ms: entering.at_ms,
        at_text: Paris::time(entering.at_ms),
        // Known once the act is in the log.
        seq: 0,
    };
    Ok((act, outcome))
}

fn conflicted(entering: &Entering, cell: CellRow) -> store::Result<(Act, CellOutcome)> {
    let write = &entering.write;
    let (theirs, version) = (cell.entry()?, version(Some(&cell)));
    let act = Act::MarkConflicted {
        application: write.application,
        slot: write.slot,
        stands: theirs,
        tried: write.value,
        expected_version: write.expected_version,
        version,
    };
    let at_text = cell.updated_at.map(|at| Paris::moment(at, entering.at_ms));
    let outcome = CellOutcome::Conflict {
        mine: write.value,
        theirs,
        author: cell.updated_by.unwrap_or_default(),
        at_text: at_text.unwrap_or_default(),
        version,
    };
    Ok((act, outcome))
}

/// What the state of the lot and of the cell refuses.
fn misplaced(lot: LotId, cell: &CellRow) -> Option<CellOutcome> {
    if cell.in_lot == 0 {
        return Some(refused("copy_not_in_lot", ""));
    }
    if cell.in_columns == 0 {
        return Some(refused("mark_unknown_slot", ""));
    }
    if cell.state != wire::LotState::Open.code() {
        return Some(refused("lot_not_open", ""));
    }
    if cell.conserved.is_some() {
        return Some(refused("mark_conserved", ""));
    }
    match cell.mark_lot {
        Some(other) if other != lot.0 => Some(refused("mark_of_other_lot", "")),
        _ => None,
    }
}

/// A refusal by the name of its message.
pub(crate) fn refused(code: &str, value: &str) -> CellOutcome {
    CellOutcome::Refused {
        code: code.into(),
        value: value.into(),
    }
}

/// The answer an operation had when it was done first.
fn replay(entering: &Entering, cell: Option<&CellRow>, done: &StoredEvent) -> store::Result<CellOutcome> {
    let write = &entering.write;
    let reused = refused("operation_reused", "");
    let event: Event = serde_json::from_str(&done.body).map_err(|_| StoreError::Corrupt {
        what: "event",
        value: done.hash.clone(),
    })?;
    if event.stream != entering.stream().to_string() || event.account != entering.author.account {
        return Ok(reused);
    }
    let same_cell = |application, slot| application == write.application && slot == write.slot;
    match event.act {
        Act::MarkSaved {
            application,
            slot,
            after,
            version,
            ..
        } if same_cell(application, slot) && after == write.value && version == write.expected_version + 1 => {
            Ok(CellOutcome::Saved {
                version,
                at_ms: event.at,
                at_text: Paris::time(event.at),
                seq: event.seq,
            })
        }
        Act::MarkConflicted {
            application,
            slot,
            stands,
            tried,
            expected_version,
            version,
        } if same_cell(application, slot) && tried == write.value && expected_version == write.expected_version => {
            // The event keeps what stood, the row who wrote it, as long as nobody wrote again.
            let cell = cell.filter(|cell| cell.version.unwrap_or(0) == version);
            let (by, at) = cell
                .map(|cell| (cell.updated_by.clone(), cell.updated_at))
                .unwrap_or_default();
            Ok(CellOutcome::Conflict {
                mine: tried,
                theirs: stands,
                author: by.unwrap_or_default(),
                at_text: Paris::moment(at.unwrap_or(event.at), event.at),
                version,
            })
        }
        _ => Ok(reused),
    }
}
