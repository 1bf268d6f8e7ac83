//! What the exam office counts in a session.

use crate::{Result, Store, sql};
use domain::{JuryId, SessionId};
use sea_orm::FromQueryResult;

/// Applications that left stay in the tables and in no count.
pub(crate) const PRESENT: &str = "a.status NOT IN ('withdrawn', 'set_aside', 'deleted')";

/// Figures of a session.
#[derive(Debug, Clone, PartialEq, Eq, Default, FromQueryResult)]
pub struct OfficeFigures {
    /// Establishments known.
    pub establishments: i64,
    /// Pupils imported.
    pub imported: i64,
    /// Pupils registered to a qualification.
    pub registered: i64,
    /// MEF of pupils that no qualification answers.
    pub unmapped_mefs: i64,
    /// Registered without anonymity number.
    pub without_anonymity: i64,
    /// Registered and in no jury.
    pub without_jury: i64,
    /// Lots in state open.
    pub lots_open: i64,
    /// Lots in state locked.
    pub lots_locked: i64,
    /// Lots in state discharged.
    pub lots_discharged: i64,
    /// Open lots without a marker.
    pub lots_without_marker: i64,
    /// Publications not withdrawn.
    pub publications: i64,
}

/// Candidates who owe the same marks: same jury, same ruleset, same context.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AlikeRow {
    /// Jury, if any.
    pub jury_id: Option<i64>,
    /// Code of the ruleset.
    pub ruleset: String,
    /// Context, JSON.
    pub context: String,
    /// How many.
    pub n: i64,
}

/// How many of them have something in one cell.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AlikeSlotRow {
    /// Jury, if any.
    pub jury_id: Option<i64>,
    /// Code of the ruleset.
    pub ruleset: String,
    /// Context, JSON.
    pub context: String,
    /// The cell.
    pub slot: String,
    /// How many.
    pub n: i64,
}

const FILLED: &str = "(m.value IS NOT NULL OR m.code IS NOT NULL)";

impl Store {
    /// Figures of a session.
    pub async fn office_figures(&self, session: SessionId) -> Result<OfficeFigures> {
        let row = sql::one(
            &self.reader,
            &format!(
                "SELECT (SELECT COUNT(*) FROM establishment) AS establishments,
                    COUNT(*) AS imported,
                    COUNT(a.ruleset) AS registered,
                    COUNT(DISTINCT CASE WHEN a.ruleset IS NULL AND m.mef IS NULL THEN a.mef END) AS unmapped_mefs,
                    COUNT(CASE WHEN a.anonymity IS NULL THEN a.ruleset END) AS without_anonymity,
                    COUNT(CASE WHEN a.jury_id IS NULL THEN a.ruleset END) AS without_jury,
                    (SELECT COUNT(*) FROM lot WHERE session_id = $1 AND state = 'open') AS lots_open,
                    (SELECT COUNT(*) FROM lot WHERE session_id = $1 AND state = 'locked' AND second_of IS NULL) AS lots_locked,
                    (SELECT COUNT(*) FROM lot WHERE session_id = $1 AND state = 'discharged') AS lots_discharged,
                    (SELECT COUNT(*) FROM lot l WHERE l.session_id = $1 AND l.state = 'open' AND NOT EXISTS
                        (SELECT 1 FROM seat s WHERE s.scope = 'lot:' || l.id AND s.role = 'marker')) AS lots_without_marker,
                    (SELECT COUNT(*) FROM publication WHERE session_id = $1 AND state <> 'withdrawn') AS publications
                 FROM application a LEFT JOIN mef_map m ON m.session_id = a.session_id AND m.mef = a.mef
                 WHERE a.session_id = $1 AND {PRESENT}"
            ),
            [session.0.into()],
        )
        .await?;
        Ok(row.unwrap_or_default())
    }

    /// Registered candidates of a session, counted by what they owe.
    pub async fn alike(&self, session: SessionId) -> Result<Vec<AlikeRow>> {
        sql::all(
            &self.reader,
            &format!(
                "SELECT a.jury_id, a.ruleset, a.context, COUNT(*) AS n FROM application a
                 WHERE a.session_id = $1 AND a.ruleset IS NOT NULL AND {PRESENT}
                 GROUP BY a.jury_id, a.ruleset, a.context"
            ),
            [session.0.into()],
        )
        .await
    }

    /// Cells filled in a session, counted by what their candidates owe.
    pub async fn alike_filled(&self, session: SessionId) -> Result<Vec<AlikeSlotRow>> {
        sql::all(
            &self.reader,
            &format!(
                "SELECT a.jury_id, a.ruleset, a.context, m.slot, COUNT(*) AS n
                 FROM application a JOIN mark m ON m.application_id = a.id
                 WHERE a.session_id = $1 AND a.ruleset IS NOT NULL AND {PRESENT} AND {FILLED}
                 GROUP BY a.jury_id, a.ruleset, a.context, m.slot"
            ),
            [session.0.into()],
        )
        .await
    }

