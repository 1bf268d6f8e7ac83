//! The marks grid in a real browser: 2 000 copies by 30 tests, from a key to the paint that shows it, while a colleague
//! writes fifty marks a second; beside AG Grid and Handsontable in the same run.

use crate::database::Engine;
use crate::figure::{Figure, Round};
use crate::http::{Connection, Request};
use crate::place::Place;
use crate::program::Program;
use crate::seed::{PASSWORD, RULESET, Seed, log_in};
use crate::{Failure, Result};
use domain::{ApplicationId, Entry, LotId, Mark, Role, Scope};
use serde::{Deserialize, Serialize};
use std::process::Stdio;
use std::time::Duration;
use tokio::process::Command;
use wire::{CellWrite, SaveMarks};

const COPIES: i64 = 2_000;
const TESTS: i64 = 30;
/// The tests the one who types may reach; the colleague writes in the others.
const TYPED: i64 = 6;
const LOT: LotId = LotId(1);
/// Between two writes of the colleague: fifty a second.
const EVERY: Duration = Duration::from_millis(20);
/// Keys of a measure, and how often all are measured.
const KEYS: (&str, &str) = ("GRID_KEYS", "450");
const ROUNDS: (&str, &str) = ("GRID_ROUNDS", "2");
/// Elements in the page at most.
const NODES: f64 = 1_500.0;
/// A frame of a usual screen, milliseconds.
const FRAME: f64 = 1_000.0 / 60.0;

/// What the script says of one grid.
#[derive(Debug, Clone, Copy, Deserialize)]
struct Said {
    ready: f64,
    nodes: f64,
    p50: f64,
    p98: f64,
    lost: f64,
}

/// A round of the script.
#[derive(Debug, Deserialize)]
struct Turn {
    slower: u32,
    ours: Said,
    ag: Said,
    hot: Said,
    bare: Said,
}

/// Key to paint, readiness, weight in elements and lost keys.
///
/// # Errors
/// The packages of `end2end/bench` or the browser are not there, or a key was lost.
pub async fn measure(place: &Place) -> Result<Vec<Figure>> {
    let database = place.database(Engine::Sqlite).await?;
    let seed = Seed::new(&database).await?;
    sheet(&seed).await?;
    seed.close().await;
    let program = database.serve(place).await?;
    let cookie = log_in(&program, "saisie", PASSWORD).await?;
    let colleague = Colleague::sits_down(&program).await?;
    let writing = tokio::spawn(colleague.writes());
    let turns = run(&program, &cookie).await;
    writing.abort();
    let turns = turns?;
    let mut figures = Vec::new();
    for (slower, names) in [(1, &NAMES[0]), (4, &NAMES[1])] {
        let turns: Vec<&Turn> = turns.iter().filter(|turn| turn.slower == slower).collect();
        let rounds = |ours: fn(&Said) -> f64, theirs: fn(&Turn) -> f64| -> Vec<Round> {
            let round = |turn: &&Turn| Round {
                ours: ours(&turn.ours),
                reference: theirs(turn),
            };
            turns.iter().map(round).collect()
        };
        for (name, unit, reference, rounds) in [
            (
                names[0],
                "ms from key to paint, p98",
                "AG Grid Community",
                rounds(|it| it.p98, |it| it.ag.p98),
            ),
            (
                names[1],
                "ms from key to paint, p98",
                "Handsontable",
                rounds(|it| it.p98, |it| it.hot.p98),
            ),
            (
                names[2],
                "ms from key to paint, p50",
                "a frame",
                rounds(|it| it.p50, |_| FRAME),
            ),
            (
                names[3],
                "ms from key to paint, p50",
                "a field alone in its page",
                rounds(|it| it.p50, |it| it.bare.p50),
            ),
            (
                names[4],
                "ms until ready",
                "AG Grid Community",
                rounds(|it| it.ready, |it| it.ag.ready),
            ),
            (
                names[5],
                "elements in the page",
                "limit",
                rounds(|it| it.nodes, |_| NODES),
            ),
            (names[6], "marks lost", "must be none", rounds(|it| it.lost, |_| 0.0)),
        ] {
            figures.push(Figure::of_rounds(name, unit, reference, "sqlite", &rounds));
        }
    }
    Ok(figures)
}

const NAMES: [[&str; 7]; 2] = [
    [
        "grid_key_ag",
        "grid_key_hot",
        "grid_key_frame",
        "grid_key_field",
        "grid_ready",
        "grid_nodes",
        "grid_lost",
    ],
    [
        "grid_key_ag_x4",
        "grid_key_hot_x4",
        "grid_key_frame_x4",
        "grid_key_field_x4",
        "grid_ready_x4",
        "grid_nodes_x4",
        "grid_lost_x4",
    ],
];

