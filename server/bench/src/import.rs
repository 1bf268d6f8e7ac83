//! Import: a school's file of many pupils through the command line, beside the engine copying the same rows.

use crate::copy::copy;
use crate::database::Engine;
use crate::figure::{Figure, Round};
use crate::place::Place;
use crate::program;
use crate::seed::Seed;
use crate::{Failure, Result};
use exchanges::Encoding;
use exchanges::sample::{Sample, write_siecle};
use std::io::BufWriter;
use std::path::Path;
use std::time::Duration;

/// Pupils in the file.
const PUPILS: u32 = 100_000;
/// Rounds; every one fills an empty database.
const ROUNDS: usize = 3;
/// How long one import may take.
const LIMIT: Duration = Duration::from_secs(300);
/// Memory the program may hold, MiB.
const MEMORY_MIB: f64 = 200.0;
/// The tables a pupil has a row in.
const TABLES: [&str; 2] = ["candidate", "application"];

/// Rows a second beside `INSERT … SELECT`, and the peak of memory beside its limit.
///
/// # Errors
/// The import did not take every pupil.
pub async fn measure(engine: Engine, place: &Place) -> Result<Vec<Figure>> {
    let file = place.path("eleves.xml");
    if !file.exists() {
        write_file(&file)?;
    }
    let file = file.display().to_string();
    let (mut rates, mut peaks) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let database = place.database(engine).await?;
        Seed::new(&database).await?.close().await;
        let arguments = ["--database-url", &database.url, "import", "siecle", &file];
        let ran = program::run(place, &arguments, LIMIT).await?;
        let mut rows = 0.0;
        for table in TABLES {
            let count = database.number(&format!("SELECT COUNT(*) AS it FROM {table}")).await?;
            if !ran.status.success() || count != i64::from(PUPILS) {
                return Err(Failure(format!("{count} rows of {table}: {}", ran.said)));
            }
            rows += f64::from(PUPILS);
        }
        rates.push(Round {
            ours: rows / ran.seconds,
            reference: rows / copy(&database, &TABLES).await?,
        });
        peaks.push(Round {
            ours: ran.peak_mib,
            reference: MEMORY_MIB,
        });
    }
    let name = engine.name();
    Ok(vec![
        Figure::of_rounds(
            "import",
            "rows/s, 100 000 pupils",
            "INSERT … SELECT of the same rows",
            name,
            &rates,
        ),
        Figure::of_rounds("import_memory", "MiB at the peak", "limit", name, &peaks),
    ])
}

fn write_file(path: &Path) -> Result<()> {
    let school = "0350059Z"
        .parse()
        .map_err(|_| Failure("0350059Z is no establishment".into()))?;
    let mut file = BufWriter::new(std::fs::File::create(path)?);
    Ok(write_siecle(&mut file, &Sample::new(school, PUPILS), Encoding::Latin9)?)
}
