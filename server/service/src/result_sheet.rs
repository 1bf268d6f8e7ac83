//! From a confirmed decision to what its candidate reads.

use domain::{
    ApplicationContext, ComponentCode, ComponentKind, Decision, Entry, Mark, Points, Ruleset, Slot, TraceStep,
};
use std::collections::BTreeMap;
use store::ResultRow;
use wire::{ControlList, ControlOrals, KeptMarks, MarkNote, ResultMark, ResultSheet};

/// What all sheets of a jury share.
pub(crate) struct Heading<'a> {
    pub(crate) academy: &'a str,
    pub(crate) session: &'a str,
    pub(crate) ruleset: &'a Ruleset,
}

/// The sheet of a candidate. The marks are those the confirmed trace counted, not what the tables hold by now.
pub(crate) fn sheet(heading: &Heading<'_>, row: &ResultRow, outcome: &domain::Outcome) -> ResultSheet {
    let ruleset = heading.ruleset;
    // A situation nobody can read only costs the names of specialities and options.
    let context = serde_json::from_str::<ApplicationContext>(&row.context).unwrap_or_default();
    let labels = Labels { ruleset, context };
    let marks = marks(&labels, &outcome.trace);
    let first_names = [Some(&row.first_name), row.second_name.as_ref(), row.third_name.as_ref()];
    let refused = matches!(
        outcome.decision,
        Decision::Refused | Decision::RefusedCert | Decision::Eliminated | Decision::Absent
    );
    ResultSheet {
        academy: heading.academy.into(),
        session: heading.session.into(),
        qualification: ruleset.label.clone(),
        number: row.number.clone(),
        first_names: first_names
            .into_iter()
            .flatten()
            .filter(|name| !name.is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join(" "),
        birth_name: row.birth_name.clone(),
        feminine: matches!(row.sex.as_str(), "F" | "2"),
        decision: outcome.decision,
        mention: outcome.mention,
        average: outcome
            .average
            .map(|average| average.truncated(u32::from(ruleset.average.display_scale))),
        sums: outcome.points.zip(outcome.coefficients),
        orals: (outcome.decision == Decision::Group2)
            .then(|| orals(&labels, outcome, &marks))
            .flatten(),
        certificate: (outcome.decision == Decision::RefusedCert)
            .then(|| {
                ruleset
                    .certificate
                    .as_ref()
                    .map(|certificate| certificate.label.clone())
            })
            .flatten(),
        kept: refused.then(|| kept(&labels, &marks)).flatten(),
        marks: marks.into_iter().map(|(_, mark)| mark).collect(),
    }
}

struct Labels<'a> {
    ruleset: &'a Ruleset,
    context: ApplicationContext,
}

impl Labels<'_> {
    fn slot(&self, slot: Slot) -> String {
        let whole = slot.part.is_none();
        match self
            .context
            .specialities
            .get(&slot.component)
            .and_then(|code| self.ruleset.speciality(*code))
        {
            Some(speciality) if whole => speciality.label.clone(),
            _ => self
                .ruleset
                .cell(&slot)
                .map_or_else(|| slot.to_string(), |cell| cell.label.clone()),
        }
    }

    fn part(&self, component: ComponentCode, part: domain::PartCode) -> String {
        let parts = self.ruleset.parts(component, &self.context.situation());
        parts
            .iter()
            .flat_map(|it| std::iter::once(it).chain(&it.parts))
            .find(|it| it.code == part)
            .map_or_else(|| part.to_string(), |it| it.titled(self.ruleset.part_scale(component)))
    }
}

