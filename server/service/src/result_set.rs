//! A published set on the disk: written once, then only read.
//!
//! A folder holds four files. `set.json`: what the set is, when it opens, and the secret of its index. `pages.bin`: the
//! pages one after the other, each plain, then compressed with brotli. `index.bin`: one record of 32 bytes per page,
//! sorted: 16 bytes of key, offset (u64), plain length (u32), compressed length (u32), little endian. `style.css`: the
//! styles the pages name. A key is the head of SHA-256(secret, number, 0, birth date): the index names nobody.
//! Neither database nor program version is needed to serve it: a copy of the folder is enough.

mod identity;

pub use identity::Identity;

use bytes::Bytes;
use identity::Key;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufWriter, Error, ErrorKind, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

const HEAD: &str = "set.json";
const PAGES: &str = "pages.bin";
const INDEX: &str = "index.bin";
const STYLE: &str = "style.css";
const RECORD: usize = 32;
const FORMAT: u32 = 1;

/// What a set says of itself; shown to everybody, even before the hour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetHead {
    /// Version of the format of the folder.
    pub format: u32,
    /// Label people read.
    pub label: String,
    /// Name of the académie.
    pub academy: String,
    /// Label of the session.
    pub session: String,
    /// Hour it opens, epoch milliseconds.
    pub opens_at_ms: i64,
    /// Name of its style sheet, hash included; empty when it has none.
    pub style: String,
    /// Secret of the index, hexadecimal.
    pub secret: String,
    /// SHA-256 of all the rest, hexadecimal.
    pub digest: String,
}

/// Writes a set.
pub struct SetWriter {
    folder: PathBuf,
    secret: [u8; 32],
    pages: BufWriter<File>,
    digest: Sha256,
    index: Vec<(Key, u64, u32, u32)>,
    length: u64,
}

impl SetWriter {
    /// Begins a set in a folder that does not exist yet.
    pub fn create(folder: &Path, secret: [u8; 32]) -> io::Result<SetWriter> {
        std::fs::create_dir_all(folder)?;
        let pages = BufWriter::new(File::create_new(folder.join(PAGES))?);
        Ok(SetWriter {
            folder: folder.into(),
            secret,
            pages,
            digest: Sha256::new(),
            index: Vec::new(),
            length: 0,
        })
    }

    /// Adds a page.
    pub fn add(&mut self, identity: &Identity, page: &[u8]) -> io::Result<()> {
        let compressed = compress(page)?;
        for bytes in [page, &compressed] {
            self.pages.write_all(bytes)?;
            self.digest.update(bytes);
        }
        let length = |bytes: &[u8]| u32::try_from(bytes.len()).map_err(Error::other);
        let (plain, coded) = (length(page)?, length(&compressed)?);
        self.index.push((identity.key(&self.secret), self.length, plain, coded));
        self.length += u64::from(plain) + u64::from(coded);
        Ok(())
    }

    /// Ends the set and brings it to the disk; answers its digest.
    pub fn finish(mut self, head: &SetHead, style: &[u8]) -> io::Result<String> {
        // Sorted, the index does not tell the order of names.
        self.index.sort_unstable();
        if self.index.windows(2).any(|pair| pair[0].0 == pair[1].0) {
            return Err(Error::new(ErrorKind::InvalidData, "two pages for one candidate"));
        }
        let mut index = Vec::with_capacity(self.index.len() * RECORD);
        for (key, offset, plain, coded) in &self.index {
            index.extend_from_slice(key);
            index.extend_from_slice(&offset.to_le_bytes());
            index.extend_from_slice(&plain.to_le_bytes());
            index.extend_from_slice(&coded.to_le_bytes());
        }
        let mut head = SetHead {
            format: FORMAT,
            secret: hex::encode(self.secret),
            digest: String::new(),
            ..head.clone()
        };
        head.digest = digest(self.digest, &index, style, &head)?;
        let pages = self.pages.into_inner().map_err(|error| error.into_error())?;
        pages.sync_all()?;
        write(&self.folder.join(INDEX), &index)?;
        write(&self.folder.join(STYLE), style)?;
        write(&self.folder.join(HEAD), &serde_json::to_vec_pretty(&head)?)?;
        File::open(&self.folder)?.sync_all()?;
        Ok(head.digest)
    }
}

/// The digest of a set, from the running digest of its pages.
fn digest(pages: Sha256, index: &[u8], style: &[u8], head: &SetHead) -> io::Result<String> {
    let bare = SetHead {
        digest: String::new(),
        ..head.clone()
    };
    let all = pages
        .chain_update(index)
        .chain_update(style)
        .chain_update(serde_json::to_vec(&bare)?);
    Ok(hex::encode(all.finalize()))
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Brotli at a quality that keeps half a million pages within minutes.
pub fn compress(page: &[u8]) -> io::Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: 9,
        lgwin: 16,
        size_hint: page.len(),
        ..Default::default()
    };
    let mut out = Vec::with_capacity(page.len() / 2);
    brotli::BrotliCompress(&mut &page[..], &mut out, &params)?;
    Ok(out)
}

/// A page as it is sent: plain, and compressed with brotli.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Plain bytes.
    pub plain: Bytes,
    /// Brotli bytes.
    pub brotli: Bytes,
}

