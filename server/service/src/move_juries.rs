//! Moving all juries of a state at once.

use crate::{Desk, Refusal, Result};
use domain::{Action, Actor, JuryId, JuryState, Object, SessionId};
use wire::{MovedJuries, RefusedCode};

impl Desk {
    /// Moves every jury of a session that is still in a state; one that is held back is skipped and named.
    ///
    /// # Errors
    /// `Forbidden`.
    pub async fn move_juries(
        &self,
        actor: &Actor,
        session: SessionId,
        from: JuryState,
        to: JuryState,
    ) -> Result<MovedJuries> {
        self.check(actor, Action::ConductJury, &Object::session(session))?;
        let mut report = MovedJuries::default();
        let juries = self.store.juries(session).await?;
        for jury in juries.into_iter().filter(|jury| jury.state == from.code()) {
            match self.move_jury(actor, JuryId(jury.id), to).await {
                Ok(true) => report.moved.push(jury.code),
                // Somebody else moved it between the list and the move.
                Ok(false) => report.skipped.push((jury.code, "outdated".into())),
                Err(Refusal::Refused(refused)) => {
                    let code = match refused.code {
                        RefusedCode::WrongState(code) => code,
                        RefusedCode::Forbidden(_) => "forbidden".into(),
                        _ => "outdated".into(),
                    };
                    report.skipped.push((jury.code, code));
                }
                Err(other) => return Err(other),
            }
        }
        Ok(report)
    }
}
