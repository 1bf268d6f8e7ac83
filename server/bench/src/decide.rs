//! The decision engine over a nation: 740 000 candidates of 25 marks, seven rulesets mixed; beside a loop written by
//! hand for one series, and beside Polars and DuckDB given the same rules as numbers. One checksum from all.

mod floor;
mod nation;

use crate::figure::{Figure, Round};
use crate::place::Place;
use crate::{Failure, Result};
use domain::{Decision, Mention, Plan, Ruling};
use nation::{MARKS, Part};
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::Command;

const ROUNDS: usize = 5;
/// How long peers may take for one turn.
const LIMIT: Duration = Duration::from_secs(180);

/// What all must agree on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    row: u64,
    sum: u64,
}

impl Tally {
    /// Takes in the next candidate.
    pub fn count(&mut self, decision: Decision, mention: Option<Mention>, points: i64, coefficients: u32) {
        let decision = decision as u64;
        let mention = mention.map_or(0, |mention| mention as u64 + 1);
        let told = points.cast_unsigned() + 7 * u64::from(coefficients) + 1_000_003 * decision + 10_000_019 * mention;
        self.sum = self.sum.wrapping_add(told.wrapping_mul(self.row % 9_973 + 1));
        self.row += 1;
    }

    fn all(mut self, rulings: &[Ruling]) -> Tally {
        for ruling in rulings {
            let points = ruling.points().map_or(0, domain::Points::ten_thousandths);
            let coefficients = ruling.coefficients().map_or(0, domain::Coefficient::hundredths);
            self.count(ruling.decision, ruling.mention, points, coefficients);
        }
        self
    }
}

/// Milliseconds of the engine beside each peer.
///
/// # Errors
/// A checksum differs; the peers are not installed.
pub async fn measure(place: &Place) -> Result<Vec<Figure>> {
    let (nation, series) = (nation::nation(), nation::series());
    let folder = place.path("");
    nation::dump(&nation, &folder)?;
    let by_hand = values(&series);
    let mut peers = Peers::start(&folder).await?;
    let mut rounds: [Vec<Round>; 5] = Default::default();
    // One before them warms all up and is thrown away.
    for round in 0..=ROUNDS {
        let (floor, theirs) = timed(|| floor::decide(&series, &by_hand));
        let (one_series, ours) = timed(|| decided(std::slice::from_ref(&series), 1));
        agree("the loop by hand", theirs, ours)?;
        let (alone, tally) = timed(|| decided(&nation, 1));
        let (two, of_two) = timed(|| decided(&nation, 2));
        agree("two threads", of_two, tally)?;
        let mut against = vec![(alone, floor), (one_series, floor), (two, alone)];
        for peer in ["polars", "duckdb"] {
            let (milliseconds, sum) = peers.turn(peer).await?;
            agree(peer, Tally { sum, ..tally }, tally)?;
            against.push((alone, milliseconds));
        }
        if round > 0 {
            for (rounds, (ours, reference)) in rounds.iter_mut().zip(against) {
                rounds.push(Round { ours, reference });
            }
        }
    }
    let told = [
        ("decide", "loop by hand, one series"),
        ("decide_series", "loop by hand, the same series"),
        ("decide_two_threads", "one thread"),
        ("decide_polars", "Polars, wide table"),
        ("decide_duckdb", "DuckDB, a row a mark"),
    ];
    let figure = |((name, reference), rounds): ((&'static str, &'static str), &Vec<Round>)| {
        Figure::of_rounds(name, "ms, 740 000 candidates of 25 marks", reference, "none", rounds)
    };
    Ok(told.into_iter().zip(&rounds).map(figure).collect())
}

/// Compiles the rulesets and decides, on that many threads.
fn decided(parts: &[Part], threads: usize) -> Tally {
    let mut tally = Tally::default();
    for part in parts {
        let plan = Plan::new(&part.ruleset);
        let rows = part.columns.rows();
        let each = rows.div_ceil(threads);
        let pieces = (0..threads).map(|piece| piece * each..((piece + 1) * each).min(rows));
        let (plan, columns) = (&plan, &part.columns);
        let rulings: Vec<Vec<Ruling>> = if threads == 1 {
            vec![plan.decide(columns)]
        } else {
            std::thread::scope(|scope| {
                let piece = |range| scope.spawn(move || plan.decide_range(columns, range));
                let running: Vec<_> = pieces.map(piece).collect();
                running.into_iter().filter_map(|piece| piece.join().ok()).collect()
            })
        };
        for piece in rulings {
            tally = tally.all(&piece);
        }
    }
    tally
}

fn values(part: &Part) -> [Vec<u16>; MARKS] {
    let mut columns = part.columns.clone();
    std::array::from_fn(|place| {
        let column = columns.cell(&part.ruleset, part.slots[place]);
        column.map_or_else(
            |_| Vec::new(),
            |column| column.iter().map(|value| value.bits()).collect(),
        )
    })
}

fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let done = work();
    (start.elapsed().as_secs_f64() * 1_000.0, done)
}

fn agree(who: &str, theirs: Tally, ours: Tally) -> Result<()> {
    if theirs == ours {
        return Ok(());
    }
    Err(Failure(format!(
        "{who} decides otherwise: {theirs:?}, the engine {ours:?}"
    )))
}

/// The peers, in a program of their own.
struct Peers {
    program: tokio::process::Child,
    said: tokio::io::Lines<BufReader<tokio::process::ChildStdout>>,
}

impl Peers {
    async fn start(folder: &std::path::Path) -> Result<Peers> {
        let python = std::env::var("DELOS_PEERS_PYTHON").unwrap_or_else(|_| "python3".into());
        let mut program = Command::new(python)
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/peers/decide.py"))
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let out = program.stdout.take().ok_or_else(|| Failure("no output".into()))?;
        let mut said = BufReader::new(out).lines();
        let ready = tokio::time::timeout(LIMIT, said.next_line()).await??;
        if ready.as_deref() != Some("ready") {
            return Err(Failure(
                "Polars and DuckDB are not installed: `make bench` does it".into(),
            ));
        }
        Ok(Peers { program, said })
    }

    async fn turn(&mut self, peer: &str) -> Result<(f64, u64)> {
        let input = self.program.stdin.as_mut().ok_or_else(|| Failure("no input".into()))?;
        input.write_all(format!("{peer}\n").as_bytes()).await?;
        let line = tokio::time::timeout(LIMIT, self.said.next_line()).await??;
        let line = line.ok_or_else(|| Failure(format!("{peer} ended")))?;
        let (milliseconds, sum) = line.split_once(' ').ok_or_else(|| Failure(line.clone()))?;
        Ok((milliseconds.parse()?, sum.parse()?))
    }
}
