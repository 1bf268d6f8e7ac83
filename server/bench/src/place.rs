//! Where a run works: a folder on a real disk, and databases of its own.

use crate::database::{Database, Engine};
use crate::{Failure, Result, Settings};
use sea_orm::ConnectionTrait;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use tempfile::TempDir;

/// File systems in memory: a commit there is no commit.
const IN_MEMORY: [&str; 2] = ["tmpfs", "ramfs"];

/// The folder and the databases of a run; both go away with [`Place::clear`].
pub struct Place {
    /// The program measured.
    pub program: PathBuf,
    folder: TempDir,
    postgres: Option<String>,
    made: Mutex<Vec<String>>,
}

impl Place {
    /// Prepares the folder.
    ///
    /// # Errors
    /// It cannot be made, or it is in memory.
    pub fn new(settings: &Settings) -> Result<Place> {
        std::fs::create_dir_all(&settings.folder)?;
        let folder = tempfile::Builder::new()
            .prefix("bench.")
            .tempdir_in(std::path::absolute(&settings.folder)?)?;
        if let Some(kind) = file_system(folder.path()).filter(|kind| IN_MEMORY.contains(&kind.as_str())) {
            let shown = folder.path().display();
            return Err(Failure(format!(
                "{shown} is on {kind}: durable writes must be measured on a disk"
            )));
        }
        Ok(Place {
            program: settings.program.clone(),
            folder,
            postgres: settings.postgres.clone(),
            made: Mutex::default(),
        })
    }

    /// An address inside the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// An empty database of that engine.
    ///
    /// # Errors
    /// PostgreSQL is out of reach.
    pub async fn database(&self, engine: Engine) -> Result<Database> {
        let name = {
            let mut made = self.made.lock().expect("no panic while held");
            let name = format!("delos_bench_{}_{}", std::process::id(), made.len());
            made.push(name.clone());
            name
        };
        let url = match (engine, &self.postgres) {
            (Engine::Sqlite, _) => format!("sqlite://{}", self.path(&name).with_extension("sqlite").display()),
            (Engine::Postgres, Some(admin)) => {
                let admin = Database::at(engine, admin.clone()).connect().await?;
                admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await?;
                format!("{}/{name}", self.server()?)
            }
            (Engine::Postgres, None) => return Err(Failure("DELOS_TEST_POSTGRES is not set".into())),
        };
        Ok(Database::at(engine, url))
    }

    fn server(&self) -> Result<&str> {
        let server = self.postgres.as_deref().and_then(|url| url.rsplit_once('/'));
        server
            .map(|(server, _)| server)
            .ok_or_else(|| Failure("DELOS_TEST_POSTGRES names no database".into()))
    }

    /// Removes the databases, those of benches that failed too; the folder goes with this value.
    ///
    /// # Errors
    /// PostgreSQL is out of reach.
    pub async fn clear(&self) -> Result<()> {
        let Some(admin) = &self.postgres else { return Ok(()) };
        let admin = Database::at(Engine::Postgres, admin.clone()).connect().await?;
        let made = std::mem::take(&mut *self.made.lock().expect("no panic while held"));
        for name in made {
            let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            admin.execute_unprepared(&drop).await?;
        }
        Ok(())
    }
}

/// The kind of file system under a folder; nothing where the system does not tell.
fn file_system(folder: &Path) -> Option<String> {
    let mounts = std::fs::read_to_string("/proc/mounts").ok()?;
    mounts
        .lines()
        .filter_map(|line| {
            let mut fields = line.split(' ').skip(1);
            Some((fields.next()?, fields.next()?))
        })
        .filter(|(point, _)| folder.starts_with(point))
        .max_by_key(|(point, _)| point.len())
        .map(|(_, kind)| kind.to_string())
}
