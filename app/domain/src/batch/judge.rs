//! From the sums of a candidate to the decision on him.

use super::plan::Plan;
use super::tables::{ABSENT, AWAITED, BARS, DEFERRED, MISSING, PRESENT, SUMS};
use super::{Ruling, average};
use crate::decide::Decision;
use crate::mark::Mark;
use crate::ruleset::Compare;

/// What the cells of one candidate amount to.
#[derive(Clone, Copy)]
pub(super) struct Sum {
    pub points: i64,
    pub coefficients: u32,
    pub flags: u64,
}

impl Plan<'_> {
    /// The decision on a candidate whose cells sum up to this; `of_set` gives the sums of a bloc or a floor.
    #[inline]
    pub(super) fn judge(&self, sum: Sum, of_set: impl Fn(usize) -> u64) -> Ruling {
        let undecided = |decision| Ruling {
            points: 0,
            coefficients: 0,
            decision,
            mention: None,
        };
        if sum.flags & MISSING != 0 {
            return undecided(Decision::Pending);
        }
        if sum.flags & AWAITED != 0 {
            return undecided(Decision::Replacement);
        }
        if sum.coefficients == 0 {
            return undecided(Decision::Pending);
        }
        let reaches = |at_least: Mark| self.reaches(sum.points, sum.coefficients, at_least);
        let set_reaches = |set: usize, at_least: Mark| {
            let sum = of_set(set);
            coefficients(sum) == 0 || self.reaches(points(sum), coefficients(sum), at_least)
        };
        let decision = if sum.flags & ABSENT != 0 && sum.flags & PRESENT == 0 {
            Decision::Absent
        } else if sum.flags & BARS != 0 || self.below_a_floor(&of_set) {
            Decision::Eliminated
        } else {
            let reached = |(bloc, at_least): &(usize, Mark)| set_reaches(*bloc, *at_least);
            let mut gates = self.limits.gates.iter();
            let passed = gates.find(|gate| reaches(gate.average) && gate.blocs.iter().all(reached));
            passed.map_or(Decision::Refused, |gate| gate.leads_to)
        };
        let decision = match (decision, self.limits.certificate) {
            (Decision::Refused, _) if sum.flags & DEFERRED != 0 => return undecided(Decision::Replacement),
            (Decision::Refused, Some(at_least)) if reaches(at_least) => Decision::RefusedCert,
            (decision, _) => decision,
        };
        let mention = match decision {
            Decision::Admitted => self.limits.mentions.iter().find(|(at_least, _)| reaches(*at_least)),
            _ => None,
        };
        Ruling {
            points: sum.points,
            coefficients: sum.coefficients,
            decision,
            mention: mention.map(|(_, mention)| *mention),
        }
    }

    fn below_a_floor(&self, of_set: &impl Fn(usize) -> u64) -> bool {
        let floors = self.ruleset.floors.iter().enumerate();
        floors.into_iter().any(|(place, floor)| {
            let sum = of_set(self.ruleset.blocs.len() + place);
            let (points, coefficients) = (points(sum), coefficients(sum));
            let equal = || average(self.ruleset, points, coefficients) == Some(floor.at_least.into());
            coefficients > 0 && (!self.reaches(points, coefficients, floor.at_least) || (floor.strict && equal()))
        })
    }

    /// Does the average of these sums reach a mark?
    #[inline]
    fn reaches(&self, points: i64, coefficients: u32, at_least: Mark) -> bool {
        match self.ruleset.average.compare {
            Compare::Exact => points >= i64::from(at_least.hundredths()) * i64::from(coefficients),
            Compare::HalfUp => {
                average(self.ruleset, points, coefficients).is_some_and(|average| average.at_least(at_least))
            }
        }
    }
}

#[inline]
pub(super) fn points(sum: u64) -> i64 {
    i64::from(sum as u32)
}

#[inline]
pub(super) fn coefficients(sum: u64) -> u32 {
    ((sum & SUMS) >> 32) as u32
}
