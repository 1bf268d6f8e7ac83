//! Treatments (traitements planifiés): rows that a worker claims by a lease.
//!
//! The lease is also the token of whoever holds it: every write of a running job gives the lease it believes in, and
//! changes nothing when another worker, or a cancellation, came in between.

use crate::{Result, Store, Tx, sql};
use domain::JobId;
use sea_orm::FromQueryResult;

/// A job as stored.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct JobRow {
    /// Key.
    pub id: i64,
    /// What it does, such as `places`.
    pub kind: String,
    /// `waiting`, `running`, `done`, `failed`, `cancelled`.
    pub state: String,
    /// Session it works for.
    pub session_id: Option<i64>,
    /// Account of who asked; `None` for the command line.
    pub account_id: Option<i64>,
    /// Name of who asked.
    pub author: String,
    /// Name of the file as people know it.
    pub file_name: String,
    /// JSON of the kind's own.
    pub parameters: String,
    /// How far, of `total`.
    pub progress: i64,
    /// What `progress` reaches at the end.
    pub total: i64,
    /// JSON of the readable report.
    pub report: Option<String>,
    /// Epoch milliseconds until which the job belongs to its worker.
    pub lease_until: Option<i64>,
    /// Epoch milliseconds.
    pub created_at: i64,
    /// Epoch milliseconds.
    pub started_at: Option<i64>,
    /// Epoch milliseconds.
    pub ended_at: Option<i64>,
}

/// A job to create.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// What it does.
    pub kind: String,
    /// Session it works for.
    pub session_id: Option<i64>,
    /// Account of who asks.
    pub account_id: Option<i64>,
    /// Name of who asks.
    pub author: String,
    /// Name of the file as people know it.
    pub file_name: String,
    /// JSON of the kind's own.
    pub parameters: String,
    /// What `progress` reaches at the end.
    pub total: i64,
    /// Epoch milliseconds.
    pub created_at: i64,
    /// Set: the creator runs it himself, until then.
    pub lease_until: Option<i64>,
}

/// Who holds a job, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lease {
    /// The job.
    pub job: JobId,
    /// Epoch milliseconds; also the token.
    pub until: i64,
}

const COLUMNS: &str = "SELECT id, kind, state, session_id, account_id, author, file_name, parameters, progress, total, \
                       report, lease_until, created_at, started_at, ended_at FROM job";

impl Store {
    /// A job.
    pub async fn job(&self, id: JobId) -> Result<Option<JobRow>> {
        sql::one(&self.reader, &format!("{COLUMNS} WHERE id = $1"), [id.0.into()]).await
    }

    /// Jobs before a number, newest first, without their reports' weight in mind: `limit` at most.
    pub async fn jobs(&self, before: i64, limit: i64) -> Result<Vec<JobRow>> {
        sql::all(
            &self.reader,
            &format!("{COLUMNS} WHERE id < $1 ORDER BY id DESC LIMIT $2"),
            [before.into(), limit.into()],
        )
        .await
    }

    /// The oldest job nobody holds: waiting, or left by a worker that died.
    pub async fn free_job(&self, now_ms: i64) -> Result<Option<JobId>> {
        let id = sql::number(
            &self.reader,
            "SELECT id AS n FROM job WHERE state = 'waiting' OR (state = 'running' AND lease_until < $1) ORDER BY id LIMIT 1",
            [now_ms.into()],
        )
        .await?;
        Ok((id != 0).then_some(JobId(id)))
    }

    /// Cancelled or failed jobs that ended before an instant and still hold their file.
    pub async fn stale_jobs(&self, before_ms: i64) -> Result<Vec<JobRow>> {
        sql::all(
            &self.reader,
            &format!("{COLUMNS} WHERE state IN ('cancelled', 'failed') AND ended_at < $1 AND parameters <> '' ORDER BY id LIMIT 50"),
            [before_ms.into()],
        )
        .await
    }
}

