//! A running `delos`, a browser without a screen, and a database of each kind.

pub use crate::browser::{Browser, cookie, location};
use reqwest::{Client, header};
use sea_orm::{ConnectionTrait, Database};
use service::store::{Store, StoreOptions};
use service::{Clock, CreateAccount, Desk, Settings};
use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;
use tempfile::TempDir;

/// The password of accounts made by [`Place::account`].
pub const PASSWORD: &str = "un mot de passe long";
/// A name that is not this machine's.
pub const HOST: &str = "exam.test";
/// Far beyond what anything here takes: a test that hangs must end.
pub const PATIENCE: Duration = Duration::from_secs(30);

static DATABASES: AtomicU32 = AtomicU32::new(0);

/// A folder and a database to serve from.
pub struct Place {
    folder: TempDir,
    /// Address of the database.
    pub database: String,
}

impl Place {
    /// A SQLite file that does not exist yet.
    pub fn empty() -> Place {
        let folder = tempfile::tempdir().expect("a folder");
        let database = format!("sqlite://{}/test.sqlite", folder.path().display());
        Place { folder, database }
    }

    /// A database of today's schema.
    pub fn new() -> Place {
        let place = Place::empty();
        let migrated = place.delos(&["migrate", "up"], "");
        assert!(migrated.status.success(), "{migrated:?}");
        place
    }

    /// Which engine is behind it.
    pub fn engine(&self) -> &str {
        self.database.split(':').next().unwrap_or_default()
    }

    /// The folder the program runs in.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The program, knowing nothing but its database and this folder.
    pub fn command(&self) -> Command {
        self.knowing_nothing(Command::new(env!("CARGO_BIN_EXE_delos")))
    }

    /// `delos serve`, and a tracer beside it that writes down what it writes and syncs.
    pub fn traced(&self, trace: &Path) -> Command {
        let mut command = Command::new("strace");
        command
            .args(["--daemonize", "--follow-forks", "--seccomp-bpf", "--decode-fds=path"])
            .args(["--string-limit=20000", "--strings-in-hex=all", "--signal=none"])
            .arg("--trace=write,writev,pwrite64,sendto,sendmsg,fsync,fdatasync")
            .arg("--output")
            .arg(trace)
            .args([env!("CARGO_BIN_EXE_delos"), "serve", "--listen", "127.0.0.1:0"]);
        self.knowing_nothing(command)
    }

    fn knowing_nothing(&self, mut command: Command) -> Command {
        for (name, _) in std::env::vars() {
            if name.starts_with("DELOS_") || name == "RUST_LOG" || name == "DATABASE_URL" {
                command.env_remove(name);
            }
        }
        command.current_dir(self.path()).env("DATABASE_URL", &self.database);
        command
    }

    /// Runs a command to its end.
    pub fn delos(&self, arguments: &[&str], input: &str) -> Output {
        let mut child = self
            .command()
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("started");
        // A command that reads nothing may be gone already.
        let _ = child.stdin.take().expect("piped").write_all(input.as_bytes());
        child.wait_with_output().expect("ended")
    }

    /// The verbs on this database, beside the program.
    pub async fn desk(&self) -> Desk {
        let store = Store::open_current(&StoreOptions::new(&self.database))
            .await
            .expect("a store");
        let settings = Settings {
            password_memory_kib: 64,
            data_dir: self.path().join("data"),
            ..Settings::default()
        };
        Desk::new(store, Clock::system(), settings)
    }

    /// Creates an account whose password is [`PASSWORD`], with `role@scope` grants.
    pub async fn account(&self, login: &str, grants: &[&str]) {
        let desk = self.desk().await;
        let grants = grants
            .iter()
            .map(|grant| {
                let (role, scope) = grant.split_once('@').unwrap_or((grant, "everything"));
                domain::Grant {
                    role: domain::Role::from_code(role).expect("a role"),
                    scope: scope.parse().expect("a scope"),
                }
            })
            .collect();
        let command = CreateAccount {
            login: login.into(),
            name: format!("Compte {login}"),
            password: PASSWORD.into(),
            must_change_password: false,
            grants,
        };
        desk.create_account(&Desk::operator("test"), command)
            .await
            .expect("created");
        desk.store.close().await;
    }

