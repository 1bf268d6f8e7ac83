//! Juries, and the rulesets frozen for them.

use crate::{Reading, Result, Store, Tx, sql};
use domain::{JuryId, JuryState, SessionId};
use sea_orm::{ConnectionTrait, FromQueryResult};

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

impl<C: ConnectionTrait> Reading<'_, C> {
    /// A jury as it stands.
    pub async fn jury(&self, id: JuryId) -> Result<Option<JuryRow>> {
        sql::one(self.db, &format!("{COLUMNS} WHERE id = $1"), [id.0.into()]).await
    }

    /// Lots with copies of the jury's candidates whose marks were not taken in.
    pub async fn lots_awaited(&self, jury: JuryId) -> Result<i64> {
        sql::number(
            self.db,
            "SELECT COUNT(DISTINCT l.id) AS n FROM lot l
             JOIN lot_copy c ON c.lot_id = l.id JOIN application a ON a.id = c.application_id
             WHERE a.jury_id = $1 AND l.state <> 'discharged' AND l.second_of IS NULL",
            [jury.0.into()],
        )
        .await
    }

    /// Candidates of a jury, and how many of them have a confirmed decision.
    pub async fn progress(&self, jury: JuryId) -> Result<(i64, i64)> {
        let candidates = sql::number(
            self.db,
            "SELECT COUNT(*) AS n FROM application WHERE jury_id = $1",
            [jury.0.into()],
        )
        .await?;
        let confirmed = sql::number(
            self.db,
            "SELECT COUNT(*) AS n FROM decision WHERE jury_id = $1",
            [jury.0.into()],
        )
        .await?;
        Ok((candidates, confirmed))
    }
}

impl Tx {
    /// Moves a jury from one state to another; false when it is not in the first any more.
    pub async fn set_jury_state(&self, id: JuryId, from: JuryState, to: JuryState) -> Result<bool> {
        let done = sql::run(
            &self.db,
            "UPDATE jury SET state = $3 WHERE id = $1 AND state = $2",
            [id.0.into(), from.code().into(), to.code().into()],
        )
        .await?;
        Ok(done > 0)
    }

    /// Keeps the text of a ruleset for a session; the first one kept stays.
    pub async fn freeze_ruleset(
        &self,
        session: SessionId,
        code: &str,
        digest: &str,
        body: &str,
        at_ms: i64,
    ) -> Result<()> {
        sql::run(
            &self.db,
            "INSERT INTO frozen_ruleset (session_id, code, digest, body, frozen_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (session_id, code) DO NOTHING",
            [session.0.into(), code.into(), digest.into(), body.into(), at_ms.into()],
        )
        .await?;
        Ok(())
    }
}
