//! A supposition tried on every candidate of a jury.

use domain::{ApplicationId, ComponentCode, Hypothesis, Mark, Outcome, RaisePlan, Ruleset, decide, nearest_raise};
use std::collections::BTreeMap;
use std::sync::Arc;
use wire::{JuryCandidate, Tally, Told};

/// Outcomes by candidate.
pub type Outcomes = BTreeMap<ApplicationId, Arc<Outcome>>;

/// What would be otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trial {
    /// Candidates by what is decided, in the order of decisions: by the law, and as supposed.
    pub counts: Vec<(Told, u64, u64)>,
    /// Who would get another decision or mention: as he stands, and as supposed.
    pub flips: Vec<(ApplicationId, Arc<Outcome>, Arc<Outcome>)>,
    /// Of these, for the better.
    pub better: usize,
    /// Of these, for the worse.
    pub worse: usize,
    /// Of these, who is decided on though a mark is missing.
    pub settled: usize,
}

impl Trial {
    /// Decides on each candidate as supposed, by `law`, that of the supposition.
    pub fn of(law: &Ruleset, supposed: &Hypothesis, candidates: &[JuryCandidate], standing: &Outcomes) -> Trial {
        let (mut trial, mut tally) = (Trial::default(), Tally::default());
        for candidate in candidates {
            let Some(before) = standing.get(&candidate.application) else {
                continue;
            };
            let after = if supposed.is_empty() {
                before.clone()
            } else {
                Arc::new(decide(law, &supposed.marks(law, &candidate.marks)))
            };
            tally.add(told(before), told(&after));
            if told(before) == told(&after) {
                continue;
            }
            match (before.standing(), after.standing()) {
                (Some(old), Some(new)) => {
                    trial.better += usize::from(new > old);
                    trial.worse += usize::from(new < old);
                }
                (None, Some(_)) => trial.settled += 1,
                _ => {}
            }
            trial.flips.push((candidate.application, before.clone(), after));
        }
        trial.counts = tally.counts();
        trial
    }
}

fn told(outcome: &Outcome) -> Told {
    (outcome.decision, outcome.mention)
}

/// What neutralising each mandatory component alone would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neutralised {
    /// Which.
    pub component: ComponentCode,
    /// Its label.
    pub label: String,
    /// Its coefficient.
    pub coefficient: String,
    /// Candidates it would leave better off.
    pub better: usize,
    /// Candidates it would leave worse off.
    pub worse: usize,
    /// Candidates who would be decided on though a mark is missing.
    pub settled: usize,
}

/// Every mandatory component, tried alone.
pub fn each_component(ruleset: &Ruleset, candidates: &[JuryCandidate], standing: &Outcomes) -> Vec<Neutralised> {
    let epreuves = ruleset.epreuves.iter().map(|it| (it.code, &it.label, it.coef));
    let continuous = ruleset.continuous.iter().map(|it| {
        let sum = it.years.iter().map(|year| year.coef).reduce(|sum, coef| sum + coef);
        (it.code, &it.label, sum.unwrap_or_default())
    });
    let tried = |(component, label, coefficient): (ComponentCode, &String, domain::Coefficient)| {
        let supposed = Hypothesis {
            neutralised: [component].into(),
            ..Hypothesis::default()
        };
        let trial = Trial::of(ruleset, &supposed, candidates, standing);
        Neutralised {
            component,
            label: label.clone(),
            coefficient: coefficient.to_string(),
            better: trial.better,
            worse: trial.worse,
            settled: trial.settled,
        }
    };
    epreuves.chain(continuous).map(tried).collect()
}

/// A candidate within reach of something better.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// Who.
    pub application: ApplicationId,
    /// As he stands.
    pub standing: Arc<Outcome>,
    /// The raises.
    pub plan: RaisePlan,
}

