//! Juries as the exam office and the centres follow them.

use crate::{Result, Store, sql};
use domain::{JuryId, SessionId};
use sea_orm::FromQueryResult;

/// A jury with what its guards look at.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct FollowedJuryRow {
    /// Key.
    pub id: i64,
    /// Session.
    pub session_id: i64,
    /// Five digits.
    pub code: String,
    /// Label people read.
    pub label: String,
    /// Code of the ruleset.
    pub ruleset: String,
    /// Three digits.
    pub state: String,
    /// UAI of the centre.
    pub centre: Option<String>,
    /// Its name.
    pub centre_name: Option<String>,
    /// ISO date.
    pub held_on: Option<String>,
    /// Candidates.
    pub candidates: i64,
    /// Those without anonymity number.
    pub without_anonymity: i64,
    /// Copies of theirs in lots that are not discharged.
    pub undischarged: i64,
    /// Decisions confirmed.
    pub confirmed: i64,
}

const FOLLOWED: &str = "SELECT j.id, j.session_id, j.code, j.label, j.ruleset, j.state, j.centre,
       e.name AS centre_name, j.held_on,
       (SELECT COUNT(*) FROM application a WHERE a.jury_id = j.id) AS candidates,
       (SELECT COUNT(*) FROM application a WHERE a.jury_id = j.id AND a.anonymity IS NULL) AS without_anonymity,
       (SELECT COUNT(*) FROM application a JOIN lot_copy k ON k.application_id = a.id JOIN lot l ON l.id = k.lot_id
          WHERE a.jury_id = j.id AND l.state <> 'discharged' AND l.second_of IS NULL) AS undischarged,
       (SELECT COUNT(*) FROM decision d WHERE d.jury_id = j.id) AS confirmed
     FROM jury j LEFT JOIN establishment e ON e.uai = j.centre";

impl Store {
    /// The juries of a session, by code.
    pub async fn followed_juries(&self, session: SessionId) -> Result<Vec<FollowedJuryRow>> {
        sql::all(
            &self.reader,
            &format!("{FOLLOWED} WHERE j.session_id = $1 ORDER BY j.code"),
            [session.0.into()],
        )
        .await
    }

    /// One jury.
    pub async fn followed_jury(&self, jury: JuryId) -> Result<Option<FollowedJuryRow>> {
        sql::one(&self.reader, &format!("{FOLLOWED} WHERE j.id = $1"), [jury.0.into()]).await
    }

    /// Who signed the minutes of the juries of a session: `(jury, name)`, oldest first.
    pub async fn signers(&self, session: SessionId) -> Result<Vec<(JuryId, String)>> {
        #[derive(FromQueryResult)]
        struct Row {
            jury_id: i64,
            signer: String,
        }
        let rows: Vec<Row> = sql::all(
            &self.reader,
            "SELECT s.jury_id, s.signer FROM signature s JOIN jury j ON j.id = s.jury_id
             WHERE j.session_id = $1 ORDER BY s.id",
            [session.0.into()],
        )
        .await?;
        Ok(rows.into_iter().map(|row| (JuryId(row.jury_id), row.signer)).collect())
    }

    /// Is a jury in a publication that was not withdrawn?
    pub async fn publications_of(&self, session: SessionId) -> Result<Vec<String>> {
        #[derive(FromQueryResult)]
        struct Row {
            juries: String,
        }
        let rows: Vec<Row> = sql::all(
            &self.reader,
            "SELECT juries FROM publication WHERE session_id = $1 AND state <> 'withdrawn'",
            [session.0.into()],
        )
        .await?;
        Ok(rows.into_iter().map(|row| row.juries).collect())
    }
}

impl Store {
    /// Establishments with candidates in a session, as places to deliberate in: `(UAI, name and commune)`.
    pub async fn centres_of(&self, session: SessionId) -> Result<Vec<(String, String)>> {
        #[derive(FromQueryResult)]
        struct Row {
            uai: String,
            name: String,
            commune: String,
        }
        let rows: Vec<Row> = sql::all(
            &self.reader,
            "SELECT e.uai, e.name, e.commune FROM establishment e
             WHERE e.uai IN (SELECT uai FROM application WHERE session_id = $1)
                OR e.uai IN (SELECT centre FROM jury WHERE session_id = $1)
             ORDER BY e.commune, e.name",
            [session.0.into()],
        )
        .await?;
        Ok(rows
            .into_iter()
            .map(|row| (row.uai, format!("{}, {}", row.commune, row.name)))
            .collect())
    }
}
