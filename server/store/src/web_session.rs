//! Sessions of browsers. Their ids are secrets: only a digest is stored, so a stolen database opens nothing.

use crate::account::{AccountRow, SEATED, SeatedRow, seated};
use crate::{Result, Store, Tx, sql};
use domain::{AccountId, Grant};
use sea_orm::FromQueryResult;

/// A browser session.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct WebSessionRow {
    /// SHA-256 of the id in the cookie, hexadecimal.
    pub id: String,
    /// Who is logged in.
    pub account_id: Option<i64>,
    /// JSON of what the session carries, such as a one-shot message.
    pub data: String,
    /// Epoch milliseconds.
    pub expires_at: i64,
}

/// A session as a request finds it.
#[derive(Debug)]
pub struct SessionAndAccount {
    /// JSON of what it carries.
    pub data: String,
    /// Who is logged in, with what he was granted.
    pub account: Option<(AccountRow, Vec<Grant>)>,
}

impl Store {
    /// A session that has not expired.
    pub async fn web_session(&self, id: &str, now_ms: i64) -> Result<Option<WebSessionRow>> {
        sql::one(
            &self.reader,
            "SELECT id, account_id, data, expires_at FROM web_session WHERE id = $1 AND expires_at > $2",
            [id.into(), now_ms.into()],
        )
        .await
    }

    /// What a session that has not expired carries, the account behind it and what that was granted, with one query:
    /// every request asks.
    pub async fn session_and_account(&self, id: &str, now_ms: i64) -> Result<Option<SessionAndAccount>> {
        #[derive(FromQueryResult)]
        struct Row {
            data: String,
            #[sea_orm(nested)]
            seated: Option<SeatedRow>,
        }
        let query = format!(
            "SELECT w.data, {SEATED}
             FROM web_session w LEFT JOIN account a ON a.id = w.account_id LEFT JOIN seat s ON s.account_id = a.id
             WHERE w.id = $1 AND w.expires_at > $2 ORDER BY s.role, s.scope"
        );
        let rows: Vec<Row> = sql::all(&self.reader, &query, [id.into(), now_ms.into()]).await?;
        let (mut data, mut seats) = (None, Vec::new());
        for row in rows {
            data = Some(row.data);
            seats.extend(row.seated);
        }
        let account = seated(seats)?;
        Ok(data.map(|data| SessionAndAccount { data, account }))
    }
}

impl Tx {
    /// Creates or replaces a session, and forgets those that expired.
    pub async fn put_web_session(&self, row: &WebSessionRow, now_ms: i64) -> Result<()> {
        sql::run(
            &self.db,
            "DELETE FROM web_session WHERE expires_at < $1",
            [now_ms.into()],
        )
        .await?;
        sql::run(
            &self.db,
            "INSERT INTO web_session (id, account_id, data, expires_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (id) DO UPDATE SET account_id = excluded.account_id, data = excluded.data, expires_at = excluded.expires_at",
            [row.id.clone().into(), row.account_id.into(), row.data.clone().into(), row.expires_at.into()],
        )
        .await?;
        Ok(())
    }

    /// Writes a session again; one that ended meanwhile stays ended.
    pub async fn refresh_web_session(&self, row: &WebSessionRow) -> Result<()> {
        sql::run(
            &self.db,
            "UPDATE web_session SET account_id = $2, data = $3, expires_at = $4 WHERE id = $1",
            [
                row.id.clone().into(),
                row.account_id.into(),
                row.data.clone().into(),
                row.expires_at.into(),
            ],
        )
        .await?;
        Ok(())
    }

    /// Ends one session.
    pub async fn delete_web_session(&self, id: &str) -> Result<()> {
        sql::run(&self.db, "DELETE FROM web_session WHERE id = $1", [id.into()]).await?;
        Ok(())
    }

    /// Ends the sessions of an account but one.
    pub async fn delete_other_web_sessions(&self, account: AccountId, kept: &str) -> Result<()> {
        sql::run(
            &self.db,
            "DELETE FROM web_session WHERE account_id = $1 AND id <> $2",
            [account.0.into(), kept.into()],
        )
        .await?;
        Ok(())
    }
}
