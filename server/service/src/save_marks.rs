//! Saving marks: once by operation, only over the version that was seen, answered cell by cell.

use crate::enter_marks::{Entering, refused};
use crate::{Desk, Refusal, Result};
use domain::{Action, Actor, Object, Ruleset, SessionId};
use store::StoreError;
use wire::{CellAnswer, CellOutcome, CellWrite, SaveMarks, mark_refusal};

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
        let law = self.store.lot_law(lot).await?.ok_or_else(Refusal::not_found)?;
        let role = self.check(actor, Action::EnterMarks, &Object::lot(SessionId(law.session_id), lot))?;
        if command.writes.len() > MOST {
            return Err(Refusal::field("writes", "too_many_writes", MOST.to_string()));
        }
        let ruleset = self.ruleset_of(&law).await?;
        let (author, at_ms) = (Desk::author(actor, role), self.clock.now_ms());
        let faults: Vec<_> = command.writes.iter().map(|write| fault_of(&ruleset, write)).collect();
        let operations: Vec<_> = command.writes.iter().map(|write| write.op_id.clone()).collect();
        let fine = command.writes.into_iter().zip(&faults);
        let entering = fine.filter(|(_, fault)| fault.is_none()).map(|(write, _)| Entering {
            lot,
            write,
            author: author.clone(),
            at_ms,
        });
        // Together with the marks of other markers: statements and transactions are shared.
        let mut entered = self.marks.write(entering.collect()).await.into_iter();
        let answer = |(op_id, fault): (String, Option<CellOutcome>)| {
            let outcome = match fault {
                Some(fault) => fault,
                None => match entered.next().unwrap_or(Err(StoreError::Stopped)) {
                    // The same name in two lots at once, on two machines: the later one is refused.
                    Err(StoreError::Duplicate) => refused("operation_reused", ""),
                    other => other?,
                },
            };
            Ok(CellAnswer { op_id, outcome })
        };
        operations.into_iter().zip(faults).map(answer).collect()
    }
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
