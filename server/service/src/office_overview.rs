//! Where a session stands, at a glance.

use crate::office::session_ref;
use crate::{Desk, Refusal, Result};
use domain::{Action, Actor, JuryState, Object, SessionId};
use std::collections::BTreeMap;
use wire::{OfficeCounts, OfficeOverview, StateCount};

impl Desk {
    /// Figures of the session asked for, or of the newest; no session is an empty overview, not a refusal.
    ///
    /// # Errors
    /// `Forbidden`; `NotFound` for a session that does not exist.
    pub async fn office_overview(&self, actor: &Actor, asked: Option<SessionId>) -> Result<OfficeOverview> {
        let sessions = self.sessions_of(actor, Action::FollowSession).await?;
        if sessions.is_empty() {
            self.check(actor, Action::FollowSession, &Object::NONE)?;
        }
        let chosen = match asked {
            None => sessions.first(),
            Some(id) => {
                self.check(actor, Action::FollowSession, &Object::session(id))?;
                let known = sessions.iter().find(|row| row.id == id.0);
                Some(known.ok_or_else(Refusal::not_found)?)
            }
        };
        let Some(row) = chosen else {
            return Ok(OfficeOverview {
                sessions: Vec::new(),
                session: None,
                counts: OfficeCounts::default(),
                states: Vec::new(),
            });
        };
        let session = SessionId(row.id);
        let figures = self.store.office_figures(session).await?;
        let missing = self
            .missing_groups(session)
            .await?
            .iter()
            .map(|group| group.missing)
            .sum();
        let mut states: BTreeMap<JuryState, i64> = BTreeMap::new();
        for jury in self.store.juries(session).await? {
            if let Some(state) = JuryState::from_code(&jury.state) {
                *states.entry(state).or_default() += 1;
            }
        }
        Ok(OfficeOverview {
            sessions: sessions.iter().map(session_ref).collect(),
            session: Some(session_ref(row)),
            counts: OfficeCounts {
                establishments: figures.establishments,
                imported: figures.imported,
                registered: figures.registered,
                unmapped_mefs: figures.unmapped_mefs,
                without_anonymity: figures.without_anonymity,
                without_jury: figures.without_jury,
                lots_open: figures.lots_open,
                lots_locked: figures.lots_locked,
                lots_discharged: figures.lots_discharged,
                lots_without_marker: figures.lots_without_marker,
                missing,
                juries: states.values().sum(),
                publications: figures.publications,
            },
            states: states
                .into_iter()
                .map(|(state, juries)| StateCount { state, juries })
                .collect(),
        })
    }
}
