//! The disk as a folder of this machine, over FUSE.

use super::disk::Content;
use super::supply::{Supply, permissions};
use fuser::{
    BsdFileFlags, Config, Errno, FileAttr, FileHandle, FileType, Filesystem, FopenFlags, Generation, INodeNo,
    LockOwner, OpenFlags, RenameFlags, ReplyAttr, ReplyCreate, ReplyData, ReplyDirectory, ReplyEmpty, ReplyEntry,
    ReplyOpen, ReplyWrite, Request, SessionACL, TimeOrNow, WriteFlags,
};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// Nothing about a file is known without asking: it may be another one since the power came back.
const ASK_AGAIN: Duration = Duration::ZERO;

/// A supply under a folder, until dropped.
pub struct Mounted {
    folder: PathBuf,
    session: Option<fuser::BackgroundSession>,
}

impl Mounted {
    /// For whoever runs the tests; root lets the user of the database in.
    pub fn at(folder: &Path, supply: Arc<Supply>) -> Mounted {
        let owner = std::fs::metadata(folder).expect("a folder").uid();
        let mut config = Config::default();
        config.acl = if owner == 0 { SessionACL::All } else { SessionACL::Owner };
        // An answer that waits for the power is not to hold the others.
        config.n_threads = Some(8);
        let session = fuser::spawn_mount(Files(supply), folder, &config).expect("mounted");
        Mounted {
            folder: folder.into(),
            session: Some(session),
        }
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        // A program that died a moment ago may still be listed as working in it.
        let _ = Command::new("fusermount3")
            .args(["-u", "-z"])
            .arg(&self.folder)
            .status();
        drop(self.session.take());
    }
}

fn place(offset: u64) -> usize {
    usize::try_from(offset).expect("fits in memory")
}

struct Files(Arc<Supply>);

/// Answers with what was found, or with its error.
macro_rules! answer {
    ($reply:ident, $found:expr, $good:expr) => {
        match $found {
            Ok(found) => $good($reply, found),
            Err(error) => $reply.error(error),
        }
    };
}

impl Filesystem for Files {
    fn lookup(&self, _: &Request, parent: INodeNo, name: &OsStr, reply: ReplyEntry) {
        answer!(reply, self.0.look_up(parent, name), entry);
    }

    fn getattr(&self, _: &Request, inode: INodeNo, _: Option<FileHandle>, reply: ReplyAttr) {
        let found = self.0.find(inode).and_then(|(disk, number)| {
            let node = disk.node(number).ok_or(Errno::ENOENT)?;
            Ok(self.0.attributes(number, node))
        });
        answer!(reply, found, |reply: ReplyAttr, found| reply.attr(&ASK_AGAIN, &found));
    }

    fn setattr(
        &self,
        _: &Request,
        inode: INodeNo,
        mode: Option<u32>,
        user: Option<u32>,
        group: Option<u32>,
        size: Option<u64>,
        _: Option<TimeOrNow>,
        _: Option<TimeOrNow>,
        _: Option<SystemTime>,
        _: Option<FileHandle>,
        _: Option<SystemTime>,
        _: Option<SystemTime>,
        _: Option<SystemTime>,
        _: Option<BsdFileFlags>,
        reply: ReplyAttr,
    ) {
        let set = self.0.find(inode).and_then(|(mut disk, number)| {
            let node = disk.node_mut(number).ok_or(Errno::ENOENT)?;
            node.mode = mode.map_or(node.mode, permissions);
            node.owner = (user.unwrap_or(node.owner.0), group.unwrap_or(node.owner.1));
            if let (Some(size), Content::File(bytes)) = (size, &mut node.content) {
                bytes.set_length(place(size));
            }
            Ok(self.0.attributes(number, node))
        });
        answer!(reply, set, |reply: ReplyAttr, set| reply.attr(&ASK_AGAIN, &set));
    }

    fn mkdir(&self, request: &Request, parent: INodeNo, name: &OsStr, mode: u32, _: u32, reply: ReplyEntry) {
        let content = Content::Folder(BTreeMap::new());
        answer!(reply, self.0.add(request, parent, name, mode, content), entry);
    }

    fn create(&self, request: &Request, parent: INodeNo, name: &OsStr, mode: u32, _: u32, _: i32, reply: ReplyCreate) {
        let made = self
            .0
            .add(request, parent, name, mode, Content::File(Default::default()));
        answer!(reply, made, |reply: ReplyCreate, made| {
            reply.created(&ASK_AGAIN, &made, Generation(0), FileHandle(0), FopenFlags::empty());
        });
    }

    fn unlink(&self, _: &Request, parent: INodeNo, name: &OsStr, reply: ReplyEmpty) {
        let removed = self.0.find(parent).and_then(|(mut disk, parent)| {
            disk.remove(parent, name).ok_or(Errno::ENOENT)?;
            Ok(())
        });
        answer!(reply, removed, done);
    }

