//! Screens that follow live streams, and speakers that cause what they show: alike for the program and for the limit.

use crate::Result;
use crate::http::{Connection, Event, Events, Request};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::{Notify, mpsc};
use tokio::task::JoinHandle;

/// Rooms: juries that deliberate at once.
pub const ROOMS: usize = 20;
/// Screens in each.
pub const SCREENS: usize = 20;
/// Time between two acts, in all rooms together.
const PACE: Duration = Duration::from_millis(10);
/// How long screens may take to show the last act.
const PATIENCE: Duration = Duration::from_secs(10);

/// The operation id of an act; screens tell acts apart by it.
pub fn operation(act: usize) -> String {
    format!("00000000-0000-4000-8000-{act:012x}")
}

fn act_of(data: &str) -> Option<usize> {
    let (_, after) = data.split_once("\"op\":\"")?;
    usize::from_str_radix(after.get(24..36)?, 16).ok()
}

/// How to speak in a room and to listen to it.
pub trait Stage: Send + Sync + 'static {
    /// The request that causes an act in a room; `nth` counts the acts of that room.
    fn speak(&self, room: usize, nth: usize, act: usize) -> Request;
    /// The request that opens the stream of a room.
    fn listen(&self, room: usize) -> Request;
}

struct Heard {
    act: usize,
    at: Instant,
}

#[derive(Default)]
struct Tally {
    doubled: AtomicUsize,
    reconnected: AtomicUsize,
    sample: OnceLock<String>,
}

/// All rooms of a server, their screens connected.
pub struct Hall<S> {
    stage: Arc<S>,
    speakers: Vec<Connection>,
    screens: Vec<(JoinHandle<Result<()>>, Arc<Notify>)>,
    heard: UnboundedReceiver<Heard>,
    tally: Arc<Tally>,
    acts: usize,
    lost: usize,
}

/// Milliseconds from cause to screen, one number a delivery.
#[derive(Default)]
pub struct Delays {
    /// From the moment the act was due to be sent.
    pub from_sending: Vec<f64>,
    /// From the answer to whoever caused it; 0 for a screen that was quicker.
    pub from_answer: Vec<f64>,
}

impl<S: Stage> Hall<S> {
    /// Connects speakers and screens.
    ///
    /// # Errors
    /// A stream was refused.
    pub async fn open(address: SocketAddr, stage: S) -> Result<Hall<S>> {
        let (stage, tally) = (Arc::new(stage), Arc::new(Tally::default()));
        let (telling, heard) = unbounded_channel();
        let (mut speakers, mut screens) = (Vec::new(), Vec::new());
        for room in 0..ROOMS {
            speakers.push(Connection::open(address).await?);
            for _ in 0..SCREENS {
                let request = stage.listen(room);
                let cut = Arc::new(Notify::new());
                let screen = Screen {
                    address,
                    events: Some(Connection::open(address).await?.listen(&request).await?),
                    request,
                    last: 0,
                    telling: telling.clone(),
                    tally: tally.clone(),
                };
                screens.push((tokio::spawn(screen.watch(cut.clone())), cut));
            }
        }
        Ok(Hall {
            stage,
            speakers,
            screens,
            heard,
            tally,
            acts: 0,
            lost: 0,
        })
    }

    /// Causes acts at a steady pace, room after room, and waits until every screen has shown them.
    /// So many screens are cut off meanwhile and come back, evenly spread.
    ///
    /// # Errors
    /// An act was refused, or a stream broke.
    pub async fn play(&mut self, acts: usize, cuts: usize) -> Result<Delays> {
        let first = self.acts;
        self.acts += acts;
        let (cues, speakers) = self.speakers();
        let mut tick = tokio::time::interval(PACE);
        let start = Instant::now();
        for (done, act) in (first..self.acts).enumerate() {
            tick.tick().await;
            let due = start + PACE * u32::try_from(done)?;
            cues[act % ROOMS].send((act, due)).await?;
            for cut in done * cuts / acts..(done + 1) * cuts / acts {
                self.screens[cut % self.screens.len()].1.notify_one();
            }
        }
        drop(cues);
        let mut said = Vec::with_capacity(acts);
        for speaker in speakers {
            let (connection, times) = speaker.await??;
            self.speakers.push(connection);
            said.extend(times);
        }
        said.sort_by_key(|(act, ..)| *act);
        self.listen(first, &said).await
    }

