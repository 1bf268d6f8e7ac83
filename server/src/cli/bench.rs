//! `delos bench`.

use super::Failure;
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

/// Measure this program beside limits and peers, in one run.
#[derive(Args)]
pub struct Bench {
    /// Which: marks, results, live, import or bytes; all without a name.
    name: Option<String>,
    /// Where databases are made for the time of the run, on a real disk, and where bench.json is written.
    #[arg(long, value_name = "FOLDER", default_value = "target")]
    folder: PathBuf,
    /// PostgreSQL to measure too: the address of a database whose user may create others.
    #[arg(long, value_name = "URL", env = "DELOS_TEST_POSTGRES", hide_env_values = true)]
    postgres: Option<String>,
    /// Be the bare server that others are held against, with the answer kept in this folder.
    #[arg(long, value_name = "FOLDER", hide = true)]
    bare: Option<PathBuf>,
}

impl Bench {
    /// Measures.
    pub async fn run(self) -> Result<ExitCode, Failure> {
        let failed = |failure: bench::Failure| Failure(failure.to_string());
        if let Some(folder) = self.bare {
            bench::bare::serve(&folder).await.map_err(failed)?;
            return Ok(ExitCode::SUCCESS);
        }
        let settings = bench::Settings {
            program: std::env::current_exe()?,
            postgres: self.postgres.filter(|url| !url.is_empty()),
            folder: self.folder,
        };
        bench::run(&settings, self.name.as_deref()).await.map_err(failed)?;
        Ok(ExitCode::SUCCESS)
    }
}
