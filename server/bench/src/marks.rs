//! Marks: durable and acknowledged, from many markers at once, through the route the grid calls.

use crate::Result;
use crate::database::{Engine, SingleCommits};
use crate::figure::{Figure, Round, median, percentile};
use crate::marker::{MARKERS, Side};
use crate::place::Place;
use crate::rounds::{ROUNDS, work};
use std::time::Duration;

/// Length of our part of a round, and of the reference's.
const LENGTH: (Duration, Duration) = (Duration::from_secs(4), Duration::from_secs(2));
/// Marks one marker alone enters in a round.
const ALONE: usize = 200;
/// Processor time ScoDoc takes to save a mark, milliseconds.
const SCODOC_MS: f64 = 366.0;
/// Marks a sync of the disk carries at least.
const PER_SYNC: f64 = 8.0;
/// The program that lets a commit wait for nothing, and the one that gives each mark a commit of its own.
const UNSYNCED: &[&str] = &["--measure-without-sync"];
const UNGROUPED: &[&str] = &["--measure-batch", "1"];

/// Names of the figures of markers who have a lot each, and of those who share one.
const NAMES: [(i64, [&str; 5]); 2] = [
    (
        MARKERS,
        [
            "marks",
            "marks_synced",
            "marks_cpu",
            "marks_per_sync",
            "marks_open_loop",
        ],
    ),
    (
        1,
        [
            "marks_one_lot",
            "marks_synced_one_lot",
            "marks_cpu_one_lot",
            "marks_per_sync_one_lot",
            "marks_open_loop_one_lot",
        ],
    ),
];

/// Marks a second beside single commits and beside the same route without syncs, what a mark costs, how long it waits.
///
/// # Errors
/// A mark was not saved.
pub async fn measure(engine: Engine, place: &Place) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for (lots, [marks, synced, cpu, per_sync, open]) in NAMES {
        // Before the programs that do not sync: what they leave behind is written whenever the system likes.
        figures.push(open_loop(engine, place, lots, open).await?);
        figures.extend(closed(engine, place, lots, [marks, synced, cpu, per_sync]).await?);
    }
    figures.push(one_marker(engine, place).await?);
    Ok(figures)
}

async fn open_loop(engine: Engine, place: &Place, lots: i64, name: &'static str) -> Result<Figure> {
    let mut side = Side::new(engine, place, lots, &[]).await?;
    let mut rounds = Vec::new();
    for round in 0..=ROUNDS {
        side.database.settle().await?;
        let idle = median(side.alone(ALONE).await?);
        let rate = work(&mut side.markers, LENGTH.1).await?.rate();
        let late = side.open_loop(rate / 2.0, LENGTH.0).await?;
        if round > 0 {
            rounds.push(Round {
                ours: percentile(late, 99),
                reference: idle,
            });
        }
    }
    side.check().await?;
    let reference = "p50 of one marker, at rest";
    let unit = "ms at half the rate, p99";
    Ok(Figure::of_rounds(name, unit, reference, engine.name(), &rounds))
}

async fn closed(engine: Engine, place: &Place, lots: i64, names: [&'static str; 4]) -> Result<Vec<Figure>> {
    let mut side = Side::new(engine, place, lots, &[]).await?;
    let mut unsynced = Side::new(engine, place, lots, UNSYNCED).await?;
    let mut counted = Side::counted(engine, place, lots).await?;
    let mut single = SingleCommits::new(engine, place).await?;
    let (mut commits, mut rates, mut costs) = (Vec::new(), Vec::new(), Vec::new());
    let mut syncs = Vec::new();
    for round in 0..=ROUNDS {
        let before = side.program.cpu_seconds()?;
        let saved = work(&mut side.markers, LENGTH.0).await?;
        let cpu = side.program.cpu_seconds()? - before;
        let reference = work(&mut unsynced.markers, LENGTH.0).await?.rate();
        let commit = single.rate(LENGTH.1).await?;
        let before = counted.syncs().await?;
        let grouped = work(&mut counted.markers, LENGTH.1).await?.count;
        let synced = counted.syncs().await? - before;
        if round > 0 {
            let pair = |ours, reference| Round { ours, reference };
            commits.push(pair(saved.rate(), commit));
            rates.push(pair(saved.rate(), reference));
            costs.push(pair(cpu * 1000.0 / saved.count, SCODOC_MS));
            syncs.push(pair(grouped / synced, PER_SYNC));
        }
    }
    side.check().await?;
    let name = engine.name();
    let [marks, synced, cpu, per_sync] = names;
    Ok(vec![
        Figure::of_rounds(
            marks,
            "marks/s",
            "single-row commits/s, same disk and engine",
            name,
            &commits,
        ),
        Figure::of_rounds(synced, "marks/s", "the same without syncs", name, &rates),
        Figure::of_rounds(
            cpu,
            "ms of server CPU a mark",
            "ScoDoc, measured apart from this run",
            name,
            &costs,
        ),
        Figure::of_rounds(per_sync, "marks a sync", "at least", name, &syncs),
    ])
}

/// Grouping must cost nothing to who is alone.
async fn one_marker(engine: Engine, place: &Place) -> Result<Figure> {
    let mut side = Side::new(engine, place, MARKERS, &[]).await?;
    let mut ungrouped = Side::new(engine, place, MARKERS, UNGROUPED).await?;
    let mut rounds = Vec::new();
    for round in 0..=ROUNDS {
        let (ours, reference) = (side.alone(ALONE).await?, ungrouped.alone(ALONE).await?);
        if round > 0 {
            rounds.push(Round {
                ours: median(ours),
                reference: median(reference),
            });
        }
    }
    let reference = "the same, ungrouped";
    Ok(Figure::of_rounds(
        "marks_one_marker",
        "ms a mark, p50",
        reference,
        engine.name(),
        &rounds,
    ))
}
