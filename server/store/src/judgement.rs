//! Candidates as the law needs them, read many at a time, and what it says of each.

use crate::{Reading, Result, Store, Tx, sql};
use domain::{ApplicationId, JuryId, LotId, SessionId};
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Value};

/// Whom to judge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// The applications of a session from one key on, that many keys at most.
    Slice(SessionId, i64, i64),
    /// The candidates of a jury.
    Jury(JuryId),
    /// Those whose copies are in a lot.
    Lot(LotId),
    /// These, by key.
    These(Vec<i64>),
    /// One.
    One(ApplicationId),
}

/// What a decision needs of an application itself.
const WHO: &str = "a.id, a.anonymity, a.ruleset, a.context, a.regime, a.presumed_fraud";

impl Whom {
    fn filter(&self) -> (String, Vec<Value>) {
        let (text, values) = match self {
            Whom::Slice(session, from, count) => (
                "a.session_id = $1 AND a.id >= $2 AND a.id < $3",
                vec![session.0.into(), (*from).into(), (from + count).into()],
            ),
            Whom::Jury(jury) => ("a.jury_id = $1", vec![jury.0.into()]),
            Whom::Lot(lot) => (
                "a.id IN (SELECT c.application_id FROM lot_copy c WHERE c.lot_id = $1)",
                vec![lot.0.into()],
            ),
            Whom::These(keys) => {
                let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
                return (format!("a.id IN ({})", keys.join(", ")), Vec::new());
            }
            Whom::One(application) => ("a.id = $1", vec![application.0.into()]),
        };
        (text.to_owned(), values)
    }
}

/// A candidate with all that a decision is made from, on one row.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct PackedRow {
    /// Key.
    pub id: i64,
    /// Anonymity number.
    pub anonymity: Option<String>,
    /// Code of the ruleset.
    pub ruleset: String,
    /// JSON of `domain::ApplicationContext`.
    pub context: String,
    /// Regime of conserved marks.
    pub regime: Option<String>,
    /// The result is withheld.
    pub presumed_fraud: bool,
    /// Marks that count: `PHI=1200 GO=AB S1=1500~2`, hundredths or a code, and sessions since it was obtained.
    pub marks: Option<String>,
    /// Raises of the jury: `GO=1300`.
    pub raises: Option<String>,
}

/// What the law says of a candidate.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct JudgementRow {
    /// Whose.
    pub application_id: i64,
    /// Name of the decision.
    pub decision: String,
    /// Name of the mention.
    pub mention: Option<String>,
    /// Ten-thousandths.
    pub points: Option<i64>,
    /// Hundredths.
    pub coefficients: Option<i64>,
    /// SHA-256 of the JSON of the trace, hexadecimal.
    pub trace_hash: String,
    /// Epoch milliseconds.
    pub judged_at: i64,
}

#[derive(FromQueryResult)]
struct CodeRow {
    code: String,
}

impl<C: ConnectionTrait> Reading<'_, C> {
    /// Candidates who have a ruleset, with all that a decision is made from, by key.
    pub async fn packed(&self, whom: &Whom) -> Result<Vec<PackedRow>> {
        let (filter, values) = whom.filter();
        let gather = match self.db.get_database_backend() {
            DbBackend::Postgres => "string_agg",
            _ => "group_concat",
        };
        // A mark of a lot counts once the lot is discharged; an imported one counts at once.
        let marks = format!(
            "{gather}(m.slot || '=' || COALESCE(CAST(m.value AS TEXT), m.code)
                || CASE WHEN m.conserved IS NULL THEN '' ELSE '~' || CAST(m.conserved AS TEXT) END, ' ')"
        );
        let held = "FROM mark m LEFT JOIN lot l ON l.id = m.lot_id
             WHERE (m.lot_id IS NULL OR l.state = 'discharged') AND (m.value IS NOT NULL OR m.code IS NOT NULL)";
        let raises = format!("{gather}(r.slot || '=' || CAST(r.value AS TEXT), ' ')");
        let text = if let Whom::One(_) = whom {
            format!(
                "SELECT {WHO}, (SELECT {marks} {held} AND m.application_id = a.id) AS marks,
                        (SELECT {raises} FROM raise r WHERE r.application_id = a.id) AS raises
                 FROM application a WHERE {filter} AND a.ruleset IS NOT NULL"
            )
        } else {
            format!(
                "WITH who AS (SELECT {WHO} FROM application a WHERE {filter} AND a.ruleset IS NOT NULL),
                 held AS (SELECT m.application_id, {marks} AS marks {held} AND m.application_id IN (SELECT id FROM who)
                          GROUP BY m.application_id),
                 raised AS (SELECT r.application_id, {raises} AS raises
                            FROM raise r WHERE r.application_id IN (SELECT id FROM who) GROUP BY r.application_id)
                 SELECT who.*, held.marks, raised.raises
                 FROM who LEFT JOIN held ON held.application_id = who.id
                          LEFT JOIN raised ON raised.application_id = who.id
                 ORDER BY who.id"
            )
        };
        sql::all(self.db, &text, values).await
    }

    /// The smallest and the largest key of the applications of a session; none when it has none.
    pub async fn application_keys(&self, session: SessionId) -> Result<Option<(i64, i64)>> {
        let ends = "SELECT COALESCE(MIN(id), 0) AS n FROM application WHERE session_id = $1";
        let first = sql::number(self.db, ends, [session.0.into()]).await?;
        let last = sql::number(self.db, &ends.replace("MIN", "MAX"), [session.0.into()]).await?;
        Ok((first > 0).then_some((first, last)))
    }

    /// What the law says of one.
    pub async fn judgement(&self, application: ApplicationId) -> Result<Option<JudgementRow>> {
        sql::one(
            self.db,
            "SELECT application_id, decision, mention, points, coefficients, trace_hash, judged_at
             FROM judgement WHERE application_id = $1",
            [application.0.into()],
        )
        .await
    }
}

impl Store {
    /// The rulesets candidates of a session fall under.
    pub async fn rulesets_in(&self, session: SessionId) -> Result<Vec<String>> {
        let rows: Vec<CodeRow> = sql::all(
            &self.reader,
            "SELECT DISTINCT ruleset AS code FROM application WHERE session_id = $1 AND ruleset IS NOT NULL",
            [session.0.into()],
        )
        .await?;
        Ok(rows.into_iter().map(|row| row.code).collect())
    }
}

impl Tx {
    /// Keeps what the law says; tells how many differ from what was kept before.
    pub async fn put_judgements(&self, rows: Vec<JudgementRow>) -> Result<u64> {
        let values = |row: JudgementRow| -> Vec<Value> {
            vec![
                row.application_id.into(),
                row.decision.into(),
                row.mention.into(),
                row.points.into(),
                row.coefficients.into(),
                row.trace_hash.into(),
                row.judged_at.into(),
            ]
        };
        sql::insert_rows(
            &self.db,
            "INSERT INTO judgement
             (application_id, decision, mention, points, coefficients, trace_hash, judged_at) VALUES",
            rows.into_iter().map(values).collect(),
            "ON CONFLICT (application_id) DO UPDATE SET decision = excluded.decision, mention = excluded.mention,
             points = excluded.points, coefficients = excluded.coefficients, trace_hash = excluded.trace_hash,
             judged_at = excluded.judged_at
             WHERE judgement.trace_hash <> excluded.trace_hash OR judgement.decision <> excluded.decision",
        )
        .await
    }
}
