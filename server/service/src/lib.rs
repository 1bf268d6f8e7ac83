//! The verbs: who is asking, may they, load, decide, record. One verb, one file.
//!
//! The crate knows nothing of HTTP, of pages or of words; it answers with values and codes.

mod actor;
mod apply_pupils;
mod clock;
mod desk;
mod import_run;
mod password;
mod paris;
mod reading;
mod refusal;
mod rulesets;
mod scratch;
mod search_key;

mod change_password;
mod create_account;
mod create_session;
mod disable_account;
mod export_log;
mod import_file;
mod import_marks;
mod import_places;
mod import_siecle;
mod job;
mod log_in;
mod reset_password;
mod set_preference;
mod watch;

pub use change_password::ChangePassword;
pub use clock::Clock;
pub use create_account::CreateAccount;
pub use create_session::CreateSession;
pub use desk::{Desk, Settings};
pub use import_file::ImportFile;
pub use log_in::LogIn;
pub use paris::Paris;
pub use refusal::Refusal;
pub use scratch::Scratch;
pub use search_key::search_key;
pub use watch::{Watch, Watcher};
pub use store;

/// What a verb answers.
pub type Result<T, E = Refusal> = std::result::Result<T, E>;
