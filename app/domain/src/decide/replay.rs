//! A trace read back: the decision it tells, made anew from its own numbers.

use std::collections::BTreeMap;

use super::sums::points;
use super::{Decision, ExamGroup, Mention, TraceStep};
use crate::code::{BlocCode, ComponentCode};
use crate::coefficient::{Coefficient, Points};
use crate::mark::Mark;
use crate::ratio::Ratio;
use crate::ruleset::Counting;

/// What a trace leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replayed {
    /// The decision.
    pub decision: Decision,
    /// The mention.
    pub mention: Option<Mention>,
    /// The average the decision rests on.
    pub average: Option<Ratio>,
    /// Its points.
    pub points: Option<Points>,
    /// Its coefficients.
    pub coefficients: Option<Coefficient>,
}

/// The step, counted from 0, that does not follow from those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Astray(pub usize);

/// Makes the decision of a trace anew from the trace alone, every sum and comparison included.
///
/// # Errors
/// The first step whose numbers do not follow; the number of steps when they lead nowhere.
pub fn replay(trace: &[TraceStep]) -> Result<Replayed, Astray> {
    let mut replay = Replay::default();
    for (place, step) in trace.iter().enumerate() {
        replay.step(step).ok_or(Astray(place))?;
    }
    let decision = replay.decision().ok_or(Astray(trace.len()))?;
    let sums = replay.sums.filter(|_| replay.verdict.is_none() || replay.held);
    Ok(Replayed {
        decision,
        mention: replay.mention.filter(|_| decision == Decision::Admitted),
        average: replay.average.filter(|_| sums.is_some()),
        points: sums.map(|sums| sums.0),
        coefficients: sums.map(|sums| sums.1),
    })
}

#[derive(Clone, Copy)]
struct Line {
    mark: Mark,
    coefficient: Coefficient,
    extra: Option<Counting>,
}

#[derive(Default)]
struct Replay {
    lines: Vec<(ComponentCode, Line)>,
    /// The mean of the orals, when it is not the better mark that counts.
    orals: Vec<Mark>,
    sums: Option<(Points, Coefficient)>,
    /// Their quotient.
    exact: Option<Ratio>,
    first: Option<Ratio>,
    /// Decimals every average is rounded to before it is compared.
    rounded: Option<u8>,
    average: Option<Ratio>,
    blocs: BTreeMap<BlocCode, Option<Ratio>>,
    eliminated: bool,
    absent: bool,
    passed: Option<Decision>,
    control: Option<bool>,
    certificate: bool,
    mention: Option<Mention>,
    /// What ended the matter before any average, or over it.
    verdict: Option<Decision>,
    /// True when it lies over an average.
    held: bool,
}

