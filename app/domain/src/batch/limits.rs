//! Where the averages lie that decide, and which rulesets tables can hold.

use super::plain::Steps;
use crate::code::{BlocCode, ComponentCode};
use crate::decide::{Decision, Mention};
use crate::mark::Mark;
use crate::ruleset::{Gate, Ruleset};
use crate::slot::{Cell, ComponentKind};

/// A gate of the first group.
pub(super) struct Way {
    pub(super) average: Mark,
    /// What the sets at these places must reach.
    pub(super) blocs: Vec<(usize, Mark)>,
    pub(super) leads_to: Decision,
}

/// Where the averages lie that decide.
pub(super) struct Limits {
    /// Gates of the first group, in order.
    pub(super) gates: Vec<Way>,
    pub(super) certificate: Option<Mark>,
    pub(super) mentions: Vec<(Mark, Mention)>,
}

impl Limits {
    pub(super) fn of(ruleset: &Ruleset) -> Limits {
        let place = |code: &BlocCode| ruleset.blocs.iter().position(|bloc| bloc.code == *code);
        let asked = |(code, at_least): (&BlocCode, &Mark)| place(code).zip(Some(*at_least));
        let gate = |gate: &Gate| Way {
            average: gate.average_at_least,
            blocs: gate.blocs_at_least.iter().filter_map(asked).collect(),
            leads_to: gate.decision.into(),
        };
        let mentions = ruleset.mentions.iter().flat_map(|mentions| &mentions.steps);
        Limits {
            gates: ruleset.group1.iter().map(gate).collect(),
            certificate: ruleset.certificate.as_ref().map(|certificate| certificate.at_least),
            mentions: mentions.map(|step| (step.at_least, step.mention)).collect(),
        }
    }
}

/// Can sums of this ruleset be packed, and is there nothing in it that looks at several cells at once?
pub(super) fn fits(ruleset: &Ruleset) -> bool {
    let sum: u64 = ruleset
        .slots()
        .iter()
        .map(|cell| u64::from(cell.coefficient.hundredths()))
        .sum();
    let mandatory = |component: &ComponentCode| {
        matches!(
            ruleset.kind(*component),
            Some(ComponentKind::Epreuve | ComponentKind::Cc)
        ) && !ruleset
            .epreuves
            .iter()
            .any(|it| it.code == *component && it.counting.is_some())
    };
    let floors = ruleset.floors.iter().flat_map(|floor| &floor.components).all(mandatory);
    let blocs = ruleset.blocs.iter().flat_map(|bloc| &bloc.components).all(mandatory);
    let steps = |cell: &Cell| cell.step.hundredths().max(cell.counted_step.hundredths()) <= Steps::MOST;
    let steps = ruleset.slots().iter().all(steps);
    // Points that fit in 32 bits leave the coefficients below 24.
    steps && sum * 2_000 <= u64::from(u32::MAX) && ruleset.choices.is_empty() && floors && blocs
}
