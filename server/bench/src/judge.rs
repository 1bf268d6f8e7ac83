//! A nation judged: from rows of marks to kept decisions, beside the engine's own copy of the same tables; and one
//! candidate judged anew.

use crate::copy::copy;
use crate::database::{Database, Engine};
use crate::figure::{Figure, Round, percentile};
use crate::place::Place;
use crate::program;
use crate::seed::{RULESET, Seed};
use crate::{Failure, Result};
use domain::{ApplicationId, Cell, ComponentKind, builtin_ruleset};
use sea_orm::ConnectionTrait;
use service::Desk;
use std::time::{Duration, Instant};

/// Candidates, of 25 marks each, when nothing else is asked for.
const CANDIDATES: (&str, i64) = ("NATION", 74_000);
const MARKS: usize = 25;
const LIMIT: Duration = Duration::from_secs(1_800);
/// Memory the program may hold, MiB.
const MEMORY_MIB: f64 = 1_024.0;
/// One candidate anew may take so long, milliseconds.
const ANEW_MS: f64 = 1.0;
const ANEW: i64 = 500;
/// Candidates whose marks are written at once.
const SLICE: usize = 20_000;
/// What is read, and what is written.
const TABLES: [&str; 2] = ["mark", "judgement"];

/// Candidates a second beside the copy, memory beside its limit, and one candidate anew.
///
/// # Errors
/// Not everybody was judged.
pub async fn measure(engine: Engine, place: &Place) -> Result<Vec<Figure>> {
    let asked = std::env::var(CANDIDATES.0).ok().and_then(|count| count.parse().ok());
    let count: i64 = asked.unwrap_or(CANDIDATES.1);
    let database = place.database(engine).await?;
    let seed = Seed::new(&database).await?;
    seed.candidates(count, |_| "NULL".into()).await?;
    seed.close().await;
    marks(&database, count).await?;

    let arguments = ["--database-url", &database.url, "judge", "2026-06"];
    let ran = program::run(place, &arguments, LIMIT).await?;
    let kept = database.number("SELECT COUNT(*) AS it FROM judgement").await?;
    if !ran.status.success() || kept != count {
        return Err(Failure(format!("{kept} of {count} judged: {}", ran.said)));
    }
    let copied = copy(&database, &TABLES).await?;
    let name = engine.name();
    let one = |ours, reference| [Round { ours, reference }];
    let (median, slow) = anew(&database, count).await?;
    Ok(vec![
        Figure::of_rounds(
            "judge",
            "s, 25 marks each",
            "copy of the same tables",
            name,
            &one(ran.seconds, copied),
        ),
        Figure::of_rounds(
            "judge_memory",
            "MiB at the peak",
            "limit",
            name,
            &one(ran.peak_mib, MEMORY_MIB),
        ),
        Figure::of_rounds("judge_one", "ms, median", "limit", name, &one(median, ANEW_MS)),
        Figure::of_rounds("judge_one_p98", "ms", "limit", name, &one(slow, ANEW_MS)),
    ])
}

/// Twenty-five marks for everybody.
async fn marks(database: &Database, count: i64) -> Result<()> {
    let ruleset = builtin_ruleset(RULESET).ok_or_else(|| Failure(format!("no {RULESET}")))?;
    let whole = |cell: &&Cell| cell.kind != ComponentKind::Epreuve || cell.slot.part.is_none();
    let cells = ruleset.slots().iter().filter(whole).take(MARKS);
    let cells: Vec<String> = cells
        .zip(1..)
        .map(|(cell, rank)| format!("('{}', {}, {rank})", cell.slot, cell.step.hundredths()))
        .collect();
    // From 5 to 18.99, on the step of each cell.
    let insert = format!(
        "WITH cell (slot, step, rank) AS (VALUES {})
         INSERT INTO mark (application_id, slot, value, code, version, lot_id, source, conserved, updated_at, updated_by)
         SELECT a.id, cell.slot, ((a.id * 7919 + cell.rank * 104729) % 1400 + 500) / cell.step * cell.step, NULL, 1,
                NULL, 'import', NULL, 0, 'mesures'
         FROM application a CROSS JOIN cell WHERE a.id",
        cells.join(", ")
    );
    let connection = database.connect().await?;
    // One statement for a nation outlasts the patience of a pool.
    for first in (1..=count).step_by(SLICE) {
        let last = first + SLICE as i64 - 1;
        connection
            .execute_unprepared(&format!("{insert} BETWEEN {first} AND {last}"))
            .await?;
    }
    if database.engine == Engine::Postgres {
        connection.execute_unprepared("ANALYZE").await?;
    }
    connection.close().await?;
    Ok(())
}

/// Milliseconds to judge one candidate anew, store and commit included: median and slow.
async fn anew(database: &Database, count: i64) -> Result<(f64, f64)> {
    let desk = database.desk().await?;
    let operator = Desk::operator("delos bench");
    let mut spent = Vec::new();
    for turn in 0..ANEW {
        let application = ApplicationId(turn * 7_919 % count + 1);
        let start = Instant::now();
        let judged = desk.judge_candidate(&operator, application).await;
        judged.map_err(|refusal| Failure(refusal.to_string()))?;
        spent.push(start.elapsed().as_secs_f64() * 1_000.0);
    }
    desk.store.close().await;
    Ok((percentile(spent.clone(), 50), percentile(spent, 98)))
}
