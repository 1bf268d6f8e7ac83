//! What crosses the network: commands in, views out. Serde and domain types only.
//!
//! Nothing a marker or a juror receives has a field for a name: anonymity is in the types.

mod event;
mod imports;
mod me;
mod presence;
mod refused;

pub use event::Event;
pub use imports::{ImportKind, ImportLine, ImportReport, ImportView, ImportsView, JobState, Weight};
pub use me::{FormState, Me, PageContext};
pub use presence::{Cursor, Presence, Present};
pub use refused::{FieldError, Refused, RefusedCode};
