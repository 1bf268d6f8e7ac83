//! Missing marks (notes manquantes): required cells that hold neither mark nor code.

use crate::office::{anonymity_of, carried, session_ref, slot_of, slot_ref};
use crate::{Desk, Result};
use domain::{Action, Actor, ApplicationId, ComponentKind, JuryId, LotId, Ruleset, SessionId, Slot};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use wire::{MissingCandidate, MissingGroup, MissingMarks};

/// Candidates listed at most: beyond that, nobody reads a list.
const LISTED: usize = 300;

/// A group of candidates: qualification, and jury or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingOf {
    /// Code of the ruleset.
    pub ruleset: String,
    /// The jury.
    pub jury: Option<JuryId>,
}

impl Desk {
    /// What each group of candidates misses, and who misses what in one of them.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`.
    pub async fn missing_marks(
        &self,
        actor: &Actor,
        asked: Option<SessionId>,
        of: Option<MissingOf>,
    ) -> Result<MissingMarks> {
        let row = self.office_session(actor, Action::SeeCandidates, asked).await?;
        let session = SessionId(row.id);
        let groups = self.missing_groups(session).await?;
        let mut candidates = match of {
            Some(of) => self.missing_in(session, &of).await?,
            None => Vec::new(),
        };
        let more = candidates.len().saturating_sub(LISTED);
        candidates.truncate(LISTED);
        Ok(MissingMarks {
            session: session_ref(&row),
            groups,
            candidates,
            more: i64::try_from(more).unwrap_or(i64::MAX),
        })
    }

    /// Required cells without content, by qualification and jury: counted by the database, required by the law.
    pub(crate) async fn missing_groups(&self, session: SessionId) -> Result<Vec<MissingGroup>> {
        type Alike = (Option<i64>, String, String);
        let alike = self.store.alike(session).await?;
        let mut rulesets = BTreeMap::new();
        for row in &alike {
            if !rulesets.contains_key(&row.ruleset) {
                rulesets.insert(row.ruleset.clone(), self.ruleset(session, &row.ruleset).await?);
            }
        }
        let wholes: BTreeSet<String> = rulesets.values().flat_map(|it| composite_wholes(it)).collect();
        let wholes: Vec<String> = wholes.into_iter().collect();
        let mut filled: HashMap<(Alike, String), i64> = HashMap::new();
        for row in self.store.alike_filled(session).await? {
            filled.insert(((row.jury_id, row.ruleset, row.context), row.slot), row.n);
        }
        for row in self.store.alike_doubled(session, &wholes).await? {
            let cell = filled.entry(((row.jury_id, row.ruleset, row.context), row.slot));
            *cell.or_default() -= row.n;
        }
        let juries: HashMap<i64, (String, String)> = self
            .store
            .juries(session)
            .await?
            .into_iter()
            .map(|jury| (jury.id, (jury.code, jury.label)))
            .collect();
        let mut groups: BTreeMap<(String, Option<i64>), (i64, i64)> = BTreeMap::new();
        for row in alike {
            let Some(ruleset) = rulesets.get(&row.ruleset) else {
                continue;
            };
            let key: Alike = (row.jury_id, row.ruleset.clone(), row.context.clone());
            let holding = |slot: Slot| filled.get(&(key.clone(), slot.to_string())).copied().unwrap_or(0);
            let mut missing = 0;
            let carried = carried(&row.context)?;
            for cell in ruleset.expected(&carried.situation()) {
                if carried.waived.contains_key(&cell.slot) {
                    continue;
                }
                let by_whole = stands_for(cell.kind, cell.slot).map_or(0, holding);
                missing += (row.n - holding(cell.slot) - by_whole).max(0);
            }
            let group = groups.entry((row.ruleset, row.jury_id)).or_default();
            group.0 += row.n;
            group.1 += missing;
        }
        Ok(groups
            .into_iter()
            .map(|((ruleset, jury), (candidates, missing))| MissingGroup {
                ruleset,
                jury: jury.and_then(|id| juries.get(&id).map(|it| (JuryId(id), it.0.clone(), it.1.clone()))),
                candidates,
                missing,
            })
            .collect())
    }

    async fn missing_in(&self, session: SessionId, of: &MissingOf) -> Result<Vec<MissingCandidate>> {
        let ruleset = self.ruleset(session, &of.ruleset).await?;
        let mut filled: HashMap<i64, BTreeSet<Slot>> = HashMap::new();
        for (application, slot) in self.store.owing_filled(session, &of.ruleset, of.jury).await? {
            filled.entry(application).or_default().insert(slot_of(&slot)?);
        }
        let mut lots: HashMap<(i64, Slot), LotId> = HashMap::new();
        for (application, slot, lot) in self.store.owing_lots(session, &of.ruleset, of.jury).await? {
            lots.insert((application, slot_of(&slot)?), LotId(lot));
        }
        let none = BTreeSet::new();
        let mut found = Vec::new();
        for row in self.store.owing(session, &of.ruleset, of.jury).await? {
            let holds = filled.get(&row.id).unwrap_or(&none);
            let carried = carried(&row.context)?;
            let empty = |cell: &&&domain::Cell| {
                !carried.waived.contains_key(&cell.slot)
                    && !holds.contains(&cell.slot)
                    && !stands_for(cell.kind, cell.slot).is_some_and(|whole| holds.contains(&whole))
            };
            let owed = ruleset.expected(&carried.situation());
            let slots: Vec<_> = owed
                .iter()
                .filter(empty)
                .map(|cell| {
                    let lot = lots.get(&(row.id, cell.slot)).copied();
                    (slot_ref(Some(&ruleset), cell.slot), lot)
                })
                .collect();
            if !slots.is_empty() {
                found.push(MissingCandidate {
                    application: ApplicationId(row.id),
                    name: format!("{} {}", row.birth_name, row.first_name),
                    anonymity: anonymity_of(row.anonymity.as_deref())?,
                    establishment: row.establishment,
                    slots,
                });
            }
        }
        Ok(found)
    }
}

/// The cell whose mark replaces this part of a composite épreuve.
fn stands_for(kind: ComponentKind, slot: Slot) -> Option<Slot> {
    (kind == ComponentKind::Epreuve && slot.part.is_some()).then(|| Slot::whole(slot.component))
}

fn composite_wholes(ruleset: &Ruleset) -> impl Iterator<Item = String> {
    ruleset
        .slots()
        .iter()
        .filter_map(|cell| stands_for(cell.kind, cell.slot))
        .map(|slot| slot.to_string())
}
