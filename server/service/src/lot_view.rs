//! A lot and its copies, by anonymity number.

use crate::my_lots::{lot_state, slot_label};
use crate::{Desk, Paris, Refusal, Result};
use domain::{
    Action, Actor, ApplicationId, Effect, Epreuve, LotId, Object, Part, Rounding, Ruleset, SessionId, Slot, StreamKey,
};
use std::collections::HashMap;
use store::{BarRow, LotCopyRow};
use wire::{Cells, GridChoices, LotCell, LotColumn, LotRow, LotState, LotTotal, LotView, ROOMY, Spread};

impl Desk {
    /// A lot as its marker sees it.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`; `WrongState` while a copy has no anonymity number.
    pub async fn lot_view(&self, actor: &Actor, lot: LotId) -> Result<LotView> {
        let row = self.store.lot(lot).await?.ok_or_else(Refusal::not_found)?;
        let session = SessionId(row.session_id);
        self.check(actor, Action::ReadLot, &Object::lot(session, lot))?;
        // The head first: an event that falls between is in the rows already, and its version says so.
        let seq = self.store.head(StreamKey::Lot(lot)).await?.map_or(0, |(seq, _)| seq);
        let ruleset = self.ruleset(session, &row.ruleset).await?;
        let mut columns: Vec<LotColumn> = self
            .store
            .lot_slots(lot)
            .await?
            .into_iter()
            .map(|slot| {
                let cell = ruleset
                    .cell(&slot)
                    .ok_or_else(|| Refusal::Failed(format!("lot {lot} marks {slot}")))?;
                Ok(LotColumn {
                    slot,
                    label: slot_label(&ruleset, &slot),
                    step: cell.step,
                    scale: cell.scale,
                    codes: ruleset.codes.keys().copied().collect(),
                })
            })
            .collect::<Result<_>>()?;
        let totals = totals(&ruleset, &columns);
        if let [total] = totals.as_slice()
            && total.parts.len() == columns.len()
        {
            // The lot has the name of the épreuve: its columns are called by their exercise alone.
            let exercises = ruleset.exercises(total.component);
            for column in &mut columns {
                if let Some(part) = exercises.iter().find(|part| Some(part.code) == column.slot.part) {
                    column.label = part.titled(total.scale);
                }
            }
        }
        let copies = if columns.len() > ROOMY && row.second_of.is_none() {
            self.wide_copies(lot, &columns).await?
        } else {
            self.copies(lot, &columns).await?
        };
        let rows = copies.into_iter().map(|(copy, cells)| {
            let number = copy.anonymity.as_deref().and_then(|text| text.parse().ok());
            Ok(LotRow {
                application: ApplicationId(copy.application_id),
                anonymity: number.ok_or_else(|| Refusal::wrong_state("lot_without_anonymity"))?,
                cells,
            })
        });
        let rows = rows.collect::<Result<_>>()?;
        let state = lot_state(&row.state)?;
        let beside = match state {
            LotState::Open => None,
            // Marks of parts are spread over other scales.
            _ if !totals.is_empty() => None,
            LotState::Locked | LotState::Discharged => Some(spread(&self.store.spread_beside(lot).await?)),
        };
        Ok(LotView {
            id: lot,
            label: row.label,
            session: row.session_label,
            state,
            beside,
            columns,
            totals,
            rows,
            seq,
            token: uuid::Uuid::now_v7().simple().to_string(),
            locked_at_text: row.locked_at.map(Paris::text),
            choices: self.grid_choices(actor).await?,
        })
    }
}

/// The copies of a lot in the order of the pile, each with its cells.
type Copies = Vec<(LotCopyRow, Cells)>;

