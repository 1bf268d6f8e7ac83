//! A deliberation, as its screens see it.

use crate::record::{Record, decided, mark, slot};
use crate::sitting::state;
use crate::{Desk, Refusal, Result};
use domain::{AccountId, Action, Actor, ApplicationId, JuryId, ProposalId, Role, SessionId, StreamKey};
use std::collections::BTreeMap;
use store::{GENESIS, ProposalRow, SignatureRow, StoreError};
use wire::{Confirmed, Event, Head, JuryCandidate, JuryView, Proposal, ProposalState, RaiseNote, Signature};

impl Desk {
    /// A deliberation whole, at a number of its log from which events carry it on.
    ///
    /// # Errors
    /// `NotFound`; `Forbidden` to who does not sit in it.
    pub async fn jury_view(&self, actor: &Actor, jury: JuryId) -> Result<JuryView> {
        let sitting = self.sit(actor, jury, Action::FollowJury).await?;
        let session = SessionId(sitting.jury.session_id);
        // The log first: rows read after it may be newer, and events applied again change nothing.
        let (head, content_seq) = self.head_and_content(jury).await?;
        let row = self.store.jury(jury).await?.ok_or_else(Refusal::not_found)?;
        let records = self.jury_records(&row).await?;
        let session_row = self.store.session(session).await?.ok_or_else(Refusal::not_found)?;
        let reading = self.store.reading();
        Ok(JuryView {
            id: jury,
            state: state(&row)?,
            code: row.code,
            label: row.label,
            session: session_row.label,
            academy: session_row.academy,
            centre: self.centre_name(row.centre.as_deref()).await?,
            held_on: row.held_on,
            signing: self.signing(session).await?,
            role: sitting.role,
            ruleset: (*sitting.ruleset).clone(),
            candidates: records.into_iter().map(candidate).collect::<Result<_>>()?,
            proposals: reading
                .proposals_in(jury)
                .await?
                .into_iter()
                .map(proposal)
                .collect::<Result<_>>()?,
            signatures: reading
                .signatures_in(jury)
                .await?
                .into_iter()
                .map(signature)
                .collect::<Result<_>>()?,
            head_seq: head.seq,
            head_hash: Some(head.hash),
            content_seq,
            cursor: self.cursor_of(jury),
            seed: uuid::Uuid::new_v4().simple().to_string(),
        })
    }

    /// The centre of a jury as people call it; its UAI where no establishment has it.
    pub(crate) async fn centre_name(&self, uai: Option<&str>) -> Result<Option<String>> {
        Ok(match uai {
            None => None,
            Some(uai) => Some(self.store.establishment_name(uai).await?.unwrap_or_else(|| uai.into())),
        })
    }

    /// The head of a jury's log, as printed on the minutes.
    ///
    /// # Errors
    /// As [`Desk::jury_view`].
    pub async fn jury_head(&self, actor: &Actor, jury: JuryId) -> Result<Head> {
        self.sit(actor, jury, Action::FollowJury).await?;
        Ok(self.head_and_content(jury).await?.0)
    }

    async fn head_and_content(&self, jury: JuryId) -> Result<(Head, i64)> {
        let mut head = Head {
            seq: 0,
            hash: GENESIS.into(),
        };
        let mut content = 0;
        for stored in self.store.reading().events_since(StreamKey::Jury(jury), 0).await? {
            if event(&stored.body)?.act.outdates_minutes() {
                content = stored.seq;
            }
            head = Head {
                seq: stored.seq,
                hash: stored.hash,
            };
        }
        Ok((head, content))
    }
}

/// An event read back.
pub(crate) fn event(body: &str) -> Result<Event> {
    serde_json::from_str(body).map_err(|error| {
        StoreError::Corrupt {
            what: "event",
            value: error.to_string(),
        }
        .into()
    })
}

/// A candidate as a jury and its projector may see him.
pub(crate) fn candidate(record: Record) -> Result<JuryCandidate> {
    let mut raises = BTreeMap::new();
    for raise in &record.raises {
        let note = RaiseNote {
            before: mark(raise.before_value.unwrap_or_default())?,
            to: mark(raise.value)?,
            reason: raise.reason.clone(),
            author: raise.author.clone(),
            at: raise.at,
        };
        raises.insert(slot(&raise.slot)?, note);
    }
    let confirmed = match &record.decision {
        None => None,
        Some(row) => {
            let (decision, mention) = decided(row)?;
            Some(Confirmed {
                decision,
                mention,
                trace: row.trace_hash.clone(),
                author: row.confirmed_by.clone(),
                at: row.confirmed_at,
            })
        }
    };
    Ok(JuryCandidate {
        application: record.application,
        anonymity: record.anonymity,
        marks: record.marks.without_reasons(),
        raises,
        confirmed,
    })
}

fn proposal(row: ProposalRow) -> Result<Proposal> {
    Ok(Proposal {
        id: ProposalId(row.id),
        application: ApplicationId(row.application_id),
        slot: slot(&row.slot)?,
        value: mark(row.value)?,
        reason: row.reason,
        author: row.author,
        at: row.at,
        state: match row.state.as_str() {
            "waiting" => ProposalState::Waiting,
            "taken" => ProposalState::Taken,
            "declined" => ProposalState::Declined,
            _ => {
                return Err(StoreError::Corrupt {
                    what: "proposal",
                    value: row.state,
                }
                .into());
            }
        },
    })
}

fn signature(row: SignatureRow) -> Result<Signature> {
    Ok(Signature {
        account: Some(AccountId(row.account_id)),
        role: Role::from_code(&row.role).ok_or(StoreError::Corrupt {
            what: "role",
            value: row.role,
        })?,
        signer: row.signer,
        seq: row.head_seq,
        hash: row.head_hash,
        at: row.at,
    })
}
