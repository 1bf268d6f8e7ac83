//! Moving a jury from one state to the next.

use crate::sitting::{object, outdated, state};
use crate::{Desk, Refusal, Result, guards};
use domain::{Act, Action, Actor, JuryId, JuryState, Mover, SessionId, transitions};
use sha2::{Digest, Sha256};

impl Desk {
    /// Moves a jury to a state (avancement), if its guards hold; already there, nothing happens and it tells so.
    ///
    /// Opening the deliberation keeps the text of the ruleset: later versions of the program cannot change it.
    ///
    /// # Errors
    /// `WrongState`: no such move from here, or the name of the first guard that does not hold, all of them as fields;
    /// `Outdated` when somebody moved it elsewhere meanwhile.
    pub async fn move_jury(&self, actor: &Actor, jury: JuryId, to: JuryState) -> Result<bool> {
        let row = self.store.jury(jury).await?.ok_or_else(Refusal::not_found)?;
        let signing = self.signing(SessionId(row.session_id)).await?;
        let way = transitions(signing)
            .iter()
            .find(|way| way.to == to)
            .ok_or_else(|| Refusal::wrong_state("jury_no_such_move"))?;
        let action = match way.by {
            Mover::Manager => Action::ConductJury,
            Mover::CentreHead => Action::FinishInCentre,
            Mover::Jury if way.from.deliberates() => Action::ChairJury,
            Mover::Jury => Action::SignMinutes,
        };
        self.check(actor, action, &object(&row))?;
        if to > JuryState::Locked {
            return Err(Refusal::wrong_state("jury_group2_unavailable"));
        }
        let sitting = self.sit(actor, jury, action).await?;
        let text = domain::builtin_text(&row.ruleset);
        self.rule(jury, move |tx| {
            Box::pin(async move {
                let row = tx.reading().jury(jury).await?.ok_or_else(Refusal::not_found)?;
                let now = state(&row)?;
                if now == to {
                    return Ok(false);
                }
                if now != way.from {
                    let code = if now > way.from {
                        return Err(outdated());
                    } else {
                        "jury_no_such_move"
                    };
                    return Err(Refusal::wrong_state(code));
                }
                guards::hold(&tx.reading(), &row, &sitting.ruleset, way.guards).await?;
                if let (JuryState::Deliberating, Some(text)) = (to, text) {
                    let digest = hex::encode(Sha256::digest(text.as_bytes()));
                    let session = SessionId(row.session_id);
                    tx.freeze_ruleset(session, &row.ruleset, &digest, text, sitting.now())
                        .await?;
                }
                if !tx.set_jury_state(jury, way.from, to).await? {
                    return Err(outdated());
                }
                sitting.append(tx, Act::JuryMoved { from: way.from, to }, None).await?;
                Ok(true)
            })
        })
        .await
    }
}
