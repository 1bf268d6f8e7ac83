//! The verbs: who is asking, may they, load, decide, record. One verb, one file.
//!
//! The crate knows nothing of HTTP, of pages or of words; it answers with values and codes.

mod actor;
mod apply_pupils;
mod clock;
mod desk;
mod gate;
mod guards;
mod import_run;
mod paris;
mod password;
mod reading;
mod reconcile;
mod record;
mod result_set;
mod result_sheet;
mod rulesets;
mod scratch;
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
mod import_file;
mod import_marks;
mod import_places;
mod import_siecle;
mod job;
mod jury_view;
mod log_in;
mod make_lots;
mod map_mef;
mod preparation;
mod register_applications;
mod move_jury;
mod my_juries;
mod posting_list;
mod propose_change;
mod publications;
mod publish_results;
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
mod withdraw_results;

mod candidate_file;
mod discharge_lot;
mod find_candidates;
mod follow_juries;
mod follow_lots;
mod list_accounts;
mod missing_marks;
mod office;
mod office_overview;
mod office_preparation;
mod reopen_lot;

pub use change_password::ChangePassword;
pub use clock::Clock;
pub use compose_jury::{Candidates, ComposeJury};
pub use create_account::CreateAccount;
pub use create_session::CreateSession;
pub use desk::{Desk, Settings};
pub use discharge_lot::Discharged;
pub use import_file::ImportFile;
pub use log_in::LogIn;
pub use make_lots::{LotsMade, MakeLots};
pub use map_mef::MapMef;
pub use missing_marks::MissingOf;
pub use paris::Paris;
pub use preparation::Preparation;
pub use publish_results::{PublishResults, ResultRenderer};
pub use record::Record;
pub use refusal::Refusal;
pub use register_applications::Registration;
pub use result_set::{Identity, Page, ResultSet, SetHead, SetWriter};
pub use scratch::Scratch;
pub use search_key::search_key;
pub use set_flag::SetFlag;
pub use store;

/// What a verb answers.
pub type Result<T, E = Refusal> = std::result::Result<T, E>;
