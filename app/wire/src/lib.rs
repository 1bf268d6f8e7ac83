//! What crosses the network: commands in, views out. Serde and domain types only.
//!
//! Nothing a marker or a juror receives has a field for a name: anonymity is in the types.

mod event;
mod jury;
mod lot;
mod me;
mod presence;
mod refused;

pub use event::Event;
pub use jury::*;
pub use lot::{
    CellAnswer, CellDeed, CellHistory, CellOutcome, CellPast, CellWrite, LockLot, LotCell, LotColumn, LotRow, LotState,
    LotSummary, LotView, SaveMarks, french_sum, mark_refusal, read_sum,
};
pub use me::{FormState, Me, PageContext};
pub use presence::{Cursor, Presence, Present};
pub use refused::{FieldError, Refused, RefusedCode};
