//! Treatments (traitements planifiés): following, cancelling, resuming, and the worker that runs them.

use crate::import_run::{Parameters, Run};
use crate::{Desk, Paris, Refusal, Result};
use domain::{Action, Actor, JobId, Object, SessionId};
use std::time::Duration;
use store::JobRow;
use tokio_util::sync::CancellationToken;
use wire::{ImportKind, ImportReport, ImportView, ImportsView, JobState};

/// How often a worker looks for jobs that other processes queued or left.
const LOOK: Duration = Duration::from_secs(2);
/// How long a stopped job keeps its file in case somebody resumes it.
const KEEP_MS: i64 = 7 * 24 * 3600 * 1000;
/// Jobs shown in the list.
const LISTED: i64 = 50;

impl Desk {
    /// The latest imports that the actor may see, and what the form for a new one offers.
    ///
    /// # Errors
    /// `Forbidden` to whoever may import nothing at all.
    pub async fn imports(&self, actor: &Actor) -> Result<ImportsView> {
        let mut sessions = self.store.sessions().await?;
        sessions.retain(|row| self.may_import(actor, Some(row.id)));
        if sessions.is_empty() {
            self.check(actor, Action::ImportFiles, &Object::NONE)?;
        }
        let mut imports = Vec::new();
        for row in self.store.jobs(i64::MAX, LISTED).await? {
            if self.may_import(actor, row.session_id) {
                let mut view = self.view(row).await?;
                if let Some(report) = &mut view.report {
                    report.lines.clear();
                }
                imports.push(view);
            }
        }
        Ok(ImportsView {
            imports,
            sessions: sessions.into_iter().map(|row| (row.code, row.label)).collect(),
            max_upload: self.settings.max_upload,
        })
    }

    /// An import.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`.
    pub async fn import_view(&self, actor: &Actor, id: JobId) -> Result<ImportView> {
        let row = self.import_row(actor, id).await?;
        self.view(row).await
    }

    /// Stops an import: what was applied stays, the rest waits to be resumed.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`; `WrongState` when it is over.
    pub async fn cancel_import(&self, actor: &Actor, id: JobId) -> Result<()> {
        self.import_row(actor, id).await?;
        let now = self.clock.now_ms();
        let done = self
            .store
            .write(vec![], move |tx| Box::pin(async move { tx.cancel_job(id, now).await }))
            .await?;
        if done {
            Ok(())
        } else {
            Err(Refusal::wrong_state("import_over"))
        }
    }

    /// Puts an import that was cancelled or that broke back in the queue; it goes on where it was.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`; `WrongState` when there is nothing to go on with.
    pub async fn resume_import(&self, actor: &Actor, id: JobId) -> Result<()> {
        self.import_row(actor, id).await?;
        let done = self
            .store
            .write(vec![], move |tx| Box::pin(async move { tx.requeue_job(id).await }))
            .await?;
        if !done {
            return Err(Refusal::wrong_state("import_not_resumable"));
        }
        self.jobs.notify_one();
        Ok(())
    }

    /// Runs the oldest job nobody holds; `None` when there is none. Told to stop, it gives the job back between two
    /// chunks.
    ///
    /// # Errors
    /// What broke the job, which is then `failed`; it was cancelled or stopped meanwhile.
    pub async fn run_next_job(&self, stop: &CancellationToken) -> Result<Option<(JobId, ImportReport)>> {
        loop {
            let now = self.clock.now_ms();
            let Some(id) = self.store.free_job(now).await? else {
                return Ok(None);
            };
            let lease = self.lease(id);
            let mine = self
                .store
                .write(vec![], move |tx| {
                    Box::pin(async move { tx.claim_job(lease, now).await })
                })
                .await?;
            if !mine {
                continue;
            }
            let row = self.store.job(id).await?.ok_or_else(Refusal::not_found)?;
            let run = match Run::of_job(self, row, lease, stop).await {
                Ok(run) => run,
                Err(why) => {
                    self.fail_job(lease, &why).await?;
                    return Err(why);
                }
            };
            return Ok(Some((id, run.run().await?)));
        }
    }

    /// Works through the queue until told to stop; a job that is interrupted goes on at the next start.
    pub async fn run_jobs(self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            match self.run_next_job(&stop).await {
                // There may be more.
                Ok(Some((job, report))) => {
                    tracing::info!(
                        job = job.0,
                        read = report.read,
                        rejected = report.rejected,
                        "an import ended"
                    );
                    continue;
                }
                Ok(None) => {}
                Err(error) => tracing::warn!(%error, "an import stopped"),
            }
            if let Err(error) = self.clear_stale_jobs().await {
                tracing::warn!(%error, "old imports could not be cleared");
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = self.jobs.notified() => {}
                () = tokio::time::sleep(LOOK) => {}
            }
        }
    }

    async fn clear_stale_jobs(&self) -> Result<()> {
        for row in self.store.stale_jobs(self.clock.now_ms() - KEEP_MS).await? {
            let file: Option<Parameters> = serde_json::from_str(&row.parameters).ok();
            self.clear_job(JobId(row.id), file.as_ref()).await?;
        }
        Ok(())
    }

    fn may_import(&self, actor: &Actor, session: Option<i64>) -> bool {
        self.check(actor, Action::ImportFiles, &object(session)).is_ok()
    }

    async fn import_row(&self, actor: &Actor, id: JobId) -> Result<JobRow> {
        let row = self.store.job(id).await?;
        self.check(
            actor,
            Action::ImportFiles,
            &object(row.as_ref().and_then(|row| row.session_id)),
        )?;
        row.ok_or_else(Refusal::not_found)
    }

    async fn view(&self, row: JobRow) -> Result<ImportView> {
        let session = match row.session_id {
            Some(id) => self.store.session(SessionId(id)).await?.map(|session| session.code),
            None => None,
        };
        let state = JobState::from_code(&row.state);
        let report: Option<ImportReport> = row.report.as_deref().and_then(|text| serde_json::from_str(text).ok());
        let until = row.ended_at.unwrap_or_else(|| self.clock.now_ms());
        Ok(ImportView {
            id: JobId(row.id),
            kind: ImportKind::from_code(&row.kind).ok_or_else(|| Refusal::Failed(row.kind.clone()))?,
            state,
            file_name: row.file_name,
            author: row.author,
            session,
            percent: u64::try_from(row.progress * 100 / row.total.max(1)).unwrap_or_default(),
            created: Paris::text(row.created_at),
            started: row.started_at.map(Paris::text),
            ended: row.ended_at.map(Paris::text),
            lasted_ms: row.started_at.map(|start| (until - start).max(0)),
            resumable: matches!(state, JobState::Cancelled | JobState::Failed) && !row.parameters.is_empty(),
            report,
        })
    }
}

fn object(session: Option<i64>) -> Object {
    session.map_or(Object::NONE, |id| Object::session(SessionId(id)))
}
