//! Marks: durable and acknowledged, from many markers at once, through the route the grid calls.

use crate::Failure;
use crate::Result;
use crate::database::{Engine, SingleCommits};
use crate::figure::{Figure, Round};
use crate::http::{Connection, Request};
use crate::place::Place;
use crate::rounds::{ROUNDS, Worker, work};
use crate::seed::{PASSWORD, RULESET, Seed, log_in};
use domain::{ApplicationId, Entry, LotId, Mark, Role, Scope, Slot};
use serde::Serialize;
use std::net::SocketAddr;
use std::time::Duration;
use wire::{CellAnswer, CellOutcome, CellWrite, SaveMarks};

/// Markers at work, each on a lot and a connection of his own.
const MARKERS: i64 = 64;
/// Copies of a lot.
const COPIES: i64 = 40;
/// What is marked.
const SLOT: &str = "PHI";
/// Length of our part of a round, and of the reference's.
const LENGTH: (Duration, Duration) = (Duration::from_secs(4), Duration::from_secs(2));
/// Processor time ScoDoc takes to save a mark, milliseconds.
const SCODOC_MS: f64 = 366.0;

/// Marks a second beside single commits a second, and the server's processor time for a mark.
///
/// # Errors
/// A mark was not saved.
pub async fn measure(engine: Engine, place: &Place) -> Result<Vec<Figure>> {
    let database = place.database(engine).await?;
    let seed = Seed::new(&database).await?;
    lots(&seed).await?;
    seed.close().await;
    let mut single = SingleCommits::new(engine, place).await?;
    let program = database.serve(place).await?;
    let mut markers = Vec::new();
    for lot in 1..=MARKERS {
        markers.push(Marker::sits_down(program.address, lot, log_in(&program, &login(lot), PASSWORD).await?).await?);
    }

    let (mut rates, mut costs) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let before = program.cpu_seconds()?;
        let saved = work(&mut markers, LENGTH.0).await?;
        let cpu = program.cpu_seconds()? - before;
        let commits = single.rate(LENGTH.1).await?;
        if round > 0 {
            rates.push(Round {
                ours: saved.rate(),
                reference: commits,
            });
            costs.push(Round {
                ours: cpu * 1000.0 / saved.count,
                reference: SCODOC_MS,
            });
        }
    }
    let acknowledged: i64 = markers.iter().map(|marker| marker.written).sum();
    let stored = database
        .number("SELECT CAST(SUM(version) AS BIGINT) AS it FROM mark")
        .await?;
    if acknowledged != stored {
        return Err(Failure(format!(
            "{acknowledged} marks were acknowledged, {stored} are stored"
        )));
    }
    let name = engine.name();
    Ok(vec![
        Figure::of_rounds(
            "marks",
            "marks/s",
            "single-row commits/s, same disk and engine",
            name,
            &rates,
        ),
        Figure::of_rounds(
            "marks_cpu",
            "ms of server CPU a mark",
            "ScoDoc, measured apart from this run",
            name,
            &costs,
        ),
    ])
}

fn login(lot: i64) -> String {
    format!("correcteur{lot}")
}

async fn lots(seed: &Seed) -> Result<()> {
    seed.candidates(MARKERS * COPIES, |_| "NULL".into()).await?;
    seed.rows(
        "lot",
        "id, session_id, ruleset, label, state, copies",
        (1..=MARKERS).map(|lot| format!("{lot}, $s, '{RULESET}', 'Lot {lot}', 'open', {COPIES}")),
    )
    .await?;
    let slot = |lot| format!("{lot}, 1, '{SLOT}'");
    seed.rows("lot_slot", "lot_id, rank, slot", (1..=MARKERS).map(slot))
        .await?;
    let copy = |copy| format!("{}, {}, {}", copy / COPIES + 1, copy % COPIES + 1, copy + 1);
    seed.rows(
        "lot_copy",
        "lot_id, rank, application_id",
        (0..MARKERS * COPIES).map(copy),
    )
    .await?;
    seed.streams("lot", MARKERS).await?;
    for lot in 1..=MARKERS {
        seed.account(&login(lot), Role::Marker, Scope::Lot(LotId(lot))).await?;
    }
    Ok(())
}

/// Somebody who types marks down a lot, and down again.
struct Marker {
    connection: Connection,
    address: SocketAddr,
    cookie: String,
    lot: i64,
    written: i64,
}

#[derive(Serialize)]
struct Call<T> {
    command: T,
}

impl Marker {
    async fn sits_down(address: SocketAddr, lot: i64, cookie: String) -> Result<Marker> {
        Ok(Marker {
            connection: Connection::open(address).await?,
            address,
            cookie,
            lot,
            written: 0,
        })
    }

    fn next_write(&self) -> Result<CellWrite> {
        let (lot, count) = (self.lot, self.written);
        let points = u16::try_from(count * 7 % 21)?;
        let mark = Mark::from_hundredths(points * 100).map_err(|error| Failure(error.to_string()))?;
        Ok(CellWrite {
            op_id: format!("{lot:08x}-0000-4000-8000-{count:012x}"),
            application: ApplicationId((lot - 1) * COPIES + count % COPIES + 1),
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
