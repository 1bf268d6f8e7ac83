//! Discharge (décharge des notes): the marks of a locked lot go into the candidates' records.

use crate::{Desk, Refusal, Result};
use domain::{Act, Action, Actor, LotId, Object, SessionId, StreamKey};
use store::{Tx, Whom};
use wire::LotState;

/// What became of a lot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Discharged {
    /// Its marks were taken in, now: how many.
    Now(i64),
    /// They had been taken in before.
    Already,
}

impl Desk {
    /// Takes the marks of a locked lot in. Twice is once.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`; `lot_not_locked` while its marker has not declared it final. Of a lot in double entry:
    /// `second_entry_open`, `differences_left`; its second entry itself is never taken in, `second_entry_stays`.
    pub async fn discharge_lot(&self, actor: &Actor, lot: LotId) -> Result<Discharged> {
        let session = self.store.session_of_lot(lot).await?.ok_or_else(Refusal::not_found)?;
        let role = self.check(actor, Action::DischargeLot, &Object::lot(session, lot))?;
        let mut draft = self.draft(actor, role, Act::LotDischarged { marks: 0 });
        let moved = self
            .refusable(vec![StreamKey::Lot(lot)], move |tx| {
                Box::pin(async move {
                    compared(tx, lot).await?;
                    let (from, to) = (LotState::Locked.code(), LotState::Discharged.code());
                    if !tx.move_lot(lot, from, to, draft.at_ms).await? {
                        return Ok(None);
                    }
                    let marks = tx.cells_entered(lot).await?;
                    draft.act = Act::LotDischarged { marks };
                    tx.append(StreamKey::Lot(lot), &draft).await?;
                    Ok(Some(marks))
                })
            })
            .await?;
        if let Some(marks) = moved {
            self.judge_after(session, Whom::Lot(lot)).await;
            return Ok(Discharged::Now(marks));
        }
        let row = self.store.followed_lot(lot).await?.ok_or_else(Refusal::not_found)?;
        if row.state == LotState::Discharged.code() {
            Ok(Discharged::Already)
        } else {
            Err(Refusal::wrong_state("lot_not_locked"))
        }
    }

    /// Takes the marks of every locked lot of a session in; tells how many lots, and how many marks.
    ///
    /// # Errors
    /// `Forbidden`. A lot that moves meanwhile is left alone.
    pub async fn discharge_locked_lots(&self, actor: &Actor, session: SessionId) -> Result<(i64, i64)> {
        self.check(actor, Action::DischargeLot, &Object::session(session))?;
        let (mut lots, mut marks) = (0, 0);
        for row in self.store.followed_lots(session).await? {
            if row.state != LotState::Locked.code() {
                continue;
            }
            match self.discharge_lot(actor, LotId(row.id)).await {
                Ok(Discharged::Now(taken)) => {
                    lots += 1;
                    marks += taken;
                }
                Ok(Discharged::Already) | Err(Refusal::Refused(_)) => {}
                Err(other) => return Err(other),
            }
        }
        Ok((lots, marks))
    }
}

/// A lot entered twice was compared, and nothing is left to settle.
async fn compared(tx: &Tx, lot: LotId) -> Result<()> {
    let Some(pair) = tx.reading().pair(lot).await? else {
        return Ok(());
    };
    if lot == pair.second {
        return Err(Refusal::wrong_state("second_entry_stays"));
    }
    // Held until the end: neither entry is opened again meanwhile.
    for lot in [pair.first, pair.second] {
        tx.head(StreamKey::Lot(lot)).await?;
    }
    if tx.lot_state(pair.second).await?.as_deref() != Some(LotState::Locked.code()) {
        return Err(Refusal::wrong_state("second_entry_open"));
    }
    match tx.reading().differences_left(pair).await? {
        0 => Ok(()),
        _ => Err(Refusal::wrong_state("differences_left")),
    }
}
