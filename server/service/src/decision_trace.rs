//! How the decision on one candidate is reached.

use crate::record::record;
use crate::{Desk, Refusal, Result};
use domain::{Action, Actor, ApplicationId, JuryId, Outcome, Ruleset};
use std::sync::Arc;

impl Desk {
    /// The decision on a candidate of a jury as his marks stand, with its trace, and the ruleset that words it.
    ///
    /// # Errors
    /// As [`Desk::candidate_view`].
    pub async fn decision_trace(
        &self,
        actor: &Actor,
        jury: JuryId,
        application: ApplicationId,
    ) -> Result<(Arc<Ruleset>, Outcome)> {
        let sitting = self.sit(actor, jury, Action::FollowJury).await?;
        let reading = self.store.reading();
        if !reading.is_subject(jury, application).await? {
            return Err(Refusal::not_found());
        }
        let record = record(&reading, &sitting.ruleset, application).await?;
        let outcome = record.ok_or_else(Refusal::not_found)?.outcome(&sitting.ruleset);
        Ok((sitting.ruleset, outcome))
    }
}
