//! Lots as the exam office follows and moves them.

use crate::lot::STANDING;
use crate::{Result, Store, Tx, sql};
use domain::{LotId, SessionId};
use sea_orm::{FromQueryResult, Value};

/// A lot with what was entered in it.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct FollowedLotRow {
    /// Key.
    pub id: i64,
    /// Session.
    pub session_id: i64,
    /// Label people read.
    pub label: String,
    /// Code of the ruleset.
    pub ruleset: String,
    /// `open`, `locked`, `discharged`.
    pub state: String,
    /// Copies.
    pub copies: i64,
    /// Cells that hold a mark or a code.
    pub entered: i64,
    /// Cells that hold a code.
    pub codes: i64,
    /// Sum of the marks, hundredths.
    pub total: i64,
    /// The lot it is the second entry of.
    pub second_of: Option<i64>,
    /// Its second entry.
    pub second: Option<i64>,
}

/// A cell of a lot.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct SheetRow {
    /// Place of the copy.
    pub rank: i64,
    /// Number on the copy.
    pub anonymity: Option<String>,
    /// Column; `None` for a copy without any cell written.
    pub slot: Option<String>,
    /// Hundredths.
    pub value: Option<i64>,
    /// Code.
    pub code: Option<String>,
}

const FOLLOWED: &str = "SELECT l.id, l.session_id, l.label, l.ruleset, l.state, l.copies, l.second_of,
       (SELECT t.id FROM lot t WHERE t.second_of = l.id) AS second,
       COALESCE(f.entered, 0) AS entered, COALESCE(f.codes, 0) AS codes, COALESCE(f.total, 0) AS total
     FROM lot l LEFT JOIN (
       SELECT c.lot_id, COUNT(m.value) + COUNT(m.code) + COUNT(s.value) + COUNT(s.code) AS entered,
              COUNT(m.code) + COUNT(s.code) AS codes, CAST(SUM(COALESCE(m.value, s.value)) AS BIGINT) AS total
       FROM lot l JOIN lot_copy c ON c.lot_id = l.id JOIN lot_slot t ON t.lot_id = l.id {standing}
       WHERE {of} GROUP BY c.lot_id) f ON f.lot_id = l.id";

fn followed(of: &str) -> String {
    FOLLOWED.replace("{of}", of).replace("{standing}", STANDING)
}

impl Store {
    /// The lots of a session, by ruleset and label.
    pub async fn followed_lots(&self, session: SessionId) -> Result<Vec<FollowedLotRow>> {
        let followed = followed("l.session_id = $1");
        sql::all(
            &self.reader,
            &format!("{followed} WHERE l.session_id = $1 ORDER BY l.ruleset, l.label, l.id"),
            [session.0.into()],
        )
        .await
    }

    /// One lot.
    pub async fn followed_lot(&self, lot: LotId) -> Result<Option<FollowedLotRow>> {
        let followed = followed("l.id = $1");
        sql::one(&self.reader, &format!("{followed} WHERE l.id = $1"), [lot.0.into()]).await
    }

    /// Columns of the lots of a session: `(lot, slot)`, in order.
    pub async fn columns_of_lots(&self, session: SessionId) -> Result<Vec<(LotId, String)>> {
        #[derive(FromQueryResult)]
        struct Row {
            lot_id: i64,
            slot: String,
        }
        let rows: Vec<Row> = sql::all(
            &self.reader,
            "SELECT s.lot_id, s.slot FROM lot_slot s JOIN lot l ON l.id = s.lot_id
             WHERE l.session_id = $1 ORDER BY s.lot_id, s.rank",
            [session.0.into()],
        )
        .await?;
        Ok(rows.into_iter().map(|row| (LotId(row.lot_id), row.slot)).collect())
    }

    /// Markers of the lots of a session: `(lot, name)`.
    pub async fn markers_of_lots(&self, session: SessionId) -> Result<Vec<(LotId, String)>> {
        #[derive(FromQueryResult)]
        struct Row {
            lot_id: i64,
            name: String,
        }
        let rows: Vec<Row> = sql::all(
            &self.reader,
            "SELECT l.id AS lot_id, p.name FROM lot l
             JOIN seat s ON s.scope = 'lot:' || l.id AND s.role = 'marker' JOIN account p ON p.id = s.account_id
             WHERE l.session_id = $1 ORDER BY l.id, p.name",
            [session.0.into()],
        )
        .await?;
        Ok(rows.into_iter().map(|row| (LotId(row.lot_id), row.name)).collect())
    }

    /// The copies of a lot with what their cells hold.
    pub async fn sheet(&self, lot: LotId) -> Result<Vec<SheetRow>> {
        sql::all(
            &self.reader,
            &format!(
                "SELECT c.rank, a.anonymity, t.slot, COALESCE(m.value, s.value) AS value, COALESCE(m.code, s.code) AS code
                 FROM lot l JOIN lot_copy c ON c.lot_id = l.id JOIN application a ON a.id = c.application_id
                 JOIN lot_slot t ON t.lot_id = l.id {STANDING}
                 WHERE l.id = $1 ORDER BY c.rank, t.rank"
            ),
            [lot.0.into()],
        )
        .await
    }
}

impl Tx {
    /// Moves a lot on or back; says whether it was still in the state left.
    pub async fn move_lot(&self, lot: LotId, from: &str, to: &str, now_ms: i64) -> Result<bool> {
        let stamp: (&str, Vec<Value>) = match to {
            "discharged" => (", discharged_at = $4", vec![now_ms.into()]),
            "open" => (", locked_at = NULL, locked_by = NULL", vec![]),
            _ => ("", vec![]),
        };
        let values = [lot.0.into(), from.into(), to.into()].into_iter().chain(stamp.1);
        let text = format!("UPDATE lot SET state = $3{} WHERE id = $1 AND state = $2", stamp.0);
        Ok(sql::run(&self.db, &text, values).await? == 1)
    }

    /// Cells of a lot that hold a mark or a code.
    pub async fn cells_entered(&self, lot: LotId) -> Result<i64> {
        sql::number(
            &self.db,
            "SELECT COUNT(m.value) + COUNT(m.code) AS n FROM lot_copy k JOIN lot_slot s ON s.lot_id = k.lot_id
             JOIN mark m ON m.application_id = k.application_id AND m.slot = s.slot WHERE k.lot_id = $1",
            [lot.0.into()],
        )
        .await
    }
}
