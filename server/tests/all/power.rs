//! The power fails while sixty-four markers type: on the disk is what was synced, and of the rest nothing, or whatever
//! the disk had come to. What was acknowledged stands, once.

mod cluster;
mod disk;
mod mount;
mod supply;

use crate::common::{PATIENCE, Place, Server};
use crate::dice::Dice;
use crate::kill::{Machine, die_while_they_write};
use cluster::Cluster;
use mount::Mounted;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use supply::Supply;

/// The files of a SQLite database but for the index its readers share, which does not outlive them.
const FILES: [&str; 2] = ["test.sqlite", "test.sqlite-wal"];

/// A machine whose database is on a disk of its own.
struct Powered {
    // In the order they go: who works on the disk, then the disk.
    cluster: Option<Cluster>,
    _mounted: Mounted,
    supply: Arc<Supply>,
    folder: tempfile::TempDir,
    dropped: usize,
}

impl Powered {
    fn new(postgres: bool) -> Powered {
        let folder = tempfile::tempdir().expect("a folder");
        let supply = Supply::new();
        let mounted = Mounted::at(folder.path(), supply.clone());
        Powered {
            cluster: postgres.then(|| Cluster::new(folder.path())),
            _mounted: mounted,
            supply,
            folder,
            dropped: 0,
        }
    }

    /// Where a sitting is prepared. Not on the disk: who serves a file system must not map files of it.
    fn place(&self) -> Place {
        let mut place = Place::empty();
        if let Some(cluster) = &self.cluster {
            place.database.clone_from(&cluster.address);
        }
        assert!(place.delos(&["migrate", "up"], "").status.success());
        place
    }
}

impl Machine for Powered {
    fn command(&self, place: &Place) -> Command {
        let mut command = place.command();
        if self.cluster.is_none() {
            let database = self.folder.path().join(FILES[0]);
            if !database.exists() {
                copy_files(place.path(), self.folder.path());
                self.supply.disk().sync();
            }
            command.env("DATABASE_URL", format!("sqlite://{}", database.display()));
        }
        command
    }

    fn end(&mut self, time: u64, server: &mut Server) {
        self.supply.off();
        server.signal("KILL");
        if let Some(cluster) = &self.cluster {
            cluster.kill();
        }
        self.dropped += self.supply.disk().cut(&mut Dice::new(time), time % 2 == 1);
        self.supply.on();
        server.ended();
        if let Some(cluster) = &self.cluster {
            cluster.start();
        }
    }

    fn rest(&self) -> Option<Place> {
        let place = Place::empty();
        self.cluster.is_none().then(|| {
            copy_files(self.folder.path(), place.path());
            place
        })
    }
}

fn copy_files(from: &Path, to: &Path) {
    for name in FILES.into_iter().filter(|name| from.join(name).exists()) {
        std::fs::copy(from.join(name), to.join(name)).expect("copied");
    }
}

/// `DELOS_TEST_CUTS` asks for more of them.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_survives_a_power_cut() {
    let asked = std::env::var("DELOS_TEST_CUTS").ok().and_then(|text| text.parse().ok());
    let cuts: u64 = asked.unwrap_or(5);
    let postgres = std::env::var("DELOS_TEST_POSTGRES").is_ok();
    for postgres in [false, true].into_iter().take(1 + usize::from(postgres)) {
        let mut powered = Powered::new(postgres);
        let place = powered.place();
        let patience = PATIENCE * (2 + u32::try_from(cuts / 5).expect("not for ever"));
        let end = die_while_they_write(&place, &mut powered, cuts);
        tokio::time::timeout(patience, end).await.expect("an end");
        assert!(powered.dropped > 0, "nothing was on its way to the disk");
        println!("{} writes never reached the disk", powered.dropped);
    }
}
