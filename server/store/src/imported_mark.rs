//! Marks that come by file (continuous assessment, conserved marks), and what may forbid them.

use crate::{Result, Store, Tx, sql};
use domain::SessionId;
use sea_orm::{ConnectionTrait, FromQueryResult};

/// An application that marks can be given to.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct MarkedApplication {
    /// Application.
    pub id: i64,
    /// Candidate number.
    pub number: String,
    /// INE.
    pub national_id: Option<String>,
    /// Ruleset, once registered.
    pub ruleset: Option<String>,
    /// Regime of conserved marks.
    pub regime: Option<String>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct HeldMark {
    /// Whose mark.
    pub application_id: i64,
    /// Which mark.
    pub slot: String,
    /// Hundredths.
    pub value: Option<i64>,
    /// Code.
    pub code: Option<String>,
    /// Accepted writes.
    pub version: i64,
    /// `lot` or `import`.
    pub source: String,
    /// Sessions since it was obtained.
    pub conserved: Option<i64>,
}

/// A cell to write.
#[derive(Debug, Clone)]
pub struct ImportedMark {
    /// Whose mark.
    pub application_id: i64,
    /// Which mark.
    pub slot: String,
    /// Hundredths.
    pub value: Option<i64>,
    /// Code.
    pub code: Option<String>,
    /// Version replaced, 0 for none.
    pub version: i64,
    /// Sessions since it was obtained.
    pub conserved: Option<i64>,
}

/// Everything that bears on the cells of some applications.
#[derive(Debug, Clone, Default)]
pub struct CellsAtHand {
    /// Cells ever written.
    pub held: Vec<HeldMark>,
    /// `(application, slot)` of lots that are locked or discharged.
    pub locked: Vec<(i64, String)>,
    /// `(application, state)` of juries.
    pub juries: Vec<(i64, String)>,
}

// `CROSS JOIN` has SQLite begin with the few rows that are asked for, whatever it believes of the sizes.
impl Store {
    /// Applications of a session by candidate number or INE.
    pub async fn marked_applications(
        &self,
        session: SessionId,
        numbers: &[String],
        national_ids: &[String],
    ) -> Result<Vec<MarkedApplication>> {
        let sql = format!(
            "SELECT a.id, c.number, c.national_id, a.ruleset, a.regime
             FROM candidate c CROSS JOIN application a
             WHERE a.candidate_id = c.id AND a.session_id = $1 AND (c.number IN ({}) OR c.national_id IN ({}))",
            sql::places(2, numbers.len()),
            sql::places(2 + numbers.len(), national_ids.len())
        );
        let keys = numbers.iter().chain(national_ids).map(|key| key.clone().into());
        sql::all(&self.reader, &sql, std::iter::once(session.0.into()).chain(keys)).await
    }

    /// What bears on the cells of some applications.
    pub async fn cells_at_hand(&self, applications: &[i64]) -> Result<CellsAtHand> {
        cells(&self.reader, applications).await
    }
}

impl Tx {
    /// What bears on the cells of some applications.
    pub async fn cells_at_hand(&self, applications: &[i64]) -> Result<CellsAtHand> {
        cells(&self.db, applications).await
    }

    /// Writes a mark over the version it replaces; false when somebody else was faster.
    pub async fn put_imported_mark(&self, mark: &ImportedMark, author: &str, now_ms: i64) -> Result<bool> {
        let done = sql::run(
            &self.db,
            "INSERT INTO mark (application_id, slot, value, code, version, lot_id, source, conserved, updated_at, updated_by)
             VALUES ($1, $2, $3, $4, $5, NULL, 'import', $6, $7, $8)
             ON CONFLICT (application_id, slot) DO UPDATE SET value = excluded.value, code = excluded.code,
                version = excluded.version, lot_id = NULL, source = 'import', conserved = excluded.conserved,
                updated_at = excluded.updated_at, updated_by = excluded.updated_by
             WHERE mark.version = excluded.version - 1",
            [
                mark.application_id.into(),
                mark.slot.clone().into(),
                mark.value.into(),
                mark.code.clone().into(),
                (mark.version + 1).into(),
                mark.conserved.into(),
                now_ms.into(),
                author.into(),
            ],
        )
        .await?;
        Ok(done == 1)
    }
}

async fn cells(db: &impl ConnectionTrait, applications: &[i64]) -> Result<CellsAtHand> {
    #[derive(FromQueryResult)]
    struct Pair {
        application_id: i64,
        text: String,
    }
    let places = sql::places(1, applications.len());
    let keys = || applications.iter().map(|id| (*id).into());
    let held = sql::all(
        db,
        &format!(
            "SELECT application_id, slot, value, code, version, source, conserved FROM mark WHERE application_id IN ({places})"
        ),
        keys(),
    )
    .await?;
    let locked: Vec<Pair> = sql::all(
        db,
        &format!(
            "SELECT c.application_id, s.slot AS text FROM lot_copy c CROSS JOIN lot l CROSS JOIN lot_slot s
             WHERE l.id = c.lot_id AND l.state <> 'open' AND l.second_of IS NULL AND s.lot_id = l.id AND c.application_id IN ({places})"
        ),
        keys(),
    )
    .await?;
    let juries: Vec<Pair> = sql::all(
        db,
        &format!(
            "SELECT a.id AS application_id, j.state AS text FROM application a CROSS JOIN jury j
             WHERE j.id = a.jury_id AND a.id IN ({places})"
        ),
        keys(),
    )
    .await?;
    let pairs = |rows: Vec<Pair>| rows.into_iter().map(|row| (row.application_id, row.text)).collect();
    Ok(CellsAtHand {
        held,
        locked: pairs(locked),
        juries: pairs(juries),
    })
}
