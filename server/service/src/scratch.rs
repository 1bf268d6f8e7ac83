//! A database of its own for a dry run: what is staged there goes with it.

use crate::{Refusal, Result};
use store::{Store, StoreOptions};
use tempfile::TempDir;

/// An empty database in a folder that is removed with it.
pub struct Scratch {
    /// The database, its schema up to date.
    pub store: Store,
    _folder: TempDir,
}

impl Scratch {
    /// Creates one.
    ///
    /// # Errors
    /// `Failed` when there is no room for temporary files.
    pub async fn new() -> Result<Scratch> {
        let folder = tempfile::tempdir().map_err(|error| Refusal::Failed(error.to_string()))?;
        let url = format!("sqlite://{}", folder.path().join("scratch.sqlite").display());
        let store = Store::open(&StoreOptions {
            connections: 2,
            durable: false,
            ..StoreOptions::new(url)
        })
        .await?;
        store.migrate().await?;
        Ok(Scratch { store, _folder: folder })
    }
}
