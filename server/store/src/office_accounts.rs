//! Grants of all accounts at once.

use crate::{Result, Store, StoreError, sql};
use domain::{AccountId, Grant, Role};
use sea_orm::FromQueryResult;

impl Store {
    /// Every grant of every account.
    pub async fn every_grant(&self) -> Result<Vec<(AccountId, Grant)>> {
        #[derive(FromQueryResult)]
        struct Row {
            account_id: i64,
            role: String,
            scope: String,
        }
        let rows: Vec<Row> = sql::all(
            &self.reader,
            "SELECT account_id, role, scope FROM seat ORDER BY account_id, role, scope",
            [],
        )
        .await?;
        rows.into_iter()
            .map(|row| {
                let role = Role::from_code(&row.role);
                let scope = row.scope.parse().ok();
                match role.zip(scope) {
                    Some((role, scope)) => Ok((AccountId(row.account_id), Grant { role, scope })),
                    None => Err(StoreError::Corrupt {
                        what: "seat",
                        value: format!("{} {}", row.role, row.scope),
                    }),
                }
            })
            .collect()
    }
}
