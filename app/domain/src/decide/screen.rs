//! Leaves out of the input what cannot stand, and says so.

use std::collections::BTreeMap;

use super::{CandidateMarks, ChoiceRefusal, ConservationRefusal, Flaw, TraceStep};
use crate::code::ComponentCode;
use crate::coefficient::Coefficient;
use crate::entry::Entry;
use crate::mark::{Mark, MarkError};
use crate::ruleset::{Effect, Epreuve, Ruleset, Window};
use crate::slot::{ComponentKind, Slot};

/// The input without its flaws, raises apart: those need the marks that count.
pub(super) fn screen(ruleset: &Ruleset, marks: &CandidateMarks, trace: &mut Vec<TraceStep>) -> CandidateMarks {
    let mut screen = Screen {
        ruleset,
        marks: marks.clone(),
        flaws: Vec::new(),
    };
    screen.specialities();
    screen.chosen();
    screen.entries();
    screen.provisional();
    screen.options();
    screen.conserved();
    screen.later();
    screen.waived();
    screen.choices();
    trace.extend(screen.flaws.into_iter().map(|flaw| TraceStep::Ignored { flaw }));
    screen.marks
}

struct Screen<'a> {
    ruleset: &'a Ruleset,
    marks: CandidateMarks,
    flaws: Vec<Flaw>,
}

