//! What happened in a cell, across the logs of its lots and of its jury.

use crate::{Desk, Paris, Refusal, Result};
use domain::{Act, Action, Actor, StreamKey, Verdict, may};
use wire::{CellDeed, CellHistory, CellPast, Event};

impl Desk {
    /// The history of a cell, oldest first, from the logs this actor may read.
    ///
    /// # Errors
    /// `NotFound` when he may read none of them: a copy that is not his does not exist for him.
    pub async fn cell_history(&self, actor: &Actor, command: CellHistory) -> Result<Vec<CellPast>> {
        let mut streams = Vec::new();
        for key in self.store.streams_of_application(command.application).await? {
            let object = self.object_of(key).await?;
            // A deliberation is secret: a marker reads what was done in his lots, a juror what his jury did too.
            let action = match key {
                StreamKey::Jury(_) => Action::FollowJury,
                StreamKey::Lot(_) | StreamKey::Session(_) => Action::ReadLot,
            };
            let allowed = |action| matches!(may(actor, action, &object), Verdict::Allowed(_));
            if allowed(action) || allowed(Action::SeeCandidates) {
                streams.push(key);
            }
        }
        if streams.is_empty() {
            return Err(Refusal::not_found());
        }
        let stored = self
            .store
            .events_of_cell(&streams, command.application, command.slot)
            .await?;
        let mut events: Vec<Event> = stored
            .iter()
            .filter_map(|event| serde_json::from_str(&event.body).ok())
            .collect();
        events.sort_by_key(|event| event.at);
        Ok(events.into_iter().filter_map(|event| past(&command, event)).collect())
    }
}

fn past(asked: &CellHistory, event: Event) -> Option<CellPast> {
    let (application, slot, deed) = match event.act {
        Act::MarkSaved {
            application,
            slot,
            before,
            after,
            ..
        } => (application, slot, CellDeed::Written { before, after }),
        Act::MarkConflicted {
            application,
            slot,
            stands,
            tried,
            ..
        } => (application, slot, CellDeed::TooLate { tried, stands }),
        Act::MarkRaised {
            application,
            slot,
            before,
            after,
            ..
        } => (application, slot, CellDeed::Raised { before, after }),
        Act::RaiseWithdrawn {
            application,
            slot,
            before,
            after,
        } => (application, slot, CellDeed::Lowered { before, after }),
        _ => return None,
    };
    (application == asked.application && slot == asked.slot).then(|| CellPast {
        at_text: Paris::text(event.at),
        author: event.name,
        deed,
    })
}
