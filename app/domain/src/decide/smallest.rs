//! The smallest change of marks, over all that a jury may touch, that reaches a goal.

use std::collections::BTreeMap;

use super::count;
use super::raises::{ladder, unsuspected};
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
    Case::of(ruleset, marks).map_or_else(Vec::new, |case| case.goals())
}

/// The raises that reach a goal with the fewest points in all, then with the fewest marks; none when the goal is
/// reached already, or no raise of what the jury may touch reaches it for that many points at most.
///
/// Raises already made count as made. A jury deliberates on a presumed fraud as on anyone. Where orals have an average
/// of their own beside that of the first group, a single mark is raised. Orals not sat yet are not hoped for.
pub fn smallest_raise(ruleset: &Ruleset, marks: &CandidateMarks, goal: Beyond, at_most: Points) -> Option<Plan> {
    Case::of(ruleset, marks)?.plan(goal, at_most)
}

/// As [`smallest_raise`], for the nearest of the [`goals`] that so much of the average reaches.
pub fn nearest_raise(ruleset: &Ruleset, marks: &CandidateMarks, effort: Mark) -> Option<Plan> {
    let case = Case::of(ruleset, marks)?;
    let at_most = Points::of(effort, case.now.coefficients?);
    case.goals().into_iter().find_map(|goal| case.plan(goal, at_most))
}

/// A candidate who is decided on.
struct Case<'a> {
    ruleset: &'a Ruleset,
    marks: CandidateMarks,
    now: Outcome,
    standing: u8,
}

impl Case<'_> {
    fn of<'a>(ruleset: &'a Ruleset, marks: &CandidateMarks) -> Option<Case<'a>> {
        let marks = unsuspected(marks);
        let now = decide(ruleset, &marks);
        let standing = now.standing()?;
        Some(Case {
            ruleset,
            marks,
            now,
            standing,
        })
    }

    fn goals(&self) -> Vec<Beyond> {
        let before_orals = !self.now.after_orals();
        let gates = self.ruleset.group1.iter().rev().map(|gate| gate.decision.into());
        let open = gates.filter(|decision| before_orals || *decision == Decision::Admitted);
        let farther = |goal: &Beyond| rank(*goal) > self.standing;
        let mut goals: Vec<Beyond> = open.map(Beyond::Decision).filter(farther).collect();
        goals.dedup();
        if self.now.decision == Decision::Admitted {
            let steps = self.ruleset.mentions.iter().flat_map(|mentions| &mentions.steps);
            let mentions = steps.map(|step| Beyond::Mention(step.mention)).filter(farther);
            goals.extend(mentions.min_by_key(|goal| rank(*goal)));
        }
        goals
    }

    fn plan(&self, goal: Beyond, at_most: Points) -> Option<Plan> {
        if self.standing >= rank(goal) {
            return None;
        }
        let ruleset = self.ruleset;
        let screened = screen::screen(ruleset, &self.marks, &mut Vec::new());
        let lines = count::count(ruleset, &screened, &mut Vec::new()).lines;
        let ladders: Vec<Vec<Mark>> = lines.iter().map(|line| ladder(ruleset, &screened, line)).collect();
        let reached = |raises: Vec<(&Line, Mark)>| self.reached(goal, at_most, raises);
        let cheapest = |lines: &[Line], asked: Vec<Asked>| {
            let demands = unmet(ruleset, lines, asked);
            let near = |demand: &Demand| demand.lacks <= at_most.ten_thousandths();
            let near = demands.iter().all(near);
            let raises = near.then(|| cheapest(lines, &ladders, &demands, at_most));
            reached(raises??)
        };
        let gates = ruleset.group1.iter().filter(|gate| leads(gate, goal));
        let first_group = gates.filter_map(|gate| cheapest(&lines, asked_by_gate(ruleset, gate, goal)));
        let orals = || {
            let mut lines = lines.clone();
            group2::orals(ruleset, &screened, &mut lines, &mut Vec::new());
            cheapest(&lines, asked_by_orals(ruleset, goal))
        };
        let after_orals = self.now.after_orals();
        let together = first_group.chain(after_orals.then(orals).flatten()).min_by_key(size);
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
        let apart = after_orals && keep == Some(Keep::MeanOfAverages);
        together.into_iter().chain(apart.then(alone).flatten()).min_by_key(size)
    }

    /// What comes of these raises, if it is the goal.
    fn reached(&self, goal: Beyond, at_most: Points, raises: Vec<(&Line, Mark)>) -> Option<Plan> {
        let mut raised = self.marks.clone();
        raised.raises.extend(raises.iter().map(|(line, to)| (line.slot, *to)));
        let outcome = decide(self.ruleset, &raised);
        let gain: Points = raises.iter().map(|(line, to)| line.gain(*to)).sum();
        let raises = raises.into_iter().map(|(line, to)| (line.slot, line.mark, to));
        (outcome.standing()? >= rank(goal) && gain <= at_most).then(|| Plan {
            raises: raises.collect(),
            gain,
            outcome,
        })
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

/// An average that is asked for.
struct Asked<'a> {
    /// Of all lines when absent.
    components: Option<&'a [ComponentCode]>,
    mandatory: bool,
    at_least: Mark,
    /// True when the mark itself is not enough.
    strict: bool,
}

