//! The verbs: who is asking, may they, load, decide, record. One verb, one file.
//!
//! The crate knows nothing of HTTP, of pages or of words; it answers with values and codes.

mod actor;
mod clock;
mod desk;
mod guards;
mod paris;
mod password;
mod record;
mod refusal;
mod rulesets;
mod sitting;

mod answer_proposal;
mod candidate_view;
mod change_password;
mod compose_jury;
mod confirm_decisions;
mod create_account;
mod create_session;
mod disable_account;
mod draw_anonymity;
mod export_log;
mod give_lot;
mod give_seat;
mod log_in;
mod make_lots;
mod map_mef;
mod preparation;
mod register_applications;
mod jury_view;
mod move_jury;
mod my_juries;
mod propose_change;
mod raise_mark;
mod reopen_decision;
mod reset_password;
mod set_context;
mod set_flag;
mod set_preference;
mod sign_minutes;
mod watch;
mod withdraw_raise;

mod cell_history;
mod lock_lot;
mod lot_view;
mod my_lots;
mod save_marks;

pub use change_password::ChangePassword;
pub use clock::Clock;
pub use compose_jury::{Candidates, ComposeJury};
pub use create_account::CreateAccount;
pub use create_session::CreateSession;
pub use desk::{Desk, Settings};
pub use log_in::LogIn;
pub use make_lots::{LotsMade, MakeLots};
pub use map_mef::MapMef;
pub use paris::Paris;
pub use preparation::Preparation;
pub use record::Record;
pub use refusal::Refusal;
pub use register_applications::Registration;
pub use set_flag::SetFlag;
pub use store;
pub use watch::{Watch, Watcher};

/// What a verb answers.
pub type Result<T, E = Refusal> = std::result::Result<T, E>;
