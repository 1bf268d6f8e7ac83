//! Reading the log: operations already done, histories, the export.

use crate::{ExportLine, Reading, Result, Store, StoredEvent, Tx, sql};
use domain::StreamKey;
use sea_orm::{ConnectionTrait, FromQueryResult};

impl Tx {
    /// The event an operation left, if it was done before.
    pub async fn event_of_operation(&self, op_id: &str) -> Result<Option<StoredEvent>> {
        sql::one(
            &self.db,
            "SELECT seq, body, hash FROM event WHERE op_id = $1",
            [op_id.into()],
        )
        .await
    }
}

impl<C: ConnectionTrait> Reading<'_, C> {
    /// All events of a stream after a number, oldest first.
    pub async fn events_since(&self, key: StreamKey, last: i64) -> Result<Vec<StoredEvent>> {
        sql::all(
            self.db,
            "SELECT seq, body, hash FROM event WHERE stream = $1 AND seq > $2 ORDER BY seq",
            [key.to_string().into(), last.into()],
        )
        .await
    }
}

impl Store {
    /// Number and hash of the last event of a stream; `None` for a stream that does not exist.
    pub async fn head(&self, key: StreamKey) -> Result<Option<(i64, String)>> {
        #[derive(FromQueryResult)]
        struct Head {
            head_seq: i64,
            head_hash: String,
        }
        let head: Option<Head> = sql::one(
            &self.reader,
            "SELECT head_seq, head_hash FROM stream WHERE key = $1",
            [key.to_string().into()],
        )
        .await?;
        Ok(head.map(|head| (head.head_seq, head.head_hash)))
    }

    /// Events of a stream after a number, oldest first, `limit` at most.
    pub async fn events_after(&self, key: StreamKey, last: i64, limit: i64) -> Result<Vec<StoredEvent>> {
        sql::all(
            &self.reader,
            "SELECT seq, body, hash FROM event WHERE stream = $1 AND seq > $2 ORDER BY seq LIMIT $3",
            [key.to_string().into(), last.into(), limit.into()],
        )
        .await
    }

    /// A page of the export of one stream, or of all, after `(stream, seq)`.
    pub async fn export_page(
        &self,
        only: Option<StreamKey>,
        after: (&str, i64),
        limit: i64,
    ) -> Result<Vec<(String, i64, ExportLine)>> {
        #[derive(FromQueryResult)]
        struct Row {
            stream: String,
            seq: i64,
            body: String,
            hash: String,
        }
        let only = only.map(|key| key.to_string()).unwrap_or_default();
        let rows: Vec<Row> = sql::all(
            &self.reader,
            "SELECT stream, seq, body, hash FROM event
             WHERE ($1 = '' OR stream = $1) AND (stream > $2 OR (stream = $2 AND seq > $3))
             ORDER BY stream, seq LIMIT $4",
            [only.into(), after.0.into(), after.1.into(), limit.into()],
        )
        .await?;
        Ok(rows
            .into_iter()
            .map(|row| {
                (
                    row.stream,
                    row.seq,
                    ExportLine {
                        body: row.body,
                        hash: row.hash,
                    },
                )
            })
            .collect())
    }
}
