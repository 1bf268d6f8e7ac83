//! The lists a centre prints and posts once a jury is closed.

use crate::reconcile::held;
use crate::{Desk, Paris, Refusal, Result};
use domain::{Action, Actor, Decision, JuryId, JuryState, Mention, SessionId, StreamKey};
use store::ResultRow;
use wire::PostingList;

impl Desk {
    /// Admitted candidates with their mention, and those called to the second group, by name. Red-list candidates and
    /// presumed frauds are in neither.
    ///
    /// # Errors
    /// `NotFound`; `Forbidden`; `WrongState` before the jury is closed (130).
    pub async fn posting_list(&self, actor: &Actor, id: JuryId) -> Result<PostingList> {
        let object = self.object_of(StreamKey::Jury(id)).await?;
        self.check(actor, Action::SeePostingList, &object)?;
        let jury = self.store.jury(id).await?.ok_or_else(Refusal::not_found)?;
        if JuryState::from_code(&jury.state).is_none_or(|state| state < JuryState::Closed) {
            return Err(Refusal::wrong_state("jury_not_closed"));
        }
        let session_id = SessionId(jury.session_id);
        let session = self.store.session(session_id).await?.ok_or_else(Refusal::not_found)?;
        let ruleset = self.ruleset(session_id, &jury.ruleset).await?;
        let centre = self.centre_name(jury.centre.as_deref()).await?;
        let rows = self.store.results_of_jury(id).await?;
        let listed = || rows.iter().filter(|row| !row.red_list && !held(row));
        let with = |decision: Decision| listed().filter(move |row| row.decision.as_deref() == Some(decision.as_str()));
        Ok(PostingList {
            academy: session.academy,
            session: session.label,
            code: jury.code,
            label: jury.label,
            centre,
            qualification: ruleset.label.clone(),
            admitted: with(Decision::Admitted)
                .map(|row| (name(row), row.mention.as_deref().and_then(Mention::from_name)))
                .collect(),
            group2: with(Decision::Group2).map(name).collect(),
            drawn_up: Paris::text(self.clock.now_ms()),
        })
    }
}

fn name(row: &ResultRow) -> String {
    format!("{} {}", row.birth_name, row.first_name)
}
