//! Declaring a lot final.

use crate::{Desk, Refusal, Result};
use domain::{Act, Action, Actor, Object, SessionId, StreamKey};
use store::LotTotals;
use wire::{FieldError, LockLot, TEN, french_sum, tens_of};

impl Desk {
    /// Locks a lot (verrouillage) when the control totals of the paper slip are those of its cells.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`; `WrongState` when it is not open; `Invalid` with the number of empty cells, or with
    /// each total that differs and what the lot gives.
    pub async fn lock_lot(&self, actor: &Actor, command: LockLot) -> Result<()> {
        let lot = command.lot;
        let row = self.store.lot(lot).await?.ok_or_else(Refusal::not_found)?;
        let role = self.check(actor, Action::LockLot, &Object::lot(SessionId(row.session_id), lot))?;
        let act = Act::LotLocked {
            copies: command.copies,
            sum: command.sum,
            codes: command.codes,
        };
        let draft = self.draft(actor, role, act);
        self.store
            .write(vec![StreamKey::Lot(lot)], move |tx| {
                Box::pin(async move {
                    let key = StreamKey::Lot(lot);
                    // Taken before the cells are read: every save takes it too, so none slips in between.
                    tx.head(key).await?;
                    if tx.state_of_lot(lot).await?.as_deref() != Some(wire::LotState::Open.code()) {
                        return Ok(Err(Refusal::wrong_state("lot_not_open")));
                    }
                    let faults = faults(&command, &tx.lot_totals(lot).await?, &tx.lot_sums(lot).await?);
                    if !faults.is_empty() {
                        return Ok(Err(Refusal::fields(faults)));
                    }
                    tx.lock_lot(lot, draft.author.account.map(|id| id.0), draft.at_ms)
                        .await?;
                    tx.append(key, &draft).await?;
                    Ok(Ok(()))
                })
            })
            .await?
    }
}

fn faults(typed: &LockLot, found: &LotTotals, sums: &[i64]) -> Vec<FieldError> {
    let fault = |field: &str, code: &str, value: String| FieldError {
        field: field.into(),
        code: code.into(),
        value,
    };
    if found.filled < found.cells {
        return vec![fault(
            "lot",
            "lot_cells_empty",
            (found.cells - found.filled).to_string(),
        )];
    }
    let mut faults = Vec::new();
    if typed.copies != found.copies {
        faults.push(fault("copies", "total_copies_differ", found.copies.to_string()));
    }
    if typed.sum != found.sum {
        faults.push(fault("sum", "total_sum_differs", french_sum(found.sum)));
    }
    if typed.codes != found.codes {
        faults.push(fault("codes", "total_codes_differ", found.codes.to_string()));
    }
    for (nth, tens) in sums.chunks(TEN).enumerate().take(tens_of(sums.len())) {
        let sum: i64 = tens.iter().sum();
        if typed.tens.get(nth) != Some(&sum) {
            faults.push(fault(&format!("ten-{}", nth + 1), "total_ten_differs", french_sum(sum)));
        }
    }
    faults
}
