//! The law: marks, rulesets and decisions. Pure functions over integers: no input, no output, no clock, no float.
//!
//! ```
//! use domain::{CandidateMarks, Decision, builtin_ruleset, decide};
//!
//! let ruleset = builtin_ruleset("BCG24").expect("it comes with the software");
//! let outcome = decide(&ruleset, &CandidateMarks::default());
//! assert_eq!(outcome.decision, Decision::Pending);
//! ```

mod code;
mod coefficient;
mod decide;
mod decimal;
mod entry;
mod mark;
mod ratio;
mod ruleset;
mod slot;

pub use code::{
    BlocCode, CodeError, ComponentCode, PartCode, RegimeCode, RulesetCode, SpecialityCode,
};
pub use coefficient::{Coefficient, CoefficientError, Points};
pub use decide::*;
pub use entry::{Entry, MarkCode};
pub use mark::{Mark, MarkError, Step};
pub use ratio::{Ratio, RatioError};
pub use ruleset::*;
pub use slot::{Cell, ComponentKind, Slot};