impl Tx {
    /// Creates a job, waiting or already held by its creator.
    pub async fn insert_job(&self, new: &NewJob) -> Result<JobId> {
        let started = new.lease_until.map(|_| new.created_at);
        let id = sql::number(
            &self.db,
            "INSERT INTO job (kind, state, session_id, account_id, author, file_name, parameters, progress, total,
                              lease_until, created_at, started_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9, $10, $11) RETURNING id AS n",
            [
                new.kind.clone().into(),
                if new.lease_until.is_some() {
                    "running"
                } else {
                    "waiting"
                }
                .into(),
                new.session_id.into(),
                new.account_id.into(),
                new.author.clone().into(),
                new.file_name.clone().into(),
                new.parameters.clone().into(),
                new.total.into(),
                new.lease_until.into(),
                new.created_at.into(),
                started.into(),
            ],
        )
        .await?;
        Ok(JobId(id))
    }

    /// Takes a job nobody holds; false when somebody was faster.
    pub async fn claim_job(&self, lease: Lease, now_ms: i64) -> Result<bool> {
        let done = sql::run(
            &self.db,
            "UPDATE job SET state = 'running', lease_until = $2, started_at = COALESCE(started_at, $3), ended_at = NULL
             WHERE id = $1 AND (state = 'waiting' OR (state = 'running' AND lease_until < $3))",
            [lease.job.0.into(), lease.until.into(), now_ms.into()],
        )
        .await?;
        Ok(done == 1)
    }

    /// Says how far the job is and holds it longer; false when it is no longer held: then nothing may be written for it.
    pub async fn advance_job(&self, lease: Lease, until: i64, progress: i64, report: Option<&str>) -> Result<bool> {
        let done = sql::run(
            &self.db,
            "UPDATE job SET progress = $4, lease_until = $3, report = COALESCE($5, report)
             WHERE id = $1 AND state = 'running' AND lease_until = $2",
            [
                lease.job.0.into(),
                lease.until.into(),
                until.into(),
                progress.into(),
                report.map(str::to_string).into(),
            ],
        )
        .await?;
        Ok(done == 1)
    }

    /// Ends a job that is held: `done` or `failed`; false when it is no longer held.
    pub async fn end_job(&self, lease: Lease, state: &str, report: Option<&str>, now_ms: i64) -> Result<bool> {
        let done = sql::run(
            &self.db,
            "UPDATE job SET state = $3, report = COALESCE($4, report), ended_at = $5, lease_until = NULL,
                            progress = CASE WHEN $3 = 'done' THEN total ELSE progress END
             WHERE id = $1 AND state = 'running' AND lease_until = $2",
            [
                lease.job.0.into(),
                lease.until.into(),
                state.into(),
                report.map(str::to_string).into(),
                now_ms.into(),
            ],
        )
        .await?;
        Ok(done == 1)
    }

    /// Gives a held job back to whoever comes next.
    pub async fn release_job(&self, lease: Lease) -> Result<bool> {
        let done = sql::run(
            &self.db,
            "UPDATE job SET state = 'waiting', lease_until = NULL WHERE id = $1 AND state = 'running' AND lease_until = $2",
            [lease.job.0.into(), lease.until.into()],
        )
        .await?;
        Ok(done == 1)
    }

    /// Cancels a job that has not ended; false when it has.
    pub async fn cancel_job(&self, id: JobId, now_ms: i64) -> Result<bool> {
        let done = sql::run(
            &self.db,
            "UPDATE job SET state = 'cancelled', lease_until = NULL, ended_at = $2
             WHERE id = $1 AND state IN ('waiting', 'running')",
            [id.0.into(), now_ms.into()],
        )
        .await?;
        Ok(done == 1)
    }

    /// Puts a job that was cancelled or that failed back in the queue; false when it is neither, or was cleared.
    pub async fn requeue_job(&self, id: JobId) -> Result<bool> {
        let done = sql::run(
            &self.db,
            "UPDATE job SET state = 'waiting', ended_at = NULL
             WHERE id = $1 AND state IN ('cancelled', 'failed') AND parameters <> ''",
            [id.0.into()],
        )
        .await?;
        Ok(done == 1)
    }

    /// Forgets what a job would need to go on. Its report stays.
    pub async fn clear_job(&self, id: JobId) -> Result<()> {
        sql::run(&self.db, "UPDATE job SET parameters = '' WHERE id = $1", [id.0.into()]).await?;
        Ok(())
    }
}
