//! Opening what a command needs: configuration, logs, store, desk.

use super::Failure;
use crate::config::Config;
use crate::results::draw::DrawnAtNeed;
use service::{Clock, Desk, Settings};
use std::path::PathBuf;
use std::sync::Arc;
use store::{Store, StoreOptions};
use tracing_subscriber::EnvFilter;

/// The flags every command shares.
pub struct Open {
    file: Option<PathBuf>,
    database_url: Option<String>,
}

impl Open {
    /// From the command line.
    pub fn new(file: Option<PathBuf>, database_url: Option<String>) -> Open {
        Open { file, database_url }
    }

    /// The configuration, flags last; starts the logs.
    pub fn config(&self) -> Result<Config, Failure> {
        let mut config = Config::load(self.file.as_ref())?;
        if let Some(url) = &self.database_url {
            config.database_url.clone_from(url);
        }
        start_logs(&config);
        Ok(config)
    }

    /// Whether there is a database to open: opening an SQLite file that is not there would create it.
    pub fn has_database(&self, config: &Config) -> bool {
        match config.database_url.strip_prefix("sqlite://") {
            Some(path) => std::path::Path::new(path.split('?').next().unwrap_or(path)).exists(),
            None => true,
        }
    }

    /// A store whatever its schema.
    pub async fn store(&self, config: &Config) -> Result<Store, Failure> {
        Ok(Store::open(&options(config)?).await?)
    }

    /// A desk over a database whose schema is known.
    pub async fn desk(&self, config: &Config) -> Result<Desk, Failure> {
        let store = Store::open_current(&options(config)?).await?;
        Ok(desk_over(store, config))
    }
}

/// The desk of a command over a store.
pub fn desk_over(store: Store, config: &Config) -> Desk {
    let settings = Settings {
        data_dir: config.data_dir.clone(),
        max_upload: config.max_upload,
        ..Settings::default()
    };
    Desk::new(store, Clock::system(), settings).with_renderer(Arc::new(DrawnAtNeed::default()))
}

fn options(config: &Config) -> Result<StoreOptions, Failure> {
    if let Some(path) = config.database_url.strip_prefix("sqlite://") {
        let path = path.split('?').next().unwrap_or(path);
        if let Some(folder) = std::path::Path::new(path)
            .parent()
            .filter(|f| !f.as_os_str().is_empty())
        {
            std::fs::create_dir_all(folder)?;
        }
    }
    if !config.durable {
        tracing::warn!("commits do not wait for the disk: for measuring only");
    }
    let usual = StoreOptions::new(&config.database_url);
    Ok(StoreOptions {
        connections: config.connections,
        durable: config.durable,
        batch: config.batch.unwrap_or(usual.batch),
        ..usual
    })
}

/// Logs go to standard error; standard output belongs to the command's answer.
fn start_logs(config: &Config) {
    let filter = EnvFilter::try_new(&config.log).unwrap_or_else(|_| EnvFilter::new("info"));
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_target(false);
    // A second start in one process (tests) keeps the first.
    let _ = if config.log_format == "json" {
        logs.json().try_init()
    } else {
        logs.try_init()
    };
}
