//! What crosses the network: commands in, views out. Serde and domain types only.
//!
//! Nothing a marker or a juror receives has a field for a name: anonymity is in the types.

mod event;
mod me;
mod office;
mod presence;
mod refused;

pub use event::Event;
pub use me::{FormState, Me, PageContext};
pub use office::*;
pub use presence::{Cursor, Presence, Present};
pub use refused::{FieldError, Refused, RefusedCode};
