//! Markers at work on a program of their own: marks through the route the grid calls.

use crate::database::{Database, Engine};
use crate::http::{Connection, Request};
use crate::place::Place;
use crate::program::Program;
use crate::rounds::Worker;
use crate::seed::{PASSWORD, RULESET, Seed, log_in};
use crate::{Failure, Result};
use domain::{ApplicationId, Entry, LotId, Mark, Role, Scope, Slot};
use serde::Serialize;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::task::JoinSet;
use wire::{CellAnswer, CellOutcome, CellWrite, SaveMarks};

/// Markers at work, each on a connection of his own.
pub const MARKERS: i64 = 64;
/// Copies of each.
const COPIES: i64 = 40;
/// What is marked.
const SLOT: &str = "PHI";

/// A program on a database of its own, and its markers, who share so many lots.
pub struct Side {
    /// The program.
    pub program: Program,
    /// Who types.
    pub markers: Vec<Marker>,
    /// What it serves.
    pub database: Database,
    trace: Option<PathBuf>,
}

impl Side {
    /// Seated and logged in; the program is started with these flags besides.
    ///
    /// # Errors
    /// The database is out of reach, or the program did not start.
    pub async fn new(engine: Engine, place: &Place, lots: i64, flags: &[&str]) -> Result<Side> {
        let database = filled(engine, place, lots).await?;
        let program = database.serve_with(place, flags).await?;
        Side::seated(database, program, lots, None).await
    }

    /// One whose syncs are counted.
    ///
    /// # Errors
    /// As above.
    pub async fn counted(engine: Engine, place: &Place, lots: i64) -> Result<Side> {
        let database = filled(engine, place, lots).await?;
        if engine == Engine::Postgres {
            let program = database.serve(place).await?;
            return Side::seated(database, program, lots, None).await;
        }
        let trace = place.path(&format!("syncs-{lots}"));
        let program = database.serve_traced(place, &trace).await?;
        Side::seated(database, program, lots, Some(trace)).await
    }

    /// Syncs of the disk so far.
    ///
    /// # Errors
    /// The database does not tell.
    pub async fn syncs(&self) -> Result<f64> {
        match &self.trace {
            Some(trace) => {
                let text = std::fs::read_to_string(trace)?;
                Ok(text.lines().filter(|line| line.contains("sync(")).count() as f64)
            }
            None => {
                // Its processes report once a second.
                tokio::time::sleep(Duration::from_millis(1_200)).await;
                Ok(self.database.number("SELECT wal_sync AS it FROM pg_stat_wal").await? as f64)
            }
        }
    }

    async fn seated(database: Database, program: Program, lots: i64, trace: Option<PathBuf>) -> Result<Side> {
        let mut markers = Vec::new();
        for nth in 0..MARKERS {
            let cookie = log_in(&program, &login(nth), PASSWORD).await?;
            let lot = nth * lots / MARKERS + 1;
            markers.push(Marker::sits_down(program.address, (lot, nth), cookie).await?);
        }
        Ok(Side {
            program,
            markers,
            database,
            trace,
        })
    }

    /// Every mark acknowledged stands in the database, once.
    ///
    /// # Errors
    /// One is missing, or was invented.
    pub async fn check(&self) -> Result<()> {
        let acknowledged: i64 = self.markers.iter().map(|marker| marker.written).sum();
        let sum = "SELECT CAST(COALESCE(SUM(version), 0) AS BIGINT) AS it FROM mark";
        let stored = self.database.number(sum).await?;
        if acknowledged == stored {
            return Ok(());
        }
        Err(Failure(format!(
            "{acknowledged} marks were acknowledged, {stored} are stored"
        )))
    }

    /// Milliseconds one marker waits for each of so many marks, alone and without haste.
    ///
    /// # Errors
    /// A mark was not saved.
    pub async fn alone(&mut self, marks: usize) -> Result<Vec<f64>> {
        let mut waits = Vec::with_capacity(marks);
        for _ in 0..marks {
            tokio::time::sleep(Duration::from_millis(2)).await;
            let start = Instant::now();
            self.markers[0].once().await?;
            waits.push(start.elapsed().as_secs_f64() * 1000.0);
        }
        Ok(waits)
    }

    /// Marks that come at a rate, whether those before are saved or not: milliseconds from the moment each was due.
    ///
    /// # Errors
    /// A mark was not saved.
    pub async fn open_loop(&mut self, per_second: f64, length: Duration) -> Result<Vec<f64>> {
        let (turns, markers): (Vec<_>, Vec<_>) = self
            .markers
            .drain(..)
            .map(|marker| {
                let (turn, due) = mpsc::unbounded_channel();
                (turn, due_marks(marker, due))
            })
            .unzip();
        let clock = std::thread::spawn(move || beat(&turns, per_second, length));
        let mut running: JoinSet<_> = markers.into_iter().collect();
        let mut waits = Vec::new();
        while let Some(ended) = running.join_next().await {
            let (marker, some) = ended??;
            self.markers.push(marker);
            waits.extend(some);
        }
        clock
            .join()
            .map_err(|_| Failure("the clock of the markers broke".into()))?;
        Ok(waits)
    }
}

