//! Records of a file, waiting outside the main tables until the whole of it is known.

use crate::{Result, Store, Tx, sql};
use domain::JobId;
use sea_orm::{FromQueryResult, Value};

/// A pupil of a file.
#[derive(Debug, Clone)]
pub struct StagedPupil {
    /// Place in the file, from 1.
    pub rank: i64,
    /// Key of the pupil in the file.
    pub element: String,
    /// INE.
    pub national_id: String,
    /// Line of the file.
    pub line: i64,
    /// The record as JSON; empty when it was left out by itself.
    pub body: String,
    /// `skipped` or `rejected` when it was left out by itself.
    pub verdict: Option<String>,
}

/// A staged pupil, read back to be judged with the rest of the file.
#[derive(Debug, Clone, FromQueryResult)]
pub struct StagedPupilRow {
    /// Place in the file.
    pub rank: i64,
    /// Key of the pupil in the file.
    pub element: String,
    /// The record as JSON.
    pub body: String,
    /// Division kept, once judged.
    pub division: Option<String>,
    /// Not 0: an earlier pupil has the same key in the file.
    pub same_element: i64,
    /// Not 0: an earlier pupil has the same INE.
    pub same_national_id: i64,
}

/// Divisions of a pupil.
#[derive(Debug, Clone, FromQueryResult)]
pub struct StagedMembership {
    /// Place in the file, from 1.
    pub rank: i64,
    /// Key of the pupil in the file.
    pub element: String,
    /// Line of the file.
    pub line: i64,
    /// JSON list of codes.
    pub divisions: String,
}

/// A mark of a file, its candidate and its cell found.
#[derive(Debug, Clone, FromQueryResult)]
pub struct StagedMark {
    /// Place in the file, from 1.
    pub rank: i64,
    /// Line of the file.
    pub line: i64,
    /// Whose mark.
    pub application_id: i64,
    /// Which mark, as the log writes it.
    pub slot: String,
    /// Mark or code, as the log writes it.
    pub entry: String,
    /// Sessions since it was obtained.
    pub conserved: Option<i64>,
    /// Not 0: an earlier line marks the same cell. Ignored when written.
    pub doubled: i64,
}

/// Rows thrown away by one command: a marker must not wait for a big delete.
const SWEEP: i64 = 5_000;

// `+rank` is `rank` and no index: SQLite, which knows nothing of the tables' contents, would otherwise walk the file from
// its beginning for every pupil, by the primary key, where the index of what is looked for finds one row.
// These tables are filled and emptied too fast for an engine to know their size. Where it could walk a whole job in the
// order of ranks instead of looking a key up, `+` takes that way from it, and `CROSS JOIN` fixes the order of tables.
const PUPILS: &str = "SELECT p.rank, p.element, p.body, p.division,
        (SELECT COUNT(*) FROM staged_pupil d WHERE d.job_id = p.job_id AND d.element = p.element
            AND +d.rank < p.rank AND d.body <> '') AS same_element,
        (SELECT COUNT(*) FROM staged_pupil d WHERE d.job_id = p.job_id AND d.national_id = p.national_id
            AND +d.rank < p.rank AND d.body <> '') AS same_national_id
    FROM staged_pupil p WHERE p.job_id = $1 AND p.rank > $2 AND p.body <> '' ORDER BY p.rank LIMIT $3";

const MEMBERSHIPS: &str = "SELECT m.rank, m.element, m.line, m.divisions
    FROM staged_pupil p CROSS JOIN staged_membership m
    WHERE p.job_id = $1 AND p.rank > $2 AND p.rank <= $3 AND m.job_id = p.job_id AND m.element = p.element";

const LOST: &str = "SELECT m.rank, m.element, m.line, m.divisions FROM staged_membership m WHERE m.job_id = $1
    AND NOT EXISTS (SELECT 1 FROM staged_pupil p WHERE p.job_id = m.job_id AND p.element = m.element)
    ORDER BY m.rank LIMIT $2";

const MARKS: &str = "SELECT s.rank, s.line, s.application_id, s.slot, s.entry, s.conserved,
        (SELECT COUNT(*) FROM staged_mark d WHERE d.job_id = s.job_id AND d.application_id = s.application_id
            AND d.slot = s.slot AND +d.rank < s.rank) AS doubled
    FROM staged_mark s WHERE s.job_id = $1 AND s.verdict IS NULL AND s.rank > $2 ORDER BY s.rank LIMIT $3";

