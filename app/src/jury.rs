//! The deliberation: president, members and projector on one stream of events.

mod board;
mod calls;
mod candidate;
mod choice;
mod clock;
mod closing;
mod inbox;
mod keys;
mod lines;
mod list;
mod live;
mod map;
mod marks;
mod mine;
mod minutes;
mod projection;
mod room;
mod say;
mod simulation;
mod whatif;

stylance::import_crate_style!(css, "src/jury/board.module.css");

pub use board::{Board, BoardGiven, JuryPage};
pub use mine::JuriesPage;
pub use minutes::MinutesPage;
pub use projection::{Projection, ProjectionPage};
pub use whatif::{WhatIf, WhatIfGiven, WhatIfPage};
