//! What crosses the network: commands in, views out. Serde and domain types only.
//!
//! Nothing a marker or a juror receives has a field for a name: anonymity is in the types.

mod cells;
mod event;
mod grid_choices;
mod imports;
mod jury;
mod lot;
mod lot_column;
mod lot_file;
mod lot_sums;
mod me;
mod office;
mod presence;
mod refused;
mod results;

pub use cells::Cells;
pub use event::{Event, JuryAct, LotAct};
pub use grid_choices::GridChoices;
pub use imports::{ImportKind, ImportLine, ImportReport, ImportView, ImportsView, JobState, Weight};
pub use jury::*;
pub use lot::{
    CellAnswer, CellDeed, CellHistory, CellOutcome, CellPast, CellWrite, LockLot, LotCell, LotRow, LotState,
    LotSummary, LotView, ROOMY, SaveMarks, Spread, mark_refusal,
};
pub use lot_column::{LotColumn, LotTotal};
pub use lot_file::{Draft, SheetRows};
pub use lot_sums::{TEN, bounds_of_ten, french_sum, read_sum, tens_of};
pub use me::{FormState, Me, PageContext};
pub use office::*;
pub use presence::{Cursor, Presence, Present};
pub use refused::{FieldError, Refused, RefusedCode};
pub use results::{
    ControlList, ControlOrals, KeptMarks, MarkNote, PostingList, PublicationView, PublicationsView, PublishableJury,
    ResultCounts, ResultMark, ResultSheet,
};
