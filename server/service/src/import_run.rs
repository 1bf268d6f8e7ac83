//! One import at work: its file, its report, its lease. What each kind does with it is in the file of the kind.

use crate::import_halt::Halt;
use crate::scratch::Scratch;
use crate::{Desk, Refusal, Result, import_marks, import_places, import_siecle};
use domain::{Act, JobId, Role, SessionId, StreamKey};
use exchanges::{Finding, Limits, Severity, Verdict, judge};
use futures::future::BoxFuture;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use store::{Author, EventDraft, JobRow, Lease, SessionRow, Store, Tx};
use tokio_util::sync::CancellationToken;
use wire::{ImportKind, ImportLine, ImportReport, Weight};

/// What `progress` of an import reaches.
pub(crate) const WHOLE: i64 = 1000;
/// Lines a report keeps.
const LINES: usize = 2000;

/// What a job must remember of its import.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Parameters {
    pub(crate) path: PathBuf,
    /// The file is ours, to be thrown away once it is done with.
    pub(crate) uploaded: bool,
    pub(crate) uai: Option<String>,
    pub(crate) dry_run: bool,
    pub(crate) max_size: u64,
}

/// An import at work.
pub(crate) struct Run {
    pub(crate) desk: Desk,
    pub(crate) kind: ImportKind,
    pub(crate) session: Option<SessionRow>,
    pub(crate) name: String,
    pub(crate) file: Parameters,
    pub(crate) report: ImportReport,
    /// Whether the directory of schools may be asked about a UAI.
    pub(crate) directory: bool,
    /// Where the file is staged: our own database, or one that a dry run throws away.
    pub(crate) staging: Store,
    pub(crate) job: JobId,
    /// The file was read and judged whole before: only applying is left.
    pub(crate) judged: bool,
    author: Author,
    lease: Option<Lease>,
    told: i64,
    stop: CancellationToken,
    _scratch: Option<Scratch>,
}

impl Run {
    /// A run of a job that is held.
    pub(crate) async fn of_job(desk: &Desk, row: JobRow, lease: Lease, stop: &CancellationToken) -> Result<Run> {
        let failed = |error: serde_json::Error| Refusal::Failed(error.to_string());
        let kind = ImportKind::from_code(&row.kind).ok_or_else(|| Refusal::Failed(row.kind.clone()))?;
        let session = match row.session_id {
            Some(id) => desk.store.session(SessionId(id)).await?,
            None => None,
        };
        let author = Author {
            account: row.account_id.map(domain::AccountId),
            name: row.author,
            role: Some(Role::Manager),
        };
        let file: Parameters = serde_json::from_str(&row.parameters).map_err(failed)?;
        let mut run = Run::new(desk, kind, session, row.file_name, file, author).await?;
        run.job = lease.job;
        run.lease = Some(lease);
        run.stop = stop.clone();
        if let Some(report) = row.report.filter(|_| !run.file.dry_run) {
            run.report = serde_json::from_str(&report).map_err(failed)?;
            run.judged = true;
        }
        Ok(run)
    }

    /// A run without a job, for a dry run.
    pub(crate) async fn new(
        desk: &Desk,
        kind: ImportKind,
        session: Option<SessionRow>,
        name: String,
        file: Parameters,
        author: Author,
    ) -> Result<Run> {
        let scratch = if file.dry_run {
            Some(Scratch::new().await?)
        } else {
            None
        };
        Ok(Run {
            desk: desk.clone(),
            kind,
            session,
            name,
            report: ImportReport {
                dry_run: file.dry_run,
                ..ImportReport::default()
            },
            file,
            directory: true,
            staging: scratch
                .as_ref()
                .map_or_else(|| desk.store.clone(), |scratch| scratch.store.clone()),
            job: JobId(0),
            judged: false,
            author,
            lease: None,
            told: 0,
            stop: CancellationToken::new(),
            _scratch: scratch,
        })
    }

    /// Runs to the end, and leaves nothing behind when there is nothing to resume.
    pub(crate) async fn run(mut self) -> Result<ImportReport> {
        let done = self.work().await;
        let ended = match done {
            Ok(()) => self.end("done").await,
            Err(Halt::Refused(finding)) => {
                self.refuse(&finding);
                self.end("failed").await
            }
            Err(halt) => Err(halt),
        };
        match ended {
            Ok(()) => {
                self.clear().await?;
                Ok(self.report)
            }
            Err(Halt::Lost) => Err(Refusal::wrong_state("import_stopped")),
            Err(Halt::Stopped) => {
                if let Some(lease) = self.lease {
                    let release = self
                        .desk
                        .store
                        .write(vec![], move |tx| Box::pin(async move { tx.release_job(lease).await }));
                    release.await?;
                }
                Err(Refusal::wrong_state("import_stopped"))
            }
            Err(Halt::Failed(refusal)) => {
                if let Some(lease) = self.lease {
                    self.desk.fail_job(lease, &refusal).await?;
                }
                Err(refusal)
            }
            Err(Halt::Refused(finding)) => Err(Refusal::Failed(finding.to_string())),
        }
    }

    async fn work(&mut self) -> Result<(), Halt> {
        if !self.judged && !self.file.dry_run {
            // What an earlier attempt staged before it died.
            self.desk.store.sweep_staging(self.job).await?;
        }
        match self.kind {
            ImportKind::Places => import_places::work(self).await,
            ImportKind::Siecle => import_siecle::work(self).await,
            ImportKind::Marks => import_marks::work(self).await,
        }
    }

    /// What readers may take.
    pub(crate) fn limits(&self) -> Limits {
        Limits {
            file: self.file.max_size,
            ..Limits::default()
        }
    }

