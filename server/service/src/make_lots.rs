//! Making lots of copies.

use crate::{Desk, Refusal, Result};
use domain::{Act, Action, Actor, ApplicationId, ComponentKind, LotId, Object, Ruleset, SessionId, Slot, StreamKey};
use std::collections::{BTreeMap, BTreeSet};
use store::{ApplicationRow, EventDraft, NewLot};

/// Most copies of a lot: a screen a marker can oversee.
const LARGEST: usize = 500;

/// Lots to make.
#[derive(Debug, Clone)]
pub struct MakeLots {
    /// Session.
    pub session: SessionId,
    /// Code of the ruleset.
    pub ruleset: String,
    /// Columns: one cell, or several for an oral with parts; an épreuve whose exercises add up to its mark stands for
    /// all of them.
    pub slots: Vec<Slot>,
    /// Most copies of a lot; lots are of even size.
    pub size: usize,
}

/// Lots made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LotsMade {
    /// The lots, in order.
    pub lots: Vec<LotId>,
    /// Copies in them.
    pub copies: i64,
}

impl Desk {
    /// Deals the copies of an épreuve into lots, by speciality and by anonymity number. Candidates who already have a copy or a mark
    /// there are left out, so that a second time makes nothing.
    ///
    /// # Errors
    /// `Invalid`: unknown ruleset, no column, a column that is no mandatory cell of it, a size out of bounds;
    /// `WrongState`: a candidate of this qualification has no anonymity number yet.
    pub async fn make_lots(&self, actor: &Actor, command: MakeLots) -> Result<LotsMade> {
        let MakeLots {
            session, slots, size, ..
        } = command;
        let role = self.check(actor, Action::PrepareSession, &Object::session(session))?;
        let ruleset = self.ruleset(session, command.ruleset.trim()).await?;
        if !(1..=LARGEST).contains(&size) {
            return Err(Refusal::field("size", "lot_size", LARGEST.to_string()));
        }
        let slots: Vec<Slot> = slots.into_iter().flat_map(|slot| columns(&ruleset, slot)).collect();
        let title = title(&ruleset, &slots)?;
        let code = ruleset.code.to_string();
        let candidates = self.store.registered(session, &code).await?;
        if candidates.iter().any(|row| row.anonymity.is_none()) {
            return Err(Refusal::wrong_state("anonymity_missing"));
        }
        let piles = piles(&ruleset, &title, &slots, &candidates)?;
        let draft = self.draft(
            actor,
            role,
            Act::LotMade {
                lot: LotId(0),
                copies: 0,
            },
        );
        let made = self
            .store
            .write(vec![StreamKey::Session(session)], move |tx| {
                Box::pin(async move {
                    // A mark on a whole épreuve, conserved for instance, leaves no part of it to mark.
                    let wholes = slots.iter().map(|slot| Slot::whole(slot.component));
                    let marked: Vec<Slot> = slots.iter().copied().chain(wholes).collect();
                    let taken = tx.already_in_a_lot(session, &code, &marked).await?;
                    let mut number = tx.lots_of_slot(session, &code, slots[0]).await?;
                    let (mut lots, mut all) = (Vec::new(), 0);
                    for (label, copies) in piles {
                        let copies: Vec<ApplicationId> =
                            copies.into_iter().filter(|copy| !taken.contains(copy)).collect();
                        all += count(&copies);
                        for some in even(&copies, size) {
                            number += 1;
                            let lot = NewLot {
                                session,
                                ruleset: code.clone(),
                                label: format!("{label}, lot {number}"),
                                slots: slots.clone(),
                                copies: some.to_vec(),
                            };
                            let id = tx.insert_lot(&lot).await?;
                            let act = Act::LotMade {
                                lot: id,
                                copies: count(some),
                            };
                            tx.append(StreamKey::Session(session), &EventDraft { act, ..draft.clone() })
                                .await?;
                            lots.push(id);
                        }
                    }
                    Ok(LotsMade { lots, copies: all })
                })
            })
            .await?;
        Ok(made)
    }
}

/// An épreuve made of exercises is marked in all of them.
fn columns(ruleset: &Ruleset, slot: Slot) -> Vec<Slot> {
    match ruleset.exercises(slot.component) {
        [] => vec![slot],
        parts if slot.part.is_none() => parts.iter().map(|part| Slot::part(slot.component, part.code)).collect(),
        _ => vec![slot],
    }
}

/// The name of the components, once each; every column must be a mandatory cell.
fn title(ruleset: &Ruleset, slots: &[Slot]) -> Result<String> {
    let mut names: Vec<&str> = Vec::new();
    for (place, slot) in slots.iter().enumerate() {
        let cell = ruleset
            .cell(slot)
            .filter(|cell| matches!(cell.kind, ComponentKind::Epreuve | ComponentKind::Cc));
        let Some(cell) = cell.filter(|_| !slots[..place].contains(slot)) else {
            return Err(Refusal::field("slots", "unknown_cell", slot.to_string()));
        };
        let name = if slots.len() == 1 {
            cell.label.as_str()
        } else {
            ruleset.label(slot.component).unwrap_or_default()
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    match names.as_slice() {
        [] => Err(Refusal::field("slots", "required", "")),
        [first, second, _, others @ ..] if !others.is_empty() => {
            Ok(format!("{first}, {second} et {} autres", others.len() + 1))
        }
        few => Ok(few.join(" et ")),
    }
}

/// The candidates who sit all these cells, in the order given: one pile for each speciality, since no marker marks two.
fn piles(
    ruleset: &Ruleset,
    title: &str,
    slots: &[Slot],
    candidates: &[ApplicationRow],
) -> Result<BTreeMap<String, Vec<ApplicationId>>> {
    let mut piles: BTreeMap<String, Vec<ApplicationId>> = BTreeMap::new();
    for row in candidates {
        let situation = row.context()?.situation();
        let expected: BTreeSet<Slot> = ruleset.expected(&situation).iter().map(|cell| cell.slot).collect();
        if !slots.iter().all(|slot| expected.contains(slot)) {
            continue;
        }
        let speciality = slots
            .iter()
            .find_map(|slot| situation.specialities.get(&slot.component));
        let label = match speciality.and_then(|code| ruleset.speciality(*code)) {
            Some(speciality) => format!("{title}, {}", speciality.label),
            None => title.to_string(),
        };
        piles.entry(label).or_default().push(row.key());
    }
    Ok(piles)
}

/// As few slices of at most `size` as there must be, whose lengths differ by one at most.
fn even<T>(all: &[T], size: usize) -> Vec<&[T]> {
    let parts = all.len().div_ceil(size);
    (0..parts)
        .map(|part| &all[part * all.len() / parts..(part + 1) * all.len() / parts])
        .collect()
}

fn count(copies: &[ApplicationId]) -> i64 {
    i64::try_from(copies.len()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::even;

    #[test]
    fn lots_are_of_even_size() {
        let sizes = |all: usize, size| {
            even(&vec![(); all], size)
                .iter()
                .map(|lot| lot.len())
                .collect::<Vec<_>>()
        };
        assert_eq!(sizes(121, 40), [30, 30, 30, 31]);
        assert_eq!(sizes(40, 40), [40]);
        assert_eq!(sizes(1, 40), [1]);
        assert!(sizes(0, 40).is_empty());
    }
}
