//! Making lots of copies: what the office does to a lot before its marker sees it.

use crate::lot::FILLED;
use crate::{Result, Store, Tx, sql};
use domain::{ApplicationId, LotId, SessionId, Slot, StreamKey};
use sea_orm::FromQueryResult;
use std::collections::BTreeSet;

/// A lot to create.
#[derive(Debug, Clone)]
pub struct NewLot {
    /// Session.
    pub session: SessionId,
    /// Code of the ruleset.
    pub ruleset: String,
    /// Label people read.
    pub label: String,
    /// Columns, in order.
    pub slots: Vec<Slot>,
    /// Copies, in order.
    pub copies: Vec<ApplicationId>,
}

/// A lot, as a line of the office's list.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct LotLine {
    /// Key.
    pub id: i64,
    /// Code of the ruleset.
    pub ruleset: String,
    /// Label people read.
    pub label: String,
    /// `open`, `locked` or `discharged`.
    pub state: String,
    /// Copies.
    pub copies: i64,
    /// Cells that hold a mark or a code.
    pub filled: i64,
    /// Columns.
    pub columns: i64,
}

impl Store {
    /// The lots of a session, oldest first.
    pub async fn lot_lines(&self, session: SessionId) -> Result<Vec<LotLine>> {
        let query = format!(
            "SELECT l.id, l.ruleset, l.label, l.state, l.copies, {FILLED},
                 (SELECT COUNT(*) FROM lot_slot s WHERE s.lot_id = l.id) AS columns
             FROM lot l WHERE l.session_id = $1 ORDER BY l.id"
        );
        sql::all(&self.reader, &query, [session.0.into()]).await
    }
}

impl Tx {
    /// Applications of a qualification that already have a copy in a lot, or a mark, in one of these cells.
    pub async fn already_in_a_lot(
        &self,
        session: SessionId,
        ruleset: &str,
        slots: &[Slot],
    ) -> Result<BTreeSet<ApplicationId>> {
        #[derive(FromQueryResult)]
        struct Row {
            id: i64,
        }
        let places = sql::places(3, slots.len());
        let values = [session.0.into(), ruleset.into()]
            .into_iter()
            .chain(slots.iter().map(|slot| slot.to_string().into()));
        let rows: Vec<Row> = sql::all(
            &self.db,
            &format!(
                "SELECT c.application_id AS id FROM lot l
                 JOIN lot_slot s ON s.lot_id = l.id JOIN lot_copy c ON c.lot_id = l.id
                 WHERE l.session_id = $1 AND l.ruleset = $2 AND s.slot IN ({places})
                 UNION
                 SELECT m.application_id AS id FROM application a JOIN mark m ON m.application_id = a.id
                 WHERE a.session_id = $1 AND a.ruleset = $2 AND m.slot IN ({places})
                   AND (m.value IS NOT NULL OR m.code IS NOT NULL)"
            ),
            values,
        )
        .await?;
        Ok(rows.into_iter().map(|row| ApplicationId(row.id)).collect())
    }

    /// Lots of a qualification with this first column: the next label carries the number after.
    pub async fn lots_of_slot(&self, session: SessionId, ruleset: &str, slot: Slot) -> Result<i64> {
        sql::number(
            &self.db,
            "SELECT COUNT(*) AS n FROM lot l JOIN lot_slot s ON s.lot_id = l.id AND s.rank = 1
             WHERE l.session_id = $1 AND l.ruleset = $2 AND s.slot = $3 AND l.second_of IS NULL",
            [session.0.into(), ruleset.into(), slot.to_string().into()],
        )
        .await
    }

    /// Creates an open lot with its columns, its copies and its stream.
    pub async fn insert_lot(&self, new: &NewLot) -> Result<LotId> {
        let copies = i64::try_from(new.copies.len()).unwrap_or(i64::MAX);
        let id = LotId(
            sql::number(
                &self.db,
                "INSERT INTO lot (session_id, ruleset, label, state, copies) VALUES ($1, $2, $3, 'open', $4) RETURNING id AS n",
                [new.session.0.into(), new.ruleset.clone().into(), new.label.clone().into(), copies.into()],
            )
            .await?,
        );
        let columns = (1_i64..)
            .zip(&new.slots)
            .map(|(rank, slot)| vec![id.0.into(), rank.into(), slot.to_string().into()]);
        sql::insert_rows(
            &self.db,
            "INSERT INTO lot_slot (lot_id, rank, slot) VALUES",
            columns.collect(),
            "",
        )
        .await?;
        let copies = (1_i64..)
            .zip(&new.copies)
            .map(|(rank, copy)| vec![id.0.into(), rank.into(), copy.0.into()]);
        sql::insert_rows(
            &self.db,
            "INSERT INTO lot_copy (lot_id, rank, application_id) VALUES",
            copies.collect(),
            "",
        )
        .await?;
        self.open_stream(StreamKey::Lot(id)).await?;
        Ok(id)
    }

    /// State of a lot: `open`, `locked`, `discharged`.
    pub async fn lot_state(&self, id: LotId) -> Result<Option<String>> {
        #[derive(FromQueryResult)]
        struct Row {
            state: String,
        }
        let row: Option<Row> = sql::one(&self.db, "SELECT state FROM lot WHERE id = $1", [id.0.into()]).await?;
        Ok(row.map(|row| row.state))
    }
}
