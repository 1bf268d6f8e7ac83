//! Backups: one file, and a manifest that says what it is.

mod postgres;
mod sqlite;

use crate::cli::Failure;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use store::{Store, StoreOptions};

/// What a backup is, beside it in `FILE.manifest.json`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Form of this manifest.
    format: u32,
    /// Version of the program that wrote it.
    program: String,
    /// `sqlite` or `postgresql`.
    engine: String,
    /// Migrations applied, oldest first.
    schema: Vec<String>,
    /// When, in Paris.
    taken_at: String,
    /// Size of the file.
    pub bytes: u64,
    /// Digest of the file, hexadecimal.
    pub sha256: String,
}

const FORMAT: u32 = 1;

/// Copies a database into a file that must not exist, and writes its manifest.
pub async fn write(store: &Store, file: &Path) -> Result<Manifest, Failure> {
    if file.exists() {
        return Err(Failure(format!(
            "{} existe déjà : une sauvegarde n'en remplace jamais une autre",
            file.display()
        )));
    }
    let schema = store
        .migration_status()
        .await?
        .into_iter()
        .filter(|(_, applied)| *applied)
        .map(|(name, _)| name)
        .collect();
    let engine = engine(store.url());
    match engine {
        "sqlite" => sqlite::backup(store, file).await?,
        _ => postgres::backup(store.url(), file).await?,
    }
    let (bytes, sha256) = digest(file)?;
    let manifest = Manifest {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").into(),
        engine: engine.into(),
        schema,
        taken_at: service::Paris::text(service::Clock::system().now_ms()),
        bytes,
        sha256,
    };
    let text = serde_json::to_string_pretty(&manifest).map_err(|error| Failure(error.to_string()))?;
    std::fs::write(manifest_of(file), text + "\n")?;
    Ok(manifest)
}

/// Puts a backup into an empty database; answers whether its schema is behind this program's.
pub async fn restore(url: &str, file: &Path) -> Result<bool, Failure> {
    let manifest = read_manifest(file)?;
    if manifest.engine != engine(url) {
        return Err(Failure(format!(
            "la sauvegarde vient de {}, la base visée est {}",
            manifest.engine,
            engine(url)
        )));
    }
    let known = store::known_migrations();
    if manifest.schema.is_empty() || !known.starts_with(&manifest.schema) {
        let last = manifest.schema.last().map_or("rien", String::as_str);
        return Err(Failure(format!(
            "le schéma de la sauvegarde ({last}) est inconnu de ce programme"
        )));
    }
    if digest(file)? != (manifest.bytes, manifest.sha256) {
        return Err(Failure(
            "la sauvegarde n'est pas celle de son manifeste : fichier abîmé ou remplacé".into(),
        ));
    }
    match engine(url) {
        "sqlite" => sqlite::restore(url, file).await?,
        _ => postgres::restore(url, file).await?,
    }
    Ok(manifest.schema.len() < known.len())
}

/// Refuses a database that holds anything.
async fn must_be_empty(url: &str) -> Result<(), Failure> {
    let store = Store::open(&StoreOptions::new(url)).await?;
    let tables = store.tables().await;
    store.close().await;
    match tables?.len() {
        0 => Ok(()),
        count => Err(Failure(format!(
            "la base visée n'est pas vide ({count} tables) : rien n'a été rétabli"
        ))),
    }
}

fn engine(url: &str) -> &'static str {
    if url.starts_with("sqlite:") {
        "sqlite"
    } else {
        "postgresql"
    }
}

fn manifest_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".manifest.json");
    name.into()
}

fn read_manifest(file: &Path) -> Result<Manifest, Failure> {
    let path = manifest_of(file);
    let text = std::fs::read_to_string(&path)
        .map_err(|error| Failure(format!("manifeste illisible, {} : {error}", path.display())))?;
    let manifest: Manifest =
        serde_json::from_str(&text).map_err(|error| Failure(format!("manifeste illisible : {error}")))?;
    if manifest.format != FORMAT {
        return Err(Failure(format!(
            "ce programme ne lit pas les manifestes de forme {}",
            manifest.format
        )));
    }
    Ok(manifest)
}

fn digest(path: &Path) -> Result<(u64, String), Failure> {
    let mut file = File::open(path).map_err(|error| Failure(format!("{} : {error}", path.display())))?;
    let (mut digest, mut bytes, mut buffer) = (Sha256::new(), 0, vec![0; 1 << 20]);
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            let hex = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
            return Ok((bytes, hex));
        }
        bytes += read as u64;
        digest.update(&buffer[..read]);
    }
}
