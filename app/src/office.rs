//! The exam office (bureau): following and preparing a session, candidates by name, juries, accounts.

pub mod calls;

mod accounts;
mod acts;
mod candidate;
mod candidates;
mod centre;
mod comparison;
mod double_entry;
mod juries;
mod jury;
mod jury_rows;
mod lot;
mod lots;
mod missing;
mod overview;
mod parts;
mod preparation;
mod preparation_juries;
mod preparation_lots;
mod ruleset_check;
mod ruleset_compare;
mod ruleset_local;
mod ruleset_sheet;
mod rulesets;
mod situation;
mod situation_draft;
mod situation_facts;
mod situation_form;
mod situation_rows;
mod situation_ticks;
mod tabs;

pub use accounts::AccountsPage;
pub use candidate::CandidatePage;
pub use candidates::CandidatesPage;
pub use centre::CentrePage;
pub use comparison::ComparisonPage;
pub use juries::FollowJuriesPage;
pub use jury::JurySheetPage;
pub use lot::LotSheetPage;
pub use lots::FollowLotsPage;
pub use missing::MissingPage;
pub use overview::OverviewPage;
pub use preparation::PreparationPage;
pub use ruleset_check::CheckRulesetPage;
pub use ruleset_compare::CompareRulesetsPage;
pub use rulesets::RulesetsPage;
pub use situation::SituationPage;
pub use tabs::OfficeTabs;

stylance::import_crate_style!(css, "src/office/office.module.css");
