//! Rows, SQL and transactions; the log and its chain of hashes.
//!
//! One file per noun. The crate decides nothing: it does not know who may do what, nor what a mark is worth.
//! SQL is written once for SQLite and PostgreSQL, with `$1`-style parameters that both understand.

mod account;
mod chain;
mod connect;
mod decision;
mod error;
mod event;
mod jury;
mod jury_admin;
mod live;
mod lot;
mod lot_admin;
mod registration;
mod proposal;
mod raise;
mod reading;
mod mark;
mod session;
mod signature;
mod sql;
mod web_session;
mod writer;

pub use account::{AccountRow, NewAccount};
pub use chain::{Chain, ChainFault, ExportLine, GENESIS, link, verify_export};
pub use connect::{Store, StoreOptions};
pub use decision::{CountedRow, DecisionRow, SubjectRow};
pub use error::StoreError;
pub use jury::JuryRow;
pub use jury_admin::JuryLine;
pub use live::{Following, Hub, StoredEvent};
pub use lot_admin::{LotLine, NewLot};
pub use registration::{ApplicationRow, MefRow};
pub use proposal::ProposalRow;
pub use raise::RaiseRow;
pub use reading::Reading;
pub use sea_orm::ConnectionTrait as Connection;
pub use lot::{LotCopyRow, LotTotals, MarkingLot};
pub use mark::{CellRow, MarkRow, MarkWrite};
pub use session::SessionRow;
pub use signature::SignatureRow;
pub use web_session::WebSessionRow;
pub use writer::{Author, EventDraft, Tx, Written};

/// Result of a store call.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;
