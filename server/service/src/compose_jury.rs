//! Composing a jury.

use crate::{Desk, Refusal, Result};
use domain::{Act, Action, Actor, ApplicationId, Day, JuryId, JuryState, Object, SessionId, StreamKey, Uai};
use store::{EventDraft, JuryRow, StoreError};

/// A jury to compose.
#[derive(Debug, Clone)]
pub struct ComposeJury {
    /// Session.
    pub session: SessionId,
    /// Five digits.
    pub code: String,
    /// Label people read.
    pub label: String,
    /// Code of the ruleset.
    pub ruleset: String,
    /// Deliberation centre.
    pub centre: Option<Uai>,
    /// Day of the deliberation.
    pub held_on: Option<Day>,
    /// Whose results it decides.
    pub candidates: Candidates,
}

/// Which candidates go into a jury: always of its qualification, registered, and in no jury yet.
#[derive(Debug, Clone)]
pub enum Candidates {
    /// All of them.
    All,
    /// Those of some establishments, that many at most.
    Of {
        /// Establishments of registration.
        establishments: Vec<Uai>,
        /// Most candidates, by anonymity number; all when absent.
        limit: Option<usize>,
    },
    /// These.
    Listed(Vec<ApplicationId>),
}

impl Desk {
    /// Composes a jury and its candidates; it begins in state 000.
    ///
    /// # Errors
    /// `Invalid`: a code that is not five digits or is taken, an empty label, an unknown ruleset or centre;
    /// `WrongState`: no candidate of this qualification is left without a jury.
    pub async fn compose_jury(&self, actor: &Actor, command: ComposeJury) -> Result<JuryId> {
        let session = command.session;
        let role = self.check(actor, Action::PrepareSession, &Object::session(session))?;
        let row = self.jury_row(&command).await?;
        let applications = self.chosen(session, &row.ruleset, command.candidates).await?;
        let code = row.code.clone();
        let draft = self.draft(
            actor,
            role,
            Act::JuryComposed {
                jury: JuryId(0),
                candidates: 0,
            },
        );
        let composed = self
            .store
            .write(vec![], move |tx| {
                Box::pin(async move {
                    let jury = tx.insert_jury(&row).await?;
                    let seated = tx.seat_candidates(jury, session, &row.ruleset, &applications).await?;
                    if seated == 0 {
                        return Err(StoreError::Stale);
                    }
                    let candidates = i64::try_from(seated).unwrap_or(i64::MAX);
                    let act = Act::JuryComposed { jury, candidates };
                    tx.append(StreamKey::Jury(jury), &EventDraft { act, ..draft }).await?;
                    Ok(jury)
                })
            })
            .await;
        match composed {
            Err(StoreError::Duplicate) => Err(Refusal::field("code", "jury_code_taken", code)),
            Err(StoreError::Stale) => Err(Refusal::wrong_state("no_candidate_left")),
            other => other.map_err(Into::into),
        }
    }

    async fn jury_row(&self, command: &ComposeJury) -> Result<JuryRow> {
        let code = command.code.trim();
        if code.len() != 5 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Refusal::field("code", "jury_code_shape", code));
        }
        if command.label.trim().is_empty() {
            return Err(Refusal::field("label", "required", ""));
        }
        let ruleset = self.ruleset(command.session, command.ruleset.trim()).await?;
        if let Some(centre) = command.centre
            && !self.store.establishment_exists(centre).await?
        {
            return Err(Refusal::field("centre", "unknown_establishment", centre.to_string()));
        }
        Ok(JuryRow {
            id: 0,
            session_id: command.session.0,
            code: code.into(),
            label: command.label.trim().into(),
            ruleset: ruleset.code.to_string(),
            centre: command.centre.map(|centre| centre.to_string()),
            held_on: command.held_on.map(Day::iso),
            state: JuryState::NotStarted.code().into(),
        })
    }

    async fn chosen(&self, session: SessionId, ruleset: &str, candidates: Candidates) -> Result<Vec<ApplicationId>> {
        let free = self
            .store
            .registered(session, ruleset)
            .await?
            .into_iter()
            .filter(|row| row.jury_id.is_none());
        Ok(match candidates {
            Candidates::All => free.map(|row| row.key()).collect(),
            Candidates::Listed(listed) => free.map(|row| row.key()).filter(|id| listed.contains(id)).collect(),
            Candidates::Of { establishments, limit } => free
                .filter(|row| row.uai.parse().is_ok_and(|uai| establishments.contains(&uai)))
                .take(limit.unwrap_or(usize::MAX))
                .map(|row| row.key())
                .collect(),
        })
    }
}
