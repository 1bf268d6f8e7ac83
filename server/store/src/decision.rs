//! Confirmed decisions, and what each is made from.

use crate::{Reading, Result, Tx, sql};
use domain::{ApplicationId, JuryId};
use sea_orm::{ConnectionTrait, FromQueryResult};

/// A confirmed decision as stored.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct DecisionRow {
    /// Whose.
    pub application_id: i64,
    /// In which jury.
    pub jury_id: i64,
    /// Name of the decision.
    pub decision: String,
    /// Name of the mention.
    pub mention: Option<String>,
    /// JSON of `domain::Outcome`.
    pub outcome: String,
    /// SHA-256 of the JSON of its trace, hexadecimal.
    pub trace_hash: String,
    /// Epoch milliseconds.
    pub confirmed_at: i64,
    /// Name of the president.
    pub confirmed_by: String,
}

/// An application as a jury sees it.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct SubjectRow {
    /// Key.
    pub id: i64,
    /// Anonymity number.
    pub anonymity: Option<String>,
    /// JSON of `domain::ApplicationContext`.
    pub context: String,
    /// Regime of conserved marks.
    pub regime: Option<String>,
    /// The result is withheld.
    pub presumed_fraud: bool,
}

/// A mark that counts for a jury.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct CountedRow {
    /// Whose.
    pub application_id: i64,
    /// Which cell.
    pub slot: String,
    /// Hundredths.
    pub value: Option<i64>,
    /// Code instead of a mark.
    pub code: Option<String>,
    /// Sessions since it was obtained.
    pub conserved: Option<i64>,
}

const SUBJECT: &str = "SELECT id, anonymity, context, regime, presumed_fraud FROM application";
// A mark of a lot counts once the lot is discharged; an imported one counts at once.
const COUNTED: &str = "SELECT m.application_id, m.slot, m.value, m.code, m.conserved
     FROM mark m JOIN application a ON a.id = m.application_id LEFT JOIN lot l ON l.id = m.lot_id
     WHERE (m.lot_id IS NULL OR l.state = 'discharged')";
const DECISION: &str =
    "SELECT application_id, jury_id, decision, mention, outcome, trace_hash, confirmed_at, confirmed_by
     FROM decision";

impl<C: ConnectionTrait> Reading<'_, C> {
    /// The applications of a jury, by anonymity number.
    pub async fn subjects(&self, jury: JuryId) -> Result<Vec<SubjectRow>> {
        sql::all(
            self.db,
            &format!("{SUBJECT} WHERE jury_id = $1 ORDER BY anonymity, id"),
            [jury.0.into()],
        )
        .await
    }

    /// Is this an application of this jury?
    pub async fn is_subject(&self, jury: JuryId, application: ApplicationId) -> Result<bool> {
        let found = sql::number(
            self.db,
            "SELECT COUNT(*) AS n FROM application WHERE id = $1 AND jury_id = $2",
            [application.0.into(), jury.0.into()],
        )
        .await?;
        Ok(found > 0)
    }

    /// One application.
    pub async fn subject(&self, application: ApplicationId) -> Result<Option<SubjectRow>> {
        sql::one(self.db, &format!("{SUBJECT} WHERE id = $1"), [application.0.into()]).await
    }

    /// The marks that count for the candidates of a jury.
    pub async fn counted_in(&self, jury: JuryId) -> Result<Vec<CountedRow>> {
        sql::all(self.db, &format!("{COUNTED} AND a.jury_id = $1"), [jury.0.into()]).await
    }

    /// The marks that count for one application.
    pub async fn counted_of(&self, application: ApplicationId) -> Result<Vec<CountedRow>> {
        sql::all(self.db, &format!("{COUNTED} AND a.id = $1"), [application.0.into()]).await
    }

    /// The confirmed decisions of a jury.
    pub async fn decisions_in(&self, jury: JuryId) -> Result<Vec<DecisionRow>> {
        sql::all(self.db, &format!("{DECISION} WHERE jury_id = $1"), [jury.0.into()]).await
    }

    /// The confirmed decision of one application.
    pub async fn decision_of(&self, application: ApplicationId) -> Result<Option<DecisionRow>> {
        sql::one(
            self.db,
            &format!("{DECISION} WHERE application_id = $1"),
            [application.0.into()],
        )
        .await
    }
}

impl Tx {
    /// Confirms a decision.
    ///
    /// # Errors
    /// `Duplicate` when one is confirmed already.
    pub async fn insert_decision(&self, row: &DecisionRow) -> Result<()> {
        sql::run(
            &self.db,
            "INSERT INTO decision
             (application_id, jury_id, decision, mention, outcome, trace_hash, confirmed_at, confirmed_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            [
                row.application_id.into(),
                row.jury_id.into(),
                row.decision.clone().into(),
                row.mention.clone().into(),
                row.outcome.clone().into(),
                row.trace_hash.clone().into(),
                row.confirmed_at.into(),
                row.confirmed_by.clone().into(),
            ],
        )
        .await?;
        Ok(())
    }

    /// Opens a decision again; false when none was confirmed.
    pub async fn delete_decision(&self, application: ApplicationId) -> Result<bool> {
        let done = sql::run(
            &self.db,
            "DELETE FROM decision WHERE application_id = $1",
            [application.0.into()],
        )
        .await?;
        Ok(done > 0)
    }
}
