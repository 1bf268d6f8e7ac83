//! Published sets of results, and the rows they are made of.

use crate::{Result, Store, Tx, sql};
use domain::{JuryId, PublicationId, SessionId};
use sea_orm::FromQueryResult;

/// A published set as stored.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct PublicationRow {
    /// Key.
    pub id: i64,
    /// Session.
    pub session_id: i64,
    /// Label people read.
    pub label: String,
    /// JSON list of the keys of its juries.
    pub juries: String,
    /// Hour it opens, epoch milliseconds.
    pub opens_at: i64,
    /// `ready` or `withdrawn`.
    pub state: String,
    /// Folder, relative to the data folder.
    pub folder: String,
    /// SHA-256 of the set, hexadecimal.
    pub digest: String,
    /// JSON of the counts.
    pub counts: String,
    /// Epoch milliseconds.
    pub created_at: i64,
}

impl PublicationRow {
    /// Its juries.
    pub fn jury_ids(&self) -> Vec<JuryId> {
        serde_json::from_str(&self.juries).unwrap_or_default()
    }
}

/// A candidate of a jury with his decision, if one was confirmed.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ResultRow {
    /// Application.
    pub application_id: i64,
    /// Candidate number.
    pub number: String,
    /// ISO date.
    pub birth_date: String,
    /// Nom de famille.
    pub birth_name: String,
    /// Premier prénom.
    pub first_name: String,
    /// Deuxième prénom.
    pub second_name: Option<String>,
    /// Troisième prénom.
    pub third_name: Option<String>,
    /// `M` or `F`.
    pub sex: String,
    /// In no public list.
    pub red_list: bool,
    /// Result held back.
    pub presumed_fraud: bool,
    /// JSON of the situation.
    pub context: String,
    /// Name of the decision.
    pub decision: Option<String>,
    /// Name of the mention.
    pub mention: Option<String>,
    /// JSON of the outcome.
    pub outcome: Option<String>,
    /// SHA-256 of the trace, hexadecimal.
    pub trace_hash: Option<String>,
}

const COLUMNS: &str =
    "SELECT id, session_id, label, juries, opens_at, state, folder, digest, counts, created_at FROM publication";

impl Store {
    /// The sets of a session, newest first.
    pub async fn publications(&self, session: SessionId) -> Result<Vec<PublicationRow>> {
        let sql = format!("{COLUMNS} WHERE session_id = $1 ORDER BY id DESC");
        sql::all(&self.reader, &sql, [session.0.into()]).await
    }

    /// A set.
    pub async fn publication(&self, id: PublicationId) -> Result<Option<PublicationRow>> {
        sql::one(&self.reader, &format!("{COLUMNS} WHERE id = $1"), [id.0.into()]).await
    }

    /// The sets of every session that were not taken back.
    pub async fn live_publications(&self) -> Result<Vec<PublicationRow>> {
        sql::all(
            &self.reader,
            &format!("{COLUMNS} WHERE state = 'ready' ORDER BY id"),
            [],
        )
        .await
    }

    /// The candidates of a jury with their decisions, by name.
    pub async fn results_of_jury(&self, jury: JuryId) -> Result<Vec<ResultRow>> {
        sql::all(
            &self.reader,
            "SELECT a.id AS application_id, c.number, c.birth_date, c.birth_name, c.first_name, c.second_name,
                    c.third_name, c.sex, c.red_list, a.presumed_fraud, a.context,
                    d.decision, d.mention, d.outcome, d.trace_hash
             FROM application a
             JOIN candidate c ON c.id = a.candidate_id
             LEFT JOIN decision d ON d.application_id = a.id AND d.jury_id = a.jury_id
             WHERE a.jury_id = $1
             ORDER BY c.search, c.id",
            [jury.0.into()],
        )
        .await
    }

    /// The name of an establishment.
    pub async fn establishment_name(&self, uai: &str) -> Result<Option<String>> {
        #[derive(FromQueryResult)]
        struct Row {
            name: String,
            commune: String,
        }
        let row: Option<Row> = sql::one(
            &self.reader,
            "SELECT name, commune FROM establishment WHERE uai = $1",
            [uai.into()],
        )
        .await?;
        Ok(row.map(|row| format!("{}, {}", row.name, row.commune)))
    }
}

impl Tx {
    /// The sets of a session that were not taken back.
    pub async fn live_publications_of(&self, session: SessionId) -> Result<Vec<PublicationRow>> {
        let sql = format!("{COLUMNS} WHERE session_id = $1 AND state = 'ready' ORDER BY id");
        sql::all(&self.db, &sql, [session.0.into()]).await
    }

    /// The three digits of a jury's state.
    pub async fn state_of_jury(&self, jury: JuryId) -> Result<Option<String>> {
        #[derive(FromQueryResult)]
        struct Row {
            state: String,
        }
        let row: Option<Row> = sql::one(&self.db, "SELECT state FROM jury WHERE id = $1", [jury.0.into()]).await?;
        Ok(row.map(|row| row.state))
    }

    /// Candidates of a jury whose result is held back.
    pub async fn presumed_frauds(&self, jury: JuryId) -> Result<Vec<i64>> {
        #[derive(FromQueryResult)]
        struct Row {
            id: i64,
        }
        let rows: Vec<Row> = sql::all(
            &self.db,
            "SELECT id FROM application WHERE jury_id = $1 AND presumed_fraud = $2 ORDER BY id",
            [jury.0.into(), true.into()],
        )
        .await?;
        Ok(rows.into_iter().map(|row| row.id).collect())
    }

    /// Adds a set; its key is given by the database, its folder by `folder_of(key)`.
    pub async fn insert_publication(
        &self,
        row: &PublicationRow,
        folder_of: impl FnOnce(PublicationId) -> String,
    ) -> Result<(PublicationId, String)> {
        let id = PublicationId(
            sql::number(
                &self.db,
                "INSERT INTO publication (session_id, label, juries, opens_at, state, folder, digest, counts, created_at)
                 VALUES ($1, $2, $3, $4, 'ready', '', $5, $6, $7) RETURNING id AS n",
                [
                    row.session_id.into(),
                    row.label.clone().into(),
                    row.juries.clone().into(),
                    row.opens_at.into(),
                    row.digest.clone().into(),
                    row.counts.clone().into(),
                    row.created_at.into(),
                ],
            )
            .await?,
        );
        let folder = folder_of(id);
        sql::run(
            &self.db,
            "UPDATE publication SET folder = $2 WHERE id = $1",
            [id.0.into(), folder.clone().into()],
        )
        .await?;
        Ok((id, folder))
    }

    /// Takes a set back; false when it was before.
    pub async fn withdraw_publication(&self, id: PublicationId) -> Result<bool> {
        let changed = sql::run(
            &self.db,
            "UPDATE publication SET state = 'withdrawn' WHERE id = $1 AND state = 'ready'",
            [id.0.into()],
        )
        .await?;
        Ok(changed == 1)
    }
}