async fn run(program: &Program, cookie: &str) -> Result<Vec<Turn>> {
    #[derive(Serialize)]
    struct Asked<'a> {
        origin: String,
        cookie: Vec<&'a str>,
        lot: i64,
        keys: u32,
        rounds: u32,
        typed: i64,
    }
    let number = |(name, default): (&str, &str)| -> Result<u32> {
        Ok(std::env::var(name).unwrap_or_else(|_| default.into()).parse()?)
    };
    let asked = Asked {
        origin: format!("http://{}", program.address),
        cookie: cookie.splitn(2, '=').collect(),
        lot: LOT.0,
        keys: number(KEYS)?,
        rounds: number(ROUNDS)?,
        typed: TYPED,
    };
    let output = Command::new("node")
        .arg("grid.mjs")
        .current_dir("end2end/bench")
        .env("GRID_BENCH", serde_json::to_string(&asked)?)
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .output()
        .await?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(Failure(format!("end2end/bench/grid.mjs failed: {said}")));
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// A lot of 2 000 copies and 30 tests, whose ruleset is kept with the session.
async fn sheet(seed: &Seed) -> Result<()> {
    seed.candidates(COPIES, |_| "NULL".into()).await?;
    seed.rows(
        "frozen_ruleset",
        "session_id, code, digest, body, frozen_at",
        [format!("$s, '{RULESET}', '', '{}', 0", ruleset().replace('\'', "''"))],
    )
    .await?;
    let lot = format!("{LOT}, $s, '{RULESET}', 'Grand lot', 'open', {COPIES}");
    seed.rows("lot", "id, session_id, ruleset, label, state, copies", [lot])
        .await?;
    let slots = (1..=TESTS).map(|test| format!("{LOT}, {test}, '{}'", slot(test)));
    seed.rows("lot_slot", "lot_id, rank, slot", slots).await?;
    let copies = (1..=COPIES).map(|copy| format!("{LOT}, {copy}, {copy}"));
    seed.rows("lot_copy", "lot_id, rank, application_id", copies).await?;
    seed.streams("lot", LOT.0).await?;
    for login in ["saisie", "collegue"] {
        seed.account(login, Role::Marker, Scope::Lot(LOT)).await?;
    }
    Ok(())
}

fn slot(test: i64) -> String {
    format!("T{test:02}")
}

fn ruleset() -> String {
    let mut text = format!(
        "code = \"{RULESET}\"\nversion = 1\nlabel = \"Trente épreuves\"\ndomain = \"BGT\"\nfirst_session = 2024\n\
         legal = []\n\n[average]\ncompare = \"EXACT\"\ndisplay_scale = 2\n\n[codes]\nAB = {{ effect = \"ZERO\" }}\n"
    );
    text += "\n[[group1]]\ndecision = \"ADMITTED\"\naverage_at_least = 10\n\n[jury]\nconserved_locked = true\n";
    for test in 1..=TESTS {
        text += &format!(
            "\n[[epreuve]]\ncode = \"{}\"\nlabel = \"Épreuve {test}\"\ncoef = 1\nstep = 1\n",
            slot(test)
        );
    }
    text
}

/// Somebody who writes in the same lot, fifty marks a second.
struct Colleague {
    connection: Connection,
    address: std::net::SocketAddr,
    cookie: String,
    written: i64,
}

#[derive(Serialize)]
struct Call {
    command: SaveMarks,
}

impl Colleague {
    async fn sits_down(program: &Program) -> Result<Colleague> {
        Ok(Colleague {
            connection: Connection::open(program.address).await?,
            address: program.address,
            cookie: log_in(program, "collegue", PASSWORD).await?,
            written: 0,
        })
    }

    async fn writes(mut self) -> Result<()> {
        let mut ticks = tokio::time::interval(EVERY);
        loop {
            ticks.tick().await;
            let command = SaveMarks {
                lot: LOT,
                writes: vec![self.next_write()?],
            };
            let body = serde_json::to_string(&Call { command })?;
            let request = Request::json(self.address, "/api/save_marks", &body).with("cookie", &self.cookie);
            self.connection.ask(&request).await?.of_status(200)?;
        }
    }

    /// All over the sheet, each cell once before any twice.
    fn next_write(&mut self) -> Result<CellWrite> {
        let (n, cells) = (self.written, COPIES * (TESTS - TYPED));
        self.written += 1;
        // A step without a common factor with the number of cells.
        let cell = n * 7_919 % cells;
        let points = u16::try_from(n % 21)?;
        let mark = Mark::from_hundredths(points * 100).map_err(|error| Failure(error.to_string()))?;
        let slot = slot(1 + TYPED + cell / COPIES);
        Ok(CellWrite {
            op_id: format!("{n:08x}-0000-4000-8000-000000000000"),
            application: ApplicationId(cell % COPIES + 1),
            slot: slot.parse().map_err(|_| Failure(format!("{slot} is no slot")))?,
            expected_version: n / cells,
            value: Some(Entry::Mark(mark)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ruleset_of_the_large_lot_is_sound() {
        let ruleset = domain::Ruleset::from_toml(&ruleset()).expect("sound");
        for test in 1..=TESTS {
            assert!(ruleset.cell(&slot(test).parse().expect("a slot")).is_some());
        }
    }
}
