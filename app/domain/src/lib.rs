//! The law: marks, rulesets and decisions, jury states, rights, acts. Pure functions over integers: no input, no
//! output, no clock, no float.
//!
//! ```
//! use domain::{CandidateMarks, Decision, builtin_ruleset, decide};
//!
//! let ruleset = builtin_ruleset("BCG24").expect("it comes with the software");
//! let outcome = decide(&ruleset, &CandidateMarks::default());
//! assert_eq!(outcome.decision, Decision::Pending);
//! ```

mod act;
mod actor;
mod anonymity;
mod batch;
mod code;
mod coefficient;
mod context;
mod day;
mod decide;
mod decimal;
mod entry;
mod hypothesis;
mod ids;
mod jury_state;
mod local_rules;
mod mark;
mod ratio;
mod rights;
mod ruleset;
mod shortfall;
mod situation;
mod slot;
mod stream_key;
mod uai;
mod withheld;

pub use act::{Act, Flag};
pub use actor::{Actor, Grant, Role, Scope};
pub use anonymity::{AnonymityError, AnonymityNumber};
pub use batch::{Columns, NotAColumn, Plan, Ruling, Value};
pub use code::{BlocCode, CodeError, ComponentCode, PartCode, RegimeCode, RulesetCode, SpecialityCode};
pub use coefficient::{Coefficient, CoefficientError, Points};
pub use context::{ApplicationContext, CandidateCategory, OptionTaken};
pub use day::*;
pub use decide::*;
pub use entry::{Entry, MarkCode};
pub use hypothesis::Hypothesis;
pub use ids::*;
pub use jury_state::{Guard, JuryState, MinutesSigning, Mover, Transition, transitions};
pub use local_rules::{LocalRefusal, LocalRules};
pub use mark::{Mark, MarkError, Step};
pub use ratio::{Ratio, RatioError};
pub use rights::{Action, Object, Reason, Verdict, Who, may, table as rights_table};
pub use ruleset::*;
pub use shortfall::{Beyond, Shortfall, is_borderline, shortfall};
pub use situation::SituationFault;
pub use slot::{Cell, ComponentKind, Slot};
pub use stream_key::StreamKey;
pub use uai::*;
pub use withheld::REASON_WITHHELD;
