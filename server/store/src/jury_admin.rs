//! Composing juries: what the office does to a jury before it opens.

use crate::{JuryRow, Result, Store, Tx, sql};
use domain::{ApplicationId, JuryId, SessionId, StreamKey, Uai};
use sea_orm::FromQueryResult;

/// A jury, as a line of the office's list.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct JuryLine {
    /// Key.
    pub id: i64,
    /// Five digits.
    pub code: String,
    /// Label people read.
    pub label: String,
    /// Code of the ruleset.
    pub ruleset: String,
    /// UAI of the deliberation centre.
    pub centre: Option<String>,
    /// ISO date.
    pub held_on: Option<String>,
    /// Three digits.
    pub state: String,
    /// Candidates.
    pub candidates: i64,
}

impl Store {
    /// The juries of a session with how many candidates each has, by code.
    pub async fn jury_lines(&self, session: SessionId) -> Result<Vec<JuryLine>> {
        sql::all(
            &self.reader,
            "SELECT j.id, j.code, j.label, j.ruleset, j.centre, j.held_on, j.state,
                    (SELECT COUNT(*) FROM application a WHERE a.jury_id = j.id) AS candidates
             FROM jury j WHERE j.session_id = $1 ORDER BY j.code",
            [session.0.into()],
        )
        .await
    }

    /// Is the establishment known?
    pub async fn establishment_exists(&self, uai: Uai) -> Result<bool> {
        let n = sql::number(
            &self.reader,
            "SELECT COUNT(*) AS n FROM establishment WHERE uai = $1",
            [uai.to_string().into()],
        )
        .await?;
        Ok(n > 0)
    }
}

impl Tx {
    /// Creates a jury in state 000 and its stream.
    ///
    /// # Errors
    /// `Duplicate` when the session has a jury of that code.
    pub async fn insert_jury(&self, row: &JuryRow) -> Result<JuryId> {
        let id = JuryId(
            sql::number(
                &self.db,
                "INSERT INTO jury (session_id, code, label, ruleset, centre, held_on, state)
                 VALUES ($1, $2, $3, $4, $5, $6, '000') RETURNING id AS n",
                [
                    row.session_id.into(),
                    row.code.clone().into(),
                    row.label.clone().into(),
                    row.ruleset.clone().into(),
                    row.centre.clone().into(),
                    row.held_on.clone().into(),
                ],
            )
            .await?,
        );
        self.open_stream(StreamKey::Jury(id)).await?;
        Ok(id)
    }

    /// Puts applications of a qualification that have no jury yet into one; tells how many went in.
    pub async fn seat_candidates(
        &self,
        jury: JuryId,
        session: SessionId,
        ruleset: &str,
        applications: &[ApplicationId],
    ) -> Result<u64> {
        let mut seated = 0;
        for some in applications.chunks(500) {
            let values = [jury.0.into(), session.0.into(), ruleset.into()]
                .into_iter()
                .chain(some.iter().map(|application| application.0.into()));
            let sql = format!(
                "UPDATE application SET jury_id = $1
                 WHERE session_id = $2 AND ruleset = $3 AND jury_id IS NULL AND id IN ({})",
                sql::places(4, some.len())
            );
            seated += sql::run(&self.db, &sql, values).await?;
        }
        Ok(seated)
    }

    /// State of a jury, three digits.
    pub async fn jury_state(&self, id: JuryId) -> Result<Option<String>> {
        #[derive(FromQueryResult)]
        struct Row {
            state: String,
        }
        let row: Option<Row> = sql::one(&self.db, "SELECT state FROM jury WHERE id = $1", [id.0.into()]).await?;
        Ok(row.map(|row| row.state))
    }
}