impl Store {
    /// Pupils not left out by themselves, after a rank, in the order of the file.
    pub async fn staged_pupils(&self, job: JobId, after: i64, limit: i64) -> Result<Vec<StagedPupilRow>> {
        sql::all(&self.reader, PUPILS, [job.0.into(), after.into(), limit.into()]).await
    }

    /// Pupils judged good and not applied yet, after a rank, in the order of the file.
    pub async fn good_pupils(&self, job: JobId, after: i64, limit: i64) -> Result<Vec<StagedPupilRow>> {
        sql::all(
            &self.reader,
            "SELECT rank, element, body, division, CAST(0 AS BIGINT) AS same_element, CAST(0 AS BIGINT) AS same_national_id
             FROM staged_pupil WHERE job_id = $1 AND verdict = 'good' AND rank > $2 ORDER BY rank LIMIT $3",
            [job.0.into(), after.into(), limit.into()],
        )
        .await
    }

    /// Divisions of the pupils after a rank and up to another, in no order.
    pub async fn memberships_of(&self, job: JobId, after: i64, last: i64) -> Result<Vec<StagedMembership>> {
        sql::all(&self.reader, MEMBERSHIPS, [job.0.into(), after.into(), last.into()]).await
    }

    /// Divisions of pupils who are not in the file.
    pub async fn lost_memberships(&self, job: JobId, limit: i64) -> Result<Vec<StagedMembership>> {
        sql::all(&self.reader, LOST, [job.0.into(), limit.into()]).await
    }

    /// Marks not applied yet, after a rank, in the order of the file.
    pub async fn staged_marks(&self, job: JobId, after: i64, limit: i64) -> Result<Vec<StagedMark>> {
        sql::all(&self.reader, MARKS, [job.0.into(), after.into(), limit.into()]).await
    }

    /// How many records of a job carry each verdict: `(verdict, count)`.
    pub async fn verdicts(&self, job: JobId) -> Result<Vec<(String, i64)>> {
        #[derive(FromQueryResult)]
        struct Row {
            verdict: String,
            n: i64,
        }
        let rows: Vec<Row> = sql::all(
            &self.reader,
            "SELECT COALESCE(verdict, '') AS verdict, COUNT(*) AS n FROM staged_pupil WHERE job_id = $1 GROUP BY verdict
             UNION ALL
             SELECT COALESCE(verdict, '') AS verdict, COUNT(*) AS n FROM staged_mark WHERE job_id = $1 GROUP BY verdict",
            [job.0.into()],
        )
        .await?;
        Ok(rows.into_iter().map(|row| (row.verdict, row.n)).collect())
    }

    /// Throws away what a job staged, some rows at a time.
    pub async fn sweep_staging(&self, job: JobId) -> Result<()> {
        for table in ["staged_pupil", "staged_membership", "staged_mark"] {
            let last = sql::number(
                &self.reader,
                &format!("SELECT COALESCE(MAX(rank), 0) AS n FROM {table} WHERE job_id = $1"),
                [job.0.into()],
            )
            .await?;
            let mut below = 0;
            while below <= last {
                below += SWEEP;
                self.write(vec![], move |tx| {
                    Box::pin(async move { tx.sweep(table, job, below).await })
                })
                .await?;
            }
        }
        Ok(())
    }
}

impl Tx {
    async fn sweep(&self, table: &str, job: JobId, below: i64) -> Result<()> {
        sql::run(
            &self.db,
            &format!("DELETE FROM {table} WHERE job_id = $1 AND rank < $2"),
            [job.0.into(), below.into()],
        )
        .await?;
        Ok(())
    }

    /// Stages pupils.
    pub async fn stage_pupils(&self, job: JobId, pupils: &[StagedPupil]) -> Result<()> {
        let rows = pupils
            .iter()
            .map(|pupil| {
                vec![
                    job.0.into(),
                    pupil.rank.into(),
                    pupil.element.clone().into(),
                    pupil.national_id.clone().into(),
                    pupil.line.into(),
                    pupil.body.clone().into(),
                    pupil.verdict.clone().into(),
                ]
            })
            .collect();
        let head = "INSERT INTO staged_pupil (job_id, rank, element, national_id, line, body, verdict) VALUES";
        sql::insert_rows(&self.db, head, rows, "").await?;
        Ok(())
    }

