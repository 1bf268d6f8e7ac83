//! Regime, specialities and options of a candidate.

use crate::{Desk, Result};
use domain::{Actor, ApplicationContext, ApplicationId};

impl Desk {
    /// Keeps what an application carries beside its marks; answers whether it changed.
    ///
    /// # Errors
    /// `NotFound`; `Invalid`: all that the ruleset does not know or does not allow, that the académie does not offer;
    /// `WrongState`: the candidate is not registered, or his jury has begun to deliberate.
    pub async fn set_context(
        &self,
        actor: &Actor,
        application: ApplicationId,
        context: ApplicationContext,
    ) -> Result<bool> {
        let law = self.situation_law(actor, application).await?;
        self.keep_situation(actor, law, context, None).await
    }
}