    /// Deliveries that never came, and those that came twice or out of order, since the beginning.
    pub fn lost_or_doubled(&self) -> usize {
        self.lost + self.tally.doubled.load(Ordering::Relaxed)
    }

    /// Screens that came back so far.
    pub fn reconnected(&self) -> usize {
        self.tally.reconnected.load(Ordering::Relaxed)
    }

    /// An event as a screen received it.
    pub fn sample(&self) -> Option<&str> {
        self.tally.sample.get().map(String::as_str)
    }

    /// Sets a speaker to work in each room: cues go in, connections and times of acts come back.
    #[expect(clippy::type_complexity, reason = "named nowhere else")]
    fn speakers(
        &mut self,
    ) -> (
        Vec<mpsc::Sender<(usize, Instant)>>,
        Vec<JoinHandle<Result<(Connection, Vec<(usize, Instant, Instant)>)>>>,
    ) {
        let stage = &self.stage;
        let speak = |(room, mut connection): (usize, Connection)| {
            let (cue, mut cued) = mpsc::channel::<(usize, Instant)>(1024);
            let stage = stage.clone();
            let speaker = tokio::spawn(async move {
                let mut times = Vec::new();
                while let Some((act, due)) = cued.recv().await {
                    let answer = connection.ask(&stage.speak(room, act / ROOMS, act)).await?;
                    if !(200..300).contains(&answer.status) {
                        answer.of_status(200)?;
                    }
                    times.push((act, due, Instant::now()));
                }
                Ok((connection, times))
            });
            (cue, speaker)
        };
        self.speakers.drain(..).enumerate().map(speak).unzip()
    }

    async fn listen(&mut self, first: usize, said: &[(usize, Instant, Instant)]) -> Result<Delays> {
        let mut delays = Delays::default();
        let mut awaited = said.len() * SCREENS;
        let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
        while awaited > 0 {
            let Ok(Some(heard)) = tokio::time::timeout(PATIENCE, self.heard.recv()).await else {
                break;
            };
            // An act of an earlier round, doubled: the screen has counted it.
            let Some(&(_, due, answered)) = heard.act.checked_sub(first).and_then(|nth| said.get(nth)) else {
                continue;
            };
            delays
                .from_sending
                .push(milliseconds(heard.at.saturating_duration_since(due)));
            delays
                .from_answer
                .push(milliseconds(heard.at.saturating_duration_since(answered)));
            awaited -= 1;
        }
        self.lost += awaited;
        for (screen, _) in self.screens.iter_mut().filter(|(screen, _)| screen.is_finished()) {
            screen.await??;
        }
        Ok(delays)
    }
}

impl<S> Drop for Hall<S> {
    fn drop(&mut self) {
        self.screens.iter().for_each(|(screen, _)| screen.abort());
    }
}

struct Screen {
    address: SocketAddr,
    request: Request,
    events: Option<Events>,
    last: i64,
    telling: UnboundedSender<Heard>,
    tally: Arc<Tally>,
}

impl Screen {
    async fn watch(mut self, cut: Arc<Notify>) -> Result<()> {
        while let Some(events) = &mut self.events {
            let event = tokio::select! {
                event = events.next() => Some(event?),
                () = cut.notified() => None,
            };
            match event {
                Some(event) => self.show(&event),
                None => self.come_back().await?,
            }
        }
        Ok(())
    }

    fn show(&mut self, event: &Event) {
        let (Some(id), Some(act)) = (event.id, act_of(&event.data)) else {
            return;
        };
        if id != self.last + 1 {
            // Behind: shown twice. Ahead: one was passed over, and is counted as never shown besides.
            self.tally.doubled.fetch_add(1, Ordering::Relaxed);
        }
        self.last = self.last.max(id);
        let _ = self.tally.sample.set(event.data.clone());
        let at = Instant::now();
        let _ = self.telling.send(Heard { act, at });
    }

    /// Away for a moment, as on a bad line, then back from the last event shown.
    async fn come_back(&mut self) -> Result<()> {
        let away = Duration::from_millis(u64::try_from(self.last * 37 % 200)?);
        let request = self.request.clone().with("last-event-id", &self.last.to_string());
        self.events = None;
        tokio::time::sleep(away).await;
        self.events = Some(Connection::open(self.address).await?.listen(&request).await?);
        self.tally.reconnected.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}
