//! The smallest change of marks, over all that a jury may touch, that reaches a goal.

use std::collections::BTreeMap;

use super::count;
use super::raises::ladder;
use super::sums::{Line, Sums};
use super::{CandidateMarks, Decision, Outcome, decide, group2, outcome, screen};
use crate::code::ComponentCode;
use crate::coefficient::Points;
use crate::mark::Mark;
use crate::ratio::Ratio;
use crate::ruleset::{Gate, Keep, Passage, Ruleset};
use crate::shortfall::Beyond;
use crate::slot::Slot;

/// Marks to raise together, and what comes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The cells, in the order of the ruleset: the mark that counts, and the one it would become.
    pub raises: Vec<(Slot, Mark, Mark)>,
    /// The points they bring together, where each counts.
    pub gain: Points,
    /// What is decided then.
    pub outcome: Outcome,
}

/// What a candidate can hope for from where he stands, the nearest first: the control orals, admission, the next
/// mention. Nothing while a mark is missing. A jury deliberates on a presumed fraud as on anyone.
pub fn goals(ruleset: &Ruleset, marks: &CandidateMarks) -> Vec<Beyond> {
    let outcome = decide(ruleset, &unsuspected(marks));
    let Some(standing) = outcome.standing() else {
        return Vec::new();
    };
    let before_orals = !outcome.after_orals();
    let gates = ruleset.group1.iter().rev().map(|gate| gate.decision.into());
    let open = gates.filter(|decision| before_orals || *decision == Decision::Admitted);
    let mut goals: Vec<Beyond> = open
        .map(Beyond::Decision)
        .filter(|goal| rank(*goal) > standing)
        .collect();
    goals.dedup();
    if outcome.decision == Decision::Admitted {
        let steps = ruleset.mentions.iter().flat_map(|mentions| &mentions.steps);
        let mentions = steps.map(|step| Beyond::Mention(step.mention));
        goals.extend(
            mentions
                .filter(|goal| rank(*goal) > standing)
                .min_by_key(|goal| rank(*goal)),
        );
    }
    goals
}

/// The raises that reach a goal with the fewest points in all, then with the fewest marks; none when the goal is
/// reached already, or no raise of what the jury may touch reaches it for that many points at most.
///
/// Raises already made count as made. A jury deliberates on a presumed fraud as on anyone. Where orals have an average
/// of their own beside that of the first group, a single mark is raised. Orals not sat yet are not hoped for.
pub fn smallest_raise(ruleset: &Ruleset, marks: &CandidateMarks, goal: Beyond, at_most: Points) -> Option<Plan> {
    let marks = unsuspected(marks);
    let now = decide(ruleset, &marks);
    if now.standing()? >= rank(goal) {
        return None;
    }
    let screened = screen::screen(ruleset, &marks, &mut Vec::new());
    let lines = count::count(ruleset, &screened, &mut Vec::new()).lines;
    let ladders: Vec<Vec<Mark>> = lines.iter().map(|line| ladder(ruleset, &screened, line)).collect();
    let reached = |raises: Vec<(&Line, Mark)>| {
        let mut raised = marks.clone();
        raised.raises.extend(raises.iter().map(|(line, to)| (line.slot, *to)));
        let outcome = decide(ruleset, &raised);
        let gain: Points = raises.iter().map(|(line, to)| line.gain(*to)).sum();
        (outcome.standing()? >= rank(goal) && gain <= at_most).then(|| Plan {
            gain,
            raises: raises
                .into_iter()
                .map(|(line, to)| (line.slot, line.mark, to))
                .collect(),
            outcome,
        })
    };
    let cheapest = |lines: &[Line], demands: &[Demand]| {
        let near = |demand: &Demand| demand.lacks <= at_most.ten_thousandths();
        let raises = demands
            .iter()
            .all(near)
            .then(|| cheapest(lines, &ladders, demands, at_most))?;
        reached(raises?)
    };
    let first_group = demands_of_gates(ruleset, &lines, goal)
        .into_iter()
        .filter_map(|demands| cheapest(&lines, &demands));
    let orals = || {
        let mut lines = lines.clone();
        group2::orals(ruleset, &screened, &mut lines, &mut Vec::new());
        cheapest(&lines, &demands_of_orals(ruleset, &lines, goal))
    };
    let together = first_group
        .chain(now.after_orals().then(orals).flatten())
        .min_by_key(size);
    let alone = || {
        let alone = lines.iter().zip(&ladders).filter_map(|(line, ladder)| {
            let dear = ladder.partition_point(|to| line.gain(*to) <= at_most);
            let short = ladder[..dear].partition_point(|to| reached(vec![(line, *to)]).is_none());
            reached(vec![(line, *ladder.get(short)?)])
        });
        alone.min_by_key(size)
    };
    let keep = ruleset.group2.as_ref().map(|group2| group2.keep);
    // The mean of the orals asks for less than the first group may, and no sum of points tells how much.
    let apart = now.after_orals() && keep == Some(Keep::MeanOfAverages);
    let alone = apart.then(alone).flatten();
    together.into_iter().chain(alone).min_by_key(size)
}