impl Desk {
    /// Of a wide lot: who wrote a cell, and when, is for its history to tell.
    async fn wide_copies(&self, lot: LotId, columns: &[LotColumn]) -> Result<Copies> {
        let slots: Vec<String> = columns.iter().map(|column| column.slot.to_string()).collect();
        let places: HashMap<&str, usize> = slots.iter().map(String::as_str).zip(0..).collect();
        let mut copies = Copies::new();
        for row in self.store.marks_of_copies(lot).await? {
            let mut cells = Cells::unwritten(columns.len());
            for mark in row.each() {
                let mark = mark?;
                if let Some(place) = places.get(mark.slot) {
                    cells[*place] = LotCell {
                        value: mark.entry,
                        version: mark.version,
                        conserved: mark.conserved,
                        ..LotCell::default()
                    };
                }
            }
            copies.push((row.copy, cells));
        }
        Ok(copies)
    }

    /// Of any lot, or of a second entry of one; a narrow one has room for who wrote a cell, and when.
    async fn copies(&self, lot: LotId, columns: &[LotColumn]) -> Result<Copies> {
        let now = (columns.len() <= ROOMY).then(|| self.clock.now_ms());
        let mut marks = HashMap::new();
        for mark in self.store.marks_of_lot(lot).await? {
            if let Ok(slot) = mark.slot.parse::<Slot>() {
                let cell = LotCell {
                    value: mark.entry()?,
                    version: mark.version,
                    at_text: now.map(|now| Paris::moment(mark.updated_at, now)),
                    author: now.map(|_| mark.updated_by.clone()),
                    conserved: mark.conserved.is_some(),
                };
                marks.insert((mark.application_id, slot), cell);
            }
        }
        let mut cells = |copy: LotCopyRow| {
            let cell = |column: &LotColumn| marks.remove(&(copy.application_id, column.slot));
            let cells = columns.iter().map(cell).map(Option::unwrap_or_default).collect();
            (copy, cells)
        };
        let copies = self.store.lot_copies(lot).await?;
        Ok(copies.into_iter().map(&mut cells).collect())
    }

    /// What was never chosen, or by another version of the program, is as at first.
    async fn grid_choices(&self, actor: &Actor) -> Result<GridChoices> {
        let Some(account) = actor.account else {
            return Ok(GridChoices::default());
        };
        let kept = self.store.preference(account, GridChoices::NAME).await?;
        Ok(kept
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default())
    }
}

/// The épreuves all parts of which are columns.
fn totals(ruleset: &Ruleset, columns: &[LotColumn]) -> Vec<LotTotal> {
    let total = |epreuve: &Epreuve| {
        // A total that would not fall as the mark that counts is none.
        let composite = epreuve.composite.as_ref().filter(|it| it.rounding == Rounding::Up)?;
        let place = |part: &Part| {
            let slot = Slot::part(epreuve.code, part.code);
            let column = columns.iter().position(|column| column.slot == slot)?;
            Some((column, u32::from(part.weight.get())))
        };
        let parts: Vec<_> = composite.parts.iter().map(place).collect::<Option<_>>()?;
        let with = |effect| {
            let codes = ruleset.codes.iter().filter(move |(_, rule)| rule.effect == effect);
            codes.map(|(code, _)| *code).collect()
        };
        (!parts.is_empty()).then(|| LotTotal {
            component: epreuve.code,
            label: epreuve.label.clone(),
            step: epreuve.step,
            scale: composite.part_scale,
            parts,
            excluding: with(Effect::Exclude),
            awaiting: with(Effect::Replacement),
        })
    };
    ruleset.epreuves.iter().filter_map(total).collect()
}

fn spread(rows: &[BarRow]) -> Spread {
    let mut spread = Spread::default();
    for row in rows {
        let marks = u32::try_from(row.marks).unwrap_or(u32::MAX);
        spread.marks += u64::from(marks);
        spread.sum += u64::try_from(row.sum).unwrap_or(0);
        if let Some(bar) = usize::try_from(row.points).ok().and_then(|at| spread.bars.get_mut(at)) {
            *bar = marks;
        }
    }
    spread
}
