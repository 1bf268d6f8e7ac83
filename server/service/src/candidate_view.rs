//! One candidate of a jury and what was done to him.

use crate::jury_view::{candidate, event};
use crate::{Desk, Refusal, Result};
use domain::{Action, Actor, ApplicationId, JuryId, StreamKey};
use wire::CandidateView;

impl Desk {
    /// A candidate and the acts of the jury on him, oldest first.
    ///
    /// # Errors
    /// `NotFound` when he is not of this jury; `Forbidden` to who does not sit in it.
    pub async fn candidate_view(
        &self,
        actor: &Actor,
        jury: JuryId,
        application: ApplicationId,
    ) -> Result<CandidateView> {
        let sitting = self.sit(actor, jury, Action::FollowJury).await?;
        let records = self.jury_records(&sitting.jury).await?;
        let record = records.into_iter().find(|record| record.application == application);
        let mut history = Vec::new();
        for stored in self.store.reading().events_since(StreamKey::Jury(jury), 0).await? {
            let event = event(&stored.body)?;
            if event.act.application() == Some(application) {
                history.push(event);
            }
        }
        Ok(CandidateView {
            candidate: candidate(record.ok_or_else(Refusal::not_found)?)?,
            history,
        })
    }
}
