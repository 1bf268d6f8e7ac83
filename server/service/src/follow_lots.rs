//! Following lots: how much is entered, by whom.

use crate::office::{anonymity_of, corrupt, entry_of, session_ref, slot_of, slot_ref};
use crate::{Desk, Refusal, Result};
use domain::{Action, Actor, LotId, Object, SessionId, StreamKey};
use std::collections::HashMap;
use store::FollowedLotRow;
use wire::{FollowedLot, FollowedLots, LotSheet, LotState, SheetCell, SheetCopy};

impl Desk {
    /// The lots of a session.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`.
    pub async fn follow_lots(&self, actor: &Actor, asked: Option<SessionId>) -> Result<FollowedLots> {
        let row = self.office_session(actor, Action::FollowSession, asked).await?;
        let session = SessionId(row.id);
        let rows = self.store.followed_lots(session).await?;
        Ok(FollowedLots {
            session: session_ref(&row),
            lots: self.lots_with_names(session, rows).await?,
        })
    }

    /// One lot by anonymity number; marks are shown once its marker declared them final.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`.
    pub async fn lot_sheet(&self, actor: &Actor, lot: LotId) -> Result<LotSheet> {
        let row = self.store.followed_lot(lot).await?.ok_or_else(Refusal::not_found)?;
        let session = SessionId(row.session_id);
        self.check(actor, Action::FollowSession, &Object::lot(session, lot))?;
        let about = self.store.session(session).await?.ok_or_else(Refusal::not_found)?;
        let final_marks = row.state != LotState::Open.code();
        let sum = row.total;
        let lot_view = self.lots_with_names(session, vec![row]).await?;
        let lot_view = lot_view.into_iter().next().ok_or_else(Refusal::not_found)?;
        let mut copies: Vec<SheetCopy> = Vec::new();
        for cell in self.store.sheet(lot).await? {
            if copies.last().is_none_or(|copy| copy.rank != cell.rank) {
                copies.push(SheetCopy {
                    rank: cell.rank,
                    anonymity: anonymity_of(cell.anonymity.as_deref())?,
                    cells: Vec::new(),
                });
            }
            let entry = entry_of(cell.value, cell.code.as_deref())?;
            if let Some(copy) = copies.last_mut() {
                copy.cells.push(SheetCell {
                    entered: entry.is_some(),
                    entry: entry.filter(|_| final_marks),
                });
            }
        }
        // What was typed while the lot was open stays with its marker until he declares it final.
        let mut history = self.history_of(StreamKey::Lot(lot)).await?;
        history.retain(|event| {
            !matches!(
                event.event.act,
                domain::Act::MarkSaved { .. } | domain::Act::MarkConflicted { .. }
            )
        });
        Ok(LotSheet {
            session: session_ref(&about),
            lot: lot_view,
            copies,
            sum,
            history,
        })
    }

    pub(crate) async fn lots_with_names(
        &self,
        session: SessionId,
        rows: Vec<FollowedLotRow>,
    ) -> Result<Vec<FollowedLot>> {
        let mut columns: HashMap<LotId, Vec<String>> = HashMap::new();
        for (lot, slot) in self.store.columns_of_lots(session).await? {
            columns.entry(lot).or_default().push(slot);
        }
        let mut markers: HashMap<LotId, Vec<String>> = HashMap::new();
        for (lot, name) in self.store.markers_of_lots(session).await? {
            markers.entry(lot).or_default().push(name);
        }
        let mut lots = Vec::with_capacity(rows.len());
        for row in rows {
            let id = LotId(row.id);
            let ruleset = self.ruleset(session, &row.ruleset).await.ok();
            let slots = columns.remove(&id).unwrap_or_default();
            let slots = slots
                .iter()
                .map(|slot| Ok(slot_ref(ruleset.as_deref(), slot_of(slot)?)))
                .collect::<Result<Vec<_>>>()?;
            lots.push(FollowedLot {
                id,
                label: row.label,
                ruleset: row.ruleset,
                stage: LotState::from_code(&row.state).ok_or_else(|| corrupt("lot state", &row.state))?,
                copies: row.copies,
                cells: row.copies * i64::try_from(slots.len()).unwrap_or(0),
                slots,
                entered: row.entered,
                codes: row.codes,
                markers: markers.remove(&id).unwrap_or_default(),
                second_of: row.second_of.map(LotId),
                second: row.second.map(LotId),
            });
        }
        Ok(lots)
    }
}
