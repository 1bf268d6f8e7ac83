//! Accounts, what they were granted, and wrong guesses at their passwords.

use crate::{Reading, Result, Store, StoreError, Tx, sql};
use domain::{AccountId, Grant, Role, Scope};
use sea_orm::{ConnectionTrait, FromQueryResult};

/// An account as stored.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AccountRow {
    /// Key.
    pub id: i64,
    /// What is typed to log in, lower case.
    pub login: String,
    /// Name shown to colleagues.
    pub name: String,
    /// Argon2id, PHC string.
    pub password_hash: String,
    /// Somebody else knows the password.
    pub must_change_password: bool,
    /// May not log in.
    pub disabled: bool,
}

/// An account to create.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Lower case.
    pub login: String,
    /// Name shown.
    pub name: String,
    /// Argon2id, PHC string.
    pub password_hash: String,
    /// Ask for another password at the first log-in.
    pub must_change_password: bool,
    /// Epoch milliseconds.
    pub created_at_ms: i64,
}

const COLUMNS: &str = "SELECT id, login, name, password_hash, must_change_password, disabled FROM account";

impl<C: ConnectionTrait> Reading<'_, C> {
    /// An account and what it was granted.
    pub async fn account_and_grants(&self, id: AccountId) -> Result<Option<(AccountRow, Vec<Grant>)>> {
        let query = format!(
            "SELECT {SEATED} FROM account a LEFT JOIN seat s ON s.account_id = a.id WHERE a.id = $1 ORDER BY s.role, s.scope"
        );
        let rows: Vec<SeatedRow> = sql::all(self.db, &query, [id.0.into()]).await?;
        seated(rows)
    }
}

/// Columns of a [`SeatedRow`].
pub(crate) const SEATED: &str =
    "a.id, a.login, a.name, a.password_hash, a.must_change_password, a.disabled, s.role, s.scope";

/// An account, once for each of its seats.
#[derive(FromQueryResult)]
pub(crate) struct SeatedRow {
    #[sea_orm(nested)]
    account: AccountRow,
    role: Option<String>,
    scope: Option<String>,
}

/// The account of these rows and what it was granted.
pub(crate) fn seated(rows: impl IntoIterator<Item = SeatedRow>) -> Result<Option<(AccountRow, Vec<Grant>)>> {
    let (mut found, mut grants) = (None, Vec::new());
    for row in rows {
        found = Some(row.account);
        if let (Some(role), Some(scope)) = (row.role, row.scope) {
            grants.push(grant(role, scope)?);
        }
    }
    Ok(found.map(|account| (account, grants)))
}

impl Store {
    /// The account of a login.
    pub async fn account_by_login(&self, login: &str) -> Result<Option<AccountRow>> {
        sql::one(&self.reader, &format!("{COLUMNS} WHERE login = $1"), [login.into()]).await
    }

    /// An account.
    pub async fn account(&self, id: AccountId) -> Result<Option<AccountRow>> {
        sql::one(&self.reader, &format!("{COLUMNS} WHERE id = $1"), [id.0.into()]).await
    }

    /// Every account, by login.
    pub async fn accounts(&self) -> Result<Vec<AccountRow>> {
        sql::all(&self.reader, &format!("{COLUMNS} ORDER BY login"), []).await
    }

    /// Accounts with a role on a scope: `(account, name, role)`.
    pub async fn seats_of(&self, scope: &Scope) -> Result<Vec<(AccountId, String, Role)>> {
        #[derive(FromQueryResult)]
        struct Row {
            id: i64,
            name: String,
            role: String,
        }
        let rows: Vec<Row> = sql::all(
            &self.reader,
            "SELECT a.id, a.name, s.role FROM seat s JOIN account a ON a.id = s.account_id WHERE s.scope = $1 ORDER BY a.name",
            [scope.to_string().into()],
        )
        .await?;
        Ok(rows
            .into_iter()
            .filter_map(|row| Some((AccountId(row.id), row.name, Role::from_code(&row.role)?)))
            .collect())
    }

    /// Wrong guesses since an instant (epoch milliseconds) under a key (an account or an address).
    pub async fn guesses_since(&self, key: &str, since_ms: i64) -> Result<i64> {
        sql::number(
            &self.reader,
            "SELECT COUNT(*) AS n FROM login_attempt WHERE key = $1 AND at > $2",
            [key.into(), since_ms.into()],
        )
        .await
    }

