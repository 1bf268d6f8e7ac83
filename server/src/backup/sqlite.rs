//! SQLite: the engine copies itself while others write.

use super::must_be_empty;
use crate::cli::Failure;
use std::fs::File;
use std::path::{Path, PathBuf};
use store::Store;

pub async fn backup(store: &Store, file: &Path) -> Result<(), Failure> {
    let name = file
        .to_str()
        .ok_or_else(|| Failure(format!("nom de fichier illisible : {}", file.display())))?;
    store.vacuum_into(name).await?;
    // A backup that is not on the disk is none.
    Ok(File::open(file)?.sync_all()?)
}

pub async fn restore(url: &str, file: &Path) -> Result<(), Failure> {
    let target = path(url);
    if target.exists() {
        must_be_empty(url).await?;
    }
    if let Some(folder) = target.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    // Copied beside and moved: a restore cut short leaves no half database behind.
    let beside = with_suffix(&target, ".restoring");
    std::fs::copy(file, &beside)?;
    File::open(&beside)?.sync_all()?;
    for leftover in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(with_suffix(&target, leftover));
    }
    Ok(std::fs::rename(&beside, &target)?)
}

fn path(url: &str) -> PathBuf {
    let path = url.trim_start_matches("sqlite:").trim_start_matches("//");
    PathBuf::from(path.split('?').next().unwrap_or(path))
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
