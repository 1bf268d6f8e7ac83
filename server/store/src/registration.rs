//! From imported pupil to candidate of a session: table of MEF, registration, anonymity, context, flags.

use crate::{Result, Store, StoreError, Tx, sql};
use domain::{AnonymityNumber, ApplicationContext, ApplicationId, CandidateId, JuryId, SessionId};
use sea_orm::FromQueryResult;

/// An application (candidature) as the office handles it, without any name.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ApplicationRow {
    /// Key.
    pub id: i64,
    /// Session.
    pub session_id: i64,
    /// Person.
    pub candidate_id: i64,
    /// Establishment of registration.
    pub uai: String,
    /// Module élémentaire de formation.
    pub mef: String,
    /// Code of the ruleset; `None` until registered.
    pub ruleset: Option<String>,
    /// JSON of [`ApplicationContext`].
    pub context: String,
    /// Anonymity number, once drawn.
    pub anonymity: Option<String>,
    /// Jury, once composed.
    pub jury_id: Option<i64>,
    /// Results withheld.
    pub presumed_fraud: bool,
}

impl ApplicationRow {
    /// Key.
    pub fn key(&self) -> ApplicationId {
        ApplicationId(self.id)
    }

    /// Jury, once composed.
    pub fn jury(&self) -> Option<JuryId> {
        self.jury_id.map(JuryId)
    }

    /// Regime, specialities, options.
    ///
    /// # Errors
    /// `Corrupt` when something else wrote the row.
    pub fn context(&self) -> Result<ApplicationContext> {
        serde_json::from_str(&self.context).map_err(|_| StoreError::Corrupt {
            what: "application context",
            value: self.context.clone(),
        })
    }
}

/// A line of the table MEF → qualification, whether it is filled in or not.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct MefRow {
    /// Module élémentaire de formation.
    pub mef: String,
    /// Code of the ruleset; `None` for a MEF of imported pupils that nobody mapped.
    pub ruleset: Option<String>,
    /// Label people read.
    pub label: Option<String>,
    /// Pupils of this MEF.
    pub pupils: i64,
    /// Those registered.
    pub registered: i64,
}

/// How people call a candidate from outside: number and birth date.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct NumberRow {
    /// Application.
    pub application_id: i64,
    /// Candidate number.
    pub number: String,
    /// ISO date.
    pub birth_date: String,
}

pub(crate) const COLUMNS: &str =
    "SELECT id, session_id, candidate_id, uai, mef, ruleset, context, anonymity, jury_id, presumed_fraud
     FROM application";

impl Store {
    /// An application.
    pub async fn application(&self, id: ApplicationId) -> Result<Option<ApplicationRow>> {
        sql::one(&self.reader, &format!("{COLUMNS} WHERE id = $1"), [id.0.into()]).await
    }

    /// The application of a candidate number in a session.
    pub async fn application_by_number(&self, session: SessionId, number: &str) -> Result<Option<ApplicationRow>> {
        sql::one(
            &self.reader,
            &format!("{COLUMNS} WHERE session_id = $1 AND candidate_id = (SELECT id FROM candidate WHERE number = $2)"),
            [session.0.into(), number.into()],
        )
        .await
    }

    /// Candidate number and birth date of the registered of a qualification, in the order they came.
    pub async fn candidate_numbers(&self, session: SessionId, ruleset: &str) -> Result<Vec<NumberRow>> {
        sql::all(
            &self.reader,
            "SELECT a.id AS application_id, c.number, c.birth_date FROM application a
             JOIN candidate c ON c.id = a.candidate_id WHERE a.session_id = $1 AND a.ruleset = $2 ORDER BY a.id",
            [session.0.into(), ruleset.into()],
        )
        .await
    }

    /// The registered applications of a qualification, by anonymity number; those without one come last, by key.
    pub async fn registered(&self, session: SessionId, ruleset: &str) -> Result<Vec<ApplicationRow>> {
        sql::all(
            &self.reader,
            &format!(
                "{COLUMNS} WHERE session_id = $1 AND ruleset = $2
                 ORDER BY CASE WHEN anonymity IS NULL THEN 1 ELSE 0 END, anonymity, id"
            ),
            [session.0.into(), ruleset.into()],
        )
        .await
    }

    /// The table of MEF of a session: every MEF mapped, and every MEF of a pupil.
    pub async fn mefs(&self, session: SessionId) -> Result<Vec<MefRow>> {
        sql::all(
            &self.reader,
            "SELECT k.mef, m.ruleset, m.label,
                        (SELECT COUNT(*) FROM application a WHERE a.session_id = $1 AND a.mef = k.mef) AS pupils,
                        (SELECT COUNT(a.ruleset) FROM application a WHERE a.session_id = $1 AND a.mef = k.mef) AS registered
                 FROM (SELECT mef FROM mef_map WHERE session_id = $1
                       UNION SELECT mef FROM application WHERE session_id = $1) k
                 LEFT JOIN mef_map m ON m.session_id = $1 AND m.mef = k.mef
                 ORDER BY k.mef",
            [session.0.into()],
        )
        .await
    }

    /// Anonymity numbers given in a session, as text.
    pub async fn anonymity_numbers(&self, session: SessionId) -> Result<Vec<String>> {
        #[derive(FromQueryResult)]
        struct Row {
            anonymity: String,
        }
        let rows: Vec<Row> = sql::all(
            &self.reader,
            "SELECT anonymity FROM application WHERE session_id = $1 AND anonymity IS NOT NULL",
            [session.0.into()],
        )
        .await?;
        Ok(rows.into_iter().map(|row| row.anonymity).collect())
    }

