//! The preparation of a session with all that can be chosen in its forms.

use crate::office::{session_ref, slot_ref};
use crate::{Desk, Result};
use domain::{AccountId, Action, Actor, ComponentKind, Ruleset, SessionId, Slot};
use wire::{AccountRef, MefLine, PreparationSheet, RulesetRef};

impl Desk {
    /// Where the preparation of the session asked for, or of the newest, stands.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`.
    pub async fn preparation_sheet(&self, actor: &Actor, asked: Option<SessionId>) -> Result<PreparationSheet> {
        let row = self.office_session(actor, Action::PrepareSession, asked).await?;
        let session = SessionId(row.id);
        let prepared = self.preparation(actor, session).await?;
        let mut rulesets = Vec::new();
        for (code, _) in domain::builtin() {
            rulesets.push(choice(&*self.ruleset(session, code).await?));
        }
        let accounts = self.store.accounts().await?;
        Ok(PreparationSheet {
            session: session_ref(&row),
            mefs: prepared
                .mefs
                .into_iter()
                .map(|line| MefLine {
                    mef: line.mef,
                    label: line.label,
                    ruleset: line.ruleset,
                    pupils: line.pupils,
                    registered: line.registered,
                })
                .collect(),
            rulesets,
            registered: prepared.registered,
            numbered: prepared.numbered,
            lots: self.follow_lots(actor, Some(session)).await?.lots,
            juries: self.follow_juries(actor, Some(session)).await?.juries,
            accounts: accounts
                .into_iter()
                .filter(|row| !row.disabled)
                .map(|row| AccountRef {
                    id: AccountId(row.id),
                    name: row.name,
                    login: row.login,
                })
                .collect(),
            centres: self.store.centres_of(session).await?,
        })
    }
}

fn choice(ruleset: &Ruleset) -> RulesetRef {
    let mandatory = |kind| matches!(kind, ComponentKind::Epreuve | ComponentKind::Cc);
    // Exercises are marked together: their épreuve stands for them.
    let exercise = |slot: Slot| slot.part.is_some() && !ruleset.exercises(slot.component).is_empty();
    RulesetRef {
        code: ruleset.code.to_string(),
        label: ruleset.label.clone(),
        slots: ruleset
            .slots()
            .iter()
            .filter(|cell| mandatory(cell.kind) && !exercise(cell.slot))
            .map(|cell| slot_ref(Some(ruleset), cell.slot))
            .collect(),
    }
}
