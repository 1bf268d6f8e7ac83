//! Candidates of every ruleset, drawn at random.

use std::sync::LazyLock;

use domain::{
    CandidateMarks, ComponentKind, Document, Entry, Flaw, Mark, MarkCode, Ruleset, Slot, builtin, builtin_ruleset,
    flaws,
};
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// The raw material of a candidate: enough numbers for any cell of any ruleset.
#[derive(Debug, Clone)]
pub struct Seed {
    /// Around which the marks lie, in hundredths, so that thresholds are met often.
    pub level: u16,
    pub cells: Vec<(u16, u8)>,
    pub orals: Vec<(Index, u16)>,
    pub conserved: Vec<Index>,
    pub handicap: bool,
    pub speciality: bool,
}

pub fn seed() -> impl Strategy<Value = Seed> {
    (
        select(&[500u16, 800, 950, 1000, 1100, 1200, 1400, 1600, 1800][..]),
        proptest::collection::vec((0u16..400, any::<u8>()), 40),
        proptest::collection::vec((any::<Index>(), 0u16..=2000), 0..3),
        proptest::collection::vec(any::<Index>(), 0..2),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(level, cells, orals, conserved, handicap, speciality)| Seed {
            level,
            cells,
            orals,
            conserved,
            handicap,
            speciality,
        })
}

pub fn ruleset() -> impl Strategy<Value = Ruleset> {
    static RULESETS: LazyLock<Vec<Ruleset>> = LazyLock::new(|| {
        builtin()
            .iter()
            .map(|(code, _)| builtin_ruleset(code).unwrap())
            .collect()
    });
    select(RULESETS.as_slice())
}

pub fn on_step(hundredths: u16, step: u16) -> Mark {
    Mark::from_hundredths(hundredths.min(2000) / step * step).unwrap()
}

/// A candidate the ruleset has nothing against. `codes` says whether codes stand among the marks.
pub fn candidate(ruleset: &Ruleset, seed: &Seed, codes: bool) -> CandidateMarks {
    let mut marks = CandidateMarks::default();
    let in_parts = ruleset.specialities.iter().find(|it| !it.parts.is_empty());
    if let Some(speciality) = in_parts.filter(|_| seed.speciality) {
        marks
            .context
            .specialities
            .insert("S1".parse().unwrap(), speciality.code);
    }
    let mut cells: Vec<_> = ruleset.expected(&marks.context).into_iter().cloned().collect();
    cells.extend(
        ruleset
            .slots()
            .iter()
            .filter(|cell| optional(cell.kind))
            .take(3)
            .cloned(),
    );
    for (cell, (offset, dice)) in cells.iter().zip(seed.cells.iter().cycle()) {
        let of_twenty = (seed.level + offset).saturating_sub(200).min(2000);
        let mark = on_step(of_twenty / 20 * (cell.scale.hundredths() / 100), cell.step.hundredths());
        let entry = match dice {
            _ if optional(cell.kind) && *dice > 128 => continue,
            0..=7 if codes => Entry::Code(MarkCode::AB),
            8..=11 if codes => Entry::Code(MarkCode::DI),
            12 if codes => Entry::Code(MarkCode::AJ),
            13 if codes => continue,
            _ => Entry::Mark(mark),
        };
        marks.entries.insert(cell.slot, entry);
    }
    if let Some(conserve) = &ruleset.conserve {
        if seed.handicap {
            marks.context.regime = conserve.regimes.last().map(|regime| regime.code);
        }
        for index in &seed.conserved {
            marks.context.conserved.insert(*index.get(&conserve.components), 3);
        }
    }
    if let Some(group2) = &ruleset.group2 {
        for (list, (index, oral)) in group2.lists.iter().cycle().zip(&seed.orals) {
            marks
                .group2
                .insert(*index.get(&list.components), Some(on_step(*oral, 100).into()));
        }
    }
    // What the law refuses of this material is taken out, so that what is left is sound.
    for component in marks.context.conserved.clone().into_keys() {
        if flaws(ruleset, &marks)
            .iter()
            .any(|flaw| format!("{flaw:?}").contains("ConservationRefused"))
        {
            marks.context.conserved.remove(&component);
        }
    }
    if flaws(ruleset, &marks)
        .iter()
        .any(|flaw| matches!(flaw, Flaw::OralRefused { .. } | Flaw::TooFewChoices { .. }))
    {
        marks.group2.clear();
    }
    assert_eq!(flaws(ruleset, &marks), []);
    marks
}

pub fn optional(kind: ComponentKind) -> bool {
    matches!(kind, ComponentKind::Option | ComponentKind::Facultative)
}

/// The ruleset without some component, as if it had never been part of the exam.
pub fn without(ruleset: &Ruleset, slot: Slot) -> Ruleset {
    let gone = slot.component;
    let mut document = Document::from(ruleset.clone());
    document.expected_coefficients = None;
    document.epreuves.retain(|epreuve| epreuve.code != gone);
    document.continuous.retain(|teaching| teaching.code != gone);
    document.jury.locked.retain(|code| *code != gone);
    document.groups.clear();
    let replacement = document.replacement.iter_mut();
    replacement.for_each(|rule| rule.without.retain(|slot| slot.component != gone));
    document
        .blocs
        .iter_mut()
        .for_each(|bloc| bloc.components.retain(|code| *code != gone));
    let empty: Vec<_> = document
        .blocs
        .iter()
        .filter(|bloc| bloc.components.is_empty())
        .map(|bloc| bloc.code)
        .collect();
    document.blocs.retain(|bloc| !empty.contains(&bloc.code));
    for gate in &mut document.group1 {
        gate.blocs_at_least.retain(|bloc, _| !empty.contains(bloc));
    }
    document
        .conserve
        .iter_mut()
        .for_each(|conserve| conserve.components.retain(|code| *code != gone));
    let lists = document.group2.iter_mut().flat_map(|group2| &mut group2.lists);
    lists.for_each(|list| list.components.retain(|code| *code != gone));
    Ruleset::try_from(document).unwrap()
}
