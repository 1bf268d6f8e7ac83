//! The juries somebody sits in.

use crate::sitting::{object, state};
use crate::{Desk, Result};
use domain::{Action, Actor, JuryId, Object, Scope, SessionId, Verdict, may};
use std::collections::BTreeSet;
use wire::JuryCard;

impl Desk {
    /// My juries (mes jurys), newest session first, by code.
    pub async fn my_juries(&self, actor: &Actor) -> Result<Vec<JuryCard>> {
        let seats = actor.grants.iter().filter(|grant| grant.role.sits_in_jury());
        let juries: BTreeSet<JuryId> = seats
            .clone()
            .filter_map(|grant| {
                if let Scope::Jury(id) = grant.scope {
                    Some(id)
                } else {
                    None
                }
            })
            .collect();
        if seats.clone().next().is_none() {
            self.check(actor, Action::FollowJury, &Object::NONE)?;
        }
        let mut cards = Vec::new();
        for session in self.store.sessions().await? {
            let signing = self.signing(SessionId(session.id)).await?;
            for row in self.store.juries(SessionId(session.id)).await? {
                let id = JuryId(row.id);
                let Verdict::Allowed(role) = may(actor, Action::FollowJury, &object(&row)) else {
                    continue;
                };
                // A grant on a whole session shows its juries too; most people hold one jury.
                if !juries.contains(&id) && role.is_none() {
                    continue;
                }
                let (candidates, confirmed) = self.store.reading().progress(id).await?;
                cards.push(JuryCard {
                    id,
                    state: state(&row)?,
                    code: row.code,
                    label: row.label,
                    session: session.label.clone(),
                    centre: self.centre_name(row.centre.as_deref()).await?,
                    held_on: row.held_on,
                    signing,
                    role,
                    candidates,
                    confirmed,
                });
            }
        }
        Ok(cards)
    }
}
