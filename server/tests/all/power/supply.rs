//! The disk and the power it hangs on.

use super::disk::{Content, Disk, Node, ROOT};
use fuser::{Errno, FileAttr, FileType, INodeNo, Request};
use std::ffi::OsStr;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::SystemTime;

/// Bits of an inode that tell which node; those above tell since which start.
const NODE_BITS: u32 = 32;

/// The disk and the power it hangs on.
pub struct Supply {
    disk: Mutex<Disk>,
    power: Mutex<Power>,
    changed: Condvar,
}

struct Power {
    on: bool,
    /// How often it came on. What was opened before is no file any more.
    starts: u64,
}

impl Supply {
    /// With an empty disk, and on.
    pub fn new() -> Arc<Supply> {
        Arc::new(Supply {
            disk: Mutex::new(Disk::new()),
            power: Mutex::new(Power { on: true, starts: 1 }),
            changed: Condvar::new(),
        })
    }

    /// The disk, whether there is power or not.
    pub fn disk(&self) -> MutexGuard<'_, Disk> {
        self.disk.lock().expect("no panic while held")
    }

    /// Nothing reaches the disk from here on, and nobody gets an answer.
    pub fn off(&self) {
        self.power.lock().expect("no panic while held").on = false;
    }

    /// What waited for an answer gets an error.
    pub fn on(&self) {
        let mut power = self.power.lock().expect("no panic while held");
        power.on = true;
        power.starts += 1;
        self.changed.notify_all();
    }

    /// How often the power came on, once it is on.
    fn start(&self) -> u64 {
        let power = self.power.lock().expect("no panic while held");
        let power = self.changed.wait_while(power, |power| !power.on);
        power.expect("no panic while held").starts
    }

    /// The number of a node under this inode, on a disk that has power.
    pub fn find(&self, inode: INodeNo) -> Result<(MutexGuard<'_, Disk>, u64), Errno> {
        let start = self.start();
        if inode == INodeNo::ROOT {
            return Ok((self.disk(), ROOT));
        }
        if inode.0 >> NODE_BITS != start {
            return Err(Errno::EIO);
        }
        Ok((self.disk(), inode.0 & ((1 << NODE_BITS) - 1)))
    }

    pub fn inode(&self, number: u64) -> INodeNo {
        if number == ROOT {
            return INodeNo::ROOT;
        }
        let power = self.power.lock().expect("no panic while held");
        INodeNo(number | power.starts << NODE_BITS)
    }

    pub fn attributes(&self, number: u64, node: &Node) -> FileAttr {
        let (kind, size) = match &node.content {
            Content::Folder(_) => (FileType::Directory, 0),
            Content::File(bytes) => (FileType::RegularFile, bytes.seen().len() as u64),
        };
        let time = SystemTime::now();
        FileAttr {
            ino: self.inode(number),
            size,
            blocks: size.div_ceil(512),
            atime: time,
            mtime: time,
            ctime: time,
            crtime: time,
            kind,
            perm: node.mode,
            nlink: 1,
            uid: node.owner.0,
            gid: node.owner.1,
            rdev: 0,
            blksize: 4096,
            flags: 0,
        }
    }

    pub fn look_up(&self, parent: INodeNo, name: &OsStr) -> Result<FileAttr, Errno> {
        let (disk, parent) = self.find(parent)?;
        let names = disk.names(parent).ok_or(Errno::ENOTDIR)?;
        let number = *names.get(name).ok_or(Errno::ENOENT)?;
        Ok(self.attributes(number, disk.node(number).ok_or(Errno::ENOENT)?))
    }

    pub fn add(
        &self,
        request: &Request,
        parent: INodeNo,
        name: &OsStr,
        mode: u32,
        content: Content,
    ) -> Result<FileAttr, Errno> {
        let (mut disk, parent) = self.find(parent)?;
        let node = Node {
            mode: permissions(mode),
            owner: (request.uid(), request.gid()),
            content,
        };
        let number = disk.add(parent, name, node).ok_or(Errno::ENOTDIR)?;
        Ok(self.attributes(number, disk.node(number).ok_or(Errno::ENOENT)?))
    }
}

/// Those of a file's mode.
pub fn permissions(mode: u32) -> u16 {
    u16::try_from(mode & 0o7777).expect("twelve bits")
}