/// Gives the markers their turns. A thread of its own: the runtime's clock beats once a millisecond, longer than a mark
/// takes, and would send them in bunches.
#[expect(clippy::disallowed_methods, reason = "what is waited for is the hour itself")]
fn beat(turns: &[UnboundedSender<Instant>], per_second: f64, length: Duration) {
    let start = Instant::now();
    let every = Duration::from_secs_f64(1.0 / per_second);
    let (mut due, mut markers) = (start, turns.iter().cycle());
    while due < start + length
        && let Some(turn) = markers.next()
    {
        std::thread::sleep(due.saturating_duration_since(Instant::now()));
        let _ = turn.send(due);
        due += every;
    }
}

/// A marker saves a mark at each turn, and says how long each took since it was due.
async fn due_marks(mut marker: Marker, mut turns: UnboundedReceiver<Instant>) -> Result<(Marker, Vec<f64>)> {
    let mut waits = Vec::new();
    while let Some(due) = turns.recv().await {
        marker.once().await?;
        waits.push(due.elapsed().as_secs_f64() * 1000.0);
    }
    Ok((marker, waits))
}

fn login(nth: i64) -> String {
    format!("correcteur{nth}")
}

async fn filled(engine: Engine, place: &Place, lots: i64) -> Result<Database> {
    let database = place.database(engine).await?;
    let seed = Seed::new(&database).await?;
    fill(&seed, lots).await?;
    seed.close().await;
    Ok(database)
}

async fn fill(seed: &Seed, lots: i64) -> Result<()> {
    let (copies, per_lot) = (MARKERS * COPIES, MARKERS * COPIES / lots);
    seed.candidates(copies, |_| "NULL".into()).await?;
    seed.rows(
        "lot",
        "id, session_id, ruleset, label, state, copies",
        (1..=lots).map(|lot| format!("{lot}, $s, '{RULESET}', 'Lot {lot}', 'open', {per_lot}")),
    )
    .await?;
    let slot = |lot| format!("{lot}, 1, '{SLOT}'");
    seed.rows("lot_slot", "lot_id, rank, slot", (1..=lots).map(slot))
        .await?;
    let copy = |copy| format!("{}, {}, {}", copy / per_lot + 1, copy % per_lot + 1, copy + 1);
    seed.rows("lot_copy", "lot_id, rank, application_id", (0..copies).map(copy))
        .await?;
    seed.streams("lot", lots).await?;
    for nth in 0..MARKERS {
        let scope = Scope::Lot(LotId(nth * lots / MARKERS + 1));
        seed.account(&login(nth), Role::Marker, scope).await?;
    }
    Ok(())
}

/// Somebody who types marks down his copies, and down again.
pub struct Marker {
    connection: Connection,
    address: SocketAddr,
    cookie: String,
    lot: i64,
    nth: i64,
    written: i64,
}

#[derive(Serialize)]
struct Call<T> {
    command: T,
}

impl Marker {
    async fn sits_down(address: SocketAddr, (lot, nth): (i64, i64), cookie: String) -> Result<Marker> {
        Ok(Marker {
            connection: Connection::open(address).await?,
            address,
            cookie,
            lot,
            nth,
            written: 0,
        })
    }

    fn next_write(&self) -> Result<CellWrite> {
        let (nth, count) = (self.nth, self.written);
        let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis();
        let points = u16::try_from(count * 7 % 21)?;
        let mark = Mark::from_hundredths(points * 100).map_err(|error| Failure(error.to_string()))?;
        Ok(CellWrite {
            // As the grid names it: the time first.
            op_id: format!("{now:012x}{nth:08x}{count:012x}"),
            application: ApplicationId(nth * COPIES + count % COPIES + 1),
            slot: slot()?,
            expected_version: count / COPIES,
            value: Some(Entry::Mark(mark)),
        })
    }
}

fn slot() -> Result<Slot> {
    SLOT.parse().map_err(|_| Failure(format!("{SLOT} is no slot")))
}

impl Worker for Marker {
    async fn once(&mut self) -> Result<()> {
        let command = SaveMarks {
            lot: LotId(self.lot),
            writes: vec![self.next_write()?],
        };
        let body = serde_json::to_string(&Call { command })?;
        let request = Request::json(self.address, "/api/save_marks", &body).with("cookie", &self.cookie);
        let answer = self.connection.ask(&request).await?.of_status(200)?;
        let answers: Vec<CellAnswer> = serde_json::from_str(&answer.text()?)?;
        match answers.as_slice() {
            [
                CellAnswer {
                    outcome: CellOutcome::Saved { .. },
                    ..
                },
            ] => {
                self.written += 1;
                Ok(())
            }
            other => Err(Failure(format!("a mark was not saved: {other:?}"))),
        }
    }
}
