//! The thresholds of a ruleset, each under a name, to read them or to try others.

use std::collections::BTreeMap;

use super::{Document, Passage, Ruleset};
use crate::code::BlocCode;
use crate::decide::Mention;
use crate::mark::Mark;

/// An average that a ruleset asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Threshold {
    /// Of the whole exam, at a gate of the first group: its place among the gates, and where it leads.
    Gate(usize, Passage),
    /// Of a bloc, at a gate of the first group.
    Bloc(usize, Passage, BlocCode),
    /// After the control orals.
    Orals,
    /// Of a mention.
    Mention(Mention),
    /// An eliminating minimum, by its place among them.
    Floor(usize),
    /// Of the certificate of end of studies.
    Certificate,
}

impl Threshold {
    /// A name for addresses: `gate1`, `bloc1-professional`, `mention-TB`.
    pub fn code(self) -> String {
        match self {
            Threshold::Gate(at, _) => format!("gate{}", at + 1),
            Threshold::Bloc(at, _, bloc) => format!("bloc{}-{bloc}", at + 1),
            Threshold::Orals => "orals".into(),
            Threshold::Mention(mention) => format!("mention-{}", mention.as_str()),
            Threshold::Floor(at) => format!("floor{}", at + 1),
            Threshold::Certificate => "certificate".into(),
        }
    }
}

impl Ruleset {
    /// Every threshold, in the order of the text.
    pub fn thresholds(&self) -> Vec<(Threshold, Mark)> {
        let mut all = Vec::new();
        each(&mut self.document.clone(), |threshold, at_least| {
            all.push((threshold, *at_least));
        });
        all
    }

    /// The same law with other thresholds. For trying: nothing is decided by it.
    pub fn with_thresholds(&self, moved: &BTreeMap<Threshold, Mark>) -> Ruleset {
        let mut other = self.clone();
        each(&mut other.document, |threshold, at_least| {
            *at_least = moved.get(&threshold).copied().unwrap_or(*at_least);
        });
        other
    }
}

fn each(document: &mut Document, mut visit: impl FnMut(Threshold, &mut Mark)) {
    for (at, gate) in document.group1.iter_mut().enumerate() {
        visit(Threshold::Gate(at, gate.decision), &mut gate.average_at_least);
        for (bloc, at_least) in &mut gate.blocs_at_least {
            visit(Threshold::Bloc(at, gate.decision, *bloc), at_least);
        }
    }
    if let Some(group2) = &mut document.group2 {
        visit(Threshold::Orals, &mut group2.admitted_at_least);
    }
    for step in document.mentions.iter_mut().flat_map(|mentions| &mut mentions.steps) {
        visit(Threshold::Mention(step.mention), &mut step.at_least);
    }
    for (at, floor) in document.floors.iter_mut().enumerate() {
        visit(Threshold::Floor(at), &mut floor.at_least);
    }
    if let Some(certificate) = &mut document.certificate {
        visit(Threshold::Certificate, &mut certificate.at_least);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{builtin, builtin_ruleset};

    #[test]
    fn every_threshold_has_a_name_of_its_own_and_moves_alone() {
        for (code, _) in builtin() {
            let ruleset = builtin_ruleset(code).expect("built in");
            let all = ruleset.thresholds();
            let mut names: Vec<String> = all.iter().map(|(threshold, _)| threshold.code()).collect();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), all.len(), "{code}");
            assert_eq!(ruleset.with_thresholds(&BTreeMap::new()), ruleset);
            for (threshold, _) in &all {
                let other = "19.5".parse().expect("mark");
                let moved = ruleset.with_thresholds(&[(*threshold, other)].into());
                let differ = all.iter().zip(moved.thresholds()).filter(|(old, new)| **old != *new);
                let differ: Vec<_> = differ.map(|(_, new)| new).collect();
                assert_eq!(differ, [(*threshold, other)], "{code}");
            }
        }
    }

    #[test]
    fn the_professional_baccalaureat_asks_for_an_average_of_its_bloc() {
        let ruleset = builtin_ruleset("BCP25303").expect("built in");
        let named = |name: &str| {
            let all = ruleset.thresholds();
            let found = all.into_iter().find(|(threshold, _)| threshold.code() == name);
            found.map(|(_, at_least)| at_least.to_string())
        };
        assert_eq!(named("gate1").as_deref(), Some("10"));
        assert_eq!(named("mention-AB").as_deref(), Some("12"));
        assert_eq!(named("nothing"), None);
    }
}
