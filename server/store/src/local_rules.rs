//! Local layers of rulesets, version by version.

use crate::{Reading, Result, Store, Tx, sql};
use domain::SessionId;
use sea_orm::{ConnectionTrait, FromQueryResult};

/// A version of a local layer.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct LocalRulesRow {
    /// From 1.
    pub version: i64,
    /// JSON of `domain::LocalRules`.
    pub body: String,
    /// Name of who wrote it.
    pub author: String,
    /// Epoch milliseconds.
    pub at: i64,
}

/// A ruleset in a session: how many candidates it has, and since when its text is frozen.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct RulesetUse {
    /// Code.
    pub code: String,
    /// Candidates registered.
    pub candidates: i64,
    /// Epoch milliseconds.
    pub frozen_at: Option<i64>,
}

impl<C: ConnectionTrait> Reading<'_, C> {
    /// The versions of a layer, newest first.
    pub async fn local_rules(&self, session: SessionId, ruleset: &str) -> Result<Vec<LocalRulesRow>> {
        sql::all(
            self.db,
            "SELECT version, body, author, at FROM local_rules WHERE session_id = $1 AND ruleset = $2
             ORDER BY version DESC",
            [session.0.into(), ruleset.into()],
        )
        .await
    }

    /// Is the text of a ruleset frozen in a session?
    pub async fn is_frozen(&self, session: SessionId, ruleset: &str) -> Result<bool> {
        let count = sql::number(
            self.db,
            "SELECT COUNT(*) AS n FROM frozen_ruleset WHERE session_id = $1 AND code = $2",
            [session.0.into(), ruleset.into()],
        )
        .await?;
        Ok(count > 0)
    }
}

impl Store {
    /// The rulesets of a session.
    pub async fn ruleset_uses(&self, session: SessionId) -> Result<Vec<RulesetUse>> {
        sql::all(
            &self.reader,
            "SELECT a.ruleset AS code, COUNT(*) AS candidates, MAX(f.frozen_at) AS frozen_at
             FROM application a LEFT JOIN frozen_ruleset f ON f.session_id = a.session_id AND f.code = a.ruleset
             WHERE a.session_id = $1 AND a.ruleset IS NOT NULL GROUP BY a.ruleset",
            [session.0.into()],
        )
        .await
    }
}

impl Tx {
    /// Keeps a version of a layer.
    ///
    /// # Errors
    /// `Duplicate` when somebody wrote this version meanwhile.
    pub async fn put_local_rules(&self, session: SessionId, ruleset: &str, row: &LocalRulesRow) -> Result<()> {
        sql::run(
            &self.db,
            "INSERT INTO local_rules (session_id, ruleset, version, body, author, at) VALUES ($1, $2, $3, $4, $5, $6)",
            [
                session.0.into(),
                ruleset.into(),
                row.version.into(),
                row.body.clone().into(),
                row.author.clone().into(),
                row.at.into(),
            ],
        )
        .await?;
        Ok(())
    }
}