impl Screen<'_> {
    fn specialities(&mut self) {
        let (ruleset, flaws) = (self.ruleset, &mut self.flaws);
        self.marks.context.specialities.retain(|&component, &mut speciality| {
            let epreuve = ruleset.epreuves.iter().find(|epreuve| epreuve.code == component);
            let takes_one = epreuve.is_some_and(Epreuve::takes_speciality);
            let known = takes_one && ruleset.speciality(speciality).is_some();
            if !known {
                flaws.push(Flaw::UnknownSpeciality { component, speciality });
            }
            known
        });
    }

    fn entries(&mut self) {
        let (ruleset, flaws) = (self.ruleset, &mut self.flaws);
        let context = &self.marks.context;
        let entries = std::mem::take(&mut self.marks.entries);
        let whole: Vec<ComponentCode> = entries
            .keys()
            .filter(|it| it.part.is_none())
            .map(|it| it.component)
            .collect();
        let conserved = &self.marks.context.conserved;
        let mut doubled = None;
        self.marks.entries = entries
            .into_iter()
            .filter(|(slot, entry)| {
                let Some(cell) = ruleset.cell(slot) else {
                    flaws.push(Flaw::EntryRefused {
                        slot: *slot,
                        error: MarkError::UnknownSlot,
                    });
                    return false;
                };
                // A conserved mark was given under the rules of its own session.
                let old_mark = conserved.contains_key(&slot.component) && entry.mark().is_some();
                if let Err(error) = ruleset
                    .accepts(slot, entry)
                    .or_else(|error| if old_mark { Ok(()) } else { Err(error) })
                {
                    flaws.push(Flaw::EntryRefused { slot: *slot, error });
                    return false;
                }
                if !(cell.weighted && cell.kind == ComponentKind::Epreuve) {
                    return true;
                }
                if whole.contains(&slot.component) {
                    if doubled.replace(slot.component) != Some(slot.component) {
                        flaws.push(Flaw::WholeAndParts {
                            component: slot.component,
                        });
                    }
                    return false;
                }
                let parts = ruleset.marked_parts(slot.component, context);
                let known = parts.iter().any(|part| Some(part.code) == slot.part);
                if !known {
                    flaws.push(Flaw::PartOutsideSpeciality { slot: *slot });
                }
                known
            })
            .collect();
    }

    fn options(&mut self) {
        let (ruleset, flaws) = (self.ruleset, &mut self.flaws);
        self.marks.option_coefficients.retain(|slot, _| {
            let option = ruleset
                .cell(slot)
                .is_some_and(|cell| cell.kind == ComponentKind::Option);
            if !option {
                flaws.push(Flaw::NotAnOption { slot: *slot });
            }
            option
        });
        for option in &ruleset.options {
            let mut sum = Coefficient::ZERO;
            let own = &self.marks.option_coefficients;
            self.marks.entries.retain(|slot, _| {
                if slot.component != option.code {
                    return true;
                }
                let with_this = sum + own.get(slot).copied().unwrap_or(option.coef);
                let fits = with_this <= option.max_coefficients;
                if fits {
                    sum = with_this;
                } else {
                    flaws.push(Flaw::TooManyOptions {
                        slot: *slot,
                        max: option.max_coefficients,
                    });
                }
                fits
            });
        }
    }

    /// A mark that cannot be conserved is no mark of this session: its component is missing.
    fn conserved(&mut self) {
        let ruleset = self.ruleset;
        if let Some(code) = self.marks.context.regime
            && ruleset.regime(&self.marks.context).is_none()
        {
            self.flaws.push(Flaw::UnknownRegime { regime: code });
            self.marks.context.regime = None;
        }
        let regime = ruleset.regime(&self.marks.context);
        let entries = &mut self.marks.entries;
        let renounced = &self.marks.context.renounced;
        let flaws = &mut self.flaws;
        self.marks.context.conserved.retain(|&component, &mut ago| {
            let scope = ruleset
                .conserve
                .as_ref()
                .is_some_and(|conserve| conserve.components.contains(&component));
            let own: Vec<(Slot, Entry)> = entries
                .iter()
                .filter(|(slot, _)| slot.component == component)
                .map(|(slot, entry)| (*slot, *entry))
                .collect();
            let refusal = match regime {
                None => Some(ConservationRefusal::NotConservable),
                Some(_) if renounced.contains(&component) => Some(ConservationRefusal::Renounced),
                Some(_) if !scope => Some(ConservationRefusal::NotConservable),
                Some(regime) if ago == 0 || ago > regime.longest => Some(match regime.counted {
                    Window::Sessions => ConservationRefusal::OutOfTime(regime.longest),
                    Window::Years | Window::Dates => ConservationRefusal::OutOfYears(regime.longest),
                }),
                Some(_) if own.is_empty() || own.iter().any(|(_, entry)| entry.mark().is_none()) => {
                    Some(ConservationRefusal::NoMark)
                }
                Some(regime)
                    if own
                        .iter()
                        .any(|(slot, entry)| below(ruleset, slot, *entry, regime.at_least)) =>
                {
                    Some(ConservationRefusal::Below(regime.at_least))
                }
                Some(_) => None,
            };
            if let Some(refusal) = refusal {
                flaws.push(Flaw::ConservationRefused { component, refusal });
                entries.retain(|slot, _| slot.component != component);
            }
            refusal.is_none()
        });
    }

    /// Components chosen where the ruleset offers a choice, no more than it allows; a mark chooses too.
    fn chosen(&mut self) {
        let (ruleset, flaws) = (self.ruleset, &mut self.flaws);
        self.marks.context.chosen.retain(|&component| {
            let known = ruleset.choice(component).is_some();
            if !known {
                let refusal = ChoiceRefusal::NotOffered;
                flaws.push(Flaw::ChoiceRefused { component, refusal });
            }
            known
        });
        for choice in &ruleset.choices {
            let max = choice.max.get();
            let mut sat = 0;
            for &component in &choice.components {
                let own = |slot: &Slot| slot.component == component;
                let marked = self.marks.entries.keys().any(own) || self.marks.provisional.keys().any(own);
                if !marked && !self.marks.context.chosen.contains(&component) {
                    continue;
                }
                sat += 1;
                if sat > max {
                    let refusal = ChoiceRefusal::TooMany(max);
                    flaws.push(Flaw::ChoiceRefused { component, refusal });
                    self.marks.context.chosen.remove(&component);
                    self.marks.entries.retain(|slot, _| !own(slot));
                    self.marks.provisional.retain(|slot, _| !own(slot));
                }
            }
        }
    }

    /// A mark given meanwhile stands where a real one could.
    fn provisional(&mut self) {
        let (ruleset, flaws) = (self.ruleset, &mut self.flaws);
        self.marks.provisional.retain(|slot, mark| {
            let refused = ruleset.accepts(slot, &Entry::Mark(*mark)).err();
            if let Some(error) = refused {
                flaws.push(Flaw::ProvisionalRefused { slot: *slot, error });
            }
            refused.is_none()
        });
    }

    /// Only a mandatory cell without mark is gone without, and for a reason.
    fn waived(&mut self) {
        if self.marks.waived.is_empty() {
            return;
        }
        let (ruleset, flaws) = (self.ruleset, &mut self.flaws);
        let expected: Vec<Slot> = ruleset
            .expected(&self.marks.context)
            .iter()
            .map(|cell| cell.slot)
            .collect();
        let (entries, provisional) = (&self.marks.entries, &self.marks.provisional);
        self.marks.waived.retain(|slot, reason| {
            let empty = !entries.contains_key(slot) && !provisional.contains_key(slot);
            let stands = expected.contains(slot) && empty && !reason.trim().is_empty();
            if !stands {
                flaws.push(Flaw::NotWaived { slot: *slot });
            }
            stands
        });
    }

    /// What is left for later is mandatory and has no mark; a code is one.
    fn later(&mut self) {
        let (ruleset, flaws) = (self.ruleset, &mut self.flaws);
        let category = self.marks.context.category;
        let allowed = ruleset.incomplete.as_ref().is_some_and(|rule| {
            rule.categories.is_empty() || category.is_some_and(|category| rule.categories.contains(&category))
        });
        let entries = &self.marks.entries;
        self.marks.context.later.retain(|&component| {
            let mandatory = matches!(
                ruleset.kind(component),
                Some(ComponentKind::Epreuve | ComponentKind::Cc)
            );
            let marked = entries.keys().any(|slot| slot.component == component);
            let stands = allowed && mandatory && !marked;
            if !stands {
                flaws.push(Flaw::NotForLater { component });
            }
            stands
        });
    }

    fn choices(&mut self) {
        let (ruleset, flaws) = (self.ruleset, &mut self.flaws);
        let entries = &self.marks.entries;
        let excluded = |component: ComponentCode| {
            let mut own = entries
                .iter()
                .filter(|(slot, _)| slot.component == component)
                .peekable();
            own.peek().is_some()
                && own.all(|(_, entry)| {
                    let rule = entry.code().and_then(|code| ruleset.codes.get(&code));
                    rule.is_some_and(|rule| rule.effect == Effect::Exclude)
                })
        };
        let mut chosen: BTreeMap<usize, u8> = BTreeMap::new();
        self.marks.group2.retain(|&component, entry| {
            let lists = ruleset.group2.iter().flat_map(|group2| &group2.lists).enumerate();
            let list = lists.into_iter().find(|(_, list)| list.components.contains(&component));
            let cell = ruleset.cell(&Slot::whole(component));
            let refusal = match (list, cell) {
                (Some(_), Some(_)) if excluded(component) => Some(ChoiceRefusal::Excluded),
                (Some((index, list)), Some(cell)) => {
                    let count = chosen.entry(index).or_default();
                    *count = count.saturating_add(1);
                    let refused = entry.and_then(|entry| ruleset.accepts_in(cell, &entry).err());
                    if *count > list.max.get() {
                        Some(ChoiceRefusal::TooMany(list.max.get()))
                    } else {
                        refused.map(ChoiceRefusal::Entry)
                    }
                }
                _ => Some(ChoiceRefusal::NotOffered),
            };
            if let Some(refusal) = refusal {
                flaws.push(Flaw::OralRefused { component, refusal });
            }
            refusal.is_none()
        });
        let chosen = self.marks.group2.len();
        let min = ruleset.group2.as_ref().map_or(1, |group2| group2.min_choices.get());
        if chosen > 0 && chosen < usize::from(min) {
            flaws.push(Flaw::TooFewChoices { min });
            self.marks.group2.clear();
        }
    }
}

/// Is this mark, brought to 20, below that one?
fn below(ruleset: &Ruleset, slot: &Slot, entry: Entry, at_least: Mark) -> bool {
    let scale = ruleset.cell(slot).map_or(Mark::MAX, |cell| cell.scale);
    let times = |mark: Mark, by: Mark| u32::from(mark.hundredths()) * u32::from(by.hundredths());
    entry
        .mark()
        .is_some_and(|mark| times(mark, Mark::MAX) < times(at_least, scale))
}
