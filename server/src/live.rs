//! Live streams: the log of a lot or a jury as server-sent events, from the last number a screen saw.

use crate::render::{actor_of, told};
use crate::session::actor_by_now;
use crate::state::AppState;
use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::request::Parts;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use domain::{Action, JuryId, LotId, StreamKey};
use futures::{FutureExt, StreamExt};
use service::{Desk, Watch, Watcher};
use std::convert::Infallible;
use std::time::Duration;
use tokio::time::Instant;
use tower_sessions::Session;

/// How often an open stream is asked again whether it may go on.
const STILL_ALLOWED: Duration = Duration::from_secs(10);
/// A lot that many write in is told so often at most: a screen woken for each mark would have its marker wait.
const LOT_PAUSE: Duration = Duration::from_millis(200);

/// `GET /direct/lots/{id}`.
pub async fn lot(State(state): State<AppState>, Path(id): Path<LotId>, session: Session, parts: Parts) -> Response {
    stream(state, parts, session, StreamKey::Lot(id), Action::ReadLot, LOT_PAUSE).await
}

/// `GET /direct/jurys/{id}`.
pub async fn jury(State(state): State<AppState>, Path(id): Path<JuryId>, session: Session, parts: Parts) -> Response {
    stream(
        state,
        parts,
        session,
        StreamKey::Jury(id),
        Action::FollowJury,
        Duration::ZERO,
    )
    .await
}

/// The number of the last event seen: the header a browser sends when it comes back, or `?depuis=` the first time.
fn last_seen(parts: &Parts) -> i64 {
    let header = parts
        .headers
        .get("last-event-id")
        .and_then(|value| value.to_str().ok())
        .map(str::to_string);
    let query = parts.uri.query().and_then(|query| {
        query
            .split('&')
            .find_map(|pair| pair.strip_prefix("depuis=").map(str::to_string))
    });
    header.or(query).and_then(|text| text.parse().ok()).unwrap_or(0)
}

/// Waits until whoever opened a stream may no longer follow it: logged out, disabled, or without the role.
async fn right_ended(desk: Desk, session: Session, key: StreamKey, action: Action) {
    loop {
        tokio::time::sleep(STILL_ALLOWED).await;
        let actor = actor_by_now(&desk, &session).await;
        if desk.may_watch(&actor, key, action).await.is_err() {
            return;
        }
    }
}

/// What a follower hears, in bursts.
struct Bursts {
    watch: Watcher,
    /// From one to the next at least.
    pause: Duration,
    /// When the last one began.
    began: Option<Instant>,
}

impl Bursts {
    /// What comes next: with what came before it, as long as there is something; the first after a quiet time at once.
    async fn next(&mut self) -> Option<Watch> {
        if let Some(next) = self.watch.next().now_or_never() {
            return next;
        }
        if let Some(began) = self.began {
            tokio::time::sleep_until(began + self.pause).await;
        }
        let next = self.watch.next().await;
        self.began = Some(Instant::now());
        next
    }
}

async fn stream(
    state: AppState,
    parts: Parts,
    session: Session,
    key: StreamKey,
    action: Action,
    pause: Duration,
) -> Response {
    let actor = actor_of(&parts);
    let watch = match state.desk.watch(&actor, key, action, last_seen(&parts)).await {
        Ok(watch) => watch,
        Err(refusal) => return told(&refusal.told()),
    };
    let bursts = Bursts {
        watch,
        pause,
        began: None,
    };
    let stopping = state.stopping.clone();
    let events = futures::stream::unfold((bursts, stopping), |(mut bursts, stopping)| async move {
        let next = tokio::select! {
            () = stopping.cancelled() => return None,
            next = bursts.next() => next?,
        };
        let event = match next {
            // The number is the event's id: a browser that comes back says which it saw last.
            Watch::Happened(event) => Event::default()
                .id(event.seq.to_string())
                .event("act")
                .data(&event.body),
            // Who is here and what is pointed at are of the moment: no id, not in the log.
            Watch::Presence(text) => Event::default().event("presence").data(text),
            Watch::Cursor(text) => Event::default().event("cursor").data(text),
        };
        Some((Ok::<_, Infallible>(event), (bursts, stopping)))
    });
    let events = events.take_until(right_ended(state.desk.clone(), session, key, action));
    let mut response = Sse::new(events)
        .keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
        .into_response();
    response
        .headers_mut()
        .insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}
