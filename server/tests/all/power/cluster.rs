//! A PostgreSQL cluster in a folder, on a port that stays its own.

use crate::common::PATIENCE;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

const PASSWORD: &str = "courant";

/// Its first process runs until it is killed or this is dropped.
pub struct Cluster {
    /// Address of its first database, as its superuser.
    pub address: String,
    folder: PathBuf,
    port: u16,
    process: AtomicU32,
}

impl Cluster {
    /// Prepared and started.
    pub fn new(folder: &Path) -> Cluster {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        drop(listener);
        let cluster = Cluster {
            address: format!("postgres://delos:{PASSWORD}@127.0.0.1:{port}/postgres"),
            folder: folder.into(),
            port,
            process: AtomicU32::new(0),
        };
        std::fs::write(folder.join("password"), PASSWORD).expect("written");
        let prepared = cluster.script("prepare_cluster \"$1\"");
        assert!(prepared.status.success(), "{prepared:?}");
        cluster.start();
        cluster
    }

    /// Starts it; it comes back from whatever it finds.
    pub fn start(&self) {
        let since = Instant::now();
        loop {
            // Until the last of its processes of before is gone, it refuses.
            let started = self.script("start_cluster \"$1\" \"$2\" shared_buffers=16MB");
            let read = |name: &str| std::fs::read_to_string(self.folder.join("data").join(name)).unwrap_or_default();
            if started.status.success() {
                let process = read("postmaster.pid").lines().next().and_then(|line| line.parse().ok());
                return self.process.store(process.expect("its process"), Ordering::Relaxed);
            }
            let log = read("server.log");
            assert!(since.elapsed() < PATIENCE, "{started:?}: {log}");
        }
    }

    /// Its first process ends at once, and takes the others with it.
    pub fn kill(&self) {
        let process = self.process.load(Ordering::Relaxed).to_string();
        let killed = Command::new("kill").args(["-KILL", &process]).status();
        assert!(killed.expect("kill").success());
    }

    /// Runs a line with the functions of `postgres.sh`, the folder and the port as its arguments.
    fn script(&self, line: &str) -> Output {
        let scripts = concat!(env!("CARGO_MANIFEST_DIR"), "/xtask/scripts/postgres.sh");
        let mut command = Command::new("bash");
        command.args(["-c", &format!("set -euo pipefail; source {scripts}; {line}"), "bash"]);
        command.arg(&self.folder).arg(self.port.to_string());
        command.output().expect("bash")
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.kill();
    }
}
