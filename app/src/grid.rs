//! The marks grid: the lots of a marker, and the sheet he types in.
//!
//! `sheet`, `steps`, `survey`, `outbox`, `sending`, `typing`, `block`, `undo`, `keys`, `tally`, `window`, `leaf` and
//! `voice` are plain data and rules; `draw` and `draw_cell` make markup of them; `engine`, `begin`, `events`, `hand`,
//! `press`, `paint`, `boxes`, `roles`, `lull` and `watch` tie them to the browser, whose storage is behind `tabs` and
//! `vault`. The rules that keep marks are public: tests put them before a real server, over a bad line.

mod answers;
mod begin;
mod block;
mod block_dialog;
mod boxes;
pub(crate) mod calls;
mod caret;
mod choices;
mod draw;
mod draw_cell;
mod engine;
mod events;
mod files;
mod hand;
mod hearing;
mod history;
mod keys;
mod leaf;
mod lock_form;
mod lot_page;
mod lots_page;
mod lull;
mod notices;
pub mod outbox;
mod paint;
mod panel;
mod press;
mod roles;
pub mod sending;
pub mod sheet;
mod slip;
mod steps;
mod survey;
mod table;
mod tabs;
mod tally;
mod told;
mod tools;
mod touched;
mod typing;
mod undo;
mod unsettled;
mod vault;
mod voice;
mod watch;
mod window;

pub use lot_page::{Laid, Lot, LotPage};
pub use lots_page::LotsPage;