/// Who can be brought farther for that much of the average at most, who needs least first.
pub fn within_reach(ruleset: &Ruleset, candidates: &[JuryCandidate], standing: &Outcomes, effort: Mark) -> Vec<Reach> {
    let reach = |candidate: &JuryCandidate| {
        let outcome = standing.get(&candidate.application)?;
        Some(Reach {
            application: candidate.application,
            standing: outcome.clone(),
            plan: nearest_raise(ruleset, &candidate.marks, effort)?,
        })
    };
    let mut all: Vec<Reach> = candidates.iter().filter_map(reach).collect();
    all.sort_by_cached_key(|reach| {
        let coefficients = reach.plan.outcome.coefficients.map_or(1, |sum| sum.hundredths().max(1));
        reach.plan.gain.ten_thousandths() * 100 / i64::from(coefficients)
    });
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{CandidateMarks, Decision, Mention, Threshold, builtin_ruleset};

    /// Candidates of BCG24 by the mark they have everywhere, and the mark of their Grand oral, of coefficient 10.
    fn jury(levels: &[(&str, &str)]) -> (Ruleset, Vec<JuryCandidate>, Outcomes) {
        let ruleset = builtin_ruleset("BCG24").expect("built in");
        let candidate = |(place, (level, oral)): (i64, &(&str, &str))| {
            let mut marks = CandidateMarks::default();
            for cell in ruleset.expected(&Default::default()) {
                marks.set(cell.slot, Some(level.parse().expect("mark")));
            }
            marks.set("GO".parse().expect("slot"), Some(oral.parse().expect("mark")));
            JuryCandidate {
                application: ApplicationId(place),
                anonymity: None,
                marks,
                raises: BTreeMap::new(),
                confirmed: None,
            }
        };
        let candidates: Vec<JuryCandidate> = (1..).zip(levels).map(candidate).collect();
        let outcome = |one: &JuryCandidate| (one.application, Arc::new(decide(&ruleset, &one.marks)));
        let standing = candidates.iter().map(outcome).collect();
        (ruleset, candidates, standing)
    }

    #[test]
    fn a_moved_threshold_is_counted_by_decision() {
        let (ruleset, candidates, standing) = jury(&[("10", "9"), ("12", "12"), ("7", "7")]);
        let gate = Threshold::Gate(0, domain::Passage::Admitted);
        let supposed = Hypothesis {
            thresholds: [(gate, "9.5".parse().expect("mark"))].into(),
            ..Hypothesis::default()
        };
        let trial = Trial::of(&supposed.ruleset(&ruleset), &supposed, &candidates, &standing);
        let flips: Vec<_> = trial.flips.iter().map(|(who, ..)| who.0).collect();
        assert_eq!((flips, trial.better, trial.worse), (vec![1], 1, 0));
        assert_eq!(
            trial.counts,
            [
                ((Decision::Admitted, Some(Mention::Ab)), 1, 1),
                ((Decision::Admitted, None), 0, 1),
                ((Decision::Group2, None), 1, 0),
                ((Decision::Refused, None), 1, 1),
            ]
        );
        assert!(
            Trial::of(&ruleset, &Hypothesis::default(), &candidates, &standing)
                .flips
                .is_empty()
        );
    }

    #[test]
    fn a_component_helps_some_and_harms_others() {
        let (ruleset, candidates, standing) = jury(&[("10", "9"), ("9", "20"), ("10", "10")]);
        let all = each_component(&ruleset, &candidates, &standing);
        let oral = all.iter().find(|one| one.label == "Grand oral").expect("an oral");
        assert_eq!((oral.coefficient.as_str(), oral.better, oral.worse), ("10", 1, 1));
        let others = all.iter().filter(|one| one.label != "Grand oral");
        assert!(others.clone().count() > 8);
        assert!(
            others.clone().all(|one| one.worse == 0),
            "the oral outweighs each of them"
        );
    }

    #[test]
    fn a_lost_mark_is_done_without() {
        let (ruleset, mut candidates, _) = jury(&[("12", "12"), ("10", "10")]);
        candidates[0].marks.set("GO".parse().expect("slot"), None);
        let outcome = |one: &JuryCandidate| (one.application, Arc::new(decide(&ruleset, &one.marks)));
        let standing = candidates.iter().map(outcome).collect();
        let all = each_component(&ruleset, &candidates, &standing);
        let settled = |label: &str| all.iter().find(|one| one.label == label).expect("a component").settled;
        assert_eq!((settled("Grand oral"), settled("Philosophie")), (1, 0));
    }

    #[test]
    fn a_presumed_fraud_is_deliberated_on_as_anyone() {
        let (ruleset, mut candidates, _) = jury(&[("10", "9")]);
        candidates[0].marks.presumed_fraud = true;
        let outcome = |one: &JuryCandidate| (one.application, Arc::new(decide(&ruleset, &one.marks)));
        let standing = candidates.iter().map(outcome).collect();
        let effort = "0.5".parse().expect("mark");
        assert_eq!(within_reach(&ruleset, &candidates, &standing, effort).len(), 1);
    }

    #[test]
    fn who_needs_least_comes_first_and_who_needs_too_much_not_at_all() {
        let (ruleset, candidates, standing) = jury(&[("10", "8"), ("10", "9"), ("9", "9"), ("20", "20")]);
        let reach = |effort: &str| {
            let all = within_reach(&ruleset, &candidates, &standing, effort.parse().expect("mark"));
            all.into_iter()
                .map(|one| (one.application.0, one.plan.gain.to_string()))
                .collect::<Vec<_>>()
        };
        assert_eq!(reach("0.15"), [(2, "10".to_owned())]);
        assert_eq!(reach("0.25"), [(2, "10".to_owned()), (1, "20".to_owned())]);
        assert_eq!(reach("1").last(), Some(&(3, "100".to_owned())));
    }
}
