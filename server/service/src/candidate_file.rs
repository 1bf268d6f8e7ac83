//! All the office knows of a candidate in a session.

use crate::find_candidates::found;
use crate::office::{anonymity_of, carried, entry_of, session_ref, slot_of, slot_ref, timed};
use crate::situation_law::may_change;
use crate::situation_sheet::read;
use crate::{Desk, Paris, Refusal, Result};
use domain::{Action, Actor, ApplicationId, Decision, JuryId, JuryState, LotId, Mention, Object, SessionId, Slot};
use std::collections::{BTreeMap, BTreeSet};
use wire::{CandidateFile, FileMark, LotState};

impl Desk {
    /// Identity, application, marks with where each comes from, and every act on him.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`.
    pub async fn candidate_file(&self, actor: &Actor, id: ApplicationId) -> Result<CandidateFile> {
        let who = self.store.found_one(id).await?.ok_or_else(Refusal::not_found)?;
        let session = SessionId(who.session_id);
        self.check(actor, Action::SeeCandidates, &Object::session(session))?;
        let about = self.store.session(session).await?.ok_or_else(Refusal::not_found)?;
        let file = self.store.file(id).await?.ok_or_else(Refusal::not_found)?;
        let ruleset = match &who.ruleset {
            Some(code) => Some(self.ruleset(session, code).await?),
            None => None,
        };
        let context = carried(&file.context)?;
        let situation = context.situation();
        let situation_open = who.ruleset.is_some() && may_change(file.jury_state.as_deref());

        let mut lots = BTreeMap::new();
        for lot in self.store.file_lots(id).await? {
            let state = LotState::from_code(&lot.state).unwrap_or(LotState::Open);
            lots.insert(slot_of(&lot.slot)?, (LotId(lot.id), lot.label, state));
        }
        let mut raises = BTreeMap::new();
        for raise in self.store.file_raises(id).await? {
            if let Some(entry) = entry_of(Some(raise.value), None)? {
                raises.insert(slot_of(&raise.slot)?, (entry, raise.reason));
            }
        }
        let mut written = BTreeMap::new();
        for mark in self.store.file_marks(id).await? {
            written.insert(slot_of(&mark.slot)?, mark);
        }
        let required: BTreeSet<Slot> = ruleset
            .iter()
            .flat_map(|it| it.expected(&situation))
            .map(|cell| cell.slot)
            .collect();
        let known = ruleset.iter().flat_map(|it| it.slots()).map(|cell| cell.slot);
        let strange = written.keys().copied();
        let mut order: Vec<Slot> = Vec::new();
        for slot in known.chain(strange) {
            let shown = required.contains(&slot) || written.contains_key(&slot) || lots.contains_key(&slot);
            if shown && !order.contains(&slot) {
                order.push(slot);
            }
        }
        let mut marks = Vec::with_capacity(order.len());
        for slot in order {
            let row = written.get(&slot);
            let entry = match row {
                Some(row) => entry_of(row.value, row.code.as_deref())?,
                None => None,
            };
            marks.push(FileMark {
                slot: slot_ref(ruleset.as_deref(), slot),
                required: required.contains(&slot),
                entry,
                lot: lots.get(&slot).cloned(),
                imported: row.is_some_and(|row| row.source == "import"),
                conserved: row.and_then(|row| row.conserved),
                by: row.map(|row| row.updated_by.clone()),
                at: row.map(|row| Paris::text(row.updated_at)),
                raised: raises.remove(&slot),
            });
        }

        let jury = file.jury_id.map(JuryId);
        let in_lots: BTreeSet<LotId> = lots.values().map(|lot| lot.0).collect();
        let in_lots: Vec<LotId> = in_lots.into_iter().collect();
        let bodies = self.store.events_about(id, session, jury, &in_lots).await?;
        let mut history = bodies.iter().map(|body| timed(body)).collect::<Result<Vec<_>>>()?;
        history.sort_by_key(|timed| timed.event.at);

        let jury = jury
            .zip(who.jury.clone())
            .zip(file.jury_state.as_deref().and_then(JuryState::from_code))
            .map(|((id, code), state)| (id, code, state));
        let place = [file.birth_commune, file.birth_department, Some(file.birth_country)];
        let other: Vec<String> = [file.second_name, file.third_name].into_iter().flatten().collect();
        Ok(CandidateFile {
            session: session_ref(&about),
            who: found(who),
            national_id: file.national_id,
            usual_name: file.usual_name,
            other_names: (!other.is_empty()).then(|| other.join(", ")),
            sex: file.sex,
            birth_place: place.into_iter().flatten().collect::<Vec<_>>().join(", "),
            uai: file.uai,
            mef: file.mef,
            qualification: ruleset.as_deref().map(|it| it.label.clone()),
            situation: read(ruleset.as_deref(), &context, file.regime),
            situation_open,
            anonymity: anonymity_of(file.anonymity.as_deref())?,
            jury,
            decision: file
                .decision
                .as_deref()
                .and_then(Decision::from_name)
                .map(|decision| (decision, file.mention.as_deref().and_then(Mention::from_name))),
            marks,
            history,
        })
    }
}
