//! The verbs: who is asking, may they, load, decide, record. One verb, one file.
//!
//! The crate knows nothing of HTTP, of pages or of words; it answers with values and codes.

mod actor;
mod clock;
mod desk;
mod paris;
mod password;
mod refusal;
mod rulesets;

mod change_password;
mod create_account;
mod create_session;
mod disable_account;
mod export_log;
mod log_in;
mod reset_password;
mod set_preference;
mod watch;

mod cell_history;
mod lock_lot;
mod lot_view;
mod my_lots;
mod save_marks;

pub use change_password::ChangePassword;
pub use clock::Clock;
pub use create_account::CreateAccount;
pub use create_session::CreateSession;
pub use desk::{Desk, Settings};
pub use log_in::LogIn;
pub use paris::Paris;
pub use refusal::Refusal;
pub use store;
pub use watch::{Watch, Watcher};

/// What a verb answers.
pub type Result<T, E = Refusal> = std::result::Result<T, E>;
