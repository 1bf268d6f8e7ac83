//! What the office sees of its publications, and of the juries it could publish.

use crate::{Desk, Paris, Refusal, Result};
use domain::{Action, Actor, JuryId, JuryState, Object, PublicationId, SessionId};
use std::collections::HashMap;
use store::PublicationRow;
use wire::{PublicationView, PublicationsView, PublishableJury};

/// The next whole hour, and one more: there is time to read the page again.
const AHEAD_MS: i64 = 2 * 3_600_000;

impl Desk {
    /// The sets of the current session and its juries, locked ones reconciled with their minutes.
    ///
    /// # Errors
    /// `Forbidden`; `NotFound` when there is no session yet.
    pub async fn publications(&self, actor: &Actor) -> Result<PublicationsView> {
        let mut refusal = Refusal::not_found();
        for session in self.store.sessions().await? {
            let id = SessionId(session.id);
            // Somebody who manages an older session only sees that one.
            match self.check(actor, Action::PublishResults, &Object::session(id)) {
                Ok(_) => return self.publications_of(id, session.label).await,
                Err(forbidden) => refusal = forbidden,
            }
        }
        Err(refusal)
    }

    async fn publications_of(&self, session: SessionId, session_label: String) -> Result<PublicationsView> {
        let now = self.clock.now_ms();
        let juries = self.store.juries(session).await?;
        let codes: HashMap<JuryId, String> = juries.iter().map(|it| (JuryId(it.id), it.code.clone())).collect();
        let sets = self.store.publications(session).await?;
        let live: Vec<JuryId> = sets
            .iter()
            .filter(|set| set.state == "ready")
            .flat_map(PublicationRow::jury_ids)
            .collect();
        let mut open = Vec::new();
        for jury in juries.into_iter().filter(|jury| !live.contains(&JuryId(jury.id))) {
            let id = JuryId(jury.id);
            let state = JuryState::from_code(&jury.state).ok_or_else(|| {
                Refusal::Store(store::StoreError::Corrupt {
                    what: "state",
                    value: jury.state.clone(),
                })
            })?;
            let counts = if state.publishable() {
                let minutes = self.minutes_of(id).await?;
                Some(minutes.count(&self.store.results_of_jury(id).await?))
            } else {
                None
            };
            open.push(PublishableJury {
                id,
                code: jury.code,
                label: jury.label,
                state,
                counts,
            });
        }
        let publications = sets
            .into_iter()
            .map(|set| view(set, now, &codes))
            .collect::<Result<_>>()?;
        let hour = now - now.rem_euclid(3_600_000) + AHEAD_MS;
        Ok(PublicationsView {
            session,
            session_label,
            publications,
            juries: open,
            proposed: Paris::field(hour),
        })
    }
}

fn view(set: PublicationRow, now: i64, codes: &HashMap<JuryId, String>) -> Result<PublicationView> {
    let juries = set
        .jury_ids()
        .iter()
        .map(|id| codes.get(id).cloned().unwrap_or_else(|| id.to_string()))
        .collect();
    let counts = serde_json::from_str(&set.counts).map_err(|error| Refusal::Failed(error.to_string()))?;
    Ok(PublicationView {
        id: PublicationId(set.id),
        label: set.label,
        juries,
        opens: Paris::hour(set.opens_at),
        open: set.opens_at <= now,
        withdrawn: set.state == "withdrawn",
        counts,
        digest: set.digest,
    })
}
