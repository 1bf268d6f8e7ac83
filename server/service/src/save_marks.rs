//! Saving marks: once by operation, only over the version that was seen, answered cell by cell.

use crate::{Desk, Paris, Refusal, Result};
use domain::{Act, Action, Actor, LotId, Object, Role, Ruleset, SessionId, StreamKey};
use futures::future::join_all;
use store::{Author, CellRow, EventDraft, MarkWrite, StoreError, StoredEvent, Tx};
use wire::{CellAnswer, CellOutcome, CellWrite, Event, SaveMarks, mark_refusal};

/// Writes taken in one request: a few full lots.
const MOST: usize = 1_000;
/// Longest name of an operation.
const LONGEST: usize = 100;

impl Desk {
    /// Saves marks of a lot (saisie des notes). Every write has its answer; one that is refused stops no other.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`, too many writes; a failure of the store, after which the same request may be sent
    /// again whole: what was done is not done twice.
    pub async fn save_marks(&self, actor: &Actor, command: SaveMarks) -> Result<Vec<CellAnswer>> {
        let lot = command.lot;
        let row = self.store.marking_lot(lot).await?.ok_or_else(Refusal::not_found)?;
        let session = SessionId(row.session_id);
        let role = self.check(actor, Action::EnterMarks, &Object::lot(session, lot))?;
        if command.writes.len() > MOST {
            return Err(Refusal::field("writes", "too_many_writes", MOST.to_string()));
        }
        let ruleset = self.ruleset(session, &row.ruleset).await?;
        // Submitted together, so that they share transactions with those of other markers.
        let answers = command
            .writes
            .into_iter()
            .map(|write| self.save_mark(actor, role, lot, &ruleset, write));
        join_all(answers).await.into_iter().collect()
    }

    async fn save_mark(
        &self,
        actor: &Actor,
        role: Option<Role>,
        lot: LotId,
        ruleset: &Ruleset,
        write: CellWrite,
    ) -> Result<CellAnswer> {
        let op_id = write.op_id.clone();
        if let Some(fault) = fault_of(ruleset, &write) {
            return Ok(CellAnswer { op_id, outcome: fault });
        }
        let (author, at_ms) = (Desk::author(actor, role), self.clock.now_ms());
        let written = self
            .store
            .write(vec![StreamKey::Lot(lot)], move |tx| {
                Box::pin(async move {
                    if let Some(done) = tx.event_of_operation(&write.op_id).await? {
                        return replay(tx, lot, &write, &author, &done).await;
                    }
                    let Some(cell) = tx.cell(lot, write.application, write.slot).await? else {
                        return Ok(refused("not_found", ""));
                    };
                    if let Some(fault) = misplaced(lot, &cell) {
                        return Ok(fault);
                    }
                    put(tx, lot, write, cell, author, at_ms).await
                })
            })
            .await;
        let outcome = match written {
            // The same name in two lots at once, on two machines: the later one is refused.
            Err(StoreError::OperationReused(_) | StoreError::Duplicate) => refused("operation_reused", ""),
            other => other?,
        };
        Ok(CellAnswer { op_id, outcome })
    }
}

async fn put(
    tx: &Tx,
    lot: LotId,
    write: CellWrite,
    cell: CellRow,
    author: Author,
    at_ms: i64,
) -> store::Result<CellOutcome> {
    let mark = MarkWrite {
        application: write.application,
        slot: write.slot,
        value: write.value,
        expected_version: write.expected_version,
        lot,
        at_ms,
        by: author.name.clone(),
    };
    let draft = |act| EventDraft {
        author,
        at_ms,
        op_id: Some(write.op_id),
        act,
    };
    if cell.version.unwrap_or(0) == write.expected_version && tx.put_mark(&mark).await? {
        let saved = Act::MarkSaved {
            application: write.application,
            slot: write.slot,
            before: cell.entry()?,
            after: write.value,
            version: write.expected_version + 1,
        };
        let event = tx.append(StreamKey::Lot(lot), &draft(saved)).await?;
        return Ok(CellOutcome::Saved {
            version: write.expected_version + 1,
            at_ms,
            at_text: Paris::time(at_ms),
            seq: event.seq,
        });
    }
    // Read again: the cell may have changed under another lot's head.
    let cell = tx.cell(lot, write.application, write.slot).await?.unwrap_or(cell);
    let (theirs, version) = (cell.entry()?, cell.version.unwrap_or(0));
    let conflicted = Act::MarkConflicted {
        application: write.application,
        slot: write.slot,
        stands: theirs,
        tried: write.value,
        expected_version: write.expected_version,
        version,
    };
    tx.append(StreamKey::Lot(lot), &draft(conflicted)).await?;
    Ok(CellOutcome::Conflict {
        mine: write.value,
        theirs,
        author: cell.updated_by.unwrap_or_default(),
        at_text: cell.updated_at.map(|at| Paris::moment(at, at_ms)).unwrap_or_default(),
        version,
    })
}

/// What can be refused without looking at the database.
fn fault_of(ruleset: &Ruleset, write: &CellWrite) -> Option<CellOutcome> {
    if write.op_id.is_empty() || write.op_id.len() > LONGEST || write.op_id.chars().any(char::is_control) {
        return Some(refused("operation_shape", &LONGEST.to_string()));
    }
    if write.expected_version < 0 {
        return Some(refused("version_negative", &write.expected_version.to_string()));
    }
    let error = write
        .value
        .and_then(|entry| ruleset.accepts(&write.slot, &entry).err())?;
    let (code, value) = mark_refusal(&error);
    Some(refused(code, &value))
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

fn refused(code: &str, value: &str) -> CellOutcome {
    CellOutcome::Refused {
        code: code.into(),
        value: value.into(),
    }
}

/// The answer an operation had when it was done first.
async fn replay(
    tx: &Tx,
    lot: LotId,
    write: &CellWrite,
    author: &Author,
    done: &StoredEvent,
) -> store::Result<CellOutcome> {
    let reused = || StoreError::OperationReused(write.op_id.clone());
    let event: Event = serde_json::from_str(&done.body).map_err(|_| StoreError::Corrupt {
        what: "event",
        value: done.hash.clone(),
    })?;
    if event.stream != StreamKey::Lot(lot).to_string() || event.account != author.account {
        return Err(reused());
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
            let cell = tx
                .cell(lot, application, slot)
                .await?
                .filter(|cell| cell.version.unwrap_or(0) == version);
            let (by, at) = cell.map(|cell| (cell.updated_by, cell.updated_at)).unwrap_or_default();
            Ok(CellOutcome::Conflict {
                mine: tried,
                theirs: stands,
                author: by.unwrap_or_default(),
                at_text: Paris::moment(at.unwrap_or(event.at), event.at),
                version,
            })
        }
        _ => Err(reused()),
    }
}
