//! Double entry (double saisie): the second lot of the same copies, and what lies between both.

use crate::mark::{columns, read_entry};
use crate::reading::Reading;
use crate::{Result, Tx, sql};
use domain::{ApplicationId, Entry, LotId, Slot, StreamKey};
use sea_orm::{ConnectionTrait, FromQueryResult};

/// A lot in double entry, seen from either side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// The lot whose marks stand.
    pub first: LotId,
    /// Its second entry.
    pub second: LotId,
}

impl Pair {
    /// The other one of the two.
    pub fn other(self, lot: LotId) -> LotId {
        if lot == self.first { self.second } else { self.first }
    }
}

/// A cell in which two entries differ or differed.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct DifferenceRow {
    /// Place of the copy.
    pub rank: i64,
    /// Number on the copy.
    pub anonymity: Option<String>,
    /// Whose mark.
    pub application_id: i64,
    /// Which mark.
    pub slot: String,
    /// What stands, hundredths.
    pub value: Option<i64>,
    /// What stands, code.
    pub code: Option<String>,
    /// Version of what stands, 0 when nothing was ever written.
    pub version: i64,
    /// When it was written.
    pub updated_at: Option<i64>,
    /// By whom.
    pub updated_by: Option<String>,
    /// Second entry, hundredths.
    pub second_value: Option<i64>,
    /// Second entry, code.
    pub second_code: Option<String>,
    /// Version of the second entry, 0 when nothing was ever written.
    pub second_version: i64,
    /// When it was written.
    pub second_at: Option<i64>,
    /// By whom.
    pub second_by: Option<String>,
    /// What the first entry had when it was settled.
    pub first_value: Option<i64>,
    /// The same, code.
    pub first_code: Option<String>,
    /// `first`, `second`, `third`; `None` when not settled as it stands.
    pub choice: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// When it was settled.
    pub settled_at: Option<i64>,
    /// By whom.
    pub settled_by: Option<String>,
}

impl DifferenceRow {
    /// What stands.
    pub fn standing(&self) -> Result<Option<Entry>> {
        read_entry(self.value, self.code.as_deref())
    }

    /// The first entry: what stands, or what stood before it was settled.
    pub fn first(&self) -> Result<Option<Entry>> {
        match self.choice {
            Some(_) => read_entry(self.first_value, self.first_code.as_deref()),
            None => self.standing(),
        }
    }

    /// The second entry.
    pub fn second(&self) -> Result<Option<Entry>> {
        read_entry(self.second_value, self.second_code.as_deref())
    }
}

/// What was decided between two entries.
#[derive(Debug, Clone)]
pub struct Settled {
    /// The lot whose marks stand.
    pub lot: LotId,
    /// Whose mark.
    pub application: ApplicationId,
    /// Which mark.
    pub slot: Slot,
    /// The first entry.
    pub first: Option<Entry>,
    /// `first`, `second`, `third`.
    pub choice: &'static str,
    /// Why.
    pub reason: String,
    /// Version of the mark afterwards.
    pub version: i64,
    /// Version of the second entry.
    pub second_version: i64,
    /// Epoch milliseconds.
    pub at_ms: i64,
    /// By whom.
    pub by: String,
}

// A conserved mark is nobody's to enter; what was settled at versions that are gone counts as never settled.
const DIFFERENCES: &str = "
SELECT c.rank, a.anonymity, c.application_id, t.slot, m.value, m.code, COALESCE(m.version, 0) AS version,
    m.updated_at, m.updated_by, s.value AS second_value, s.code AS second_code,
    COALESCE(s.version, 0) AS second_version, s.updated_at AS second_at, s.updated_by AS second_by, d.first_value, d.first_code, d.choice, d.reason, d.settled_at, d.settled_by
FROM lot_copy c JOIN lot_slot t ON t.lot_id = c.lot_id JOIN application a ON a.id = c.application_id
LEFT JOIN mark m ON m.application_id = c.application_id AND m.slot = t.slot
LEFT JOIN second_mark s ON s.lot_id = $2 AND s.application_id = c.application_id AND s.slot = t.slot
LEFT JOIN settled_difference d ON d.lot_id = c.lot_id AND d.application_id = c.application_id AND d.slot = t.slot
    AND d.version = COALESCE(m.version, 0) AND d.second_version = COALESCE(s.version, 0)
WHERE c.lot_id = $1 AND m.conserved IS NULL
    AND (d.choice IS NOT NULL OR m.value IS DISTINCT FROM s.value OR m.code IS DISTINCT FROM s.code)";