    /// Serves with these flags besides.
    pub fn serve(&self, flags: &[&str]) -> Server {
        let mut command = self.command();
        command.args(["serve", "--listen", "127.0.0.1:0"]).args(flags);
        Server::start(command)
    }
}

/// Runs a test on a SQLite place and, when `DELOS_TEST_POSTGRES` names a cluster, on a PostgreSQL one.
pub async fn each_place(test: impl AsyncFn(Place)) {
    test(Place::new()).await;
    let Ok(cluster) = std::env::var("DELOS_TEST_POSTGRES") else {
        return;
    };
    let number = DATABASES.fetch_add(1, Ordering::Relaxed);
    let name = format!("server_{}_{number}", std::process::id());
    let admin = Database::connect(&cluster).await.expect("the cluster");
    let order = async |sql: String| admin.execute_unprepared(&sql).await.expect("done");
    order(format!("CREATE DATABASE {name}")).await;
    let (server, _) = cluster.rsplit_once('/').expect("an address with a database");
    let place = Place {
        database: format!("{server}/{name}"),
        ..Place::empty()
    };
    assert!(place.delos(&["migrate", "up"], "").status.success());
    test(place).await;
    order(format!("DROP DATABASE {name} WITH (FORCE)")).await;
}

/// A `delos serve` under way; killed when dropped.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    log: Arc<Mutex<String>>,
}

impl Server {
    /// Starts it and waits until it says where it listens.
    pub fn start(mut command: Command) -> Server {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("started");
        let log = Arc::new(Mutex::new(String::new()));
        let (say, hear) = mpsc::channel();
        let (errors, kept) = (child.stderr.take().expect("piped"), log.clone());
        std::thread::spawn(move || {
            for line in BufReader::new(errors).lines().map_while(Result::ok) {
                if let Some((_, address)) = line.split_once("écoute sur http://") {
                    let _ = say.send(address.trim().to_string());
                }
                let mut log = kept.lock().expect("no panic while held");
                log.push_str(&line);
                log.push('\n');
            }
        });
        let address = hear.recv_timeout(PATIENCE);
        let address = address.unwrap_or_else(|_| panic!("not listening: {}", log.lock().expect("a log")));
        Server {
            child,
            address: address.parse().expect("an address"),
            log,
        }
    }

    /// An address of this server, under a name that is not this machine's.
    pub fn url(&self, path: &str) -> String {
        format!("http://{HOST}:{}{path}", self.address.port())
    }

    /// A browser of its own: cookies, no redirection followed, and the Accept of a navigation.
    pub fn browser(&self) -> Browser {
        let mut headers = header::HeaderMap::new();
        headers.insert(
            header::ACCEPT,
            "text/html,application/xhtml+xml".parse().expect("a header"),
        );
        let client = Client::builder()
            .cookie_store(true)
            .redirect(reqwest::redirect::Policy::none())
            .default_headers(headers)
            .resolve(HOST, self.address)
            .timeout(PATIENCE)
            .build()
            .expect("a client");
        Browser {
            client,
            base: self.url(""),
        }
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// All it logged so far.
    pub fn log(&self) -> String {
        self.log.lock().expect("no panic while held").clone()
    }

    /// Waits for a line of the log, which may come a moment after the answer it tells of.
    pub async fn wait_for_log(&self, part: &str) {
        let since = std::time::Instant::now();
        while !self.log().contains(part) {
            assert!(since.elapsed() < PATIENCE, "{part} is not in {}", self.log());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Sends a signal by number or name.
    pub fn signal(&self, signal: &str) {
        let sent = Command::new("kill")
            .args([format!("-{signal}"), self.child.id().to_string()])
            .status();
        assert!(sent.expect("kill").success());
    }

    /// Waits for its end, and fails when it takes too long.
    pub fn ended(&mut self) -> ExitStatus {
        let since = std::time::Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return status;
            }
            assert!(since.elapsed() < PATIENCE, "still there: {}", self.log());
            std::thread::yield_now();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A connection beside the program's own.
pub async fn connect(url: &str) -> sea_orm::DatabaseConnection {
    Database::connect(url).await.expect("a connection")
}

/// One statement.
pub async fn run(db: &sea_orm::DatabaseConnection, sql: &str) {
    db.execute_unprepared(sql).await.expect(sql);
}
