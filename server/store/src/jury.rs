//! Juries, and the rulesets frozen for them.

use crate::{Result, Store, sql};
use domain::{JuryId, SessionId};
use sea_orm::FromQueryResult;

/// A jury as stored.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct JuryRow {
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
    /// UAI of the deliberation centre.
    pub centre: Option<String>,
    /// ISO date.
    pub held_on: Option<String>,
    /// Three digits.
    pub state: String,
}

pub(crate) const COLUMNS: &str = "SELECT id, session_id, code, label, ruleset, centre, held_on, state FROM jury";

impl Store {
    /// A jury.
    pub async fn jury(&self, id: JuryId) -> Result<Option<JuryRow>> {
        sql::one(&self.reader, &format!("{COLUMNS} WHERE id = $1"), [id.0.into()]).await
    }

    /// The juries of a session, by code.
    pub async fn juries(&self, session: SessionId) -> Result<Vec<JuryRow>> {
        sql::all(
            &self.reader,
            &format!("{COLUMNS} WHERE session_id = $1 ORDER BY code"),
            [session.0.into()],
        )
        .await
    }

    /// The text of a ruleset as it was when the first jury of the session opened.
    pub async fn frozen_ruleset(&self, session: SessionId, code: &str) -> Result<Option<String>> {
        #[derive(FromQueryResult)]
        struct Row {
            body: String,
        }
        let row: Option<Row> = sql::one(
            &self.reader,
            "SELECT body FROM frozen_ruleset WHERE session_id = $1 AND code = $2",
            [session.0.into(), code.into()],
        )
        .await?;
        Ok(row.map(|row| row.body))
    }
}
