//! What the verbs of the exam office share: which session, and rows read into views.

use crate::{Desk, Paris, Refusal, Result};
use domain::{
    Action, Actor, AnonymityNumber, ApplicationContext, ApplicationId, Entry, Mark, MinutesSigning, Object, Role,
    Ruleset, SessionId, Slot, StreamKey, Verdict, may,
};
use store::{ApplicationRow, SessionRow, StoreError, StoredEvent};
use wire::{SessionRef, SlotRef, TimedEvent};

/// Events of a log shown at most; a longer one is read in its export.
const SHOWN: i64 = 2_000;

impl Desk {
    /// Sessions this person may do something in, newest first.
    pub(crate) async fn sessions_of(&self, actor: &Actor, action: Action) -> Result<Vec<SessionRow>> {
        let allowed = |row: &SessionRow| {
            matches!(
                may(actor, action, &Object::session(SessionId(row.id))),
                Verdict::Allowed(_)
            )
        };
        Ok(self.store.sessions().await?.into_iter().filter(allowed).collect())
    }

    /// The session asked for, or the newest of this person.
    ///
    /// # Errors
    /// `Forbidden`; `NotFound` when there is none.
    pub(crate) async fn office_session(
        &self,
        actor: &Actor,
        action: Action,
        asked: Option<SessionId>,
    ) -> Result<SessionRow> {
        match asked {
            Some(id) => {
                self.check(actor, action, &Object::session(id))?;
                self.store.session(id).await?.ok_or_else(Refusal::not_found)
            }
            None => {
                let first = self.sessions_of(actor, action).await?.into_iter().next();
                first.ok_or_else(|| match may(actor, action, &Object::NONE) {
                    Verdict::Refused(reason) => Refusal::forbidden(reason),
                    Verdict::Allowed(_) => Refusal::not_found(),
                })
            }
        }
    }

    /// An application and the role in which this person prepares its session.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`.
    pub(crate) async fn prepared(
        &self,
        actor: &Actor,
        application: ApplicationId,
    ) -> Result<(ApplicationRow, Option<Role>)> {
        let row = self.store.application(application).await?;
        let row = row.ok_or_else(Refusal::not_found)?;
        let object = Object::session(SessionId(row.session_id));
        let role = self.check(actor, Action::PrepareSession, &object)?;
        Ok((row, role))
    }

    /// The log of a stream, with times in Paris.
    pub(crate) async fn history_of(&self, key: StreamKey) -> Result<Vec<TimedEvent>> {
        let events = self.store.events_after(key, 0, SHOWN).await?;
        events.iter().map(|StoredEvent { body, .. }| timed(body)).collect()
    }
}

/// A session as screens name it.
pub(crate) fn session_ref(row: &SessionRow) -> SessionRef {
    SessionRef {
        id: SessionId(row.id),
        code: row.code.clone(),
        label: row.label.clone(),
        academy: row.academy.clone(),
        signing: signing_of(row),
    }
}

/// How minutes of a session are signed.
pub(crate) fn signing_of(row: &SessionRow) -> MinutesSigning {
    if row.minutes_signing == "paper" {
        MinutesSigning::Paper
    } else {
        MinutesSigning::Electronic
    }
}

/// A canonical event with its time in Paris.
pub(crate) fn timed(body: &str) -> Result<TimedEvent> {
    let event: wire::Event = serde_json::from_str(body).map_err(|_| corrupt("event", body))?;
    Ok(TimedEvent {
        at: Paris::text(event.at),
        event,
    })
}

/// What a row of marks holds.
pub(crate) fn entry_of(value: Option<i64>, code: Option<&str>) -> Result<Option<Entry>> {
    match (value, code) {
        (_, Some(code)) => code
            .parse()
            .map(|code| Some(Entry::Code(code)))
            .map_err(|_| corrupt("code", code)),
        (Some(value), None) => {
            let mark = u16::try_from(value).ok().and_then(|it| Mark::from_hundredths(it).ok());
            let mark = mark.ok_or_else(|| corrupt("mark", &value.to_string()))?;
            Ok(Some(Entry::Mark(mark)))
        }
        (None, None) => Ok(None),
    }
}

/// A cell's address, read from a row.
pub(crate) fn slot_of(text: &str) -> Result<Slot> {
    text.parse().map_err(|_| corrupt("slot", text))
}

/// An anonymity number, read from a row.
pub(crate) fn anonymity_of(text: Option<&str>) -> Result<Option<AnonymityNumber>> {
    text.map(|text| text.parse().map_err(|_| corrupt("anonymity", text)))
        .transpose()
}

/// A cell with its label; one that a ruleset no longer has keeps its code.
pub(crate) fn slot_ref(ruleset: Option<&Ruleset>, slot: Slot) -> SlotRef {
    let label = ruleset
        .and_then(|ruleset| ruleset.cell(&slot))
        .map_or_else(|| slot.to_string(), |cell| cell.label.clone());
    SlotRef { slot, label }
}

pub(crate) fn corrupt(what: &'static str, value: &str) -> Refusal {
    Refusal::Store(StoreError::Corrupt {
        what,
        value: value.into(),
    })
}

/// What an application carries beside its marks.
pub(crate) fn carried(context: &str) -> Result<ApplicationContext> {
    serde_json::from_str(context).map_err(|_| corrupt("application context", context))
}