impl Replay {
    fn step(&mut self, step: &TraceStep) -> Option<()> {
        let agree = |same: bool| same.then_some(());
        match step {
            TraceStep::Ignored { .. } | TraceStep::Rounded { .. } | TraceStep::Raised { .. } => {}
            TraceStep::Excluded { .. } | TraceStep::Provisional { .. } | TraceStep::Waived { .. } => {}
            TraceStep::Derived {
                scale, parts, exact, ..
            } => {
                let made = scale.combine(parts.iter().map(|part| (part.mark, part.weight)));
                agree(made == Some(*exact))?;
            }
            TraceStep::Counted {
                slot,
                mark,
                extra,
                coefficient,
                points: told,
                ..
            } => {
                agree(points(*extra, *mark, *coefficient) == *told)?;
                let (mark, coefficient, extra) = (*mark, *coefficient, *extra);
                let line = Line {
                    mark,
                    coefficient,
                    extra,
                };
                self.lines.push((slot.component, line));
            }
            TraceStep::Average {
                group,
                points,
                coefficients,
                average,
                rounded,
            } => {
                let sums = self.sums(|_, _| true);
                let exact = Ratio::average(sums.0, sums.1)?;
                agree(sums == (*points, *coefficients) && exact.compared(*rounded) == *average)?;
                (self.sums, self.exact) = (Some(sums), Some(exact));
                (self.average, self.rounded) = (Some(*average), *rounded);
                if *group == ExamGroup::First {
                    self.first = Some(*average);
                }
            }
            TraceStep::BlocAverage {
                bloc,
                components,
                average,
                ..
            } => {
                let (points, coefficients) = self.sums(|code, line| components.contains(&code) && line.extra.is_none());
                let exact = Ratio::average(points, coefficients);
                agree(exact.map(|exact| exact.compared(self.rounded)) == *average)?;
                self.blocs.insert(*bloc, *average);
            }
            TraceStep::BelowFloor {
                components,
                average,
                at_least,
                strict,
            } => {
                let (points, coefficients) = self.sums(|code, _| components.contains(&code));
                let below = !average.at_least(*at_least) || (*strict && *average == Ratio::from(*at_least));
                agree(below && Ratio::average(points, coefficients)?.compared(self.rounded) == *average)?;
                self.eliminated = true;
            }
            TraceStep::EliminatedBy { .. } => self.eliminated = true,
            TraceStep::AbsentEverywhere => self.absent = true,
            TraceStep::Gate {
                decision,
                at_least,
                reached,
                asks,
                short,
                passed,
            } => {
                agree(self.average?.at_least(*at_least) == *reached)?;
                let falls_short = |(bloc, at_least): &(&BlocCode, &Mark)| {
                    let average = self.blocs.get(bloc).copied().flatten();
                    average.is_some_and(|average| !average.at_least(**at_least))
                };
                agree(asks.iter().filter(falls_short).count() == short.len())?;
                agree((*reached && short.is_empty()) == *passed)?;
                if *passed && self.passed.is_none() {
                    self.passed = Some(*decision);
                }
            }
            TraceStep::Oral {
                component, first, kept, ..
            } => match (first, kept) {
                (Some(first), Some(kept)) => {
                    self.orals.push(*kept);
                    let line = self.lines.iter_mut().find(|(code, _)| code == component);
                    if let Some((_, line)) = line.filter(|_| kept >= first) {
                        line.mark = *kept;
                    }
                }
                (None, Some(kept)) => self.orals.push(*kept),
                _ => {}
            },
            TraceStep::MeanOfAverages {
                first,
                orals,
                average,
                rounded,
            } => {
                agree(self.exact == Some(*first))?;
                let sum: i64 = self.orals.iter().map(|mark| i64::from(mark.hundredths())).sum();
                let mean = Ratio::new(sum, self.orals.len() as u64 * 100)?;
                let both = first.mean(mean).map(|both| both.compared(*rounded));
                agree(mean == *orals && both == Some(*average))?;
                self.average = Some(*average);
            }
            TraceStep::Control { at_least, passed } => {
                agree(self.average?.at_least(*at_least) == *passed)?;
                self.control = Some(*passed);
            }
            TraceStep::Certificate { at_least, given } => {
                agree(self.average.max(self.first)?.at_least(*at_least) == *given)?;
                self.certificate = *given;
            }
            TraceStep::Mention { mention, at_least } => {
                agree(self.average?.at_least(*at_least))?;
                self.mention = Some(*mention);
            }
            TraceStep::MentionBarred { .. } => self.mention = None,
            TraceStep::Attested {
                at_least, components, ..
            } => {
                for component in components {
                    let own = self.sums(|code, line| code == *component && line.extra.is_none());
                    let average = Ratio::average(own.0, own.1)?.compared(self.rounded);
                    agree(average.at_least(*at_least))?;
                }
            }
            TraceStep::Missing { .. } | TraceStep::NothingCounts => self.verdict = Some(Decision::Pending),
            TraceStep::Replacement { .. } => self.verdict = Some(Decision::Replacement),
            TraceStep::Incomplete { decision, .. } => self.verdict = Some(*decision),
            TraceStep::Cancelled => self.hold(Decision::Cancelled),
            TraceStep::Withheld => self.hold(Decision::Withheld),
        }
        Some(())
    }

    /// A verdict over what was decided: sums stay told where there were any.
    fn hold(&mut self, decision: Decision) {
        self.held = self.verdict.is_none() || self.held;
        self.verdict = Some(decision);
    }

    fn decision(&self) -> Option<Decision> {
        if let Some(verdict) = self.verdict {
            return Some(verdict);
        }
        self.average?;
        if self.absent {
            return Some(Decision::Absent);
        }
        if self.eliminated {
            return Some(Decision::Eliminated);
        }
        let refused = if self.certificate {
            Decision::RefusedCert
        } else {
            Decision::Refused
        };
        Some(match (self.control, self.passed) {
            (Some(true), _) => Decision::Admitted,
            (Some(false), _) | (None, None) => refused,
            (None, Some(decision)) => decision,
        })
    }

    fn sums(&self, of: impl Fn(ComponentCode, &Line) -> bool) -> (Points, Coefficient) {
        let (mut sum, mut coefficients) = (Points::ZERO, Coefficient::ZERO);
        for (code, line) in &self.lines {
            if of(*code, line) {
                sum += points(line.extra, line.mark, line.coefficient);
                if line.extra.is_none() {
                    coefficients += line.coefficient;
                }
            }
        }
        (sum, coefficients)
    }
}
