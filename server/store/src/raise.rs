//! Marks raised by juries, beside the marks of the markers.

use crate::{Reading, Result, Tx, sql};
use domain::{ApplicationId, JuryId, Slot};
use sea_orm::{ConnectionTrait, FromQueryResult};

/// A raise as stored.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct RaiseRow {
    /// Whose mark.
    pub application_id: i64,
    /// Which mark.
    pub slot: String,
    /// In which jury.
    pub jury_id: i64,
    /// The mark that counted before the jury, hundredths.
    pub before_value: Option<i64>,
    /// The mark of the jury, hundredths.
    pub value: i64,
    /// Why.
    pub reason: String,
    /// Name of the president.
    pub author: String,
    /// Epoch milliseconds.
    pub at: i64,
}

const RAISE: &str = "SELECT application_id, slot, jury_id, before_value, value, reason, author, at FROM raise";

impl<C: ConnectionTrait> Reading<'_, C> {
    /// The raises of a jury, oldest first.
    pub async fn raises_in(&self, jury: JuryId) -> Result<Vec<RaiseRow>> {
        sql::all(
            self.db,
            &format!("{RAISE} WHERE jury_id = $1 ORDER BY at, slot"),
            [jury.0.into()],
        )
        .await
    }

    /// The raises of one application.
    pub async fn raises_of(&self, application: ApplicationId) -> Result<Vec<RaiseRow>> {
        sql::all(
            self.db,
            &format!("{RAISE} WHERE application_id = $1 ORDER BY at, slot"),
            [application.0.into()],
        )
        .await
    }
}

impl Tx {
    /// Raises a mark, or replaces the raise of the same mark.
    pub async fn put_raise(&self, row: &RaiseRow) -> Result<()> {
        sql::run(
            &self.db,
            "INSERT INTO raise (application_id, slot, jury_id, before_value, before_code, value, reason, author, at)
             VALUES ($1, $2, $3, $4, NULL, $5, $6, $7, $8)
             ON CONFLICT (application_id, slot) DO UPDATE
             SET value = excluded.value, reason = excluded.reason, author = excluded.author, at = excluded.at",
            [
                row.application_id.into(),
                row.slot.clone().into(),
                row.jury_id.into(),
                row.before_value.into(),
                row.value.into(),
                row.reason.clone().into(),
                row.author.clone().into(),
                row.at.into(),
            ],
        )
        .await?;
        Ok(())
    }

    /// Takes a raise back; false when there is none.
    pub async fn delete_raise(&self, application: ApplicationId, slot: Slot) -> Result<bool> {
        let done = sql::run(
            &self.db,
            "DELETE FROM raise WHERE application_id = $1 AND slot = $2",
            [application.0.into(), slot.to_string().into()],
        )
        .await?;
        Ok(done > 0)
    }
}
