//! Where the preparation of a session stands.

use crate::{Desk, Refusal, Result};
use domain::{Action, Actor, Object, SessionId};
use store::{JuryLine, LotLine, MefRow, SessionRow};

/// Where a session stands.
#[derive(Debug, Clone)]
pub struct Preparation {
    /// The session.
    pub session: SessionRow,
    /// Table of MEF with the pupils of each.
    pub mefs: Vec<MefRow>,
    /// Candidates registered.
    pub registered: i64,
    /// Those with an anonymity number.
    pub numbered: i64,
    /// Lots.
    pub lots: Vec<LotLine>,
    /// Juries.
    pub juries: Vec<JuryLine>,
}

impl Desk {
    /// Where the preparation of a session stands, in counts.
    ///
    /// # Errors
    /// `NotFound` for an unknown session.
    pub async fn preparation(&self, actor: &Actor, session: SessionId) -> Result<Preparation> {
        self.check(actor, Action::PrepareSession, &Object::session(session))?;
        let row = self.store.session(session).await?.ok_or_else(Refusal::not_found)?;
        let (registered, numbered) = self.store.registration_counts(session).await?;
        Ok(Preparation {
            session: row,
            mefs: self.store.mefs(session).await?,
            registered,
            numbered,
            lots: self.store.lot_lines(session).await?,
            juries: self.store.jury_lines(session).await?,
        })
    }
}
