//! The situation of a candidate, to be changed, and as it is read.

use crate::find_candidates::found;
use crate::office::{carried, entry_of, session_ref, slot_of, slot_ref};
use crate::situation_law::may_change;
use crate::{Desk, Refusal, Result};
use domain::{Actor, ApplicationContext, ApplicationId, ComponentCode, JuryState, LocalRules, Ruleset, SessionId};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use wire::{Situation, SituationSheet};

impl Desk {
    /// The ruleset a situation is held to, to read a form by it; none until the candidate is registered.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`.
    pub async fn situation_ruleset(&self, actor: &Actor, id: ApplicationId) -> Result<Option<Arc<Ruleset>>> {
        let (application, _) = self.prepared(actor, id).await?;
        match &application.ruleset {
            Some(code) => Ok(Some(self.ruleset(SessionId(application.session_id), code).await?)),
            None => Ok(None),
        }
    }

    /// What the office needs to change the situation of a candidate, or to see why it no longer can.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`.
    pub async fn situation_sheet(&self, actor: &Actor, id: ApplicationId) -> Result<SituationSheet> {
        let (application, _) = self.prepared(actor, id).await?;
        let session = SessionId(application.session_id);
        let about = self.store.session(session).await?.ok_or_else(Refusal::not_found)?;
        let who = self.store.found_one(id).await?.ok_or_else(Refusal::not_found)?;
        let file = self.store.file(id).await?.ok_or_else(Refusal::not_found)?;
        let (ruleset, local) = match &application.ruleset {
            Some(code) => {
                let ruleset = self.ruleset(session, code).await?;
                (Some(ruleset), self.local_rules(session, code).await?)
            }
            None => (None, LocalRules::default()),
        };
        let (mut marks, mut conserved) = (BTreeMap::new(), BTreeSet::new());
        for row in self.store.file_marks(id).await? {
            let slot = slot_of(&row.slot)?;
            if let Some(entry) = entry_of(row.value, row.code.as_deref())? {
                marks.insert(slot, entry);
            }
            if row.conserved.is_some() {
                conserved.insert(slot.component);
            }
        }
        let context = carried(&application.context)?;
        let state = file.jury_state.as_deref();
        Ok(SituationSheet {
            session: session_ref(&about),
            jury: who.jury.clone().zip(state.and_then(JuryState::from_code)),
            who: found(who),
            situation: read(ruleset.as_deref(), &context, file.regime.clone()),
            open: ruleset.is_some() && may_change(state),
            ruleset: ruleset.as_deref().cloned(),
            context,
            local,
            marks,
            conserved,
        })
    }
}

/// A situation by the labels of the ruleset; what it no longer knows keeps its code. A regime that came by file stands.
pub(crate) fn read(ruleset: Option<&Ruleset>, context: &ApplicationContext, regime: Option<String>) -> Situation {
    let label = |code: &ComponentCode| {
        let known = ruleset.and_then(|it| it.label(*code));
        known.map_or_else(|| code.to_string(), str::to_owned)
    };
    let labels = |codes: &BTreeSet<ComponentCode>| codes.iter().map(label).collect();
    let regime = regime.filter(|code| !code.is_empty());
    let regime = regime
        .or_else(|| context.regime.map(|code| code.to_string()))
        .map(|code| {
            let known = ruleset.and_then(|it| it.conserve.as_ref());
            let known = known.and_then(|it| it.regimes.iter().find(|regime| regime.code.as_str() == code));
            known.map_or(code, |regime| regime.label.clone())
        });
    Situation {
        category: context.category,
        regime,
        specialities: context
            .specialities
            .iter()
            .map(|(component, code)| {
                let known = ruleset.and_then(|it| it.speciality(*code));
                let speciality = known.map_or_else(|| code.to_string(), |it| it.label.clone());
                (label(component), speciality)
            })
            .collect(),
        options: context.options.clone(),
        facultative: context.facultative.clone(),
        sanction: context.sanction,
        later: labels(&context.later),
        chosen: labels(&context.chosen),
        renounced: labels(&context.renounced),
        provisional: context
            .provisional
            .iter()
            .map(|(slot, mark)| (slot_ref(ruleset, *slot), *mark))
            .collect(),
        waived: context
            .waived
            .iter()
            .map(|(slot, reason)| (slot_ref(ruleset, *slot), reason.clone()))
            .collect(),
    }
}
