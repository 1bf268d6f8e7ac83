//! The folder `target/site`: what is in it is what is served, compressed beforehand, and nothing else stays.

use anyhow::Result;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Brotli's window, as log2 of bytes: the largest that every browser takes.
const WINDOW: u32 = 22;

pub struct SiteDir {
    root: PathBuf,
    brotli_quality: u32,
    kept: BTreeSet<PathBuf>,
}

impl SiteDir {
    pub fn open(root: PathBuf, brotli_quality: u32) -> Result<Self> {
        fs::create_dir_all(&root)?;
        Ok(Self {
            root,
            brotli_quality,
            kept: BTreeSet::new(),
        })
    }

    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// Writes `bytes` as `pkg/STEM.HASH.EXTENSION` and returns that name, so that it may be cached for ever.
    pub fn put_hashed(&mut self, stem: &str, extension: &str, bytes: &[u8]) -> Result<String> {
        let name = format!("pkg/{stem}.{}.{extension}", &digest(bytes)[..16]);
        self.put(&name, bytes)?;
        Ok(name)
    }

    /// Writes `bytes` under a name of its own, with its compressed forms beside it when they are worth having.
    /// A file that is already there with these bytes is left untouched: the server's build looks at dates.
    pub fn put(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let path = self.path(name);
        let fresh = fs::read(&path).is_ok_and(|present| present == bytes);
        if !fresh {
            fs::create_dir_all(path.parent().unwrap_or(&self.root))?;
            fs::write(&path, bytes)?;
        }
        self.kept.insert(path.clone());
        if is_compressible(&path) {
            let quality = self.brotli_quality;
            self.put_compressed(&path, "br", fresh, || brotli(bytes, quality))?;
            self.put_compressed(&path, "gz", fresh, || gzip(bytes))?;
        }
        Ok(())
    }

    /// Keeps a file written by an earlier build, when it is still there.
    pub fn keep(&mut self, name: &str) -> Result<bool> {
        match fs::read(self.path(name)) {
            Ok(bytes) => self.put(name, &bytes).map(|()| true),
            Err(_) => Ok(false),
        }
    }

    /// Removes what this build did not put here.
    pub fn sweep(&self) -> Result<()> {
        for path in crate::workspace::files_below(&self.root)? {
            if !self.kept.contains(&path) {
                fs::remove_file(path)?;
            }
        }
        Ok(())
    }

    fn put_compressed(
        &mut self,
        path: &Path,
        suffix: &str,
        fresh: bool,
        compress: impl FnOnce() -> Result<Vec<u8>>,
    ) -> Result<()> {
        let mut name = path.as_os_str().to_owned();
        name.push(".");
        name.push(suffix);
        let beside = PathBuf::from(name);
        if !(fresh && beside.exists()) {
            fs::write(&beside, compress()?)?;
        }
        self.kept.insert(beside);
        Ok(())
    }
}

pub fn digest(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// Fonts and pictures are compressed already.
fn is_compressible(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    matches!(
        extension,
        Some("css" | "js" | "wasm" | "svg" | "txt" | "json" | "html" | "xml" | "webmanifest")
    )
}

fn brotli(bytes: &[u8], quality: u32) -> Result<Vec<u8>> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, quality, WINDOW);
    writer.write_all(bytes)?;
    Ok(writer.into_inner())
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(bytes)?;
    Ok(writer.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_build_keeps_what_is_the_same_and_sweeps_what_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let mut first = SiteDir::open(folder.path().into(), 4).unwrap();
        let old = first.put_hashed("delos", "css", b"a{}").unwrap();
        first.put("robots.txt", b"User-agent: *").unwrap();
        let written = fs::metadata(first.path("robots.txt")).unwrap().modified().unwrap();

        let mut second = SiteDir::open(folder.path().into(), 4).unwrap();
        let new = second.put_hashed("delos", "css", b"b{}").unwrap();
        assert!(second.keep("robots.txt").unwrap());
        assert!(!second.keep("never-there.txt").unwrap());
        second.sweep().unwrap();

        assert_ne!(old, new);
        let names: Vec<String> = crate::workspace::files_below(folder.path())
            .unwrap()
            .iter()
            .map(|path| path.strip_prefix(folder.path()).unwrap().display().to_string())
            .collect();
        let expected = [new.clone(), format!("{new}.br"), format!("{new}.gz")]
            .into_iter()
            .chain(["robots.txt", "robots.txt.br", "robots.txt.gz"].map(String::from));
        assert_eq!(names, expected.collect::<Vec<_>>());
        assert_eq!(
            fs::metadata(second.path("robots.txt")).unwrap().modified().unwrap(),
            written
        );
    }

    #[test]
    fn compressed_forms_give_the_bytes_back() {
        let bytes = b"body { color: black } ".repeat(50);
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut &brotli(&bytes, 11).unwrap()[..], &mut back).unwrap();
        assert_eq!(back, bytes);
        let mut back = Vec::new();
        std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&gzip(&bytes).unwrap()[..]), &mut back).unwrap();
        assert_eq!(back, bytes);
    }
}
