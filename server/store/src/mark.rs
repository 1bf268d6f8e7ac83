//! Marks (notes): one row per cell ever written, changed only by who knows its version.

use crate::{Result, Store, StoreError, StoredEvent, Tx, sql};
use domain::{ApplicationId, Entry, LotId, Mark, Slot, StreamKey};
use sea_orm::FromQueryResult;
use std::collections::HashSet;

/// A cell of the marks table.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct MarkRow {
    /// Whose.
    pub application_id: i64,
    /// Which cell.
    pub slot: String,
    /// Hundredths; `None` when a code stands or nothing does.
    pub value: Option<i64>,
    /// Code standing instead of a mark.
    pub code: Option<String>,
    /// Accepted writes.
    pub version: i64,
    /// Sessions since it was obtained; `None` in this one.
    pub conserved: Option<i64>,
    /// Epoch milliseconds.
    pub updated_at: i64,
    /// Name of the colleague.
    pub updated_by: String,
}

impl MarkRow {
    /// What stands in the cell.
    pub fn entry(&self) -> Result<Option<Entry>> {
        read_entry(self.value, self.code.as_deref())
    }
}

/// A cell of a lot at the moment of a write.
#[derive(Debug, Clone, FromQueryResult)]
pub struct CellRow {
    /// State of the lot.
    pub state: String,
    /// 1 when the copy is in the lot.
    pub in_lot: i64,
    /// 1 when the slot is one of its columns.
    pub in_columns: i64,
    /// Accepted writes; `None` when never written.
    pub version: Option<i64>,
    /// Hundredths.
    pub value: Option<i64>,
    /// Code.
    pub code: Option<String>,
    /// Lot that wrote it; `None` for an import.
    pub mark_lot: Option<i64>,
    /// Sessions since it was obtained.
    pub conserved: Option<i64>,
    /// Epoch milliseconds.
    pub updated_at: Option<i64>,
    /// Name of the colleague.
    pub updated_by: Option<String>,
    /// The lot this one is the second entry of: its marks are its own.
    pub second_of: Option<i64>,
}

impl CellRow {
    /// What stands in the cell.
    pub fn entry(&self) -> Result<Option<Entry>> {
        read_entry(self.value, self.code.as_deref())
    }
}

/// An operation about to be done in a cell of a lot.
#[derive(Debug, Clone, Copy)]
pub struct AskedCell<'a> {
    /// Name of the operation.
    pub operation: &'a str,
    /// Where.
    pub lot: LotId,
    /// Whose.
    pub application: ApplicationId,
    /// Which cell.
    pub slot: Slot,
}

/// What an operation finds.
#[derive(Debug, Clone, Default)]
pub struct FoundCell {
    /// What it left when it was done before.
    pub done: Option<StoredEvent>,
    /// What stands; `None` when there is no such lot.
    pub cell: Option<CellRow>,
}

/// A write in a cell, already judged.
#[derive(Debug, Clone)]
pub struct MarkWrite {
    /// Whose.
    pub application: ApplicationId,
    /// Which cell.
    pub slot: Slot,
    /// What is written.
    pub value: Option<Entry>,
    /// Version replaced, 0 when never written.
    pub expected_version: i64,
    /// Lot it is written in.
    pub lot: LotId,
    /// Epoch milliseconds.
    pub at_ms: i64,
    /// Name of the colleague.
    pub by: String,
    /// In a second entry.
    pub second: bool,
}

#[derive(FromQueryResult)]
struct PlaceRow {
    application_id: i64,
    slot: String,
}

pub(crate) fn read_entry(value: Option<i64>, code: Option<&str>) -> Result<Option<Entry>> {
    match (value, code) {
        (None, None) => Ok(None),
        (Some(value), _) => u16::try_from(value)
            .ok()
            .and_then(|hundredths| Mark::from_hundredths(hundredths).ok())
            .map(|mark| Some(Entry::Mark(mark)))
            .ok_or_else(|| StoreError::Corrupt {
                what: "mark",
                value: value.to_string(),
            }),
        (None, Some(code)) => code
            .parse()
            .map(|code| Some(Entry::Code(code)))
            .map_err(|_| StoreError::Corrupt {
                what: "mark code",
                value: code.into(),
            }),
    }
}