    /// Stages divisions.
    pub async fn stage_memberships(&self, job: JobId, memberships: &[StagedMembership]) -> Result<()> {
        let rows = memberships
            .iter()
            .map(|it| {
                vec![
                    job.0.into(),
                    it.rank.into(),
                    it.element.clone().into(),
                    it.line.into(),
                    it.divisions.clone().into(),
                ]
            })
            .collect();
        let head = "INSERT INTO staged_membership (job_id, rank, element, line, divisions) VALUES";
        sql::insert_rows(&self.db, head, rows, "").await?;
        Ok(())
    }

    /// Stages marks.
    pub async fn stage_marks(&self, job: JobId, marks: &[StagedMark]) -> Result<()> {
        let rows = marks
            .iter()
            .map(|it| {
                vec![
                    job.0.into(),
                    it.rank.into(),
                    it.line.into(),
                    it.application_id.into(),
                    it.slot.clone().into(),
                    it.entry.clone().into(),
                    it.conserved.into(),
                ]
            })
            .collect();
        let head = "INSERT INTO staged_mark (job_id, rank, line, application_id, slot, entry, conserved) VALUES";
        sql::insert_rows(&self.db, head, rows, "").await?;
        Ok(())
    }

    /// Writes what became of pupils: `(rank, verdict, division)`.
    pub async fn judge_pupils(&self, job: JobId, verdicts: &[(i64, &str, String)]) -> Result<()> {
        if verdicts.is_empty() {
            return Ok(());
        }
        let mut values: Vec<Value> = vec![job.0.into()];
        let mut rows = Vec::with_capacity(verdicts.len());
        for (rank, verdict, division) in verdicts {
            let n = values.len();
            rows.push(format!("(CAST(${} AS BIGINT), ${}, ${})", n + 1, n + 2, n + 3));
            values.extend([(*rank).into(), (*verdict).into(), division.clone().into()]);
        }
        let sql = format!(
            "WITH judged (rank, verdict, division) AS (VALUES {})
             UPDATE staged_pupil SET verdict = judged.verdict, division = judged.division
             FROM judged WHERE staged_pupil.job_id = $1 AND staged_pupil.rank = judged.rank",
            rows.join(", ")
        );
        sql::run(&self.db, &sql, values).await?;
        Ok(())
    }

    /// Writes that pupils were applied.
    pub async fn settle_pupils(&self, job: JobId, verdict: &str, ranks: &[i64]) -> Result<()> {
        self.settle("staged_pupil", job, verdict, ranks).await
    }

    /// Writes that marks were applied.
    pub async fn settle_marks(&self, job: JobId, verdict: &str, ranks: &[i64]) -> Result<()> {
        self.settle("staged_mark", job, verdict, ranks).await
    }

    async fn settle(&self, table: &str, job: JobId, verdict: &str, ranks: &[i64]) -> Result<()> {
        if ranks.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "UPDATE {table} SET verdict = $2 WHERE job_id = $1 AND rank IN ({})",
            sql::places(3, ranks.len())
        );
        let values = [job.0.into(), verdict.into()]
            .into_iter()
            .chain(ranks.iter().map(|rank| (*rank).into()));
        sql::run(&self.db, &sql, values).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::StoreOptions;

    #[derive(FromQueryResult)]
    struct Plan {
        detail: String,
    }

    /// A file twice as long must not take four times as long: every inner look is by key.
    #[tokio::test]
    async fn nothing_walks_a_whole_job_for_each_row() {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite://{}/x.sqlite", folder.path().display());
        let store = Store::open(&StoreOptions {
            connections: 1,
            ..StoreOptions::new(url)
        })
        .await
        .expect("opens");
        store.migrate().await.expect("migrates");
        let expected = [
            (
                PUPILS,
                vec![
                    "d USING INDEX staged_pupil_element",
                    "d USING INDEX staged_pupil_national_id",
                ],
            ),
            (MEMBERSHIPS, vec!["m USING INDEX staged_membership_element"]),
            (LOST, vec!["p USING COVERING INDEX staged_pupil_element"]),
            (MARKS, vec!["d USING INDEX staged_mark_cell"]),
        ];
        for (sql, keys) in expected {
            let plan: Vec<Plan> = sql::all(&store.reader, &format!("EXPLAIN QUERY PLAN {sql}"), [])
                .await
                .expect("plans");
            let text: Vec<_> = plan.into_iter().map(|row| row.detail).collect();
            for key in keys {
                assert!(text.iter().any(|line| line.contains(key)), "{key} in {text:?}");
            }
        }
        store.close().await;
    }
}
