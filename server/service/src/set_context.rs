//! Regime, specialities and options of a candidate.

use crate::judge::judge_one;
use crate::office::carried;
use crate::{Desk, Refusal, Result};
use domain::{
    Act, Actor, ApplicationContext, ApplicationId, JuryState, LocalRules, Role, Ruleset, SessionId, SituationFault,
    StreamKey,
};
use std::sync::Arc;
use wire::{FieldError, SituationField};

/// Whose situation is to be kept, as whom, and what it is held to.
pub(crate) struct SituationLaw {
    application: ApplicationId,
    session: SessionId,
    role: Option<Role>,
    /// The law.
    pub ruleset: Arc<Ruleset>,
    /// The académie's part of it.
    pub local: LocalRules,
    /// What must stand for it to be kept.
    pub seen: Option<ApplicationContext>,
}

impl Desk {
    /// Keeps what an application carries beside its marks; answers whether it changed.
    ///
    /// # Errors
    /// `NotFound`; `Invalid`: all that the ruleset does not know or does not allow, that the académie does not offer;
    /// `WrongState`: the candidate is not registered, or his jury already deliberates.
    pub async fn set_context(
        &self,
        actor: &Actor,
        application: ApplicationId,
        context: ApplicationContext,
    ) -> Result<bool> {
        let law = self.situation_law(actor, application).await?;
        let faults = context.faults(&law.ruleset, &law.local);
        if !faults.is_empty() {
            return Err(refusal(&law.ruleset, &faults));
        }
        self.keep_context(actor, law, context).await
    }

    pub(crate) async fn situation_law(&self, actor: &Actor, application: ApplicationId) -> Result<SituationLaw> {
        let (row, role) = self.prepared(actor, application).await?;
        let session = SessionId(row.session_id);
        let code = row.ruleset.ok_or_else(|| Refusal::wrong_state("not_registered"))?;
        Ok(SituationLaw {
            application,
            session,
            role,
            ruleset: self.ruleset(session, &code).await?,
            local: self.local_rules(session, &code).await?,
            seen: None,
        })
    }

    pub(crate) async fn keep_context(
        &self,
        actor: &Actor,
        law: SituationLaw,
        context: ApplicationContext,
    ) -> Result<bool> {
        let (application, session) = (law.application, law.session);
        let act = Act::ContextSet {
            application,
            context: context.clone(),
        };
        let draft = self.draft(actor, law.role, act);
        self.refusable(vec![StreamKey::Session(session)], move |tx| {
            Box::pin(async move {
                let row = tx.application(application).await?.ok_or_else(Refusal::not_found)?;
                let state = match row.jury() {
                    Some(jury) => tx.jury_state(jury).await?,
                    None => None,
                };
                if !may_change(state.as_deref()) {
                    return Err(Refusal::wrong_state("jury_already_deliberates"));
                }
                let stands = carried(&row.context)?;
                if stands == context {
                    return Ok(false);
                }
                if law.seen.is_some_and(|seen| seen != stands) {
                    return Err(Refusal::outdated());
                }
                let changed = tx.set_context(application, &context).await?;
                if changed {
                    tx.append(StreamKey::Session(session), &draft).await?;
                    judge_one(tx, &law.ruleset, application, draft.at_ms).await?;
                }
                Ok(changed)
            })
        })
        .await
    }
}

/// A situation changes until the jury deliberates.
pub(crate) fn may_change(state: Option<&str>) -> bool {
    let open = [JuryState::NotStarted.code(), JuryState::MarkControl.code()];
    state.is_none_or(|state| open.contains(&state))
}

pub(crate) fn refusal(ruleset: &Ruleset, faults: &[SituationFault]) -> Refusal {
    Refusal::fields(situation_faults(ruleset, faults))
}

/// Every fault, at the field it was typed in. A flaw travels as it is: whoever tells it knows in which language.
pub fn situation_faults(ruleset: &Ruleset, faults: &[SituationFault]) -> Vec<FieldError> {
    faults.iter().map(|fault| told(ruleset, fault)).collect()
}

fn told(ruleset: &Ruleset, fault: &SituationFault) -> FieldError {
    let (code, value) = match fault {
        SituationFault::Flaw(flaw) => ("context_flaw", serde_json::to_string(flaw).unwrap_or_default()),
        SituationFault::NoPlaceForOption { places, .. } => ("option_no_place", places.to_string()),
        SituationFault::NoPlaceForFacultative { places, .. } => ("facultative_no_place", places.to_string()),
        SituationFault::NotConservable(code) => ("not_conservable", code.to_string()),
        SituationFault::RenouncedForGood(code) => ("renounced_for_good", code.to_string()),
        SituationFault::SpecialityNotOffered { speciality, .. } => ("speciality_not_offered", speciality.to_string()),
        SituationFault::OptionNotOffered { label, .. } => ("option_not_offered", label.clone()),
    };
    FieldError {
        field: SituationField::of(ruleset, fault).to_string(),
        code: code.into(),
        value,
    }
}
