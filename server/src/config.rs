//! Configuration: defaults < `delos.toml` < environment < flags.

use serde::Deserialize;
use std::path::PathBuf;

/// What an installation decides.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// `sqlite://path` or `postgres://…` (`DATABASE_URL`).
    pub database_url: String,
    /// Address and port to listen on.
    pub listen: String,
    /// Address people type. `https` makes the session cookie `__Host-` and Secure.
    pub public_url: String,
    /// Folder of uploads and published results.
    pub data_dir: PathBuf,
    /// Proxies in front that append to `X-Forwarded-For`.
    pub trusted_proxies: usize,
    /// Largest upload, bytes.
    pub max_upload: u64,
    /// `text` or `json`.
    pub log_format: String,
    /// Filter of the logs, as in `RUST_LOG`.
    pub log: String,
    /// Hours a browser stays logged in without doing anything.
    pub session_hours: i64,
    /// Demonstration: says so on every screen and shows the design system.
    pub demo: bool,
    /// Connections to the database.
    pub connections: u32,
    /// Searches for a result an address may miss at once. Those that find cost nothing.
    pub results_misses_burst: u32,
    /// Missed searches an address gets back per minute.
    pub results_misses_per_minute: u32,
    /// Whether a commit waits for the disk; only a bench says no.
    #[serde(skip)]
    pub durable: bool,
    /// Commands in a transaction at most, where a bench says so.
    #[serde(skip)]
    pub batch: Option<usize>,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            database_url: "sqlite://data/delos.sqlite".into(),
            listen: "127.0.0.1:3000".into(),
            public_url: "http://127.0.0.1:3000".into(),
            data_dir: "data".into(),
            trusted_proxies: 0,
            max_upload: 256 << 20,
            log_format: "text".into(),
            log: "info,sqlx=warn,sea_orm=warn".into(),
            session_hours: 10,
            demo: false,
            connections: 8,
            results_misses_burst: 60,
            results_misses_per_minute: 10,
            durable: true,
            batch: None,
        }
    }
}

impl Config {
    /// Reads the file and the environment (`DELOS_…`, `DATABASE_URL`, `RUST_LOG`).
    ///
    /// # Errors
    /// The sentence of the library: which key, where.
    pub fn load(file: Option<&PathBuf>) -> Result<Config, config::ConfigError> {
        let builder = config::Config::builder();
        let builder = match file {
            Some(path) => builder.add_source(config::File::from(path.as_path())),
            None => builder.add_source(config::File::with_name("delos").required(false)),
        };
        let mut config: Config = builder
            .add_source(
                config::Environment::with_prefix("DELOS")
                    .try_parsing(true)
                    .ignore_empty(true)
                    .source(Some(
                        std::env::vars()
                            .filter(|(name, _)| {
                                name.starts_with("DELOS_")
                                    && !name.starts_with("DELOS_TEST")
                                    && !FOREIGN.contains(&name.as_str())
                            })
                            .collect(),
                    )),
            )
            .build()?
            .try_deserialize()?;
        if let Ok(url) = std::env::var("DATABASE_URL") {
            config.database_url = url;
        }
        if let Ok(filter) = std::env::var("RUST_LOG") {
            config.log = filter;
        }
        Ok(config)
    }

    /// Served over TLS, by itself or by a proxy in front.
    pub fn secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

/// Variables of the same prefix that other tools read.
const FOREIGN: &[&str] = &[
    "DELOS_BIN",
    "DELOS_SHARED_DATA",
    "DELOS_SITE",
    "DELOS_CONFIG",
    "DELOS_PEERS_PYTHON",
];
