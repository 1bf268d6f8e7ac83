//! The marks grid: the lots of a marker, and the sheet he types in.
//!
//! `sheet`, `outbox`, `typing`, `keys` and `tally` are plain data and rules; `engine` ties them to the browser.

mod answers;
mod block;
mod block_dialog;
pub(crate) mod calls;
mod cell;
mod choices;
mod engine;
mod files;
mod history;
mod keys;
mod lock_form;
mod lot_page;
mod lots_page;
mod notices;
mod outbox;
mod panel;
mod sheet;
mod table;
mod tabs;
mod tally;
mod tools;
mod typing;
mod undo;

pub use lot_page::{Lot, LotPage};
pub use lots_page::LotsPage;