    /// Registered applications still without an anonymity number.
    pub async fn without_anonymity(&self, session: SessionId) -> Result<Vec<ApplicationId>> {
        #[derive(FromQueryResult)]
        struct Row {
            id: i64,
        }
        let rows: Vec<Row> = sql::all(
            &self.reader,
            "SELECT id FROM application WHERE session_id = $1 AND ruleset IS NOT NULL AND anonymity IS NULL",
            [session.0.into()],
        )
        .await?;
        Ok(rows.into_iter().map(|row| ApplicationId(row.id)).collect())
    }

    /// Registered applications of a session with an anonymity number: `(registered, numbered)`.
    pub async fn registration_counts(&self, session: SessionId) -> Result<(i64, i64)> {
        #[derive(FromQueryResult)]
        struct Row {
            registered: i64,
            numbered: i64,
        }
        let row: Option<Row> = sql::one(
            &self.reader,
            "SELECT COUNT(ruleset) AS registered, COUNT(anonymity) AS numbered FROM application
                 WHERE session_id = $1",
            [session.0.into()],
        )
        .await?;
        Ok(row.map_or((0, 0), |row| (row.registered, row.numbered)))
    }
}

impl Tx {
    /// Ties a MEF to a qualification; says whether anything changed.
    pub async fn map_mef(&self, session: SessionId, mef: &str, ruleset: &str, label: &str) -> Result<bool> {
        let changed = sql::run(
            &self.db,
            "INSERT INTO mef_map (session_id, mef, ruleset, label) VALUES ($1, $2, $3, $4)
             ON CONFLICT (session_id, mef) DO UPDATE SET ruleset = excluded.ruleset, label = excluded.label
             WHERE mef_map.ruleset <> excluded.ruleset OR mef_map.label <> excluded.label",
            [session.0.into(), mef.into(), ruleset.into(), label.into()],
        )
        .await?;
        Ok(changed > 0)
    }

    /// Applications of a MEF registered for another qualification than this one.
    pub async fn registered_elsewhere(&self, session: SessionId, mef: &str, ruleset: &str) -> Result<i64> {
        sql::number(
            &self.db,
            "SELECT COUNT(*) AS n FROM application WHERE session_id = $1 AND mef = $2 AND ruleset <> $3",
            [session.0.into(), mef.into(), ruleset.into()],
        )
        .await
    }

    /// Registers up to `limit` applications whose MEF is mapped and that have no qualification yet.
    pub async fn register_some(&self, session: SessionId, limit: i64) -> Result<u64> {
        sql::run(
            &self.db,
            "UPDATE application SET ruleset =
                     (SELECT m.ruleset FROM mef_map m WHERE m.session_id = application.session_id AND m.mef = application.mef)
                 WHERE id IN
                     (SELECT a.id FROM application a JOIN mef_map m ON m.session_id = a.session_id AND m.mef = a.mef
                      WHERE a.session_id = $1 AND a.ruleset IS NULL ORDER BY a.id LIMIT $2)",
            [session.0.into(), limit.into()],
        )
        .await
    }

    /// Gives anonymity numbers to applications that have none; tells how many got theirs.
    ///
    /// # Errors
    /// `Duplicate` when a number is already given in the session.
    pub async fn give_anonymity(&self, numbers: &[(ApplicationId, AnonymityNumber)]) -> Result<u64> {
        let mut given = 0;
        for some in numbers.chunks(500) {
            let mut values = Vec::with_capacity(some.len() * 2);
            let mut rows = Vec::with_capacity(some.len());
            for (application, number) in some {
                values.push(application.0.into());
                values.push(number.to_string().into());
                rows.push(format!(
                    "(CAST(${} AS BIGINT), CAST(${} AS TEXT))",
                    values.len() - 1,
                    values.len()
                ));
            }
            let sql = format!(
                "UPDATE application SET anonymity = v.column2 FROM (VALUES {}) AS v
                 WHERE application.id = v.column1 AND application.anonymity IS NULL",
                rows.join(", ")
            );
            given += sql::run(&self.db, &sql, values).await?;
        }
        Ok(given)
    }

    /// An application, as it stands in this transaction.
    pub async fn application(&self, id: ApplicationId) -> Result<Option<ApplicationRow>> {
        sql::one(&self.db, &format!("{COLUMNS} WHERE id = $1"), [id.0.into()]).await
    }

    /// Keeps the context of an application; says whether anything changed.
    pub async fn set_context(&self, id: ApplicationId, context: &ApplicationContext) -> Result<bool> {
        let text = serde_json::to_string(context).map_err(|error| StoreError::Corrupt {
            what: "application context",
            value: error.to_string(),
        })?;
        let changed = sql::run(
            &self.db,
            "UPDATE application SET context = $2 WHERE id = $1 AND context <> $2",
            [id.0.into(), text.into()],
        )
        .await?;
        Ok(changed > 0)
    }

    /// Puts a person on the red list or takes him off; says whether anything changed.
    pub async fn set_red_list(&self, id: CandidateId, set: bool, now_ms: i64) -> Result<bool> {
        let changed = sql::run(
            &self.db,
            "UPDATE candidate SET red_list = $2, updated_at = $3 WHERE id = $1 AND red_list <> $2",
            [id.0.into(), set.into(), now_ms.into()],
        )
        .await?;
        Ok(changed > 0)
    }

    /// Presumes a fraud or stops presuming it; says whether anything changed.
    pub async fn set_presumed_fraud(&self, id: ApplicationId, set: bool) -> Result<bool> {
        let changed = sql::run(
            &self.db,
            "UPDATE application SET presumed_fraud = $2 WHERE id = $1 AND presumed_fraud <> $2",
            [id.0.into(), set.into()],
        )
        .await?;
        Ok(changed > 0)
    }
}
