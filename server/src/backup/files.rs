//! The published sets: results are read from these files, not from the database.

use super::digest;
use crate::cli::Failure;
use serde::{Deserialize, Serialize};
use std::path::{Component, Path, PathBuf};

/// A file kept beside the database, by its place in the data folder.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    path: PathBuf,
    bytes: u64,
    sha256: String,
}

/// Copies the files of these folders of the data folder.
pub fn keep(data: &Path, folders: &[String], into: &Path) -> Result<Vec<Kept>, Failure> {
    let mut kept = Vec::new();
    for folder in folders {
        let from = data.join(folder);
        let entries = std::fs::read_dir(&from).map_err(|error| Failure(format!("{} : {error}", from.display())))?;
        std::fs::create_dir_all(into.join(folder))?;
        for entry in entries {
            let path = Path::new(folder).join(entry?.file_name());
            std::fs::copy(data.join(&path), into.join(&path))?;
            let (bytes, sha256) = digest(&into.join(&path))?;
            kept.push(Kept { path, bytes, sha256 });
        }
    }
    Ok(kept)
}

/// Are all of them there, and what they were?
pub fn check(kept: &[Kept], from: &Path) -> Result<(), Failure> {
    for file in kept {
        let inside = file.path.components().all(|part| matches!(part, Component::Normal(_)));
        if !inside || digest(&from.join(&file.path))? != (file.bytes, file.sha256.clone()) {
            return Err(Failure(format!(
                "{} n'est pas le fichier du manifeste",
                file.path.display()
            )));
        }
    }
    Ok(())
}

/// Copies them back into the data folder.
pub fn put_back(kept: &[Kept], from: &Path, data: &Path) -> Result<(), Failure> {
    for file in kept {
        let target = data.join(&file.path);
        if let Some(folder) = target.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::copy(from.join(&file.path), target)?;
    }
    Ok(())
}
