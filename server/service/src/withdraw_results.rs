//! Taking published results back.

use crate::{Desk, Refusal, Result};
use domain::{Act, Action, Actor, Object, PublicationId, SessionId, StreamKey};

impl Desk {
    /// Takes a set back, before or after its hour; its pages are removed from the disk, the log keeps its digest.
    ///
    /// # Errors
    /// `NotFound`; `Forbidden`; `Invalid` without a reason; `Outdated` when it was taken back before.
    pub async fn withdraw_results(&self, actor: &Actor, id: PublicationId, reason: &str) -> Result<()> {
        let row = self.store.publication(id).await?.ok_or_else(Refusal::not_found)?;
        let session = SessionId(row.session_id);
        let role = self.check(actor, Action::PublishResults, &Object::session(session))?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Refusal::field("reason", "required", ""));
        }
        if reason.chars().count() > 500 {
            return Err(Refusal::field("reason", "too_long", "500"));
        }
        let draft = self.draft(
            actor,
            role,
            Act::ResultsWithdrawn {
                publication: id,
                reason: reason.into(),
            },
        );
        let withdrawn = self
            .store
            .write(vec![StreamKey::Session(session)], move |tx| {
                Box::pin(async move {
                    let withdrawn = tx.withdraw_publication(id).await?;
                    if withdrawn {
                        tx.append(StreamKey::Session(session), &draft).await?;
                    }
                    Ok(withdrawn)
                })
            })
            .await?;
        if !withdrawn {
            return Err(Refusal::outdated());
        }
        let folder = self.settings.data_dir.join(&row.folder);
        if let Err(error) = tokio::fs::remove_dir_all(&folder).await {
            tracing::warn!(publication = id.0, %error, "the pages of a withdrawn set are still on the disk");
        }
        Ok(())
    }
}
