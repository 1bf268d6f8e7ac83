//! Lots of copies (lots de copies), as their markers read and lock them.

use crate::{Result, Store, StoreError, Tx, sql};
use domain::{LotId, SessionId, Slot};
use sea_orm::FromQueryResult;

/// A lot.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct LotRow {
    /// Key.
    pub id: i64,
    /// Session.
    pub session_id: i64,
    /// Label of the session.
    pub session_label: String,
    /// Code of the ruleset.
    pub ruleset: String,
    /// What its slip says.
    pub label: String,
    /// `open`, `locked`, `discharged`.
    pub state: String,
    /// Epoch milliseconds.
    pub locked_at: Option<i64>,
    /// The lot this one is the second entry of.
    pub second_of: Option<i64>,
}

/// A lot and how far it is marked.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct MarkingLot {
    /// Which.
    #[sea_orm(nested)]
    pub lot: LotRow,
    /// Copies in it.
    pub copies: i64,
    /// Cells per copy.
    pub columns: i64,
    /// Cells that hold a mark or a code.
    pub filled: i64,
}

/// By what law a lot is marked.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct LotLaw {
    /// Session.
    pub session_id: i64,
    /// Code of the ruleset.
    pub ruleset: String,
    /// 1 when the session keeps a text of the ruleset.
    pub frozen: i64,
}

/// A copy of a lot.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct LotCopyRow {
    /// Whose.
    pub application_id: i64,
    /// Written on the copy; `None` until numbers are drawn.
    pub anonymity: Option<String>,
}

/// The control totals of a lot as its cells give them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub struct LotTotals {
    /// Copies.
    pub copies: i64,
    /// Cells to fill.
    pub cells: i64,
    /// Cells that hold a mark or a code.
    pub filled: i64,
    /// Sum of the numeric marks, hundredths.
    pub sum: i64,
    /// Cells that hold a code.
    pub codes: i64,
}

/// What stands in the cells of a lot (`l`), by its copies (`c`) and columns (`t`): the candidates' marks, or those of a
/// second entry; what is conserved is in both.
pub(crate) const STANDING: &str = "LEFT JOIN mark m ON m.application_id = c.application_id AND m.slot = t.slot
        AND (l.second_of IS NULL OR m.conserved IS NOT NULL)
    LEFT JOIN second_mark s ON s.lot_id = l.id AND s.application_id = c.application_id AND s.slot = t.slot";

/// Cells of a lot (`l`) that hold a mark or a code.
pub(crate) const FILLED: &str = "(SELECT COUNT(*) FROM lot_copy c
        JOIN lot_slot t ON t.lot_id = c.lot_id
        JOIN mark m ON m.application_id = c.application_id AND m.slot = t.slot
            AND (l.second_of IS NULL OR m.conserved IS NOT NULL)
        WHERE c.lot_id = l.id AND (m.value IS NOT NULL OR m.code IS NOT NULL))
    + (SELECT COUNT(*) FROM second_mark o WHERE o.lot_id = l.id AND (o.value IS NOT NULL OR o.code IS NOT NULL))
    AS filled";

/// A [`LotRow`], of a lot (`l`) and its session (`s`).
const LOT: &str = "l.id, l.session_id, s.label AS session_label, l.ruleset, l.label, l.state, l.locked_at, l.second_of";

impl Store {
    /// The session a lot belongs to.
    pub async fn session_of_lot(&self, id: LotId) -> Result<Option<SessionId>> {
        let session = sql::number(
            &self.reader,
            "SELECT session_id AS n FROM lot WHERE id = $1",
            [id.0.into()],
        )
        .await?;
        Ok((session != 0).then_some(SessionId(session)))
    }

    /// The law of a lot: all that is asked before each save, where counting the whole lot would be much.
    pub async fn lot_law(&self, id: LotId) -> Result<Option<LotLaw>> {
        sql::one(
            &self.reader,
            "SELECT l.session_id, l.ruleset,
                 (SELECT COUNT(*) FROM frozen_ruleset f WHERE f.session_id = l.session_id AND f.code = l.ruleset) AS frozen
             FROM lot l WHERE l.id = $1",
            [id.0.into()],
        )
        .await
    }

    /// A lot.
    pub async fn lot(&self, id: LotId) -> Result<Option<LotRow>> {
        let query = format!("SELECT {LOT} FROM lot l JOIN exam_session s ON s.id = l.session_id WHERE l.id = $1");
        sql::one(&self.reader, &query, [id.0.into()]).await
    }

    /// These lots and all those of these sessions; open ones first.
    pub async fn marking_lots(&self, lots: &[LotId], sessions: &[SessionId]) -> Result<Vec<MarkingLot>> {
        let query = format!(
            "SELECT {LOT},
                 (SELECT COUNT(*) FROM lot_copy c WHERE c.lot_id = l.id) AS copies,
                 (SELECT COUNT(*) FROM lot_slot t WHERE t.lot_id = l.id) AS columns,
                 {FILLED}
             FROM lot l JOIN exam_session s ON s.id = l.session_id
             WHERE l.id IN ({}) OR l.session_id IN ({})
             ORDER BY CASE l.state WHEN 'open' THEN 0 WHEN 'locked' THEN 1 ELSE 2 END, l.label, l.id",
            sql::places(1, lots.len()),
            sql::places(1 + lots.len(), sessions.len()),
        );
        let values = lots
            .iter()
            .map(|id| id.0.into())
            .chain(sessions.iter().map(|id| id.0.into()));
        sql::all(&self.reader, &query, values).await
    }

