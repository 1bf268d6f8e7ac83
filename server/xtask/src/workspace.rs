//! Where things are, and how cargo is called.

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

pub struct Workspace {
    /// The checkout.
    pub root: PathBuf,
    /// Where cargo builds: `CARGO_TARGET_DIR` or its like, the checkout's `target` otherwise.
    pub target: PathBuf,
}

impl Workspace {
    /// Reads the checkout's place at run time: a build directory shared by several checkouts may hold the xtask
    /// of another one.
    pub fn find() -> Result<Self> {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR").context("run me as `cargo xtask`")?;
        let root = Path::new(&manifest)
            .ancestors()
            .nth(2)
            .context("xtask lives two folders below the checkout")?
            .to_owned();
        let described = cargo(&root, &["metadata", "--no-deps", "--offline", "--format-version", "1"])?;
        let described: serde_json::Value = serde_json::from_str(&described)?;
        let target = described["target_directory"]
            .as_str()
            .context("cargo metadata names no target directory")?
            .into();
        Ok(Self { root, target })
    }

    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }
}

/// Runs cargo in `root` and returns what it printed; its messages go on to the screen.
pub fn cargo(root: &Path, arguments: &[&str]) -> Result<String> {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    text_of(Command::new(program).args(arguments).current_dir(root))
}

/// Runs a command to its end and returns its standard output.
pub fn text_of(command: &mut Command) -> Result<String> {
    let shown = format!("{command:?}");
    let output = command
        .stderr(std::process::Stdio::inherit())
        .output()
        .with_context(|| format!("could not start {shown}"))?;
    if !output.status.success() {
        bail!("failed: {shown}");
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Every file below `folder`, in a stable order; none when there is no such folder.
pub fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        if !folder.is_dir() {
            continue;
        }
        for entry in std::fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
