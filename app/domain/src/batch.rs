//! A session decided at once: a ruleset compiled to flat tables, candidates in columns. The answer is that of
//! [`crate::decide`], candidate by candidate; who has something that columns cannot hold is decided by it.

mod columns;
mod judge;
mod limits;
mod plain;
mod plan;
mod run;
mod tables;
mod value;

pub use columns::{Columns, NotAColumn};
pub use plan::Plan;
pub use value::Value;

use crate::coefficient::{Coefficient, Points};
use crate::decide::{Decision, Mention, Outcome};
use crate::ratio::Ratio;
use crate::ruleset::Ruleset;

/// A decision without its trace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ruling {
    points: i64,
    coefficients: u32,
    /// The decision.
    pub decision: Decision,
    /// The mention of an admitted candidate.
    pub mention: Option<Mention>,
}

impl Ruling {
    /// Σ mark × coefficient; none where there is no average.
    pub fn points(&self) -> Option<Points> {
        (self.coefficients > 0).then(|| Points::from_ten_thousandths(self.points))
    }

    /// The average of these sums, as thresholds are compared with it. Where the orals have a mean of their own, the
    /// decision rests on another.
    pub fn average(&self, ruleset: &Ruleset) -> Option<Ratio> {
        average(ruleset, self.points, self.coefficients)
    }

    /// Σ coefficient; none where there is no average.
    pub fn coefficients(&self) -> Option<Coefficient> {
        (self.coefficients > 0).then(|| Coefficient::from_hundredths(self.coefficients))
    }
}

impl From<&Outcome> for Ruling {
    fn from(outcome: &Outcome) -> Ruling {
        Ruling {
            points: outcome.points.map_or(0, Points::ten_thousandths),
            coefficients: outcome.coefficients.map_or(0, Coefficient::hundredths),
            decision: outcome.decision,
            mention: outcome.mention,
        }
    }
}

/// What thresholds are compared with, of exact sums.
fn average(ruleset: &Ruleset, points: i64, coefficients: u32) -> Option<Ratio> {
    let (points, coefficients) = (
        Points::from_ten_thousandths(points),
        Coefficient::from_hundredths(coefficients),
    );
    Ratio::average(points, coefficients).map(|exact| ruleset.average.compared(exact))
}
