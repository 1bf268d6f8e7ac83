//! How the decision on one candidate is reached.

use crate::record::record;
use crate::{Desk, Refusal, Result};
use domain::{Action, Actor, ApplicationId, JuryId, Outcome, Ruleset, decide};
use std::sync::Arc;

impl Desk {
    /// The decision on a candidate of a jury as his marks stand, with its trace, and the ruleset that words it. It is
    /// told to a jury: its trace is not the one that is kept, whose waivers have their reasons.
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
        let marks = record.ok_or_else(Refusal::not_found)?.marks.without_reasons();
        let outcome = decide(&sitting.ruleset, &marks);
        Ok((sitting.ruleset, outcome))
    }
}
