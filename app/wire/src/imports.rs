//! Imports of files: what was asked, how far it is, what was found.

use domain::JobId;
use serde::{Deserialize, Serialize};

/// Which file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    /// Annuaire des établissements.
    Places,
    /// Export d'élèves, XML or CSV.
    Siecle,
    /// Notes de contrôle continu et notes conservées.
    Marks,
}

impl ImportKind {
    /// Every kind, in the order of the form.
    pub const ALL: [ImportKind; 3] = [ImportKind::Siecle, ImportKind::Marks, ImportKind::Places];

    /// Stable name in rows, forms and commands.
    pub const fn code(self) -> &'static str {
        match self {
            ImportKind::Places => "places",
            ImportKind::Siecle => "siecle",
            ImportKind::Marks => "marks",
        }
    }

    /// The kind of a stable name.
    pub fn from_code(code: &str) -> Option<ImportKind> {
        ImportKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether it goes into a session.
    pub const fn needs_session(self) -> bool {
        !matches!(self, ImportKind::Places)
    }
}

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Nobody took it yet.
    Waiting,
    /// At work.
    Running,
    /// Went through, perhaps with rejects.
    Done,
    /// The file was refused, or the work broke.
    Failed,
    /// Stopped by somebody.
    Cancelled,
}

impl JobState {
    /// The state of a stored name; an unknown one is a failure.
    pub fn from_code(code: &str) -> JobState {
        match code {
            "waiting" => JobState::Waiting,
            "running" => JobState::Running,
            "done" => JobState::Done,
            "cancelled" => JobState::Cancelled,
            _ => JobState::Failed,
        }
    }

    /// Stable name.
    pub const fn code(self) -> &'static str {
        match self {
            JobState::Waiting => "waiting",
            JobState::Running => "running",
            JobState::Done => "done",
            JobState::Failed => "failed",
            JobState::Cancelled => "cancelled",
        }
    }

    /// Nothing more happens by itself.
    pub const fn is_over(self) -> bool {
        matches!(self, JobState::Done | JobState::Failed | JobState::Cancelled)
    }
}

/// What an import found and did (compte rendu).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportReport {
    /// Records found in the file.
    pub read: u64,
    /// Records new to the system; in a dry run, those that would be.
    pub created: u64,
    /// Records the system had, with other values.
    pub updated: u64,
    /// Records the system had, alike.
    pub same: u64,
    /// Records rightly left out.
    pub skipped: u64,
    /// Records that are wrong.
    pub rejected: u64,
    /// The file was refused: nothing of it was applied.
    pub refused: bool,
    /// Nothing was to be written.
    pub dry_run: bool,
    /// UAI of the school the file comes from, when it comes from one.
    pub school: Option<String>,
    /// What was found; bounded.
    pub lines: Vec<ImportLine>,
    /// Lines found and not kept.
    pub beyond: u64,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportLine {
    /// Line of the file, from 1; 0 when the whole file is meant.
    pub line: u64,
    /// Column, from 1; 0 when the whole line is meant.
    pub column: u64,
    /// Element or column at fault.
    pub element: String,
    /// Stable name of what is wrong.
    pub code: String,
    /// Value at fault.
    pub value: String,
    /// How grave.
    pub weight: Weight,
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// The record is taken; somebody should look.
    Warning,
    /// The record is rightly left out.
    Skip,
    /// The record is rejected.
    Error,
    /// The file is refused.
    Fatal,
}

/// An import as its screen shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportView {
    /// The job.
    pub id: JobId,
    /// Which file.
    pub kind: ImportKind,
    /// Where it stands.
    pub state: JobState,
    /// Name of the file.
    pub file_name: String,
    /// Who asked.
    pub author: String,
    /// Code of the session, for those that have one.
    pub session: Option<String>,
    /// Hundredths done.
    pub percent: u64,
    /// Creation, Paris time, as people read it.
    pub created: String,
    /// Start, Paris time.
    pub started: Option<String>,
    /// End, Paris time.
    pub ended: Option<String>,
    /// Milliseconds from start to end, or to now.
    pub lasted_ms: Option<i64>,
    /// What it found so far.
    pub report: Option<ImportReport>,
    /// It stopped before the end and can go on.
    pub resumable: bool,
}

/// What the list of imports shows, with what its form offers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ImportsView {
    /// Imports, newest first; reports without their lines.
    pub imports: Vec<ImportView>,
    /// Sessions to choose from, newest first: `(code, label)`.
    pub sessions: Vec<(String, String)>,
    /// Largest file taken, bytes.
    pub max_upload: u64,
}
