//! `delos backup` and `delos restore`.

use super::{Failure, open::Open};
use crate::backup;
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

/// Copy the whole database into one file, while it is in use.
///
/// Beside FILE stands FILE.manifest.json: engine, schema, size and digest, which `delos restore` checks. SQLite is
/// copied by itself; PostgreSQL by pg_dump, which must be installed.
#[derive(Args)]
#[command(after_help = "Example: delos backup /srv/sauvegardes/delos-$(date +%F).sqlite")]
pub struct Backup {
    /// File to write; it must not exist.
    file: PathBuf,
}

/// Put a backup back into an empty database.
///
/// Refused when the database holds anything, when the file is not the one of its manifest, or when its schema is
/// unknown to this program.
#[derive(Args)]
#[command(after_help = "Example: delos restore delos-2026-07-06.sqlite --database-url sqlite://data/delos.sqlite")]
pub struct Restore {
    /// File that `delos backup` wrote.
    file: PathBuf,
}

impl Backup {
    /// Backs up.
    pub async fn run(self, open: Open) -> Result<ExitCode, Failure> {
        let config = open.config()?;
        let store = open.store(&config).await?;
        let manifest = backup::write(&store, &self.file).await?;
        store.close().await;
        println!("{} octets, SHA-256 {}", manifest.bytes, manifest.sha256);
        Ok(ExitCode::SUCCESS)
    }
}

impl Restore {
    /// Restores.
    pub async fn run(self, open: Open) -> Result<ExitCode, Failure> {
        let config = open.config()?;
        let behind = backup::restore(&config.database_url, &self.file).await?;
        println!("base rétablie");
        if behind {
            println!("son schéma est plus ancien que ce programme : lancez « delos migrate up »");
        }
        Ok(ExitCode::SUCCESS)
    }
}