fn unsuspected(marks: &CandidateMarks) -> CandidateMarks {
    CandidateMarks {
        presumed_fraud: false,
        ..marks.clone()
    }
}

fn size(plan: &Plan) -> (Points, usize) {
    (plan.gain, plan.raises.len())
}

/// As [`Outcome::standing`] ranks it.
fn rank(goal: Beyond) -> u8 {
    let (decision, mention) = match goal {
        Beyond::Decision(decision) => (decision, None),
        Beyond::Mention(mention) => (Decision::Admitted, Some(mention)),
    };
    outcome::standing(decision, mention).unwrap_or(u8::MAX)
}

/// An average that is too low: whose, and the points it lacks in ten-thousandths.
struct Demand {
    /// All lines when absent.
    components: Option<Vec<ComponentCode>>,
    mandatory: bool,
    lacks: i64,
}

impl Demand {
    fn of(
        ruleset: &Ruleset,
        lines: &[Line],
        components: Option<&Vec<ComponentCode>>,
        mandatory: bool,
        at_least: Mark,
        strict: bool,
    ) -> Demand {
        let mut demand = Demand {
            components: components.cloned(),
            mandatory,
            lacks: 0,
        };
        demand.lacks = lacks(
            ruleset,
            lines.iter().filter(|line| demand.takes(line)),
            at_least,
            strict,
        );
        demand
    }

    fn takes(&self, line: &Line) -> bool {
        let own = self.components.as_ref();
        let inside = own.is_none_or(|components| components.contains(&line.slot.component));
        inside && (line.mandatory() || !self.mandatory)
    }
}

/// What the goal asks for and does not have yet, by each gate that leads there.
fn demands_of_gates(ruleset: &Ruleset, lines: &[Line], goal: Beyond) -> Vec<Vec<Demand>> {
    let of_gate = |gate: &Gate| {
        let asked = gate.blocs_at_least.iter();
        let asked = asked.filter_map(|(code, at_least)| ruleset.bloc(*code).zip(Some(*at_least)));
        let blocs = asked.map(|(bloc, at_least)| {
            let own = Some(&bloc.components);
            Demand::of(ruleset, lines, own, true, at_least, false)
        });
        let whole = whole(ruleset, lines, goal, gate.average_at_least);
        let demands = blocs.chain([whole]).chain(floors(ruleset, lines));
        demands.filter(|demand| demand.lacks > 0).collect()
    };
    // Another gate may lead farther and ask for less: for no average of a bloc.
    let leads = |gate: &&Gate| match goal {
        Beyond::Decision(_) => rank(Beyond::Decision(gate.decision.into())) >= rank(goal),
        Beyond::Mention(_) => gate.decision == Passage::Admitted,
    };
    ruleset.group1.iter().filter(leads).map(of_gate).collect()
}