pub(crate) fn columns(entry: Option<Entry>) -> (Option<i64>, Option<String>) {
    (
        entry.and_then(Entry::mark).map(|mark| i64::from(mark.hundredths())),
        entry.and_then(Entry::code).map(|code| code.to_string()),
    )
}

impl Store {
    /// The marks standing in the cells of a lot.
    pub async fn marks_of_lot(&self, id: LotId) -> Result<Vec<MarkRow>> {
        sql::all(
            &self.reader,
            "SELECT m.application_id, m.slot, m.value, m.code, m.version, m.conserved, m.updated_at, m.updated_by
             FROM lot l JOIN lot_copy c ON c.lot_id = l.id JOIN lot_slot t ON t.lot_id = l.id
             JOIN mark m ON m.application_id = c.application_id AND m.slot = t.slot
                 AND (l.second_of IS NULL OR m.conserved IS NOT NULL)
             WHERE l.id = $1
             UNION ALL
             SELECT application_id, slot, value, code, version, CAST(NULL AS BIGINT), updated_at, updated_by
             FROM second_mark WHERE lot_id = $1",
            [id.0.into()],
        )
        .await
    }

    /// The streams that may speak of a candidate's cell: the lots his copies are in, and his jury.
    pub async fn streams_of_application(&self, id: ApplicationId) -> Result<Vec<StreamKey>> {
        #[derive(FromQueryResult)]
        struct Row {
            stream: String,
        }
        let rows: Vec<Row> = sql::all(
            &self.reader,
            "SELECT 'lot:' || CAST(lot_id AS TEXT) AS stream FROM lot_copy WHERE application_id = $1
             UNION SELECT 'jury:' || CAST(jury_id AS TEXT) FROM application WHERE id = $1 AND jury_id IS NOT NULL
             ORDER BY 1",
            [id.0.into()],
        )
        .await?;
        Ok(rows.into_iter().filter_map(|row| row.stream.parse().ok()).collect())
    }

    /// The events of these streams that name a cell, in no order between streams.
    pub async fn events_of_cell(
        &self,
        streams: &[StreamKey],
        application: ApplicationId,
        slot: Slot,
    ) -> Result<Vec<StoredEvent>> {
        // Acts write the application, then the slot; the caller reads the body and trusts only that.
        let like = format!("%\"application\":{application},\"slot\":\"{slot}\"%");
        let query = format!(
            "SELECT seq, body, hash FROM event WHERE body LIKE $1 AND stream IN ({}) ORDER BY stream, seq",
            sql::places(2, streams.len())
        );
        let values = std::iter::once(like.into()).chain(streams.iter().map(|key| key.to_string().into()));
        sql::all(&self.reader, &query, values).await
    }
}

