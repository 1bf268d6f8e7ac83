//! `delos migrate`.

use super::{Failure, open::Open};
use clap::Subcommand;
use std::process::ExitCode;

/// Create or update the schema, or tell where it stands.
#[derive(Subcommand)]
pub enum Migrate {
    /// Apply what is missing.
    Up,
    /// List migrations, applied or not; exit code 1 when some are missing or unknown.
    Status,
}

impl Migrate {
    /// Migrates.
    pub async fn run(self, open: Open) -> Result<ExitCode, Failure> {
        let config = open.config()?;
        let store = open.store(&config).await?;
        if let Migrate::Up = self {
            store.migrate().await?;
        }
        for (name, applied) in store.migration_status().await? {
            println!("{} {name}", if applied { "[x]" } else { "[ ]" });
        }
        Ok(if store.check_schema().await.is_ok() {
            ExitCode::SUCCESS
        } else {
            ExitCode::from(1)
        })
    }
}
