//! Making candidates of imported pupils.

use crate::{Desk, Result};
use domain::{Act, Action, Actor, Object, SessionId, StreamKey};

/// Applications registered in one transaction: a marker who saves meanwhile waits for one of them at most.
const CHUNK: i64 = 2_000;

/// What registering did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Registration {
    /// Registered now.
    pub registered: i64,
    /// Left over: their MEF is tied to no qualification.
    pub unmapped: i64,
}

impl Desk {
    /// Registers the imported pupils whose MEF is mapped (inscription). A second time registers nobody.
    pub async fn register_applications(&self, actor: &Actor, session: SessionId) -> Result<Registration> {
        let role = self.check(actor, Action::PrepareSession, &Object::session(session))?;
        let mut registered = 0;
        loop {
            let draft = self.draft(actor, role, Act::ApplicationsRegistered { count: 0 });
            let some = self
                .store
                .write(vec![StreamKey::Session(session)], move |tx| {
                    Box::pin(async move {
                        let count = i64::try_from(tx.register_some(session, CHUNK).await?).unwrap_or(i64::MAX);
                        if count > 0 {
                            let act = Act::ApplicationsRegistered { count };
                            tx.append(StreamKey::Session(session), &store::EventDraft { act, ..draft })
                                .await?;
                        }
                        Ok(count)
                    })
                })
                .await?;
            registered += some;
            if some < CHUNK {
                break;
            }
        }
        let mefs = self.store.mefs(session).await?;
        let unmapped = mefs
            .iter()
            .filter(|line| line.ruleset.is_none())
            .map(|line| line.pupils - line.registered)
            .sum();
        Ok(Registration { registered, unmapped })
    }
}
