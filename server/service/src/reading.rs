//! Reading a file beside the runtime: readers are synchronous, verbs are not.

use exchanges::{Finding, ImportCode, Position};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use tokio::sync::mpsc;

/// Records handed over at a time.
const CHUNK: usize = 500;

/// A file being read on a thread of its own. Dropping it stops the reading.
pub(crate) struct Reading<T> {
    chunks: mpsc::Receiver<Vec<Result<T, Finding>>>,
    read: Arc<AtomicU64>,
    whole: Arc<AtomicBool>,
    size: u64,
}

/// A file that counts what was read of it.
pub(crate) struct Counted {
    file: File,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.file.read(buffer)?;
        self.read.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

impl<T: Send + 'static> Reading<T> {
    /// Reads a file with the reader that `open` makes. One that cannot be opened is a fatal finding.
    pub(crate) fn start<I, F>(path: PathBuf, open: F) -> Reading<T>
    where
        I: Iterator<Item = Result<T, Finding>>,
        F: FnOnce(Counted) -> Result<I, Finding> + Send + 'static,
    {
        // Two chunks ahead: memory does not grow with the file, and neither side waits much.
        let (sender, chunks) = mpsc::channel(2);
        let read = Arc::new(AtomicU64::new(0));
        let size = std::fs::metadata(&path).map_or(0, |data| data.len());
        let whole = Arc::new(AtomicBool::new(false));
        let (counter, ended) = (read.clone(), whole.clone());
        tokio::task::spawn_blocking(move || {
            let items = File::open(&path)
                .map_err(|error| unreadable(&error))
                .and_then(|file| open(Counted { file, read: counter }));
            let mut items = match items {
                Ok(items) => items.fuse(),
                Err(finding) => {
                    ended.store(true, Ordering::Release);
                    let _ = sender.blocking_send(vec![Err(finding)]);
                    return;
                }
            };
            loop {
                let chunk: Vec<_> = items.by_ref().take(CHUNK).collect();
                if chunk.is_empty() {
                    return ended.store(true, Ordering::Release);
                }
                if sender.blocking_send(chunk).is_err() {
                    return;
                }
            }
        });
        Reading {
            chunks,
            read,
            whole,
            size,
        }
    }

    /// The next records, in the order of the file; `None` at its end.
    pub(crate) async fn next(&mut self) -> Option<Vec<Result<T, Finding>>> {
        match self.chunks.recv().await {
            // The thread broke: what was read is not the file.
            None if !self.whole.swap(true, Ordering::AcqRel) => {
                Some(vec![Err(Finding::new(ImportCode::Unreadable, "", Position::default()))])
            }
            next => next,
        }
    }

    /// How much of the file was read, of `whole`.
    pub(crate) fn share(&self, whole: i64) -> i64 {
        let read = i64::try_from(self.read.load(Ordering::Relaxed)).unwrap_or(i64::MAX);
        let size = i64::try_from(self.size).unwrap_or(i64::MAX).max(1);
        (read.saturating_mul(whole) / size).min(whole)
    }
}

/// Says so when a file cannot be opened, before anything else is asked about it.
pub(crate) fn check(path: &Path) -> Result<(), Finding> {
    File::open(path).map(drop).map_err(|error| unreadable(&error))
}

/// Whether a file is XML, by its first sign; by its name when it has none.
pub(crate) fn is_xml(path: &Path, name: &str) -> bool {
    let mut start = [0; 256];
    let length = File::open(path).and_then(|mut file| file.read(&mut start)).unwrap_or(0);
    let first = start[..length]
        .iter()
        .find(|byte| !matches!(byte, 0 | 0xEF | 0xBB | 0xBF | 0xFE | 0xFF) && !byte.is_ascii_whitespace());
    match first {
        Some(b'<') => true,
        _ => name.to_ascii_lowercase().ends_with(".xml"),
    }
}

fn unreadable(error: &std::io::Error) -> Finding {
    Finding::new(ImportCode::Unreadable, error.kind().to_string(), Position::default())
}