/// The same, by the control orals; the lines hold the marks kept.
fn demands_of_orals(ruleset: &Ruleset, lines: &[Line], goal: Beyond) -> Vec<Demand> {
    let orals = ruleset.group2.iter();
    let whole = orals.map(|orals| whole(ruleset, lines, goal, orals.admitted_at_least));
    let demands = floors(ruleset, lines).chain(whole);
    demands.filter(|demand| demand.lacks > 0).collect()
}

fn floors(ruleset: &Ruleset, lines: &[Line]) -> impl Iterator<Item = Demand> {
    let floors = ruleset.floors.iter();
    floors.map(|floor| {
        Demand::of(
            ruleset,
            lines,
            Some(&floor.components),
            false,
            floor.at_least,
            floor.strict,
        )
    })
}

/// The average of the whole exam: that of the gate, or of the mention where it asks for more.
fn whole(ruleset: &Ruleset, lines: &[Line], goal: Beyond, gate: Mark) -> Demand {
    let steps = ruleset.mentions.iter().flat_map(|mentions| &mentions.steps);
    let of_mention = steps
        .filter(|step| Beyond::Mention(step.mention) == goal)
        .map(|step| step.at_least);
    let at_least = of_mention.fold(gate, Mark::max);
    Demand::of(ruleset, lines, None, false, at_least, false)
}

/// The points these lines lack to reach an average, in ten-thousandths; 0 when they have it, or no coefficient.
fn lacks<'a>(ruleset: &Ruleset, lines: impl Iterator<Item = &'a Line>, at_least: Mark, strict: bool) -> i64 {
    let sums = Sums::of(ruleset, lines);
    let enough = |more: i64| {
        let points = sums.points + Points::from_ten_thousandths(more);
        let average = Ratio::average(points, sums.coefficients).map(|exact| ruleset.average.compared(exact));
        average.is_none_or(|average| average.at_least(at_least) && !(strict && average == Ratio::from(at_least)))
    };
    // Points may stand below zero, so that twenty everywhere may be farther than twenty times the coefficients.
    let (mut low, mut high) = (
        0,
        (Points::of(Mark::MAX, sums.coefficients) - sums.points).ten_thousandths() + 1,
    );
    while low < high {
        let middle = low + (high - low) / 2;
        if enough(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

/// One mark at most for each line, so that every demand is met with the fewest points, then the fewest marks.
fn cheapest<'a>(
    lines: &'a [Line],
    ladders: &[Vec<Mark>],
    demands: &[Demand],
    at_most: Points,
) -> Option<Vec<(&'a Line, Mark)>> {
    type Best<'a> = (i64, Vec<(&'a Line, Mark)>);
    let start: Vec<i64> = demands.iter().map(|demand| demand.lacks).collect();
    // By what is still lacking: what reached it at the least cost.
    let mut reached: BTreeMap<Vec<i64>, Best<'_>> = BTreeMap::from([(start, (0, Vec::new()))]);
    for (line, ladder) in lines.iter().zip(ladders) {
        let takes: Vec<bool> = demands.iter().map(|demand| demand.takes(line)).collect();
        let mut next = reached.clone();
        for (lacking, (cost, raises)) in &reached {
            for &to in ladder.iter().filter(|to| **to > line.mark) {
                let gain = line.gain(to).ten_thousandths();
                if cost + gain > at_most.ten_thousandths() {
                    break;
                }
                let left: Vec<i64> = lacking
                    .iter()
                    .zip(&takes)
                    .map(|(lacks, takes)| if *takes { (lacks - gain).max(0) } else { *lacks })
                    .collect();
                let met = left.iter().zip(&takes).all(|(lacks, takes)| !takes || *lacks == 0);
                if left != *lacking {
                    let cost = (cost + gain, raises.len() + 1);
                    let better = next.get(&left).is_none_or(|(known, by)| cost < (*known, by.len()));
                    if better {
                        let mut raises = raises.clone();
                        raises.push((line, to));
                        next.insert(left, (cost.0, raises));
                    }
                }
                if met {
                    break;
                }
            }
        }
        reached = next;
    }
    let met = vec![0; demands.len()];
    let (_, raises) = reached.remove(&met)?;
    (!raises.is_empty()).then_some(raises)
}
