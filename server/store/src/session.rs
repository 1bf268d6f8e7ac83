//! Exam sessions (sessions d'examen).

use crate::{Result, Store, Tx, sql};
use domain::{SessionId, StreamKey};
use sea_orm::FromQueryResult;

/// An exam session as stored.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct SessionRow {
    /// Key.
    pub id: i64,
    /// `yyyy-mm`.
    pub code: String,
    /// Such as "Juin 2026".
    pub label: String,
    /// Name of the académie.
    pub academy: String,
    /// `electronic` or `paper`.
    pub minutes_signing: String,
}

impl Store {
    /// A session.
    pub async fn session(&self, id: SessionId) -> Result<Option<SessionRow>> {
        sql::one(
            &self.reader,
            "SELECT id, code, label, academy, minutes_signing FROM exam_session WHERE id = $1",
            [id.0.into()],
        )
        .await
    }

    /// Every session, newest first; the first is the current one.
    pub async fn sessions(&self) -> Result<Vec<SessionRow>> {
        sql::all(
            &self.reader,
            "SELECT id, code, label, academy, minutes_signing FROM exam_session ORDER BY code DESC, id DESC",
            [],
        )
        .await
    }
}

impl Tx {
    /// Creates a session and its stream.
    ///
    /// # Errors
    /// `Duplicate` when this académie has a session of that code.
    pub async fn insert_session(&self, row: &SessionRow, now_ms: i64) -> Result<SessionId> {
        let id = SessionId(
            sql::number(
                &self.db,
                "INSERT INTO exam_session (code, label, academy, minutes_signing, created_at)
                 VALUES ($1, $2, $3, $4, $5) RETURNING id AS n",
                [
                    row.code.clone().into(),
                    row.label.clone().into(),
                    row.academy.clone().into(),
                    row.minutes_signing.clone().into(),
                    now_ms.into(),
                ],
            )
            .await?,
        );
        self.open_stream(StreamKey::Session(id)).await?;
        Ok(id)
    }
}
