//! Following juries: where each stands, and what its next move waits for.

use crate::office::{corrupt, session_ref, signing_of};
use crate::{Desk, Refusal, Result};
use domain::{
    Action, Actor, Guard, JuryId, JuryState, MinutesSigning, Mover, Object, Role, Scope, SessionId, StreamKey, Uai,
    Verdict, may,
};
use std::collections::{BTreeMap, HashMap};
use store::{FollowedJuryRow, SessionRow};
use wire::{FollowedJuries, FollowedJury, JurySeat, JurySheet, NextMove, StateCount};

/// What guards look at beside the row itself, for all juries of a session at once.
struct Around {
    missing: HashMap<JuryId, i64>,
    signers: HashMap<JuryId, Vec<String>>,
    published: Vec<JuryId>,
}

impl Desk {
    /// The juries of a session, for the exam office.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`.
    pub async fn follow_juries(&self, actor: &Actor, asked: Option<SessionId>) -> Result<FollowedJuries> {
        let row = self.office_session(actor, Action::FollowSession, asked).await?;
        let rows = self.store.followed_juries(SessionId(row.id)).await?;
        self.juries_of(actor, &row, rows).await
    }

    /// The juries of a session held in the centres of this person; sessions he has no jury in are `NotFound`.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`.
    pub async fn centre_juries(&self, actor: &Actor, asked: Option<SessionId>) -> Result<FollowedJuries> {
        let sessions = self.store.sessions().await?;
        let mut seen = None;
        for row in sessions.into_iter().filter(|row| asked.is_none_or(|id| id.0 == row.id)) {
            let mut rows = self.store.followed_juries(SessionId(row.id)).await?;
            rows.retain(|jury| {
                let verdict = may(actor, Action::SeePostingList, &object_of(jury));
                matches!(verdict, Verdict::Allowed(_))
            });
            if !rows.is_empty() {
                return self.juries_of(actor, &row, rows).await;
            }
            seen.get_or_insert(row);
        }
        match seen {
            // A head of centre without a jury yet sees an empty list, not an error.
            Some(row) if actor.is(Role::CentreHead) || actor.is(Role::Manager) => {
                self.juries_of(actor, &row, Vec::new()).await
            }
            _ => Err(Refusal::not_found()),
        }
    }

    /// One jury: its members and its log.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`.
    pub async fn jury_sheet(&self, actor: &Actor, jury: JuryId) -> Result<JurySheet> {
        let row = self.store.followed_jury(jury).await?.ok_or_else(Refusal::not_found)?;
        self.check(actor, Action::FollowSession, &object_of(&row))?;
        let about = self.store.session(SessionId(row.session_id)).await?;
        let about = about.ok_or_else(Refusal::not_found)?;
        let seats = self.store.seats_of(&Scope::Jury(jury)).await?;
        let followed = self.juries_of(actor, &about, vec![row]).await?;
        let [view] = <[FollowedJury; 1]>::try_from(followed.juries).map_err(|_| Refusal::not_found())?;
        let mut seats: Vec<JurySeat> = seats
            .into_iter()
            .map(|(account, name, role)| JurySeat { account, name, role })
            .collect();
        seats.sort_by_key(|seat| seat.role);
        Ok(JurySheet {
            session: followed.session,
            jury: view,
            seats,
            history: self.history_of(StreamKey::Jury(jury)).await?,
        })
    }

    async fn juries_of(&self, actor: &Actor, row: &SessionRow, rows: Vec<FollowedJuryRow>) -> Result<FollowedJuries> {
        let session = SessionId(row.id);
        let around = self.around(session).await?;
        let signing = signing_of(row);
        let juries = rows
            .into_iter()
            .map(|jury| view(actor, jury, signing, &around))
            .collect::<Result<Vec<_>>>()?;
        let mut states: BTreeMap<JuryState, i64> = BTreeMap::new();
        for jury in &juries {
            *states.entry(jury.state).or_default() += 1;
        }
        Ok(FollowedJuries {
            session: session_ref(row),
            states: states
                .into_iter()
                .map(|(state, juries)| StateCount { state, juries })
                .collect(),
            juries,
        })
    }

    async fn around(&self, session: SessionId) -> Result<Around> {
        let mut missing: HashMap<JuryId, i64> = HashMap::new();
        for group in self.missing_groups(session).await? {
            if let Some((jury, _, _)) = group.jury {
                *missing.entry(jury).or_default() += group.missing;
            }
        }
        let mut signers: HashMap<JuryId, Vec<String>> = HashMap::new();
        for (jury, signer) in self.store.signers(session).await? {
            signers.entry(jury).or_default().push(signer);
        }
        let mut published: Vec<JuryId> = Vec::new();
        for text in self.store.publications_of(session).await? {
            let juries: Vec<JuryId> = serde_json::from_str(&text).map_err(|_| corrupt("published juries", &text))?;
            published.extend(juries);
        }
        Ok(Around {
            missing,
            signers,
            published,
        })
    }
}

fn object_of(row: &FollowedJuryRow) -> Object {
    let centre = row.centre.as_deref().and_then(|uai| uai.parse::<Uai>().ok());
    Object::jury(SessionId(row.session_id), JuryId(row.id), centre)
}

fn view(actor: &Actor, row: FollowedJuryRow, signing: MinutesSigning, around: &Around) -> Result<FollowedJury> {
    let id = JuryId(row.id);
    let state = JuryState::from_code(&row.state).ok_or_else(|| corrupt("jury state", &row.state))?;
    let missing = around.missing.get(&id).copied().unwrap_or(0);
    let signers = around.signers.get(&id).cloned().unwrap_or_default();
    let holds = |guard: &Guard| match guard {
        Guard::Composed => row.candidates > 0 && row.centre.is_some() && row.held_on.is_some(),
        Guard::LotsDischarged => row.undischarged == 0,
        Guard::NoMissingMark => missing == 0,
        Guard::AnonymityGiven => row.without_anonymity == 0,
        Guard::DecisionsConfirmed => row.candidates > 0 && row.confirmed == row.candidates,
        Guard::MinutesSigned => !signers.is_empty(),
        Guard::Published => around.published.contains(&id),
        Guard::NoMissingControlMark => false,
    };
    // The second group is not conducted yet: the way ends at 198.
    let way = state.next(signing).filter(|way| way.to <= JuryState::Locked);
    let next = way.map(|way| NextMove {
        to: way.to,
        by: way.by,
        mine: match way.by {
            Mover::Manager => allowed(actor, Action::ConductJury, &row),
            Mover::CentreHead => allowed(actor, Action::FinishInCentre, &row),
            Mover::Jury => allowed(actor, Action::ChairJury, &row),
        },
        unmet: way.guards.iter().filter(|guard| !holds(guard)).copied().collect(),
    });
    Ok(FollowedJury {
        id,
        state,
        candidates: row.candidates,
        missing,
        confirmed: row.confirmed,
        centre: row
            .centre
            .map(|uai| (uai.clone(), row.centre_name.unwrap_or_else(|| uai.clone()))),
        held_on: row.held_on,
        code: row.code,
        label: row.label,
        ruleset: row.ruleset,
        signers,
        next,
    })
}

fn allowed(actor: &Actor, action: Action, row: &FollowedJuryRow) -> bool {
    matches!(may(actor, action, &object_of(row)), Verdict::Allowed(_))
}
