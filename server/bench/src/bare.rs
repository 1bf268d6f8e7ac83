//! What axum does with nothing around it: the limit that lookups and live streams are held against.

use crate::Result;
use crate::http::Answer;
use axum::Router;
use axum::body::Bytes;
use axum::extract::Path as PathOf;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::routing::{get, post};
use futures::{Stream, StreamExt};
use std::convert::Infallible;
use std::path::Path;
use std::sync::Arc;
use tokio::sync::Mutex;
use tokio::sync::broadcast::{Sender, channel};
use tokio_stream::wrappers::BroadcastStream;

/// Rooms whose events are passed on.
const ROOMS: usize = 32;
/// Events kept for a slow screen.
const BUFFER: usize = 512;

/// Writes an answer down, for [`serve`] to give the same bytes.
///
/// # Errors
/// The folder cannot be written.
pub fn keep(folder: &Path, answer: &Answer) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join("head"), &answer.head)?;
    Ok(std::fs::write(folder.join("body"), &answer.body)?)
}

type Room = (Sender<(u64, String)>, Mutex<u64>);

/// Serves on a free port of the loopback address until killed: a kept answer, and rooms.
///
/// # Errors
/// No port, or the kept answer cannot be read.
pub async fn serve(folder: &Path) -> Result<()> {
    let headers = headers(&std::fs::read_to_string(folder.join("head")).unwrap_or_default())?;
    let body = Bytes::from(std::fs::read(folder.join("body")).unwrap_or_default());
    let rooms: Vec<Room> = (0..ROOMS).map(|_| (channel(BUFFER).0, Mutex::new(0))).collect();
    let app = Router::new()
        .route("/kept", post(move || async move { (headers, body) }))
        .route("/rooms/{room}", get(listen).post(speak))
        .with_state(Arc::new(rooms));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    eprintln!("http://{}", listener.local_addr()?);
    Ok(axum::serve(listener, app).await?)
}

fn headers(head: &str) -> Result<HeaderMap> {
    // The server writes these itself.
    let own = |name: &str| ["date", "content-length", "transfer-encoding"].contains(&name);
    head.lines()
        .filter_map(|line| line.split_once(": "))
        .filter(|(name, _)| !own(name))
        .map(|(name, value)| Ok((HeaderName::from_bytes(name.as_bytes())?, HeaderValue::from_str(value)?)))
        .collect()
}

async fn speak(State(rooms): State<Arc<Vec<Room>>>, PathOf(room): PathOf<usize>, said: String) -> StatusCode {
    let Some((sender, last)) = rooms.get(room) else {
        return StatusCode::NOT_FOUND;
    };
    let mut last = last.lock().await;
    *last += 1;
    // Nobody may be listening.
    let _ = sender.send((*last, said));
    StatusCode::NO_CONTENT
}

async fn listen(
    State(rooms): State<Arc<Vec<Room>>>,
    PathOf(room): PathOf<usize>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, StatusCode> {
    let (sender, _) = rooms.get(room).ok_or(StatusCode::NOT_FOUND)?;
    let events = BroadcastStream::new(sender.subscribe()).filter_map(|heard| async {
        let (id, said) = heard.ok()?;
        Some(Ok(Event::default().id(id.to_string()).event("act").data(said)))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::default()))
}
