//! Regime, specialities and options of a candidate.

use crate::judge::judge_one;
use crate::set_local_rules::refusal as not_offered;
use crate::{Desk, Refusal, Result};
use domain::{
    Act, Actor, ApplicationContext, ApplicationId, CandidateMarks, JuryState, Ruleset, SessionId, StreamKey, flaws,
};

impl Desk {
    /// Keeps what an application carries beside its marks; answers whether it changed.
    ///
    /// # Errors
    /// `NotFound`; `Invalid`: what the ruleset does not know or does not allow; `WrongState`: the candidate is not
    /// registered, or his jury already deliberates.
    pub async fn set_context(
        &self,
        actor: &Actor,
        application: ApplicationId,
        context: ApplicationContext,
    ) -> Result<bool> {
        let (row, role) = self.prepared(actor, application).await?;
        let session = SessionId(row.session_id);
        let code = row.ruleset.ok_or_else(|| Refusal::wrong_state("not_registered"))?;
        let ruleset = self.ruleset(session, &code).await?;
        check(&ruleset, &context)?;
        let local = self.local_rules(session, &code).await?;
        local.admits(&context).map_err(not_offered)?;
        let draft = self.draft(
            actor,
            role,
            Act::ContextSet {
                application,
                context: context.clone(),
            },
        );
        let changed = self
            .refusable(vec![StreamKey::Session(session)], move |tx| {
                Box::pin(async move {
                    let jury = match tx.application(application).await?.and_then(|row| row.jury()) {
                        Some(jury) => tx.jury_state(jury).await?,
                        None => None,
                    };
                    let open = [JuryState::NotStarted.code(), JuryState::MarkControl.code()];
                    if jury.is_some_and(|state| !open.contains(&state.as_str())) {
                        return Ok(None);
                    }
                    let changed = tx.set_context(application, &context).await?;
                    if changed {
                        tx.append(StreamKey::Session(session), &draft).await?;
                        judge_one(tx, &ruleset, application, draft.at_ms).await?;
                    }
                    Ok(Some(changed))
                })
            })
            .await?;
        changed.ok_or_else(|| Refusal::wrong_state("jury_already_deliberates"))
    }
}

/// The ruleset must be able to use all of it.
fn check(ruleset: &Ruleset, context: &ApplicationContext) -> Result<()> {
    let mut marks = CandidateMarks::default();
    let left_over = context.fill(ruleset, &mut marks);
    if left_over > 0 {
        return Err(Refusal::field("context", "context_too_many", left_over.to_string()));
    }
    match flaws(ruleset, &marks).into_iter().next() {
        Some(flaw) => Err(Refusal::field(
            "context",
            "context_flaw",
            serde_json::to_string(&flaw).unwrap_or_default(),
        )),
        None => Ok(()),
    }
}
