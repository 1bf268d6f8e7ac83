//! Changes that members propose to their president.

use crate::{Reading, Result, Tx, sql};
use domain::{JuryId, ProposalId};
use sea_orm::{ConnectionTrait, FromQueryResult};

/// A proposal as stored.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ProposalRow {
    /// Key; 0 before it is stored.
    pub id: i64,
    /// In which jury.
    pub jury_id: i64,
    /// Whose mark.
    pub application_id: i64,
    /// Which mark.
    pub slot: String,
    /// To what, hundredths.
    pub value: i64,
    /// Why.
    pub reason: String,
    /// Name of the member.
    pub author: String,
    /// `waiting`, `taken` or `declined`.
    pub state: String,
    /// Epoch milliseconds.
    pub at: i64,
}

const PROPOSAL: &str = "SELECT id, jury_id, application_id, slot, value, reason, author, state, at FROM proposal";

impl<C: ConnectionTrait> Reading<'_, C> {
    /// The proposals of a jury, by number.
    pub async fn proposals_in(&self, jury: JuryId) -> Result<Vec<ProposalRow>> {
        sql::all(
            self.db,
            &format!("{PROPOSAL} WHERE jury_id = $1 ORDER BY id"),
            [jury.0.into()],
        )
        .await
    }

    /// One proposal.
    pub async fn proposal(&self, id: ProposalId) -> Result<Option<ProposalRow>> {
        sql::one(self.db, &format!("{PROPOSAL} WHERE id = $1"), [id.0.into()]).await
    }
}

impl Tx {
    /// Stores a proposal.
    pub async fn insert_proposal(&self, row: &ProposalRow) -> Result<ProposalId> {
        let id = sql::number(
            &self.db,
            "INSERT INTO proposal (jury_id, application_id, slot, value, reason, author, state, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id AS n",
            [
                row.jury_id.into(),
                row.application_id.into(),
                row.slot.clone().into(),
                row.value.into(),
                row.reason.clone().into(),
                row.author.clone().into(),
                row.state.clone().into(),
                row.at.into(),
            ],
        )
        .await?;
        Ok(ProposalId(id))
    }

    /// Answers a proposal; false when it was answered before.
    pub async fn answer_proposal(&self, id: ProposalId, state: &str) -> Result<bool> {
        let done = sql::run(
            &self.db,
            "UPDATE proposal SET state = $2 WHERE id = $1 AND state = 'waiting'",
            [id.0.into(), state.into()],
        )
        .await?;
        Ok(done > 0)
    }
}