/// One that is too low, and the points it lacks in ten-thousandths.
struct Demand<'a> {
    asked: Asked<'a>,
    lacks: i64,
}

impl Asked<'_> {
    fn takes(&self, line: &Line) -> bool {
        let inside = |components: &[ComponentCode]| components.contains(&line.slot.component);
        self.components.is_none_or(inside) && (line.mandatory() || !self.mandatory)
    }

    /// The points that are lacking, in ten-thousandths; 0 when none are, or nothing has a coefficient.
    fn lacks(&self, ruleset: &Ruleset, lines: &[Line]) -> i64 {
        let sums = Sums::of(ruleset, lines.iter().filter(|line| self.takes(line)));
        let enough = |more: i64| {
            let points = sums.points + Points::from_ten_thousandths(more);
            let average = Ratio::average(points, sums.coefficients).map(|exact| ruleset.average.compared(exact));
            average.is_none_or(|average| {
                average.at_least(self.at_least) && !(self.strict && average == Ratio::from(self.at_least))
            })
        };
        // Points may stand below zero, so that twenty everywhere may be farther than twenty times the coefficients.
        let all = Points::of(Mark::MAX, sums.coefficients) - sums.points;
        let (mut low, mut high) = (0, all.ten_thousandths() + 1);
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
}

fn unmet<'a>(ruleset: &Ruleset, lines: &[Line], asked: Vec<Asked<'a>>) -> Vec<Demand<'a>> {
    let demand = |asked: Asked<'a>| Demand {
        lacks: asked.lacks(ruleset, lines),
        asked,
    };
    let demands = asked.into_iter().map(demand);
    demands.filter(|demand| demand.lacks > 0).collect()
}

/// Does this gate open the goal? Another may lead farther and ask for less: for no average of a bloc.
fn leads(gate: &Gate, goal: Beyond) -> bool {
    match goal {
        Beyond::Decision(_) => rank(Beyond::Decision(gate.decision.into())) >= rank(goal),
        Beyond::Mention(_) => gate.decision == Passage::Admitted,
    }
}

fn asked_by_gate<'a>(ruleset: &'a Ruleset, gate: &Gate, goal: Beyond) -> Vec<Asked<'a>> {
    let blocs = gate.blocs_at_least.iter();
    let blocs = blocs.filter_map(|(code, at_least)| ruleset.bloc(*code).zip(Some(*at_least)));
    let blocs = blocs.map(|(bloc, at_least)| Asked {
        components: Some(&bloc.components),
        mandatory: true,
        at_least,
        strict: false,
    });
    let whole = whole(ruleset, goal, gate.average_at_least);
    blocs.chain([whole]).chain(floors(ruleset)).collect()
}

/// What the orals ask for; of the marks kept.
fn asked_by_orals(ruleset: &Ruleset, goal: Beyond) -> Vec<Asked<'_>> {
    let orals = ruleset.group2.iter();
    let whole = orals.map(|orals| whole(ruleset, goal, orals.admitted_at_least));
    floors(ruleset).chain(whole).collect()
}

fn floors(ruleset: &Ruleset) -> impl Iterator<Item = Asked<'_>> {
    ruleset.floors.iter().map(|floor| Asked {
        components: Some(&floor.components),
        mandatory: false,
        at_least: floor.at_least,
        strict: floor.strict,
    })
}

/// The average of the whole exam: that of the gate, or of the mention where it asks for more.
fn whole<'a>(ruleset: &Ruleset, goal: Beyond, gate: Mark) -> Asked<'a> {
    let steps = ruleset.mentions.iter().flat_map(|mentions| &mentions.steps);
    let of_mention = steps
        .filter(|step| Beyond::Mention(step.mention) == goal)
        .map(|step| step.at_least);
    Asked {
        components: None,
        mandatory: false,
        at_least: of_mention.fold(gate, Mark::max),
        strict: false,
    }
}

/// One mark at most for each line, so that every demand is met with the fewest points, then the fewest marks.
fn cheapest<'a>(
    lines: &'a [Line],
    ladders: &[Vec<Mark>],
    demands: &[Demand<'_>],
    at_most: Points,
) -> Option<Vec<(&'a Line, Mark)>> {
    type Best<'a> = (i64, Vec<(&'a Line, Mark)>);
    let start: Vec<i64> = demands.iter().map(|demand| demand.lacks).collect();
    // By what is still lacking: what reached it at the least cost.
    let mut reached: BTreeMap<Vec<i64>, Best<'_>> = BTreeMap::from([(start, (0, Vec::new()))]);
    for (line, ladder) in lines.iter().zip(ladders) {
        let takes: Vec<bool> = demands.iter().map(|demand| demand.asked.takes(line)).collect();
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
