//! Rows, SQL and transactions; the log and its chain of hashes.
//!
//! One file per noun. The crate decides nothing: it does not know who may do what, nor what a mark is worth.
//! SQL is written once for SQLite and PostgreSQL, with `$1`-style parameters that both understand.

mod account;
mod backup;
mod batch;
mod chain;
mod checkpoint;
mod connect;
mod copy_marks;
mod decision;
mod error;
mod establishment;
mod event;
mod imported_mark;
mod job;
mod judgement;
mod jury;
mod jury_admin;
mod lane;
mod live;
mod local_rules;
mod lot;
mod lot_admin;
mod mark;
mod office;
mod office_accounts;
mod office_candidates;
mod office_juries;
mod office_lots;
mod own;
mod proposal;
mod publication;
mod pupil;
mod raise;
mod reading;
mod registration;
mod second_entry;
mod session;
mod signature;
mod sql;
mod staging;
mod tx;
mod wake;
mod web_session;
mod writer;

pub use account::{AccountRow, NewAccount};
pub use backup::known_migrations;
pub use chain::{Chain, ChainFault, ExportLine, GENESIS, link, verify_export};
pub use connect::{Store, StoreOptions};
pub use copy_marks::{CopyMark, CopyMarks};
pub use decision::{CountedRow, DecisionRow, SubjectRow};
pub use error::StoreError;
pub use establishment::EstablishmentRow;
pub use imported_mark::{CellsAtHand, HeldMark, ImportedMark, MarkedApplication};
pub use job::{JobRow, Lease, NewJob};
pub use judgement::{JudgementRow, PackedRow, Whom};
pub use jury::JuryRow;
pub use jury_admin::JuryLine;
pub use lane::{Lane, Together};
pub use live::{Following, Hub, StoredEvent};
pub use local_rules::{LocalRulesRow, RulesetUse};
pub use lot::{BarRow, LotCopyRow, LotLaw, LotRow, LotTotals, MarkingLot};
pub use lot_admin::{LotLine, NewLot};
pub use mark::{AskedCell, CellRow, FoundCell, MarkRow, MarkWrite};
pub use office::{AlikeRow, AlikeSlotRow, OfficeFigures, OwingRow};
pub use office_candidates::{CandidateSearch, FileLotRow, FileMarkRow, FileRaiseRow, FileRow, FoundRow};
pub use office_juries::FollowedJuryRow;
pub use office_lots::{FollowedLotRow, SheetRow};
pub use proposal::ProposalRow;
pub use publication::{PublicationRow, ResultRow};
pub use pupil::{KnownPupil, PupilRow};
pub use raise::RaiseRow;
pub use reading::Reading;
pub use registration::{ApplicationRow, MefRow, NumberRow};
pub use sea_orm::ConnectionTrait as Connection;
pub use second_entry::{DifferenceRow, Pair, Settled};
pub use session::SessionRow;
pub use signature::SignatureRow;
pub use staging::{StagedMark, StagedMembership, StagedPupil, StagedPupilRow};
pub use tx::{Author, EventDraft, Tx, Written};
pub use web_session::{SessionAndAccount, WebSessionRow};

/// Result of a store call.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;