    /// The session, for kinds that go into one.
    pub(crate) fn session_id(&self) -> Option<SessionId> {
        self.session.as_ref().map(|row| SessionId(row.id))
    }

    /// Who asked, as the log says it.
    pub(crate) fn author(&self) -> Author {
        self.author.clone()
    }

    /// Adds the lines of one record, counts it if it is left out, and says what becomes of it.
    pub(crate) fn judge(&mut self, findings: &[Finding]) -> Verdict {
        for finding in findings {
            self.line(finding);
        }
        let verdict = judge(findings);
        match verdict {
            Verdict::Good => {}
            Verdict::Skipped => self.report.skipped += 1,
            Verdict::Rejected => self.report.rejected += 1,
        }
        verdict
    }

    /// Adds a line.
    pub(crate) fn line(&mut self, finding: &Finding) {
        if self.report.lines.len() >= LINES {
            self.report.beyond += 1;
            return;
        }
        self.report.lines.push(ImportLine {
            line: finding.position.line,
            column: finding.position.column,
            element: finding.position.element.clone(),
            code: finding.code.text().into(),
            value: finding.value.clone(),
            weight: match finding.severity {
                Severity::Warning => Weight::Warning,
                Severity::Skip => Weight::Skip,
                Severity::Error => Weight::Error,
                Severity::Fatal => Weight::Fatal,
            },
        });
    }

    /// Puts the lines in the order of the file: some were found before others that stand above them.
    pub(crate) fn sort_lines(&mut self) {
        self.report.lines.sort_by_key(|line| line.line);
    }

    fn refuse(&mut self, finding: &Finding) {
        let report = &mut self.report;
        (report.refused, report.created, report.updated, report.same) = (true, 0, 0, 0);
        if report.lines.len() >= LINES {
            report.lines.pop();
            report.beyond += 1;
        }
        self.line(finding);
    }

    /// Writes to the staging, and says how far the job is.
    pub(crate) async fn stage<F>(&mut self, progress: i64, body: F) -> Result<(), Halt>
    where
        F: for<'t> FnOnce(&'t Tx) -> BoxFuture<'t, store::Result<()>> + Send + 'static,
    {
        if self.file.dry_run {
            self.staging.write(vec![], body).await?;
            return self.tell(progress).await;
        }
        self.write(vec![], progress, None, body).await
    }

    /// Says how far the job is, when it moved enough to be seen.
    pub(crate) async fn tell(&mut self, progress: i64) -> Result<(), Halt> {
        if self.stop.is_cancelled() {
            return Err(Halt::Stopped);
        }
        if self.lease.is_none() || progress < self.told + WHOLE / 100 {
            return Ok(());
        }
        self.write(vec![], progress, None, |_| Box::pin(async { Ok(()) })).await
    }

    /// Keeps the report as it is: from here on the job can be resumed without reading the file again.
    pub(crate) async fn keep_report(&mut self) -> Result<(), Halt> {
        if self.lease.is_none() || self.file.dry_run {
            return Ok(());
        }
        let report = self.report_json()?;
        self.write(vec![], self.told, Some(report), |_| Box::pin(async { Ok(()) }))
            .await
    }

    /// The report as it is stored.
    pub(crate) fn report_json(&self) -> Result<String> {
        serde_json::to_string(&self.report).map_err(|error| Refusal::Failed(error.to_string()))
    }

    /// Writes for the job, unless it is no longer ours: then nothing is written at all.
    pub(crate) async fn write<T, F>(
        &mut self,
        streams: Vec<StreamKey>,
        progress: i64,
        report: Option<String>,
        body: F,
    ) -> Result<T, Halt>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t Tx) -> BoxFuture<'t, store::Result<T>> + Send + 'static,
    {
        let lease = self.lease.ok_or(Halt::Lost)?;
        if self.stop.is_cancelled() {
            return Err(Halt::Stopped);
        }
        let until = self.desk.lease(lease.job).until;
        let done = self
            .desk
            .store
            .write(streams, move |tx| {
                Box::pin(async move {
                    if !tx.advance_job(lease, until, progress, report.as_deref()).await? {
                        return Ok(None);
                    }
                    body(tx).await.map(Some)
                })
            })
            .await?;
        let value = done.ok_or(Halt::Lost)?;
        self.lease = Some(Lease { until, ..lease });
        self.told = progress;
        Ok(value)
    }

    async fn end(&mut self, state: &'static str) -> Result<(), Halt> {
        let Some(lease) = self.lease else { return Ok(()) };
        let (report, now) = (self.report_json()?, self.desk.clock.now_ms());
        let stream = self
            .session_id()
            .filter(|_| !self.file.dry_run && !self.report.refused)
            .map(StreamKey::Session);
        let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        let act = Act::FileImported {
            job: self.job,
            kind: self.kind.code().into(),
            created: count(self.report.created),
            updated: count(self.report.updated),
            rejected: count(self.report.rejected),
        };
        let draft = EventDraft {
            author: self.author(),
            at_ms: now,
            op_id: None,
            act,
        };
        let ended = self
            .desk
            .store
            .write(stream.into_iter().collect(), move |tx| {
                Box::pin(async move {
                    let ended = tx.end_job(lease, state, Some(&report), now).await?;
                    if let (true, Some(stream)) = (ended, stream) {
                        tx.append(stream, &draft).await?;
                    }
                    Ok(ended)
                })
            })
            .await?;
        if ended { Ok(()) } else { Err(Halt::Lost) }
    }

    async fn clear(&self) -> Result<()> {
        match self.lease {
            Some(lease) => self.desk.clear_job(lease.job, Some(&self.file)).await,
            None => Ok(()),
        }
    }
}
