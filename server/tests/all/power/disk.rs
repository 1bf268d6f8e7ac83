//! A disk and the cache before it, in memory: when the power fails, what was not synced is gone, or half there.
//!
//! Names of files are on the disk at once, as with a journal of its own; bytes and lengths are there once synced.

use crate::dice::Dice;
use std::collections::{BTreeMap, HashMap};
use std::ffi::{OsStr, OsString};

/// The smallest piece a disk writes whole, in bytes.
const SECTOR: usize = 512;

/// Number of the first folder.
pub const ROOT: u64 = 1;

/// All folders and files.
pub struct Disk {
    nodes: HashMap<u64, Node>,
    next: u64,
}

/// A folder or a file.
pub struct Node {
    /// Permission bits.
    pub mode: u16,
    /// Its user and group.
    pub owner: (u32, u32),
    /// What is in it.
    pub content: Content,
}

/// What is in a node.
pub enum Content {
    /// Names and the nodes behind them.
    Folder(BTreeMap<OsString, u64>),
    /// Bytes.
    File(Bytes),
}

/// The bytes of a file, twice.
#[derive(Default)]
pub struct Bytes {
    /// As programs see them.
    seen: Vec<u8>,
    /// As they are on the disk.
    safe: Vec<u8>,
    /// What lies between.
    pending: Vec<Change>,
}

/// One thing done to a file.
enum Change {
    Write(usize, Vec<u8>),
    Length(usize),
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        match self {
            Change::Write(offset, written) => {
                let end = offset + written.len();
                bytes.resize(bytes.len().max(end), 0);
                bytes[*offset..end].copy_from_slice(written);
            }
            Change::Length(length) => bytes.resize(*length, 0),
        }
    }

    /// The same write, ended by the failing power at the edge of a sector.
    fn torn(&self, dice: &mut Dice) -> Change {
        match self {
            Change::Write(offset, written) => {
                let sectors = written.len() / SECTOR;
                let kept = if sectors == 0 { 0 } else { dice.below(sectors) * SECTOR };
                Change::Write(*offset, written[..kept].to_vec())
            }
            Change::Length(length) => Change::Length(*length),
        }
    }
}

impl Bytes {
    /// As programs see them.
    pub fn seen(&self) -> &[u8] {
        &self.seen
    }

    /// Writes at an offset.
    pub fn write(&mut self, offset: usize, bytes: &[u8]) {
        self.change(Change::Write(offset, bytes.to_vec()));
    }

    /// Cuts or grows to a length.
    pub fn set_length(&mut self, length: usize) {
        self.change(Change::Length(length));
    }

    fn change(&mut self, change: Change) {
        change.apply(&mut self.seen);
        self.pending.push(change);
    }

    /// Everything is on the disk.
    pub fn sync(&mut self) {
        for change in self.pending.drain(..) {
            change.apply(&mut self.safe);
        }
    }

    /// What reached the disk: what was synced, and of the rest nothing, or `some`. Tells what was dropped.
    fn cut(&mut self, dice: &mut Dice, some: bool) -> usize {
        let mut dropped = 0;
        for change in std::mem::take(&mut self.pending) {
            match if some { dice.below(4) } else { 3 } {
                0 | 1 => change.apply(&mut self.safe),
                2 => {
                    change.torn(dice).apply(&mut self.safe);
                    dropped += 1;
                }
                _ => dropped += 1,
            }
        }
        self.seen.clone_from(&self.safe);
        dropped
    }
}

impl Disk {
    /// With nothing on it.
    pub fn new() -> Disk {
        let root = Node {
            mode: 0o777,
            owner: (0, 0),
            content: Content::Folder(BTreeMap::new()),
        };
        Disk {
            nodes: HashMap::from([(ROOT, root)]),
            next: ROOT + 1,
        }
    }

    /// A node.
    pub fn node(&self, number: u64) -> Option<&Node> {
        self.nodes.get(&number)
    }

    /// A node, to change it.
    pub fn node_mut(&mut self, number: u64) -> Option<&mut Node> {
        self.nodes.get_mut(&number)
    }

    /// The bytes of a file.
    pub fn bytes_mut(&mut self, number: u64) -> Option<&mut Bytes> {
        match &mut self.nodes.get_mut(&number)?.content {
            Content::File(bytes) => Some(bytes),
            Content::Folder(_) => None,
        }
    }

    /// The names in a folder.
    pub fn names(&self, folder: u64) -> Option<&BTreeMap<OsString, u64>> {
        match &self.nodes.get(&folder)?.content {
            Content::Folder(names) => Some(names),
            Content::File(_) => None,
        }
    }

    fn names_mut(&mut self, folder: u64) -> Option<&mut BTreeMap<OsString, u64>> {
        match &mut self.nodes.get_mut(&folder)?.content {
            Content::Folder(names) => Some(names),
            Content::File(_) => None,
        }
    }

    /// Puts a node under a name.
    pub fn add(&mut self, folder: u64, name: &OsStr, node: Node) -> Option<u64> {
        let number = self.next;
        self.names_mut(folder)?.insert(name.to_owned(), number);
        self.next += 1;
        self.nodes.insert(number, node);
        Some(number)
    }

    /// Takes a name away. Who has the file open keeps it.
    pub fn remove(&mut self, folder: u64, name: &OsStr) -> Option<u64> {
        self.names_mut(folder)?.remove(name)
    }

    /// Another name in another folder, in place of what had it.
    pub fn rename(&mut self, (folder, name): (u64, &OsStr), (into, as_name): (u64, &OsStr)) -> Option<()> {
        let number = self.remove(folder, name)?;
        self.names_mut(into)?.insert(as_name.to_owned(), number);
        Some(())
    }

    /// Everything is on the disk.
    pub fn sync(&mut self) {
        for node in self.nodes.values_mut() {
            if let Content::File(bytes) = &mut node.content {
                bytes.sync();
            }
        }
    }

    /// The power fails: see [`Bytes::cut`]. Tells how many writes were dropped.
    pub fn cut(&mut self, dice: &mut Dice, some: bool) -> usize {
        // In the order of their numbers: the same dice give the same disk.
        let mut files: Vec<_> = self.nodes.iter_mut().collect();
        files.sort_unstable_by_key(|(number, _)| **number);
        let dropped = files.into_iter().map(|(_, node)| match &mut node.content {
            Content::File(bytes) => bytes.cut(dice, some),
            Content::Folder(_) => 0,
        });
        dropped.sum()
    }
}

#[test]
fn what_was_not_synced_is_gone_or_half_there() {
    let left = |some| {
        let mut file = Bytes::default();
        file.write(0, &[1; 4 * SECTOR]);
        file.sync();
        for at in 0..16 {
            file.write(at * 2 * SECTOR, &[2; 2 * SECTOR]);
        }
        file.set_length(40 * SECTOR);
        assert_eq!(file.seen().len(), 40 * SECTOR);
        let dropped = file.cut(&mut Dice::new(7), some);
        (file, dropped)
    };
    let (file, dropped) = left(false);
    assert_eq!((file.seen(), dropped), ([1; 4 * SECTOR].as_slice(), 17));
    let (file, dropped) = left(true);
    let sectors: Vec<u8> = file.seen().chunks(SECTOR).map(|sector| sector[0]).collect();
    assert!(
        (1..17).contains(&dropped) && sectors.contains(&2),
        "{dropped}: {sectors:?}"
    );
    assert!(sectors.chunks(2).any(|write| write == [2, 0]), "none torn: {sectors:?}");
}