impl Tx {
    /// What operations find, each in its cell, in the order asked.
    pub async fn cells(&self, asked: &[AskedCell<'_>]) -> Result<Vec<FoundCell>> {
        #[derive(FromQueryResult)]
        struct Row {
            place: i64,
            #[sea_orm(nested)]
            done: Option<StoredEvent>,
            #[sea_orm(nested)]
            cell: Option<CellRow>,
        }
        let rows = (0_i64..).zip(asked).map(|(place, asked)| {
            vec![
                place.into(),
                asked.operation.into(),
                asked.lot.0.into(),
                asked.application.0.into(),
                asked.slot.to_string().into(),
            ]
        });
        let (list, values) = sql::listed(rows, &["BIGINT", "TEXT", "BIGINT", "BIGINT", "TEXT"]);
        let query = format!(
            "WITH asked (place, op_id, lot_id, application_id, slot) AS (VALUES {list})
             SELECT w.place, e.seq, e.body, e.hash, l.state,
                 (SELECT COUNT(*) FROM lot_copy c WHERE c.lot_id = l.id AND c.application_id = w.application_id) AS in_lot,
                 (SELECT COUNT(*) FROM lot_slot t WHERE t.lot_id = l.id AND t.slot = w.slot) AS in_columns,
                 COALESCE(m.version, s.version) AS version, COALESCE(m.value, s.value) AS value,
                 COALESCE(m.code, s.code) AS code, COALESCE(m.lot_id, s.lot_id) AS mark_lot, m.conserved,
                 COALESCE(m.updated_at, s.updated_at) AS updated_at, COALESCE(m.updated_by, s.updated_by) AS updated_by,
                 l.second_of
             FROM asked w LEFT JOIN event e ON e.op_id = w.op_id LEFT JOIN lot l ON l.id = w.lot_id
             LEFT JOIN mark m ON m.application_id = w.application_id AND m.slot = w.slot
                 AND (l.second_of IS NULL OR m.conserved IS NOT NULL)
             LEFT JOIN second_mark s ON s.lot_id = l.id AND s.application_id = w.application_id AND s.slot = w.slot"
        );
        let mut found = vec![FoundCell::default(); asked.len()];
        for Row { place, done, cell } in sql::all(&self.db, &query, values).await? {
            if let Some(found) = usize::try_from(place).ok().and_then(|place| found.get_mut(place)) {
                *found = FoundCell { done, cell };
            }
        }
        Ok(found)
    }

    /// Writes cells that still are at the version expected, with one statement, and tells which those were. A cell comes
    /// once at most, and one expected at a version was seen in this transaction.
    pub async fn put_marks(&self, writes: &[MarkWrite]) -> Result<HashSet<(ApplicationId, Slot)>> {
        // In one order, whoever writes: two processes never wait for each other's rows in a circle.
        let mut writes: Vec<&MarkWrite> = writes.iter().collect();
        writes.sort_by_key(|write| (write.application, write.slot.to_string()));
        let (seconds, firsts) = writes.into_iter().partition(|write| write.second);
        let mut rows = self.put_in("mark", "application_id, slot", firsts).await?;
        rows.extend(
            self.put_in("second_mark", "lot_id, application_id, slot", seconds)
                .await?,
        );
        rows.into_iter()
            .map(|row| {
                let slot = row.slot.parse().map_err(|_| StoreError::Corrupt {
                    what: "slot",
                    value: row.slot.clone(),
                })?;
                Ok((ApplicationId(row.application_id), slot))
            })
            .collect()
    }

    async fn put_in(&self, table: &str, key: &str, writes: Vec<&MarkWrite>) -> Result<Vec<PlaceRow>> {
        if writes.is_empty() {
            return Ok(Vec::new());
        }
        let rows = writes.into_iter().map(|write| {
            let (value, code) = columns(write.value);
            vec![
                write.application.0.into(),
                write.slot.to_string().into(),
                value.into(),
                code.into(),
                (write.expected_version + 1).into(),
                write.lot.0.into(),
                "lot".into(),
                write.at_ms.into(),
                write.by.clone().into(),
            ]
        });
        let (list, values) = sql::listed(rows, &[]);
        let query = format!(
            "INSERT INTO {table} (application_id, slot, value, code, version, lot_id, source, updated_at, updated_by)
             VALUES {list}
             ON CONFLICT ({key}) DO UPDATE SET value = excluded.value, code = excluded.code,
                 version = excluded.version, lot_id = excluded.lot_id, source = excluded.source,
                 updated_at = excluded.updated_at, updated_by = excluded.updated_by
             WHERE {table}.version = excluded.version - 1
             RETURNING application_id, slot"
        );
        sql::all(&self.db, &query, values).await
    }
}
