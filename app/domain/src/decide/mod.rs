//! The decision: one pure function, the same on the server, in the browser and at the command line.

mod brings;
mod count;
mod flaw;
mod group2;
mod input;
mod line;
mod outcome;
mod raises;
mod replay;
mod screen;
mod smallest;
mod sums;
mod trace;

pub use flaw::{ChoiceRefusal, ConservationRefusal, Flaw, RaiseRefusal};
pub use input::{CandidateMarks, Context, Sanction};
pub use line::{
    DecideLine, DecisionLine, Fields, LineContext, LineError, LineMark, LineOption, LineReason, Since, schema,
};
pub use outcome::{Decision, Mention, Outcome};
pub use raises::{Raise, check_raise, sufficient_raises};
pub use replay::{Astray, Replayed, replay};
pub use smallest::{Plan as RaisePlan, goals, nearest_raise, smallest_raise};
pub use trace::{ExamGroup, ShortBloc, TraceStep, WeightedMark};

pub(crate) use brings::{Brings, brings};

use crate::code::{BlocCode, ComponentCode};
use crate::ratio::Ratio;
use crate::ruleset::{Bar, Bloc, Floor, Group2, Ruleset};
use sums::{Sums, Tally};

/// Decides on a candidate, and tells how.
///
/// What cannot stand in the input is left out and traced as [`TraceStep::Ignored`]; see [`flaws`].
pub fn decide(ruleset: &Ruleset, marks: &CandidateMarks) -> Outcome {
    let mut trace = Vec::new();
    let marks = screen::screen(ruleset, marks, &mut trace);
    let tally = count::count(ruleset, &marks, &mut trace);
    let mut outcome = judge(ruleset, &marks, tally, trace);
    if marks.context.sanction == Some(Sanction::ExamCancelled) {
        outcome.hold(Decision::Cancelled, TraceStep::Cancelled);
    }
    if marks.presumed_fraud {
        outcome.hold(Decision::Withheld, TraceStep::Withheld);
    }
    outcome
}

/// What cannot stand in the input.
pub fn flaws(ruleset: &Ruleset, marks: &CandidateMarks) -> Vec<Flaw> {
    let mut trace = Vec::new();
    let marks = screen::screen(ruleset, marks, &mut trace);
    count::count(ruleset, &marks, &mut trace);
    trace
        .into_iter()
        .filter_map(|step| match step {
            TraceStep::Ignored { flaw } => Some(flaw),
            _ => None,
        })
        .collect()
}

impl Outcome {
    fn hold(&mut self, decision: Decision, step: TraceStep) {
        self.decision = decision;
        self.mention = None;
        self.trace.push(step);
    }
}

fn undecided(decision: Decision, step: TraceStep, mut trace: Vec<TraceStep>) -> Outcome {
    trace.push(step);
    Outcome {
        decision,
        mention: None,
        average: None,
        points: None,
        coefficients: None,
        trace,
    }
}

