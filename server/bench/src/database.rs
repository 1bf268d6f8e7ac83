//! A database of a run, reached without the store: to fill it, to look into it, and to know what its disk can do.

use crate::place::Place;
use crate::program::Program;
use crate::{Failure, Result};
use sea_orm::{ConnectOptions, ConnectionTrait, DatabaseConnection, DbBackend, Statement, TryGetable};
use service::{Clock, Desk, Settings};
use std::fmt;
use std::path::Path;
use std::time::{Duration, Instant};
use store::{Store, StoreOptions};

/// A database engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// SQLite, inside the program.
    Sqlite,
    /// PostgreSQL, as configured by whoever gave its address.
    Postgres,
}

impl Engine {
    /// Name in the table.
    pub const fn name(self) -> &'static str {
        match self {
            Engine::Sqlite => "sqlite",
            Engine::Postgres => "postgres",
        }
    }

    fn backend(self) -> DbBackend {
        match self {
            Engine::Sqlite => DbBackend::Sqlite,
            Engine::Postgres => DbBackend::Postgres,
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A database by its address.
pub struct Database {
    /// Which engine.
    pub engine: Engine,
    /// `sqlite://…` or `postgres://…`.
    pub url: String,
}

impl Database {
    /// The database at an address.
    pub fn at(engine: Engine, url: String) -> Database {
        Database { engine, url }
    }

    /// One connection, as durable as the program's own.
    ///
    /// # Errors
    /// Out of reach.
    pub async fn connect(&self) -> Result<DatabaseConnection> {
        let url = match self.engine {
            Engine::Sqlite => format!("{}?mode=rwc", self.url),
            Engine::Postgres => self.url.clone(),
        };
        let mut options = ConnectOptions::new(url);
        options.max_connections(1).min_connections(1).sqlx_logging(false);
        let connection = sea_orm::Database::connect(options).await?;
        if self.engine == Engine::Sqlite {
            for setting in [
                "journal_mode = WAL",
                "synchronous = FULL",
                "busy_timeout = 20000",
                "cache_size = -32000",
            ] {
                connection.execute_unprepared(&format!("PRAGMA {setting}")).await?;
            }
        }
        Ok(connection)
    }

    /// A desk over the database, its schema brought up to date: to prepare what the program is then started on.
    ///
    /// # Errors
    /// Out of reach, or the schema could not be made.
    pub async fn desk(&self) -> Result<Desk> {
        let store = Store::open(&StoreOptions::new(&self.url)).await?;
        store.migrate().await?;
        Ok(Desk::new(store, Clock::system(), Settings::default()))
    }

    /// The program, serving this database.
    ///
    /// # Errors
    /// It did not start.
    pub async fn serve(&self, place: &Place) -> Result<Program> {
        self.serve_with(place, &[]).await
    }

    /// The same, with flags besides.
    ///
    /// # Errors
    /// It did not start.
    pub async fn serve_with(&self, place: &Place, flags: &[&str]) -> Result<Program> {
        Program::start(place, &[&self.usual(), flags].concat()).await
    }

    /// The same; each sync of a disk it does itself is a line of the file.
    ///
    /// # Errors
    /// It did not start.
    pub async fn serve_traced(&self, place: &Place, trace: &Path) -> Result<Program> {
        Program::start_traced(place, &self.usual(), trace).await
    }

    fn usual(&self) -> [&str; 5] {
        ["--database-url", &self.url, "serve", "--listen", "127.0.0.1:0"]
    }

    /// Lets PostgreSQL give files of its log back to be written again, as in a cluster that has run for a while: one that is
    /// new makes a file each 16 MiB, and every commit waits for it. A role that may not leaves things as they are.
    ///
    /// # Errors
    /// Out of reach.
    pub async fn settle(&self) -> Result<()> {
        if self.engine == Engine::Postgres {
            let connection = self.connect().await?;
            if let Err(error) = connection.execute_unprepared("CHECKPOINT").await {
                eprintln!("the waits are those of a new cluster: {error}");
            }
        }
        Ok(())
    }

    /// The column `it` of a query.
    ///
    /// # Errors
    /// The engine's own.
    pub async fn column<T: TryGetable>(&self, sql: &str) -> Result<Vec<T>> {
        let query = Statement::from_string(self.engine.backend(), sql);
        let rows = self.connect().await?.query_all_raw(query).await?;
        rows.iter().map(|row| Ok(row.try_get("", "it")?)).collect()
    }

    /// One number, the column `it` of a query.
    ///
    /// # Errors
    /// The engine's own, or no row.
    pub async fn number(&self, sql: &str) -> Result<i64> {
        let found = self.column(sql).await?.first().copied();
        found.ok_or_else(|| Failure(format!("no row: {sql}")))
    }
}

/// The floor of every durable write: one row a transaction, one after the other, on the same disk and engine.
pub struct SingleCommits {
    connection: DatabaseConnection,
    backend: DbBackend,
    written: i64,
}

impl SingleCommits {
    /// A table of its own in a database of its own.
    ///
    /// # Errors
    /// Out of reach.
    pub async fn new(engine: Engine, place: &Place) -> Result<SingleCommits> {
        let connection = place.database(engine).await?.connect().await?;
        connection
            .execute_unprepared("CREATE TABLE single (id BIGINT PRIMARY KEY, value BIGINT NOT NULL)")
            .await?;
        Ok(SingleCommits {
            connection,
            backend: engine.backend(),
            written: 0,
        })
    }

    /// Commits a second, over some time.
    ///
    /// # Errors
    /// The engine's own.
    pub async fn rate(&mut self, length: Duration) -> Result<f64> {
        let (start, before) = (Instant::now(), self.written);
        while start.elapsed() < length {
            self.written += 1;
            let sql = "INSERT INTO single (id, value) VALUES ($1, $2)";
            let values = [self.written.into(), 1200_i64.into()];
            let insert = Statement::from_sql_and_values(self.backend, sql, values);
            self.connection.execute_raw(insert).await?;
        }
        Ok((self.written - before) as f64 / start.elapsed().as_secs_f64())
    }
}
