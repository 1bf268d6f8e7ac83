//! The situation of a candidate, typed over one that was seen.

use crate::set_context::refusal;
use crate::{Desk, Result};
use domain::Actor;
use wire::ChangeSituation;

impl Desk {
    /// Keeps a situation that was typed over another; answers whether it changed.
    ///
    /// # Errors
    /// As [`Desk::set_context`], and what was given up for good and is to be taken back; `Outdated`: what stands is no
    /// longer what was seen.
    pub async fn change_situation(&self, actor: &Actor, command: ChangeSituation) -> Result<bool> {
        let ChangeSituation {
            application,
            seen,
            context,
        } = command;
        let mut law = self.situation_law(actor, application).await?;
        let mut faults = context.faults(&law.ruleset, &law.local);
        faults.extend(context.taken_back(&seen));
        if !faults.is_empty() {
            return Err(refusal(&law.ruleset, &faults));
        }
        law.seen = Some(seen);
        self.keep_context(actor, law, context).await
    }
}