fn judge(ruleset: &Ruleset, marks: &CandidateMarks, mut tally: Tally, mut trace: Vec<TraceStep>) -> Outcome {
    let later = &marks.context.later;
    tally.missing.retain(|slot| !later.contains(&slot.component));
    if !tally.missing.is_empty() {
        return undecided(Decision::Pending, TraceStep::Missing { slots: tally.missing }, trace);
    }
    if !tally.awaited.is_empty() {
        return undecided(
            Decision::Replacement,
            TraceStep::Replacement { slots: tally.awaited },
            trace,
        );
    }
    if let (Some(rule), false) = (&ruleset.incomplete, later.is_empty()) {
        attested(ruleset, &tally, &mut trace);
        let later = later.iter().copied().collect();
        let decision = rule.decision.into();
        return undecided(decision, TraceStep::Incomplete { later, decision }, trace);
    }
    let first = Sums::of(ruleset, tally.lines.iter());
    let Some(mut average) = first.average else {
        return undecided(Decision::Pending, TraceStep::NothingCounts, trace);
    };
    let mut sums = first;
    let first_average = average;
    trace.push(averaged(ruleset, ExamGroup::First, &sums, average));

    let mut decision = if tally.absent_everywhere() {
        trace.push(TraceStep::AbsentEverywhere);
        Decision::Absent
    } else if eliminated(ruleset, &tally, &mut trace) {
        Decision::Eliminated
    } else {
        first_group(ruleset, &tally, average, &mut trace)
    };

    let mut after_orals = false;
    if let (Decision::Group2, Some(rule), false) = (decision, &ruleset.group2, marks.group2.is_empty()) {
        match group2::orals(ruleset, marks, &mut tally.lines, &mut trace) {
            group2::Orals::Waiting => {}
            group2::Orals::Replacement(slots) => {
                return undecided(Decision::Replacement, TraceStep::Replacement { slots }, trace);
            }
            group2::Orals::Done { mean: Some(orals) } => {
                let first = sums.exact.unwrap_or(average);
                average = first.mean(orals).map_or(average, |mean| ruleset.average.compared(mean));
                let rounded = ruleset.average.rounds_to();
                trace.push(TraceStep::MeanOfAverages {
                    first,
                    orals,
                    average,
                    rounded,
                });
                (decision, after_orals) = (control(rule, average, &mut trace), true);
            }
            group2::Orals::Done { mean: None } => {
                sums = Sums::of(ruleset, tally.lines.iter());
                average = sums.average.unwrap_or(average);
                trace.push(averaged(ruleset, ExamGroup::Second, &sums, average));
                (decision, after_orals) = (control(rule, average, &mut trace), true);
            }
        }
    }

    if decision == Decision::Refused && !tally.deferred.is_empty() {
        let slots = tally.deferred;
        return undecided(Decision::Replacement, TraceStep::Replacement { slots }, trace);
    }
    if let (Decision::Refused, Some(certificate)) = (decision, &ruleset.certificate) {
        // A mean with worse orals takes no certificate away.
        let given = average.max(first_average).at_least(certificate.at_least);
        trace.push(TraceStep::Certificate {
            at_least: certificate.at_least,
            given,
        });
        if given {
            decision = Decision::RefusedCert;
        }
    }
    if matches!(
        decision,
        Decision::Refused | Decision::RefusedCert | Decision::Eliminated
    ) {
        attested(ruleset, &tally, &mut trace);
    }
    let mention = if decision == Decision::Admitted {
        mention(ruleset, marks, average, after_orals, &mut trace)
    } else {
        None
    };
    Outcome {
        decision,
        mention,
        average: Some(average),
        points: Some(sums.points),
        coefficients: Some(sums.coefficients),
        trace,
    }
}

/// Is the average after the orals enough?
fn control(rule: &Group2, average: Ratio, trace: &mut Vec<TraceStep>) -> Decision {
    let at_least = rule.admitted_at_least;
    let passed = average.at_least(at_least);
    trace.push(TraceStep::Control { at_least, passed });
    if passed { Decision::Admitted } else { Decision::Refused }
}

/// The mandatory components whose average is attested to who is not admitted.
fn attested(ruleset: &Ruleset, tally: &Tally, trace: &mut Vec<TraceStep>) {
    let Some(rule) = &ruleset.attestation else { return };
    let mut components: Vec<ComponentCode> = Vec::new();
    let mandatory = || tally.lines.iter().filter(|line| line.mandatory());
    for component in mandatory().map(|line| line.slot.component) {
        if components.contains(&component) {
            continue;
        }
        let own = mandatory().filter(|line| line.slot.component == component);
        let average = Sums::of(ruleset, own).average;
        if average.is_some_and(|average| average.at_least(rule.at_least)) {
            components.push(component);
        }
    }
    let reaches = |bloc: &&Bloc| {
        let own = mandatory().filter(|line| bloc.components.contains(&line.slot.component));
        Sums::of(ruleset, own)
            .average
            .is_some_and(|average| average.at_least(rule.at_least))
    };
    let blocs = rule.blocs.iter().filter_map(|code| ruleset.bloc(*code));
    let blocs: Vec<BlocCode> = blocs.filter(reaches).map(|bloc| bloc.code).collect();
    if !(components.is_empty() && blocs.is_empty()) {
        trace.push(TraceStep::Attested {
            at_least: rule.at_least,
            components,
            blocs,
        });
    }
}