impl Page {
    /// Compresses a page.
    pub fn new(plain: Vec<u8>) -> io::Result<Page> {
        let brotli = compress(&plain)?.into();
        Ok(Page {
            plain: plain.into(),
            brotli,
        })
    }
}

/// A set in memory.
pub struct ResultSet {
    /// What it says of itself.
    pub head: SetHead,
    /// Its style sheet.
    pub style: Page,
    secret: Vec<u8>,
    index: HashMap<Key, (Range<usize>, Range<usize>)>,
    pages: Bytes,
}

impl ResultSet {
    /// Reads a set and checks it against its digest.
    ///
    /// # Errors
    /// The files cannot be read, or are not the ones that were written.
    pub fn open(folder: &Path) -> io::Result<ResultSet> {
        let head: SetHead = serde_json::from_slice(&std::fs::read(folder.join(HEAD))?)?;
        let damaged = |what: &str| Error::new(ErrorKind::InvalidData, format!("{}: {what}", folder.display()));
        if head.format != FORMAT {
            return Err(damaged("a format this program does not know"));
        }
        let pages = std::fs::read(folder.join(PAGES))?;
        let records = std::fs::read(folder.join(INDEX))?;
        let style = std::fs::read(folder.join(STYLE))?;
        if digest(Sha256::new_with_prefix(&pages), &records, &style, &head)? != head.digest {
            return Err(damaged("its content does not match its digest"));
        }
        let secret = hex::decode(&head.secret).map_err(|_| damaged("secret"))?;
        let mut index = HashMap::with_capacity(records.len() / RECORD);
        for record in records.chunks_exact(RECORD) {
            let (key, place) = read_record(record).ok_or_else(|| damaged("index"))?;
            if place.1.end > pages.len() {
                return Err(damaged("index"));
            }
            index.insert(key, place);
        }
        Ok(ResultSet {
            head,
            style: Page::new(style)?,
            secret,
            index,
            pages: pages.into(),
        })
    }

    /// Pages in the set.
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// True for a set without a page.
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// The page of somebody.
    pub fn find(&self, identity: &Identity) -> Option<Page> {
        let (plain, brotli) = self.index.get(&identity.key(&self.secret))?;
        Some(Page {
            plain: self.pages.slice(plain.clone()),
            brotli: self.pages.slice(brotli.clone()),
        })
    }
}

/// Where a page stands in the file: plain, then compressed.
type Place = (Range<usize>, Range<usize>);

fn read_record(record: &[u8]) -> Option<(Key, Place)> {
    let (key, rest) = record.split_first_chunk::<16>()?;
    let (offset, rest) = rest.split_first_chunk::<8>()?;
    let (plain, rest) = rest.split_first_chunk::<4>()?;
    let (coded, _) = rest.split_first_chunk::<4>()?;
    let start = usize::try_from(u64::from_le_bytes(*offset)).ok()?;
    let middle = start.checked_add(u32::from_le_bytes(*plain) as usize)?;
    let end = middle.checked_add(u32::from_le_bytes(*coded) as usize)?;
    Some((*key, (start..middle, middle..end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head() -> SetHead {
        SetHead {
            format: 0,
            label: "Baccalauréat".into(),
            academy: "Rennes".into(),
            session: "Juin 2026".into(),
            opens_at_ms: 5,
            style: "a.css".into(),
            secret: String::new(),
            digest: String::new(),
        }
    }

    #[test]
    fn each_finds_his_page_and_a_changed_byte_is_noticed() {
        let parent = tempfile::tempdir().expect("folder");
        let folder = parent.path().join("set");
        let mut writer = SetWriter::create(&folder, [7; 32]).expect("create");
        let (one, two) = (Identity::new("1", "2008-01-01"), Identity::new("2", "2008-01-01"));
        writer.add(&one, b"page one").expect("add");
        writer.add(&two, b"page two").expect("add");
        let digest = writer.finish(&head(), b"body{}").expect("finish");

        let set = ResultSet::open(&folder).expect("open");
        assert_eq!((set.len(), set.head.digest.as_str()), (2, digest.as_str()));
        assert_eq!(set.find(&one).expect("found").plain, "page one");
        let mut plain = Vec::new();
        let coded = set.find(&two).expect("found").brotli;
        brotli::BrotliDecompress(&mut &coded[..], &mut plain).expect("brotli");
        assert_eq!(plain, b"page two");
        assert_eq!(set.find(&Identity::new("1", "2008-01-02")), None);

        let pages = folder.join(PAGES);
        let mut bytes = std::fs::read(&pages).expect("read");
        bytes[0] ^= 1;
        std::fs::write(&pages, bytes).expect("write");
        assert!(ResultSet::open(&folder).is_err());
    }

    #[test]
    fn nobody_has_two_pages() {
        let parent = tempfile::tempdir().expect("folder");
        let mut writer = SetWriter::create(&parent.path().join("set"), [0; 32]).expect("create");
        let one = Identity::new("1", "2008-01-01");
        writer.add(&one, b"a").expect("add");
        writer.add(&one, b"b").expect("add");
        assert!(writer.finish(&head(), b"").is_err());
    }
}