    /// What is marked in a lot, in the order of its columns.
    pub async fn lot_slots(&self, id: LotId) -> Result<Vec<Slot>> {
        #[derive(FromQueryResult)]
        struct Row {
            slot: String,
        }
        let rows: Vec<Row> = sql::all(
            &self.reader,
            "SELECT slot FROM lot_slot WHERE lot_id = $1 ORDER BY rank, slot",
            [id.0.into()],
        )
        .await?;
        rows.into_iter()
            .map(|row| {
                row.slot.parse().map_err(|_| StoreError::Corrupt {
                    what: "slot",
                    value: row.slot,
                })
            })
            .collect()
    }

    /// The copies of a lot, in the order of the pile.
    pub async fn lot_copies(&self, id: LotId) -> Result<Vec<LotCopyRow>> {
        sql::all(
            &self.reader,
            "SELECT c.application_id, a.anonymity FROM lot_copy c JOIN application a ON a.id = c.application_id
             WHERE c.lot_id = $1 ORDER BY c.rank, c.application_id",
            [id.0.into()],
        )
        .await
    }
}

/// Marks of one whole point.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct BarRow {
    /// From 0 to 20.
    pub points: i64,
    /// How many.
    pub marks: i64,
    /// Their sum, hundredths.
    pub sum: i64,
}

impl Store {
    /// Marks by whole points in the other lots of the same session and tests that are no longer open.
    pub async fn spread_beside(&self, id: LotId) -> Result<Vec<BarRow>> {
        sql::all(
            &self.reader,
            "SELECT CAST(m.value / 100 AS BIGINT) AS points, COUNT(*) AS marks, CAST(SUM(m.value) AS BIGINT) AS sum
             FROM lot own JOIN lot_slot s ON s.lot_id = own.id
             JOIN lot_slot t ON t.slot = s.slot AND t.lot_id <> own.id
             JOIN lot l ON l.id = t.lot_id AND l.session_id = own.session_id AND l.ruleset = own.ruleset
                 AND l.state <> 'open' AND l.second_of IS NULL AND own.second_of IS NULL
             JOIN lot_copy c ON c.lot_id = l.id
             JOIN mark m ON m.application_id = c.application_id AND m.slot = t.slot
             WHERE own.id = $1 AND m.value IS NOT NULL
             GROUP BY m.value / 100 ORDER BY 1",
            [id.0.into()],
        )
        .await
    }
}

impl Tx {
    /// State of a lot; `None` when there is none.
    pub async fn state_of_lot(&self, id: LotId) -> Result<Option<String>> {
        #[derive(FromQueryResult)]
        struct Row {
            state: String,
        }
        let row: Option<Row> = sql::one(&self.db, "SELECT state FROM lot WHERE id = $1", [id.0.into()]).await?;
        Ok(row.map(|row| row.state))
    }

    /// What the cells of a lot add up to.
    pub async fn lot_totals(&self, id: LotId) -> Result<LotTotals> {
        let totals: Option<LotTotals> = sql::one(
            &self.db,
            &format!(
                "SELECT (SELECT COUNT(*) FROM lot_copy WHERE lot_id = $1) AS copies, COUNT(*) AS cells,
                     COUNT(m.value) + COUNT(m.code) + COUNT(s.value) + COUNT(s.code) AS filled,
                     CAST(COALESCE(SUM(COALESCE(m.value, s.value)), 0) AS BIGINT) AS sum,
                     COUNT(m.code) + COUNT(s.code) AS codes
                 FROM lot l JOIN lot_copy c ON c.lot_id = l.id JOIN lot_slot t ON t.lot_id = l.id {STANDING}
                 WHERE l.id = $1"
            ),
            [id.0.into()],
        )
        .await?;
        Ok(totals.unwrap_or(LotTotals {
            copies: 0,
            cells: 0,
            filled: 0,
            sum: 0,
            codes: 0,
        }))
    }

    /// What each copy of a lot adds up to, hundredths, in the order of the pile.
    pub async fn lot_sums(&self, id: LotId) -> Result<Vec<i64>> {
        #[derive(FromQueryResult)]
        struct Row {
            sum: i64,
        }
        let rows: Vec<Row> = sql::all(
            &self.db,
            &format!(
                "SELECT CAST(COALESCE(SUM(COALESCE(m.value, s.value)), 0) AS BIGINT) AS sum
                 FROM lot l JOIN lot_copy c ON c.lot_id = l.id JOIN lot_slot t ON t.lot_id = l.id {STANDING}
                 WHERE l.id = $1 GROUP BY c.rank, c.application_id ORDER BY c.rank, c.application_id"
            ),
            [id.0.into()],
        )
        .await?;
        Ok(rows.into_iter().map(|row| row.sum).collect())
    }

    /// Locks an open lot; false when it was not open.
    pub async fn lock_lot(&self, id: LotId, by: Option<i64>, at_ms: i64) -> Result<bool> {
        let changed = sql::run(
            &self.db,
            "UPDATE lot SET state = 'locked', locked_at = $2, locked_by = $3 WHERE id = $1 AND state = 'open'",
            [id.0.into(), at_ms.into(), by.into()],
        )
        .await?;
        Ok(changed == 1)
    }
}
