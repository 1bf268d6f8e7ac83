//! Importing a file: at once for whoever waits for it, or as a job for a screen.

use crate::import_run::{Parameters, Run, WHOLE};
use crate::reading::is_xml;
use crate::{Desk, Refusal, Result};
use domain::{Action, Actor, JobId, Object, SessionId, Uai};
use std::path::PathBuf;
use store::{NewJob, SessionRow};
use tokio_util::sync::CancellationToken;
use wire::{FieldError, ImportKind, ImportReport};

/// A file to import.
#[derive(Debug, Clone, Default)]
pub struct ImportFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its name as people know it.
    pub name: String,
    /// Code of the session; the newest one when absent.
    pub session: Option<String>,
    /// School of a file that does not say it (CSV), or that must be this one (XML).
    pub uai: Option<String>,
    /// Read, judge, compare, and write nothing.
    pub dry_run: bool,
    /// Bytes taken at most; the installation's setting when absent.
    pub max_size: Option<u64>,
}

impl ImportFile {
    /// A file of the disk, called what it is called there.
    pub fn new(path: impl Into<PathBuf>) -> ImportFile {
        let path = path.into();
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        ImportFile {
            path,
            name,
            ..ImportFile::default()
        }
    }
}

impl Desk {
    /// Imports a file and waits for its report. It is a job like any other: it can be followed, cancelled, resumed.
    ///
    /// A dry run leaves no job: it writes nothing.
    ///
    /// # Errors
    /// `Forbidden`; `Invalid`: no such session. A bad file is no error: its report says so.
    pub async fn import_file(&self, actor: &Actor, kind: ImportKind, file: ImportFile) -> Result<ImportReport> {
        if file.dry_run {
            return self.check_file(actor, kind, file, true).await;
        }
        let session = self.import_session(actor, kind, &file).await?;
        // Held from the start: no worker of another process takes it first.
        let job = self.insert_import(actor, kind, session, &file, false, true).await?;
        let row = self.store.job(job).await?.ok_or_else(Refusal::not_found)?;
        let lease = store::Lease {
            job,
            until: row.lease_until.unwrap_or_default(),
        };
        Run::of_job(self, row, lease, &CancellationToken::new())
            .await?
            .run()
            .await
    }

    /// Says what an import would do. `directory` is false where no database was at hand: then nothing is said about
    /// schools that are in no directory.
    ///
    /// # Errors
    /// As [`Desk::import_file`]; a database without any session is none.
    pub async fn check_file(
        &self,
        actor: &Actor,
        kind: ImportKind,
        file: ImportFile,
        directory: bool,
    ) -> Result<ImportReport> {
        let file = ImportFile { dry_run: true, ..file };
        let session = self.import_session(actor, kind, &file).await?;
        let author = Self::author(actor, None);
        let mut run = Run::new(
            self,
            kind,
            session,
            file.name.clone(),
            self.parameters(&file, false),
            author,
        )
        .await?;
        run.directory = directory;
        run.run().await
    }

    /// Queues a file that was uploaded: from now on it belongs to the job, which throws it away in the end.
    ///
    /// # Errors
    /// `Forbidden`; `Invalid`: no such session, a school that is missing (CSV) or no UAI. The file is then the caller's.
    pub async fn queue_import(&self, actor: &Actor, kind: ImportKind, file: ImportFile) -> Result<JobId> {
        let session = self.import_session(actor, kind, &file).await?;
        let uai = file.uai.as_deref().unwrap_or_default();
        if kind == ImportKind::Siecle && uai.is_empty() && !is_xml(&file.path, &file.name) {
            return Err(Refusal::field("uai", "import_uai_needed", ""));
        }
        if !uai.is_empty() && uai.parse::<Uai>().is_err() {
            return Err(Refusal::field("uai", "import_uai_shape", uai));
        }
        let job = self.insert_import(actor, kind, session, &file, true, false).await?;
        self.jobs.notify_one();
        Ok(job)
    }

    /// The session asked for, or the newest; the right to import into it is asked here.
    async fn import_session(&self, actor: &Actor, kind: ImportKind, file: &ImportFile) -> Result<Option<SessionRow>> {
        if !kind.needs_session() {
            self.check(actor, Action::ImportFiles, &Object::NONE)?;
            return Ok(None);
        }
        let sessions = self.store.sessions().await?;
        let found = match file.session.as_deref().filter(|code| !code.is_empty()) {
            None => sessions.into_iter().next(),
            Some(code) => {
                let named: Vec<_> = sessions.into_iter().filter(|row| row.code == code).collect();
                if named.is_empty() {
                    return Err(Refusal::field("session", "unknown_session", code));
                }
                // Académies that share an installation may each have a session of this code.
                let mine = named
                    .into_iter()
                    .find(|row| self.check(actor, Action::ImportFiles, &of(row)).is_ok());
                return mine
                    .map(Some)
                    .ok_or_else(|| Refusal::forbidden(domain::Reason::OutOfScope));
            }
        };
        match &found {
            Some(row) => self.check(actor, Action::ImportFiles, &of(row))?,
            None => self.check(actor, Action::ImportFiles, &Object::NONE)?,
        };
        if found.is_none() && !file.dry_run {
            return Err(Refusal::field("session", "no_session", ""));
        }
        Ok(found)
    }

    async fn insert_import(
        &self,
        actor: &Actor,
        kind: ImportKind,
        session: Option<SessionRow>,
        file: &ImportFile,
        uploaded: bool,
        held: bool,
    ) -> Result<JobId> {
        if let Some(field) = too_long(file) {
            return Err(Refusal::fields(vec![field]));
        }
        let author = Self::author(actor, None);
        let parameters = serde_json::to_string(&self.parameters(file, uploaded))
            .map_err(|error| Refusal::Failed(error.to_string()))?;
        let new = NewJob {
            kind: kind.code().into(),
            session_id: session.map(|row| row.id),
            account_id: author.account.map(|id| id.0),
            author: author.name,
            file_name: file.name.clone(),
            parameters,
            total: WHOLE,
            created_at: self.clock.now_ms(),
            lease_until: held.then(|| self.lease(JobId(0)).until),
        };
        Ok(self
            .store
            .write(vec![], move |tx| Box::pin(async move { tx.insert_job(&new).await }))
            .await?)
    }

    fn parameters(&self, file: &ImportFile, uploaded: bool) -> Parameters {
        Parameters {
            // A worker started elsewhere must find the same file.
            path: std::path::absolute(&file.path).unwrap_or_else(|_| file.path.clone()),
            uploaded,
            uai: file.uai.clone().filter(|uai| !uai.is_empty()),
            dry_run: file.dry_run,
            max_size: file.max_size.unwrap_or(self.settings.max_upload),
        }
    }
}

fn of(row: &SessionRow) -> Object {
    Object::session(SessionId(row.id))
}

fn too_long(file: &ImportFile) -> Option<FieldError> {
    let long = file.name.len() > 255;
    long.then(|| FieldError {
        field: "file".into(),
        code: "too_long".into(),
        value: String::new(),
    })
}
