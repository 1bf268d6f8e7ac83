//! What a situation is held to before it is kept, for the verbs that keep one.

use crate::judge::judge_one;
use crate::office::carried;
use crate::record::marks_in;
use crate::{Desk, Refusal, Result};
use domain::{
    Act, Actor, ApplicationContext, ApplicationId, JuryState, LocalRules, Role, Ruleset, SessionId, SituationFault,
    StreamKey,
};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::Tx;
use wire::{FieldError, SituationField, SituationRows};

/// Whose situation is to be kept, as whom, and what it is held to.
pub(crate) struct SituationLaw {
    application: ApplicationId,
    session: SessionId,
    role: Option<Role>,
    ruleset: Arc<Ruleset>,
    local: LocalRules,
}

/// How a situation was typed.
#[derive(Clone)]
pub(crate) struct Typed {
    /// Over which.
    pub seen: ApplicationContext,
    /// Where.
    pub rows: SituationRows,
    /// What could not be read of it.
    pub unread: Vec<FieldError>,
}

impl Desk {
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
        })
    }

    /// Keeps a situation, `typed` over another or given as it is.
    pub(crate) async fn keep_situation(
        &self,
        actor: &Actor,
        law: SituationLaw,
        context: ApplicationContext,
        typed: Option<Typed>,
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
                    return Err(Refusal::wrong_state("deliberation_begun"));
                }
                let stands = carried(&row.context)?;
                let faults = law.faults(tx, &context, &stands, typed.as_ref()).await?;
                // What is sent twice was kept the first time.
                if faults.is_empty() && stands == context {
                    return Ok(false);
                }
                if typed.is_some_and(|typed| typed.seen != stands) {
                    return Err(Refusal::outdated());
                }
                if !faults.is_empty() {
                    return Err(Refusal::fields(faults));
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

impl SituationLaw {
    /// All that is against a situation where another stands: one fault a field, the first that was found, from the top
    /// of the form down. What could be read is held to the law though the rest could not.
    async fn faults(
        &self,
        tx: &Tx,
        context: &ApplicationContext,
        stands: &ApplicationContext,
        typed: Option<&Typed>,
    ) -> Result<Vec<FieldError>> {
        let ruleset = &*self.ruleset;
        let mut found = context.faults(ruleset, &self.local);
        if let Some(marks) = marks_in(&tx.reading(), ruleset, self.application, context).await? {
            found.extend(context.marked_for_later(stands, ruleset, &marks));
        }
        let (mut unread, mut rows) = (&[][..], SituationRows::default());
        if let Some(typed) = typed {
            found.extend(context.taken_back(stands));
            (unread, rows) = (&typed.unread, typed.rows.clone());
        }
        let mut told = BTreeMap::new();
        let unread = unread.iter().cloned();
        let lawful = found.iter().map(|fault| field_error(ruleset, &rows, fault));
        for fault in unread.chain(lawful) {
            let at = fault.field.parse::<SituationField>().ok();
            let place = at.map(|at| at.place(ruleset));
            told.entry((place, fault.field.clone())).or_insert(fault);
        }
        Ok(told.into_values().collect())
    }
}

/// A situation changes until the jury begins to deliberate.
pub(crate) fn may_change(state: Option<&str>) -> bool {
    let open = [JuryState::NotStarted.code(), JuryState::MarkControl.code()];
    state.is_none_or(|state| open.contains(&state))
}

/// A fault at the field it was typed in. A flaw travels as it is: whoever tells it knows in which language.
fn field_error(ruleset: &Ruleset, rows: &SituationRows, fault: &SituationFault) -> FieldError {
    let (code, value) = match fault {
        SituationFault::Flaw(flaw) => ("context_flaw", serde_json::to_string(flaw).unwrap_or_default()),
        SituationFault::NoPlaceForOption { places, .. } => ("option_no_place", places.to_string()),
        SituationFault::NoPlaceForFacultative { places, .. } => ("facultative_no_place", places.to_string()),
        SituationFault::NotConservable(code) => ("not_conservable", code.to_string()),
        SituationFault::RenouncedForGood(code) => ("renounced_for_good", code.to_string()),
        SituationFault::MarkedForLater(code) => ("marked_for_later", code.to_string()),
        SituationFault::SpecialityNotOffered { speciality, .. } => ("speciality_not_offered", speciality.to_string()),
        SituationFault::OptionNotOffered { label, .. } => ("option_not_offered", label.clone()),
    };
    FieldError {
        field: rows.in_form(SituationField::of(ruleset, fault)).to_string(),
        code: code.into(),
        value,
    }
}