    fn rmdir(&self, _: &Request, parent: INodeNo, name: &OsStr, reply: ReplyEmpty) {
        let removed = self.0.find(parent).and_then(|(mut disk, parent)| {
            let number = *disk
                .names(parent)
                .and_then(|names| names.get(name))
                .ok_or(Errno::ENOENT)?;
            let inside = disk.names(number).ok_or(Errno::ENOTDIR)?;
            if !inside.is_empty() {
                return Err(Errno::ENOTEMPTY);
            }
            disk.remove(parent, name).ok_or(Errno::ENOENT)?;
            Ok(())
        });
        answer!(reply, removed, done);
    }

    fn rename(
        &self,
        _: &Request,
        parent: INodeNo,
        name: &OsStr,
        into: INodeNo,
        as_name: &OsStr,
        flags: RenameFlags,
        reply: ReplyEmpty,
    ) {
        if !flags.is_empty() {
            return reply.error(Errno::EINVAL);
        }
        let to = self.0.find(into).map(|(_, into)| into);
        let renamed = to.and_then(|into| {
            let (mut disk, parent) = self.0.find(parent)?;
            disk.rename((parent, name), (into, as_name)).ok_or(Errno::ENOENT)
        });
        answer!(reply, renamed, done);
    }

    fn open(&self, _: &Request, inode: INodeNo, _: OpenFlags, reply: ReplyOpen) {
        answer!(reply, self.0.find(inode), |reply: ReplyOpen, _| {
            reply.opened(FileHandle(0), FopenFlags::empty());
        });
    }

    fn read(
        &self,
        _: &Request,
        inode: INodeNo,
        _: FileHandle,
        offset: u64,
        size: u32,
        _: OpenFlags,
        _: Option<LockOwner>,
        reply: ReplyData,
    ) {
        let read = self.0.find(inode).and_then(|(mut disk, number)| {
            let bytes = disk.bytes_mut(number).ok_or(Errno::EISDIR)?.seen();
            let from = place(offset).min(bytes.len());
            Ok(bytes[from..bytes.len().min(from + size as usize)].to_vec())
        });
        answer!(reply, read, |reply: ReplyData, read: Vec<u8>| reply.data(&read));
    }

    fn write(
        &self,
        _: &Request,
        inode: INodeNo,
        _: FileHandle,
        offset: u64,
        data: &[u8],
        _: WriteFlags,
        _: OpenFlags,
        _: Option<LockOwner>,
        reply: ReplyWrite,
    ) {
        let written = self.0.find(inode).and_then(|(mut disk, number)| {
            disk.bytes_mut(number).ok_or(Errno::EISDIR)?.write(place(offset), data);
            Ok(u32::try_from(data.len()).expect("small"))
        });
        answer!(reply, written, ReplyWrite::written);
    }

    fn flush(&self, _: &Request, _: INodeNo, _: FileHandle, _: LockOwner, reply: ReplyEmpty) {
        reply.ok();
    }

    fn fsync(&self, _: &Request, inode: INodeNo, _: FileHandle, _: bool, reply: ReplyEmpty) {
        let synced = self.0.find(inode).and_then(|(mut disk, number)| {
            disk.bytes_mut(number).ok_or(Errno::EISDIR)?.sync();
            Ok(())
        });
        answer!(reply, synced, done);
    }

    fn fsyncdir(&self, _: &Request, _: INodeNo, _: FileHandle, _: bool, reply: ReplyEmpty) {
        reply.ok();
    }

    fn readdir(&self, _: &Request, inode: INodeNo, _: FileHandle, offset: u64, mut reply: ReplyDirectory) {
        let (disk, number) = match self.0.find(inode) {
            Ok(found) => found,
            Err(error) => return reply.error(error),
        };
        let Some(names) = disk.names(number) else {
            return reply.error(Errno::ENOTDIR);
        };
        let dots = [(OsStr::new("."), number), (OsStr::new(".."), number)];
        let names = names.iter().map(|(name, number)| (name.as_os_str(), *number));
        for (n, (name, number)) in dots.into_iter().chain(names).enumerate().skip(place(offset)) {
            let kind = if disk.names(number).is_some() {
                FileType::Directory
            } else {
                FileType::RegularFile
            };
            if reply.add(self.0.inode(number), n as u64 + 1, kind, name) {
                break;
            }
        }
        reply.ok();
    }
}

fn entry(reply: ReplyEntry, found: FileAttr) {
    reply.entry(&ASK_AGAIN, &found, Generation(0));
}

fn done(reply: ReplyEmpty, (): ()) {
    reply.ok();
}
