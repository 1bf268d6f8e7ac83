//! Following a live stream: the log, who is here, and where the president points.

use crate::{Desk, Refusal, Result};
use domain::{Action, Actor, Object, Role, StreamKey, Uai};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};
use store::{Following, StoredEvent};
use tokio::sync::broadcast;
use wire::{Presence, Present};

/// What a follower hears next.
#[derive(Debug, Clone)]
pub enum Watch {
    /// An act, once, in order.
    Happened(Arc<StoredEvent>),
    /// Who is here now: [`wire::Presence`] as JSON.
    Presence(String),
    /// Where the president points: JSON of the screen's own.
    Cursor(String),
}

/// A follower's place. Dropping it is leaving.
pub struct Watcher {
    following: Following,
    moment: broadcast::Receiver<Watch>,
    greeting: Vec<Watch>,
    seat: Seat,
}

impl Watcher {
    /// What comes next; waits for it.
    pub async fn next(&mut self) -> Option<Watch> {
        if let Some(first) = self.greeting.pop() {
            return Some(first);
        }
        tokio::select! {
            event = self.following.next() => event.map(Watch::Happened),
            moment = self.moment.recv() => match moment {
                Ok(moment) => Some(moment),
                // A slow screen misses moments, never acts: it is told the present state again.
                Err(broadcast::error::RecvError::Lagged(_)) => Some(self.seat.room.presence()),
                Err(broadcast::error::RecvError::Closed) => None,
            },
        }
    }
}

/// The rooms where people follow streams, in this process.
#[derive(Default)]
pub(crate) struct Rooms(Mutex<HashMap<StreamKey, Arc<Room>>>);

struct Room {
    moment: broadcast::Sender<Watch>,
    state: Mutex<RoomState>,
}

#[derive(Default)]
struct RoomState {
    next: u64,
    present: BTreeMap<u64, Present>,
    cursor: Option<String>,
}

struct Seat {
    room: Arc<Room>,
    number: u64,
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.room
            .state
            .lock()
            .expect("no panic while held")
            .present
            .remove(&self.number);
        self.room.announce();
    }
}

impl Room {
    fn presence(&self) -> Watch {
        let state = self.state.lock().expect("no panic while held");
        let mut present: Vec<Present> = state.present.values().cloned().collect();
        present.sort_by(|a, b| (a.role, &a.name).cmp(&(b.role, &b.name)));
        let presence = Presence { present };
        Watch::Presence(serde_json::to_string(&presence).unwrap_or_default())
    }

    fn announce(&self) {
        let _ = self.moment.send(self.presence());
    }
}

impl Rooms {
    fn room(&self, key: StreamKey) -> Arc<Room> {
        let mut rooms = self.0.lock().expect("no panic while held");
        rooms.retain(|_, room| {
            Arc::strong_count(room) > 1 || room.state.lock().expect("no panic while held").cursor.is_some()
        });
        rooms
            .entry(key)
            .or_insert_with(|| {
                Arc::new(Room {
                    moment: broadcast::channel(64).0,
                    state: Mutex::default(),
                })
            })
            .clone()
    }
}

impl Desk {
    /// May this stream be followed, and as what?
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`.
    pub async fn may_watch(&self, actor: &Actor, key: StreamKey, action: Action) -> Result<Option<Role>> {
        let object = self.object_of(key).await?;
        self.check(actor, action, &object)
    }

    /// Follows a stream from just after `last`, and takes a seat among those present.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`.
    pub async fn watch(&self, actor: &Actor, key: StreamKey, action: Action, last: i64) -> Result<Watcher> {
        let role = self.may_watch(actor, key, action).await?;
        let following = self.store.hub().follow(key, last).await?;
        let room = self.rooms.room(key);
        let moment = room.moment.subscribe();
        let number = {
            let mut state = room.state.lock().expect("no panic while held");
            state.next += 1;
            let number = state.next;
            state.present.insert(
                number,
                Present {
                    account: actor.account,
                    name: actor.name.clone(),
                    role,
                },
            );
            number
        };
        room.announce();
        let cursor = room.state.lock().expect("no panic while held").cursor.clone();
        let greeting = cursor.map(Watch::Cursor).into_iter().collect();
        Ok(Watcher {
            following,
            moment,
            greeting,
            seat: Seat { room, number },
        })
    }

    /// Points all screens of a jury somewhere.
    ///
    /// # Errors
    /// `Forbidden` to all but the chair.
    pub async fn point(&self, actor: &Actor, jury: domain::JuryId, cursor: &wire::Cursor) -> Result<()> {
        let key = StreamKey::Jury(jury);
        self.check(actor, Action::ChairJury, &self.object_of(key).await?)?;
        let room = self.rooms.room(key);
        let text = serde_json::to_string(cursor).map_err(|error| Refusal::Failed(error.to_string()))?;
        room.state.lock().expect("no panic while held").cursor = Some(text.clone());
        let _ = room.moment.send(Watch::Cursor(text));
        Ok(())
    }

    /// Where the president of a jury points.
    pub(crate) fn cursor_of(&self, jury: domain::JuryId) -> wire::Cursor {
        let room = self.rooms.room(StreamKey::Jury(jury));
        let state = room.state.lock().expect("no panic while held");
        state
            .cursor
            .as_deref()
            .and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_default()
    }

    /// What rights are asked on, for a stream.
    pub(crate) async fn object_of(&self, key: StreamKey) -> Result<Object> {
        match key {
            StreamKey::Session(id) => Ok(Object::session(id)),
            StreamKey::Lot(id) => {
                let session = self.store.session_of_lot(id).await?.ok_or_else(Refusal::not_found)?;
                Ok(Object::lot(session, id))
            }
            StreamKey::Jury(id) => {
                let row = self.store.jury(id).await?.ok_or_else(Refusal::not_found)?;
                let centre = row.centre.as_deref().and_then(|uai| uai.parse::<Uai>().ok());
                Ok(Object::jury(domain::SessionId(row.session_id), id, centre))
            }
        }
    }
}