    /// Of these parts, those filled although the whole that replaces them is filled too.
    pub async fn alike_doubled(&self, session: SessionId, wholes: &[String]) -> Result<Vec<AlikeSlotRow>> {
        let values = std::iter::once(session.0.into()).chain(wholes.iter().map(|slot| slot.as_str().into()));
        sql::all(
            &self.reader,
            &format!(
                "SELECT a.jury_id, a.ruleset, a.context, m.slot, COUNT(*) AS n
                 FROM application a
                 JOIN mark w ON w.application_id = a.id AND w.slot IN ({})
                 JOIN mark m ON m.application_id = a.id AND m.slot LIKE w.slot || '.%'
                 WHERE a.session_id = $1 AND a.ruleset IS NOT NULL AND {PRESENT} AND {FILLED}
                   AND (w.value IS NOT NULL OR w.code IS NOT NULL)
                 GROUP BY a.jury_id, a.ruleset, a.context, m.slot",
                sql::places(2, wholes.len())
            ),
            values,
        )
        .await
    }

    /// Candidates of a ruleset and of a jury (or of none), by name: what they owe and who they are.
    pub async fn owing(&self, session: SessionId, ruleset: &str, jury: Option<JuryId>) -> Result<Vec<OwingRow>> {
        sql::all(
            &self.reader,
            &format!(
                "SELECT a.id, a.context, a.anonymity, c.birth_name, c.first_name, COALESCE(e.name, a.uai) AS establishment
                 FROM application a JOIN candidate c ON c.id = a.candidate_id
                 LEFT JOIN establishment e ON e.uai = a.uai
                 WHERE a.session_id = $1 AND a.ruleset = $2 AND COALESCE(a.jury_id, 0) = $3 AND {PRESENT}
                 ORDER BY c.search, a.id"
            ),
            [session.0.into(), ruleset.into(), jury.map_or(0, |jury| jury.0).into()],
        )
        .await
    }

    /// Cells filled of the candidates of a ruleset and of a jury (or of none).
    pub async fn owing_filled(
        &self,
        session: SessionId,
        ruleset: &str,
        jury: Option<JuryId>,
    ) -> Result<Vec<(i64, String)>> {
        self.owing_pairs(
            &format!(
                "SELECT a.id, m.slot, CAST(0 AS BIGINT) AS lot FROM application a JOIN mark m ON m.application_id = a.id
                 WHERE a.session_id = $1 AND a.ruleset = $2 AND COALESCE(a.jury_id, 0) = $3 AND {FILLED}"
            ),
            session,
            ruleset,
            jury,
        )
        .await
        .map(|rows| rows.into_iter().map(|row| (row.id, row.slot)).collect())
    }

    /// In which lot each of their cells is to be entered.
    pub async fn owing_lots(
        &self,
        session: SessionId,
        ruleset: &str,
        jury: Option<JuryId>,
    ) -> Result<Vec<(i64, String, i64)>> {
        self.owing_pairs(
            "SELECT a.id, s.slot, s.lot_id AS lot FROM application a
             JOIN lot_copy k ON k.application_id = a.id JOIN lot_slot s ON s.lot_id = k.lot_id
             JOIN lot l ON l.id = k.lot_id AND l.second_of IS NULL
             WHERE a.session_id = $1 AND a.ruleset = $2 AND COALESCE(a.jury_id, 0) = $3",
            session,
            ruleset,
            jury,
        )
        .await
        .map(|rows| rows.into_iter().map(|row| (row.id, row.slot, row.lot)).collect())
    }

    async fn owing_pairs(
        &self,
        text: &str,
        session: SessionId,
        ruleset: &str,
        jury: Option<JuryId>,
    ) -> Result<Vec<OwingCell>> {
        let jury = jury.map_or(0, |jury| jury.0);
        sql::all(&self.reader, text, [session.0.into(), ruleset.into(), jury.into()]).await
    }
}

/// A candidate who may owe marks.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct OwingRow {
    /// Application.
    pub id: i64,
    /// Context, JSON.
    pub context: String,
    /// Anonymity number.
    pub anonymity: Option<String>,
    /// Family name at birth.
    pub birth_name: String,
    /// First name.
    pub first_name: String,
    /// Name of the establishment, or its UAI.
    pub establishment: String,
}

#[derive(FromQueryResult)]
struct OwingCell {
    id: i64,
    slot: String,
    lot: i64,
}