impl<C: ConnectionTrait> Reading<'_, C> {
    /// The double entry a lot is part of.
    pub async fn pair(&self, lot: LotId) -> Result<Option<Pair>> {
        #[derive(FromQueryResult)]
        struct Row {
            id: i64,
            second_of: i64,
        }
        let row: Option<Row> = sql::one(
            self.db,
            "SELECT id, second_of FROM lot WHERE second_of IS NOT NULL AND (id = $1 OR second_of = $1)",
            [lot.0.into()],
        )
        .await?;
        Ok(row.map(|row| Pair {
            first: LotId(row.second_of),
            second: LotId(row.id),
        }))
    }

    /// Cells in which both entries differ or differed, in the order of the pile.
    pub async fn differences(&self, pair: Pair) -> Result<Vec<DifferenceRow>> {
        let query = format!("{DIFFERENCES} ORDER BY c.rank, c.application_id, t.rank");
        sql::all(self.db, &query, [pair.first.0.into(), pair.second.0.into()]).await
    }

    /// One of them.
    pub async fn difference(
        &self,
        pair: Pair,
        application: ApplicationId,
        slot: Slot,
    ) -> Result<Option<DifferenceRow>> {
        let query = format!("{DIFFERENCES} AND c.application_id = $3 AND t.slot = $4");
        let values = [
            pair.first.0.into(),
            pair.second.0.into(),
            application.0.into(),
            slot.to_string().into(),
        ];
        sql::one(self.db, &query, values).await
    }

    /// How many nobody settled.
    pub async fn differences_left(&self, pair: Pair) -> Result<i64> {
        let query = format!("SELECT COUNT(*) AS n FROM ({DIFFERENCES}) f WHERE f.choice IS NULL");
        sql::number(self.db, &query, [pair.first.0.into(), pair.second.0.into()]).await
    }
}

impl Tx {
    /// Makes the second lot of a lot: same columns, same copies, nothing in them.
    pub async fn insert_second(&self, first: LotId, label: &str) -> Result<LotId> {
        let id = LotId(
            sql::number(
                &self.db,
                "INSERT INTO lot (session_id, ruleset, label, state, copies, second_of)
                 SELECT session_id, ruleset, $2, 'open', copies, id FROM lot WHERE id = $1 RETURNING id AS n",
                [first.0.into(), label.into()],
            )
            .await?,
        );
        for statement in [
            "INSERT INTO lot_slot (lot_id, rank, slot) SELECT $2, rank, slot FROM lot_slot WHERE lot_id = $1",
            "INSERT INTO lot_copy (lot_id, rank, application_id)
             SELECT $2, rank, application_id FROM lot_copy WHERE lot_id = $1",
        ] {
            sql::run(&self.db, statement, [first.0.into(), id.0.into()]).await?;
        }
        self.open_stream(StreamKey::Lot(id)).await?;
        Ok(id)
    }

    /// Takes a second lot away; false when something was written in it. Its log stays.
    pub async fn remove_second(&self, second: LotId) -> Result<bool> {
        let written = sql::number(
            &self.db,
            "SELECT COUNT(*) AS n FROM second_mark WHERE lot_id = $1",
            [second.0.into()],
        )
        .await?;
        if written > 0 {
            return Ok(false);
        }
        sql::run(
            &self.db,
            "DELETE FROM seat WHERE role = 'marker' AND scope = $1",
            [format!("lot:{second}").into()],
        )
        .await?;
        for statement in [
            "DELETE FROM lot_copy WHERE lot_id = $1",
            "DELETE FROM lot_slot WHERE lot_id = $1",
            "DELETE FROM lot WHERE id = $1",
        ] {
            sql::run(&self.db, statement, [second.0.into()]).await?;
        }
        Ok(true)
    }

    /// Keeps what was decided between two entries, over what was decided before.
    pub async fn put_settled(&self, settled: &Settled) -> Result<()> {
        let (value, code) = columns(settled.first);
        sql::run(
            &self.db,
            "INSERT INTO settled_difference (lot_id, application_id, slot, first_value, first_code, choice, reason,
                 version, second_version, settled_at, settled_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
             ON CONFLICT (lot_id, application_id, slot) DO UPDATE SET first_value = excluded.first_value,
                 first_code = excluded.first_code, choice = excluded.choice, reason = excluded.reason,
                 version = excluded.version, second_version = excluded.second_version, settled_at = excluded.settled_at, settled_by = excluded.settled_by",
            [
                settled.lot.0.into(),
                settled.application.0.into(),
                settled.slot.to_string().into(),
                value.into(),
                code.into(),
                settled.choice.into(),
                settled.reason.clone().into(),
                settled.version.into(),
                settled.second_version.into(),
                settled.at_ms.into(),
                settled.by.clone().into(),
            ],
        )
        .await?;
        Ok(())
    }
}