fn marks(labels: &Labels<'_>, trace: &[TraceStep]) -> Vec<(Slot, ResultMark)> {
    let mut parts: BTreeMap<ComponentCode, Vec<(String, Mark)>> = BTreeMap::new();
    let mut lines: Vec<(Slot, ResultMark)> = Vec::new();
    let mut line = |slot: Slot, entry: Option<Entry>, parts: Vec<(String, Mark)>| {
        let mark = ResultMark {
            label: labels.slot(slot),
            parts,
            entry,
            coefficient: None,
            points: None,
            note: None,
        };
        lines.push((slot, mark));
        lines.len() - 1
    };
    let (mut counted, mut provisional, mut waived) = (Vec::new(), Vec::new(), Vec::new());
    for step in trace {
        match step {
            TraceStep::Derived {
                component,
                part: None,
                parts: from,
                ..
            } => {
                let from = from
                    .iter()
                    .map(|it| (labels.part(*component, it.part), it.mark))
                    .collect();
                parts.insert(*component, from);
            }
            TraceStep::Counted {
                slot,
                entry,
                mark,
                conserved,
                coefficient,
                points,
                ..
            } => {
                // A raise or a rounding changes the mark that counts; a code stays the code it was.
                let entry = if entry.mark().is_some() {
                    Entry::Mark(*mark)
                } else {
                    *entry
                };
                let from = if slot.part.is_none() {
                    parts.remove(&slot.component)
                } else {
                    None
                };
                let at = line(*slot, Some(entry), from.unwrap_or_default());
                let note = match conserved {
                    Some(_) => Some(MarkNote::Conserved),
                    None => provisional.contains(slot).then_some(MarkNote::Provisional),
                };
                counted.push((at, *coefficient, *points, note));
            }
            TraceStep::Provisional { slot, real: None, .. } => provisional.push(*slot),
            TraceStep::Waived { slot, .. } => waived.push(line(*slot, None, Vec::new())),
            TraceStep::Excluded { slot, code } => {
                line(*slot, Some(Entry::Code(*code)), Vec::new());
            }
            TraceStep::Replacement { slots } => {
                for slot in slots {
                    line(*slot, None, Vec::new());
                }
            }
            _ => {}
        }
    }
    for at in waived {
        lines[at].1.note = Some(MarkNote::Waived);
    }
    for (at, coefficient, points, note) in counted {
        let mark = &mut lines[at].1;
        mark.coefficient = Some(coefficient);
        mark.points = Some(points);
        mark.note = note;
    }
    name_options(labels, &mut lines);
    lines
}

/// Options fill the cells of the ruleset in the order they were taken: their own names are told by their marks.
fn name_options(labels: &Labels<'_>, lines: &mut [(Slot, ResultMark)]) {
    let mut taken = labels.context.options.clone();
    for (slot, line) in lines {
        let option = labels.ruleset.kind(slot.component) == Some(ComponentKind::Option);
        let same = taken
            .iter()
            .position(|it| Some(it.mark) == line.entry && Some(it.coef) == line.coefficient);
        if let (true, Some(at)) = (option, same) {
            line.label = taken.remove(at).label;
        }
    }
}

fn orals(labels: &Labels<'_>, outcome: &domain::Outcome, marks: &[(Slot, ResultMark)]) -> Option<ControlOrals> {
    let rule = labels.ruleset.group2.as_ref()?;
    let found = |component: ComponentCode| marks.iter().find(|(slot, _)| *slot == Slot::whole(component));
    let lists = rule.lists.iter().map(|list| ControlList {
        max: list.max.get(),
        choices: list
            .components
            .iter()
            .map(|&component| {
                let mark = found(component).map(|(_, mark)| mark);
                (
                    labels.slot(Slot::whole(component)),
                    mark.and_then(|mark| mark.entry),
                    mark.and_then(|mark| mark.coefficient),
                )
            })
            // A dispensed discipline leaves both sums: it cannot be chosen.
            .filter(|(_, entry, coefficient)| entry.is_none() || coefficient.is_some())
            .collect(),
    });
    let missing = outcome
        .points
        .zip(outcome.coefficients)
        .map(|(points, coefficients)| Points::of(rule.admitted_at_least, coefficients) - points);
    Some(ControlOrals {
        label: rule.label.clone(),
        admitted_at_least: rule.admitted_at_least,
        missing: missing.filter(|missing| *missing > Points::ZERO),
        lists: lists.collect(),
    })
}

fn kept(labels: &Labels<'_>, marks: &[(Slot, ResultMark)]) -> Option<KeptMarks> {
    let rule = labels.ruleset.conserve.as_ref()?;
    let regime = rule.regimes.first()?;
    let marks: Vec<(String, Mark)> = marks
        .iter()
        .filter(|(slot, _)| rule.components.contains(&slot.component))
        .filter_map(|(_, line)| Some((line.label.clone(), line.entry?.mark()?)))
        .filter(|(_, mark)| *mark >= regime.at_least)
        .collect();
    (!marks.is_empty()).then_some(KeptMarks {
        at_least: regime.at_least,
        sessions: regime.longest,
        marks,
    })
}
