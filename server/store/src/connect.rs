//! Opening a database, and the settings durability rests on.

use crate::checkpoint::Checkpoints;
use crate::live::Hub;
use crate::writer::{self, WriterHandle};
use crate::{Result, StoreError, checkpoint, sql};
use migrations::Migrator;
use sea_orm::{ConnectOptions, Database, DatabaseConnection, DbBackend, FromQueryResult};
use sea_orm_migration::MigratorTrait;
use sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use std::sync::Arc;
use std::time::Duration;

/// Prepared statements a connection keeps: those that write many rows have a text for each count of rows.
const STATEMENTS: usize = 500;
/// Rows the thread of an SQLite connection reads ahead of who takes them: to wait for each other costs more than a row.
const AHEAD: usize = 1_000;

/// How to open a store.
#[derive(Debug, Clone)]
pub struct StoreOptions {
    /// `sqlite://path` or `postgres://…`.
    pub url: String,
    /// Connections for reading (and, on PostgreSQL, for everything).
    pub connections: u32,
    /// Whether a commit reaches the disk. Only a benchmark that measures the price of it says no.
    pub durable: bool,
    /// Commands per transaction; 1 switches the batching off for a benchmark.
    pub batch: usize,
}

impl StoreOptions {
    /// The usual settings for a database.
    pub fn new(url: impl Into<String>) -> Self {
        StoreOptions {
            url: url.into(),
            connections: 8,
            durable: true,
            batch: 64,
        }
    }
}

/// An open database. Clones share it.
#[derive(Clone)]
pub struct Store {
    pub(crate) reader: DatabaseConnection,
    pub(crate) writer: Arc<WriterHandle>,
    pub(crate) hub: Hub,
    url: Arc<str>,
}

impl Store {
    /// Opens a database without looking at its schema.
    ///
    /// # Errors
    /// `Database` when it is out of reach.
    pub async fn open(options: &StoreOptions) -> Result<Store> {
        let reader = connect(options, options.connections).await?;
        let notifier = if is_sqlite(&options.url) {
            None
        } else {
            // Waking other processes does not queue behind what people read, and leaves nothing that a disk must keep.
            Some(connect(&without_sync(options), 1).await?)
        };
        let hub = Hub::new(reader.clone(), notifier);
        let writer = writer::start(options.clone(), hub.clone(), Checkpoints::of(&reader))?;
        let writer = Arc::new(writer);
        Ok(Store {
            reader,
            writer,
            hub,
            url: options.url.as_str().into(),
        })
    }

    /// Opens a database whose schema must be the one this program knows.
    ///
    /// # Errors
    /// `SchemaUnknown` when it is older or newer.
    pub async fn open_current(options: &StoreOptions) -> Result<Store> {
        let store = Store::open(options).await?;
        store.check_schema().await?;
        Ok(store)
    }

    /// Brings the schema up to this program's.
    ///
    /// # Errors
    /// `SchemaUnknown` when a later program already changed it.
    pub async fn migrate(&self) -> Result<()> {
        let known = Migrator::migrations();
        let applied = self.applied_migrations().await?;
        if let Some(later) = applied.iter().find(|a| !known.iter().any(|m| m.name() == *a)) {
            return Err(StoreError::SchemaUnknown {
                found: later.clone(),
                expected: known.last().map(|m| m.name().to_string()).unwrap_or_default(),
            });
        }
        let _turn = self.writer.pause().await;
        Migrator::up(&self.reader, None).await.map_err(Into::into)
    }

    /// Migrations applied and known: `(name, applied)`.
    pub async fn migration_status(&self) -> Result<Vec<(String, bool)>> {
        let applied = self.applied_migrations().await?;
        let mut status: Vec<_> = Migrator::migrations()
            .iter()
            .map(|m| (m.name().to_string(), applied.iter().any(|a| a == m.name())))
            .collect();
        status.extend(
            applied
                .into_iter()
                .filter(|a| !Migrator::migrations().iter().any(|m| m.name() == a))
                .map(|a| (a, true)),
        );
        Ok(status)
    }

    /// Refuses a schema this program does not know.
    pub async fn check_schema(&self) -> Result<()> {
        let applied = self.applied_migrations().await?;
        let known: Vec<String> = Migrator::migrations().iter().map(|m| m.name().to_string()).collect();
        if applied == known {
            return Ok(());
        }
        let last = |names: &[String]| names.last().cloned().unwrap_or_else(|| "nothing".into());
        Err(StoreError::SchemaUnknown {
            found: last(&applied),
            expected: last(&known),
        })
    }

    async fn applied_migrations(&self) -> Result<Vec<String>> {
        if !sea_orm_migration::SchemaManager::new(&self.reader)
            .has_table("seaql_migrations")
            .await?
        {
            return Ok(Vec::new());
        }
        #[derive(FromQueryResult)]
        struct Row {
            version: String,
        }
        // The library's own list fails on a name it does not know, which is what must be told here.
        let rows: Vec<Row> = sql::all(
            &self.reader,
            "SELECT version FROM seaql_migrations ORDER BY version",
            [],
        )
        .await?;
        Ok(rows.into_iter().map(|row| row.version).collect())
    }

    /// Which engine this is.
    pub fn backend(&self) -> DbBackend {
        self.reader.get_database_backend()
    }

    /// The address it was opened with. May hold a password: not for logs.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// One query to see that the database answers.
    pub async fn ping(&self) -> Result<()> {
        self.reader.ping().await.map_err(Into::into)
    }

    /// The live readers of the log.
    pub fn hub(&self) -> &Hub {
        &self.hub
    }

    /// Commits what is queued and stops. Later writes fail with `Stopped`.
    pub async fn close(&self) {
        self.writer.stop().await;
        self.hub.flush().await;
    }
}

fn without_sync(options: &StoreOptions) -> StoreOptions {
    StoreOptions {
        durable: false,
        ..options.clone()
    }
}

fn is_sqlite(url: &str) -> bool {
    url.starts_with("sqlite:")
}

pub(crate) async fn connect(options: &StoreOptions, connections: u32) -> Result<DatabaseConnection> {
    let mut to = ConnectOptions::new(with_create_mode(&options.url));
    let durable = options.durable;
    to.max_connections(connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(30))
        // A connection just used works: asking it first would double the price of a small read.
        .test_before_acquire_if_idle_for(Duration::from_secs(2))
        .sqlx_logging(false)
        // SQL text can carry personal data; it stays out of the traces.
        .record_stmt_in_spans(false)
        .map_sqlx_sqlite_opts(move |sqlite| {
            sqlite
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(if durable {
                    SqliteSynchronous::Full
                } else {
                    SqliteSynchronous::Off
                })
                .statement_cache_capacity(STATEMENTS)
                .row_buffer_size(AHEAD)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(20))
                .pragma("cache_size", "-32000")
                .pragma("wal_autocheckpoint", checkpoint::AT_LAST)
                .pragma("temp_store", "memory")
        })
        .map_sqlx_postgres_opts(move |postgres| {
            let postgres = postgres.statement_cache_capacity(STATEMENTS);
            if durable {
                postgres
            } else {
                postgres.options([("synchronous_commit", "off")])
            }
        });
    Database::connect(to).await.map_err(Into::into)
}

fn with_create_mode(url: &str) -> String {
    if is_sqlite(url) && !url.contains("mode=") {
        format!("{url}{}mode=rwc", if url.contains('?') { '&' } else { '?' })
    } else {
        url.to_string()
    }
}
