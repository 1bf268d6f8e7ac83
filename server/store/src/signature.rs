//! Signatures of minutes.

use crate::{Reading, Result, Tx, sql};
use domain::JuryId;
use sea_orm::{ConnectionTrait, FromQueryResult};

/// A signature as stored.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct SignatureRow {
    /// Under which minutes.
    pub jury_id: i64,
    /// Whose.
    pub account_id: i64,
    /// Name of the signer.
    pub signer: String,
    /// As president or vice-president.
    pub role: String,
    /// Number of the last event signed.
    pub head_seq: i64,
    /// Its hash.
    pub head_hash: String,
    /// Epoch milliseconds.
    pub at: i64,
}

impl<C: ConnectionTrait> Reading<'_, C> {
    /// The signatures of a jury, oldest first.
    pub async fn signatures_in(&self, jury: JuryId) -> Result<Vec<SignatureRow>> {
        sql::all(
            self.db,
            "SELECT jury_id, account_id, signer, role, head_seq, head_hash, at FROM signature
             WHERE jury_id = $1 ORDER BY id",
            [jury.0.into()],
        )
        .await
    }
}

impl Tx {
    /// Stores a signature.
    pub async fn insert_signature(&self, row: &SignatureRow) -> Result<()> {
        sql::run(
            &self.db,
            "INSERT INTO signature (jury_id, account_id, signer, role, head_seq, head_hash, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            [
                row.jury_id.into(),
                row.account_id.into(),
                row.signer.clone().into(),
                row.role.clone().into(),
                row.head_seq.into(),
                row.head_hash.clone().into(),
                row.at.into(),
            ],
        )
        .await?;
        Ok(())
    }
}
