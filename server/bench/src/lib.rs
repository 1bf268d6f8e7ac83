//! `delos bench`: what the system does, as ratios to a limit or a peer measured in the same run.
//!
//! Machines differ and are noisy, so a figure is never seconds alone: ours and its reference take turns, the ratio is
//! taken round by round, and the median of the ratios is the figure. What is measured is the program itself, started
//! as people start it and driven over loopback.

pub mod bare;
mod bytes;
mod copy;
mod database;
mod decide;
mod figure;
mod grid;
mod http;
mod import;
mod judge;
mod live;
mod lot_page;
mod marker;
mod marks;
mod place;
mod program;
mod results;
mod rounds;
mod screens;
mod seed;

pub use figure::Figure;

use database::Engine;
use place::Place;
use std::fmt;
use std::path::PathBuf;

/// What a run needs to know.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The program measured.
    pub program: PathBuf,
    /// Address of a PostgreSQL superuser's database; without it SQLite alone is measured.
    pub postgres: Option<String>,
    /// A folder on a real disk, where databases and files are made and removed.
    pub folder: PathBuf,
}

/// Why a figure could not be measured.
#[derive(Debug)]
pub struct Failure(pub String);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Failure(error.to_string())
    }
}

/// Result of a measure.
pub type Result<T, E = Failure> = std::result::Result<T, E>;

/// The benches, in the order they run.
pub const NAMES: [&str; 9] = [
    "decide", "judge", "marks", "lot_page", "grid", "results", "live", "import", "bytes",
];

/// Runs one bench, or all, prints each figure as it comes and writes them to `bench.json` in the folder.
/// One that fails takes no other with it.
///
/// # Errors
/// Names of the benches that failed, each with its reason.
pub async fn run(settings: &Settings, name: Option<&str>) -> Result<Vec<Figure>> {
    if let Some(unknown) = name.filter(|name| !NAMES.contains(name)) {
        return Err(Failure(format!("no bench is called {unknown}: {}", NAMES.join(", "))));
    }
    let place = Place::new(settings)?;
    let mut figures = Vec::new();
    let mut failures = Vec::new();
    println!("{}", Figure::HEADING);
    for bench in NAMES.into_iter().filter(|bench| name.is_none_or(|name| name == *bench)) {
        for engine in engines(bench, settings) {
            match measure(bench, engine, &place).await {
                Ok(measured) => {
                    measured.iter().for_each(|figure| println!("{figure}"));
                    figures.extend(measured);
                }
                Err(failure) => {
                    eprintln!("{bench}, {engine}: {failure}");
                    failures.push(format!("{bench}, {engine}: {failure}"));
                }
            }
        }
    }
    place.clear().await?;
    std::fs::write(settings.folder.join("bench.json"), serde_json::to_vec_pretty(&figures)?)?;
    if failures.is_empty() {
        Ok(figures)
    } else {
        Err(Failure(failures.join("; ")))
    }
}

/// Results and bytes are served without a database: one engine behind them is enough.
fn engines(bench: &str, settings: &Settings) -> Vec<Engine> {
    let mut engines = vec![Engine::Sqlite];
    if settings.postgres.is_some() && !matches!(bench, "decide" | "grid" | "results" | "bytes") {
        engines.push(Engine::Postgres);
    }
    engines
}

async fn measure(bench: &str, engine: Engine, place: &Place) -> Result<Vec<Figure>> {
    match bench {
        "decide" => decide::measure(place).await,
        "judge" => judge::measure(engine, place).await,
        "marks" => marks::measure(engine, place).await,
        "lot_page" => lot_page::measure(engine, place).await,
        "grid" => grid::measure(place).await,
        "results" => results::measure(place).await,
        "live" => live::measure(engine, place).await,
        "import" => import::measure(engine, place).await,
        _ => bytes::measure(place).await,
    }
}