    /// A choice of this account, such as the theme.
    pub async fn preference(&self, id: AccountId, name: &str) -> Result<Option<String>> {
        #[derive(FromQueryResult)]
        struct Row {
            value: String,
        }
        let row: Option<Row> = sql::one(
            &self.reader,
            "SELECT value FROM preference WHERE account_id = $1 AND name = $2",
            [id.0.into(), name.into()],
        )
        .await?;
        Ok(row.map(|row| row.value))
    }
}

impl Tx {
    /// Creates an account.
    ///
    /// # Errors
    /// `Duplicate` when the login is taken.
    pub async fn insert_account(&self, new: &NewAccount) -> Result<AccountId> {
        let id = sql::number(
            &self.db,
            "INSERT INTO account (login, name, password_hash, must_change_password, disabled, created_at)
             VALUES ($1, $2, $3, $4, $5, $6) RETURNING id AS n",
            [
                new.login.clone().into(),
                new.name.clone().into(),
                new.password_hash.clone().into(),
                new.must_change_password.into(),
                false.into(),
                new.created_at_ms.into(),
            ],
        )
        .await?;
        Ok(AccountId(id))
    }

    /// Gives a role; twice is once. Says whether anything changed.
    pub async fn give(&self, account: AccountId, grant: &Grant) -> Result<bool> {
        let given = sql::run(
            &self.db,
            "INSERT INTO seat (account_id, role, scope) VALUES ($1, $2, $3) ON CONFLICT (account_id, role, scope) DO NOTHING",
            [account.0.into(), grant.role.code().into(), grant.scope.to_string().into()],
        )
        .await?;
        Ok(given > 0)
    }

    /// Takes a role back.
    pub async fn take_back(&self, account: AccountId, grant: &Grant) -> Result<()> {
        sql::run(
            &self.db,
            "DELETE FROM seat WHERE account_id = $1 AND role = $2 AND scope = $3",
            [
                account.0.into(),
                grant.role.code().into(),
                grant.scope.to_string().into(),
            ],
        )
        .await?;
        Ok(())
    }

    /// Sets a password and ends the account's other sessions.
    pub async fn set_password(&self, account: AccountId, hash: &str, must_change: bool) -> Result<()> {
        sql::run(
            &self.db,
            "UPDATE account SET password_hash = $2, must_change_password = $3 WHERE id = $1",
            [account.0.into(), hash.into(), must_change.into()],
        )
        .await?;
        end_sessions(&self.db, account).await
    }

    /// Disables or enables an account; disabling ends its sessions.
    pub async fn set_disabled(&self, account: AccountId, disabled: bool) -> Result<()> {
        sql::run(
            &self.db,
            "UPDATE account SET disabled = $2 WHERE id = $1",
            [account.0.into(), disabled.into()],
        )
        .await?;
        if disabled {
            end_sessions(&self.db, account).await
        } else {
            Ok(())
        }
    }

    /// Remembers a wrong guess under each key and forgets those older than `forget_before_ms`.
    pub async fn record_guess(&self, keys: &[String], at_ms: i64, forget_before_ms: i64) -> Result<()> {
        sql::run(
            &self.db,
            "DELETE FROM login_attempt WHERE at < $1",
            [forget_before_ms.into()],
        )
        .await?;
        let rows = keys.iter().map(|key| vec![key.clone().into(), at_ms.into()]).collect();
        sql::insert_rows(&self.db, "INSERT INTO login_attempt (key, at) VALUES", rows, "").await?;
        Ok(())
    }

    /// Keeps a choice of an account.
    pub async fn set_preference(&self, account: AccountId, name: &str, value: &str) -> Result<()> {
        sql::run(
            &self.db,
            "INSERT INTO preference (account_id, name, value) VALUES ($1, $2, $3)
             ON CONFLICT (account_id, name) DO UPDATE SET value = excluded.value",
            [account.0.into(), name.into(), value.into()],
        )
        .await?;
        Ok(())
    }
}

fn grant(role: String, scope: String) -> Result<Grant> {
    Ok(Grant {
        role: Role::from_code(&role).ok_or(StoreError::Corrupt {
            what: "role",
            value: role,
        })?,
        scope: scope.parse().map_err(|()| StoreError::Corrupt {
            what: "scope",
            value: scope,
        })?,
    })
}

async fn end_sessions(db: &impl ConnectionTrait, account: AccountId) -> Result<()> {
    sql::run(db, "DELETE FROM web_session WHERE account_id = $1", [account.0.into()]).await?;
    Ok(())
}
