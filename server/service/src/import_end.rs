//! How the job of an import is held, ended and cleared away.

use crate::import_run::Parameters;
use crate::{Desk, Refusal, Result};
use domain::JobId;
use store::Lease;

/// How long a worker that says nothing keeps its job.
const LEASE_MS: i64 = 60_000;

impl Desk {
    /// A lease from now.
    pub(crate) fn lease(&self, job: JobId) -> Lease {
        Lease {
            job,
            until: self.clock.now_ms() + LEASE_MS,
        }
    }

    /// Ends a job that broke, and says why in the log of the program.
    pub(crate) async fn fail_job(&self, lease: Lease, why: &Refusal) -> Result<()> {
        tracing::error!(job = lease.job.0, error = %why, "an import broke");
        let now = self.clock.now_ms();
        let end = self.store.write(vec![], move |tx| {
            Box::pin(async move { tx.end_job(lease, "failed", None, now).await })
        });
        end.await?;
        Ok(())
    }

    /// Throws away what a job would need to go on: its staging and the file that was uploaded for it.
    pub(crate) async fn clear_job(&self, job: JobId, file: Option<&Parameters>) -> Result<()> {
        self.store.sweep_staging(job).await?;
        if let Some(file) = file.filter(|file| file.uploaded)
            && let Err(error) = tokio::fs::remove_file(&file.path).await
            && error.kind() != std::io::ErrorKind::NotFound
        {
            tracing::warn!(job = job.0, %error, "an uploaded file could not be removed");
        }
        Ok(self
            .store
            .write(vec![], move |tx| Box::pin(async move { tx.clear_job(job).await }))
            .await?)
    }
}
