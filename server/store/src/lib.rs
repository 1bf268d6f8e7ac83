//! Rows, SQL and transactions; the log and its chain of hashes.
//!
//! One file per noun. The crate decides nothing: it does not know who may do what, nor what a mark is worth.
//! SQL is written once for SQLite and PostgreSQL, with `$1`-style parameters that both understand.

mod account;
mod chain;
mod connect;
mod error;
mod event;
mod jury;
mod live;
mod lot;
mod mark;
mod session;
mod sql;
mod web_session;
mod writer;

pub use account::{AccountRow, NewAccount};
pub use chain::{Chain, ChainFault, ExportLine, GENESIS, link, verify_export};
pub use connect::{Store, StoreOptions};
pub use error::StoreError;
pub use jury::JuryRow;
pub use live::{Following, Hub, StoredEvent};
pub use lot::{LotCopyRow, LotTotals, MarkingLot};
pub use mark::{CellRow, MarkRow, MarkWrite};
pub use session::SessionRow;
pub use web_session::WebSessionRow;
pub use writer::{Author, EventDraft, Tx, Written};

/// Result of a store call.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;