fn averaged(ruleset: &Ruleset, group: ExamGroup, sums: &Sums, average: Ratio) -> TraceStep {
    TraceStep::Average {
        group,
        points: sums.points,
        coefficients: sums.coefficients,
        average,
        rounded: ruleset.average.rounds_to(),
    }
}

/// Codes that bar the diploma, then floors.
fn eliminated(ruleset: &Ruleset, tally: &Tally, trace: &mut Vec<TraceStep>) -> bool {
    let before = trace.len();
    trace.extend(
        tally
            .eliminating
            .iter()
            .map(|&(slot, code)| TraceStep::EliminatedBy { slot, code }),
    );
    for floor in &ruleset.floors {
        let lines = tally
            .lines
            .iter()
            .filter(|line| floor.components.contains(&line.slot.component));
        let average = Sums::of(ruleset, lines).average;
        if let Some(average) = average.filter(|average| !stands_over(floor, *average)) {
            let components = floor.components.clone();
            trace.push(TraceStep::BelowFloor {
                components,
                average,
                at_least: floor.at_least,
                strict: floor.strict,
            });
        }
    }
    trace.len() > before
}

fn stands_over(floor: &Floor, average: Ratio) -> bool {
    average.at_least(floor.at_least) && !(floor.strict && average == Ratio::from(floor.at_least))
}

/// The first gate that is passed; who passes none is refused.
fn first_group(ruleset: &Ruleset, tally: &Tally, average: Ratio, trace: &mut Vec<TraceStep>) -> Decision {
    let mut blocs = Vec::with_capacity(ruleset.blocs.len());
    for bloc in &ruleset.blocs {
        let lines = tally
            .lines
            .iter()
            .filter(|line| bloc.components.contains(&line.slot.component));
        let sums = Sums::of(ruleset, lines.filter(|line| line.mandatory()));
        trace.push(TraceStep::BlocAverage {
            bloc: bloc.code,
            components: bloc.components.clone(),
            points: sums.points,
            coefficients: sums.average.map(|_| sums.coefficients),
            average: sums.average,
        });
        blocs.push((bloc.code, sums.average));
    }
    for gate in &ruleset.group1 {
        let short: Vec<ShortBloc> = gate
            .blocs_at_least
            .iter()
            .filter_map(|(&bloc, &at_least)| {
                let own = blocs.iter().find(|(code, _)| *code == bloc);
                let average = own.and_then(|(_, average)| *average)?;
                (!average.at_least(at_least)).then_some(ShortBloc {
                    bloc,
                    average,
                    at_least,
                })
            })
            .collect();
        let reached = average.at_least(gate.average_at_least);
        let passed = reached && short.is_empty();
        let decision = Decision::from(gate.decision);
        let at_least = gate.average_at_least;
        trace.push(TraceStep::Gate {
            decision,
            at_least,
            reached,
            asks: gate.blocs_at_least.clone(),
            short,
            passed,
        });
        if passed {
            return decision;
        }
    }
    Decision::Refused
}

fn mention(
    ruleset: &Ruleset,
    marks: &CandidateMarks,
    average: Ratio,
    after_orals: bool,
    trace: &mut Vec<TraceStep>,
) -> Option<Mention> {
    let mentions = ruleset.mentions.as_ref()?;
    let step = mentions.steps.iter().find(|step| average.at_least(step.at_least))?;
    let regime = ruleset.regime(&marks.context);
    let stands = |bar: &Bar| match bar {
        Bar::Group2 => after_orals,
        Bar::Conserved => !marks.context.conserved.is_empty() && regime.is_some_and(|regime| !regime.keeps_mention),
        Bar::Sanction => marks.context.sanction == Some(Sanction::NoMention),
    };
    match mentions.barred_by.iter().copied().find(stands) {
        Some(by) => {
            trace.push(TraceStep::MentionBarred {
                mention: step.mention,
                by,
            });
            None
        }
        None => {
            trace.push(TraceStep::Mention {
                mention: step.mention,
                at_least: step.at_least,
            });
            Some(step.mention)
        }
    }
}
