//! What the verbs of a deliberation share: who sits, what stands, and acting once.

use crate::record::{self, Record};
use crate::{Desk, Refusal, Result};
use domain::{
    Act, Action, Actor, ApplicationId, JuryId, JuryState, MinutesSigning, Object, Role, Ruleset, SessionId, StreamKey,
    Uai,
};
use futures::future::BoxFuture;
use std::sync::Arc;
use store::{Author, EventDraft, JuryRow, StoreError, Tx};
use wire::{Event, Refused, RefusedCode};

/// Longest reason, characters.
const REASON: usize = 500;

/// A verb's place in a jury.
#[derive(Clone)]
pub(crate) struct Sitting {
    pub jury: JuryRow,
    pub ruleset: Arc<Ruleset>,
    pub role: Option<Role>,
    pen: Pen,
}

/// Who writes in the log, when, and in which stream.
#[derive(Clone)]
struct Pen {
    author: Author,
    at_ms: i64,
    key: StreamKey,
}

impl Desk {
    /// Takes a seat for an action on a jury.
    pub(crate) async fn sit(&self, actor: &Actor, jury: JuryId, action: Action) -> Result<Sitting> {
        let row = self.store.jury(jury).await?.ok_or_else(Refusal::not_found)?;
        let role = self.check(actor, action, &object(&row))?;
        let ruleset = self.ruleset(SessionId(row.session_id), &row.ruleset).await?;
        let pen = Pen {
            author: Self::author(actor, role),
            at_ms: self.clock.now_ms(),
            key: StreamKey::Jury(jury),
        };
        Ok(Sitting {
            jury: row,
            ruleset,
            role,
            pen,
        })
    }

    /// Runs a command on a jury that may refuse.
    pub(crate) async fn rule<T, F>(&self, jury: JuryId, body: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t Tx) -> BoxFuture<'t, Result<T>> + Send + 'static,
    {
        self.refusable(vec![StreamKey::Jury(jury)], body).await
    }

    /// How the minutes of a session are signed.
    pub(crate) async fn signing(&self, session: SessionId) -> Result<MinutesSigning> {
        let row = self.store.session(session).await?.ok_or_else(Refusal::not_found)?;
        Ok(if row.minutes_signing == "paper" {
            MinutesSigning::Paper
        } else {
            MinutesSigning::Electronic
        })
    }
}

/// What rights on a jury are asked on.
pub(crate) fn object(row: &JuryRow) -> Object {
    let centre = row.centre.as_deref().and_then(|uai| uai.parse::<Uai>().ok());
    Object::jury(SessionId(row.session_id), JuryId(row.id), centre)
}

/// The state of a jury.
pub(crate) fn state(row: &JuryRow) -> Result<JuryState> {
    JuryState::from_code(&row.state).ok_or_else(|| {
        StoreError::Corrupt {
            what: "jury state",
            value: row.state.clone(),
        }
        .into()
    })
}

impl Sitting {
    pub(crate) fn id(&self) -> JuryId {
        JuryId(self.jury.id)
    }

    pub(crate) fn key(&self) -> StreamKey {
        self.pen.key
    }

    pub(crate) fn author(&self) -> &Author {
        &self.pen.author
    }

    pub(crate) fn now(&self) -> i64 {
        self.pen.at_ms
    }

    /// Appends an act to the jury's log and tells its number.
    pub(crate) async fn append(&self, tx: &Tx, act: Act, op_id: Option<&str>) -> Result<i64> {
        let draft = EventDraft {
            author: self.pen.author.clone(),
            at_ms: self.pen.at_ms,
            op_id: op_id.map(Into::into),
            act,
        };
        Ok(tx.append(self.pen.key, &draft).await?.seq)
    }

    /// As [`done_before`], of this sitting.
    pub(crate) async fn done_before(&self, tx: &Tx, op_id: &str, same: impl Fn(&Act) -> bool) -> Result<Option<Event>> {
        done_before(tx, op_id, self.pen.key, &self.pen.author, same).await
    }

    /// Refuses unless the jury deliberates at this moment.
    pub(crate) async fn deliberating(&self, tx: &Tx) -> Result<()> {
        let row = tx.reading().jury(self.id()).await?.ok_or_else(Refusal::not_found)?;
        if state(&row)?.deliberates() {
            Ok(())
        } else {
            Err(Refusal::wrong_state("jury_not_deliberating"))
        }
    }

    /// A candidate of this jury.
    pub(crate) async fn record(&self, tx: &Tx, application: ApplicationId) -> Result<Record> {
        let reading = tx.reading();
        let record = record::record(&reading, &self.ruleset, application)
            .await?
            .ok_or_else(Refusal::not_found)?;
        if reading.is_subject(self.id(), application).await? {
            Ok(record)
        } else {
            Err(Refusal::not_found())
        }
    }

    /// A candidate of this jury whose decision is open.
    pub(crate) async fn open_record(&self, tx: &Tx, application: ApplicationId) -> Result<Record> {
        let record = self.record(tx, application).await?;
        match record.decision {
            None => Ok(record),
            Some(_) => Err(Refusal::wrong_state("decision_confirmed")),
        }
    }
}

/// A reason, trimmed.
///
/// # Errors
/// `Invalid` when it is empty or longer than 500 characters.
pub(crate) fn reason(text: &str) -> Result<String> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::field("reason", "reason_needed", ""));
    }
    if text.chars().count() > REASON {
        return Err(Refusal::field("reason", "too_long", REASON.to_string()));
    }
    Ok(text.into())
}

/// The event this operation left before; `same` says whether that event is what is asked now.
///
/// # Errors
/// `WrongState("operation_reused")` when it did something else.
pub(crate) async fn done_before(
    tx: &Tx,
    op_id: &str,
    stream: StreamKey,
    author: &Author,
    same: impl Fn(&Act) -> bool,
) -> Result<Option<Event>> {
    if op_id.is_empty() || op_id.len() > 120 {
        return Err(Refusal::field("op_id", "required", ""));
    }
    let Some(stored) = tx.event_of_operation(op_id).await? else {
        return Ok(None);
    };
    let event: Event = serde_json::from_str(&stored.body).map_err(|error| StoreError::Corrupt {
        what: "event",
        value: error.to_string(),
    })?;
    if event.stream == stream.to_string() && event.account == author.account && same(&event.act) {
        Ok(Some(event))
    } else {
        Err(Refusal::wrong_state("operation_reused"))
    }
}

/// Somebody was faster.
pub(crate) fn outdated() -> Refusal {
    Refusal::Refused(Refused::new(RefusedCode::Outdated))
}
