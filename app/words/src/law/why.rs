//! Why a candidate is not admitted, in words.

use domain::{Decision, ExamGroup, Outcome, Ruleset, TraceStep};

use super::trace_step;
use crate::Lang;

/// Why a candidate is not admitted: the rules that decided it, in their order; none for any other decision.
pub fn why_refused(lang: Lang, ruleset: &Ruleset, outcome: &Outcome) -> Option<String> {
    let not_admitted = [
        Decision::Refused,
        Decision::RefusedCert,
        Decision::Eliminated,
        Decision::Absent,
    ];
    if !not_admitted.contains(&outcome.decision) {
        return None;
    }
    let after_orals = outcome.after_orals();
    let decisive = |step: &&TraceStep| match step {
        TraceStep::AbsentEverywhere | TraceStep::EliminatedBy { .. } | TraceStep::BelowFloor { .. } => true,
        TraceStep::Average { group, .. } => (*group == ExamGroup::Second) == after_orals,
        TraceStep::Gate { passed, .. } => !passed && !after_orals,
        TraceStep::MeanOfAverages { .. } => after_orals,
        TraceStep::Control { passed, .. } => !passed,
        _ => false,
    };
    let steps: Vec<String> = outcome
        .trace
        .iter()
        .filter(decisive)
        .map(|step| trace_step(lang, ruleset, step))
        .collect();
    let separator = match lang {
        Lang::Fr => "\u{a0}; ",
        Lang::En => "; ",
    };
    Some(steps.join(separator))
}
