//! The marks grid: the lots of a marker, and the sheet he types in.
//!
//! `sheet`, `steps`, `outbox`, `sending`, `typing`, `block`, `undo`, `keys` and `tally` are plain data and rules; `engine`
//! and `hand` tie them to the browser.
//! The rules that keep marks are public: tests put them before a real server, over a bad line.

mod answers;
mod block;
mod block_dialog;
pub(crate) mod calls;
mod cell;
mod choices;
mod engine;
mod files;
mod hand;
mod history;
mod keys;
mod lock_form;
mod lot_page;
mod lots_page;
mod notices;
pub mod outbox;
mod panel;
pub mod sending;
pub mod sheet;
mod steps;
mod table;
mod tabs;
mod tally;
mod tools;
mod typing;
mod undo;

pub use lot_page::{Lot, LotPage};
pub use lots_page::LotsPage;
