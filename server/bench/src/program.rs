//! A program under measure: a process of its own, so that its time and its memory are its own.

use crate::place::Place;
use crate::{Failure, Result};
use std::collections::VecDeque;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader, Lines};
use tokio::process::{Child, ChildStderr, Command};

/// How long a start may take.
const START: Duration = Duration::from_secs(30);
/// Lines of a program's standard error kept to explain a failure.
const KEPT: usize = 20;
/// Ticks a second in which Linux counts a process's time, whatever the kernel's own clock.
const TICKS: f64 = 100.0;
/// How often the peak of a process's memory is read; the kernel keeps the peak itself.
const LOOK: Duration = Duration::from_millis(20);

/// A running server; it ends with this value.
pub struct Program {
    /// Where it listens.
    pub address: SocketAddr,
    pid: u32,
    _child: Child,
}

impl Program {
    /// Starts the program and waits until it says where it listens.
    ///
    /// # Errors
    /// It ended, or said nothing in time.
    pub async fn start(place: &Place, arguments: &[&str]) -> Result<Program> {
        Program::listening(command(place, Command::new(&place.program), arguments)).await
    }

    /// The same, each sync of a disk written down as a line of a file.
    ///
    /// # Errors
    /// As above, or there is no `strace`.
    pub async fn start_traced(place: &Place, arguments: &[&str], trace: &Path) -> Result<Program> {
        let mut strace = Command::new("strace");
        strace
            .args(["--daemonize", "--follow-forks", "--seccomp-bpf", "--signal=none"])
            .args(["--trace=fsync,fdatasync", "--output"])
            .arg(trace)
            .arg(&place.program);
        Program::listening(command(place, strace, arguments)).await
    }

    async fn listening(mut command: Command) -> Result<Program> {
        let mut child = command.spawn()?;
        let pid = child.id().ok_or_else(|| Failure("the server ended at once".into()))?;
        let stderr = child.stderr.take().ok_or_else(|| Failure("no standard error".into()))?;
        let mut lines = BufReader::new(stderr).lines();
        let address = tokio::time::timeout(START, listening(&mut lines))
            .await
            .map_err(|_| Failure(format!("the server did not start within {} s", START.as_secs())))??;
        // A full pipe would stop the server.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Ok(Program {
            address,
            pid,
            _child: child,
        })
    }

    /// Seconds of processor the process has used, in all its threads.
    ///
    /// # Errors
    /// It ended, or this is not Linux.
    pub fn cpu_seconds(&self) -> Result<f64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.pid))?;
        // The name in parentheses may hold spaces; user and system time are the 12th and 13th field after it.
        let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
        let mut fields = after.split_whitespace().skip(11).take(2).map(str::parse::<f64>);
        match (fields.next(), fields.next()) {
            (Some(Ok(user)), Some(Ok(system))) => Ok((user + system) / TICKS),
            _ => Err(Failure("the system does not tell a process's time".into())),
        }
    }
}

/// The address in the line a server writes when it listens.
async fn listening(lines: &mut Lines<BufReader<ChildStderr>>) -> Result<SocketAddr> {
    let mut said = String::new();
    while let Some(line) = lines.next_line().await? {
        if let Some((_, address)) = line.rsplit_once("http://") {
            return Ok(address.trim().parse()?);
        }
        said.push_str(&line);
        said.push('\n');
    }
    Err(Failure(format!("the server ended: {said}")))
}

fn command(place: &Place, mut command: Command, arguments: &[&str]) -> Command {
    command
        .args(arguments)
        .env("DELOS_DATA_DIR", place.path("data"))
        .env_remove("DATABASE_URL")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    command
}

/// A command that ran to its end.
pub struct Ran {
    /// How it ended.
    pub status: ExitStatus,
    /// Wall time, seconds.
    pub seconds: f64,
    /// Largest resident memory, MiB.
    pub peak_mib: f64,
    /// The last lines it wrote.
    pub said: String,
}

/// Runs the program to its end, within `limit`.
///
/// # Errors
/// It could not be started or took too long.
pub async fn run(place: &Place, arguments: &[&str], limit: Duration) -> Result<Ran> {
    let start = std::time::Instant::now();
    let mut child = command(place, Command::new(&place.program), arguments).spawn()?;
    let pid = child.id().ok_or_else(|| Failure("the program ended at once".into()))?;
    let said = Arc::new(Mutex::new(VecDeque::new()));
    let out = keep(child.stdout.take(), said.clone());
    let err = keep(child.stderr.take(), said.clone());
    let mut peak_mib = 0.0_f64;
    let status = loop {
        tokio::select! {
            status = child.wait() => break status?,
            () = tokio::time::sleep(LOOK) => {
                peak_mib = peak_mib.max(peak(pid).unwrap_or(0.0));
                if start.elapsed() > limit {
                    return Err(Failure(format!("{} took over {} s", arguments.join(" "), limit.as_secs())));
                }
            }
        }
    };
    let seconds = start.elapsed().as_secs_f64();
    let _ = tokio::join!(out, err);
    let said = said.lock().expect("no panic while held").make_contiguous().join("\n");
    Ok(Ran {
        status,
        seconds,
        peak_mib,
        said,
    })
}

/// Largest resident memory of a process so far, MiB.
fn peak(pid: u32) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1024.0)
}

fn keep(
    stream: Option<impl AsyncRead + Send + Unpin + 'static>,
    said: Arc<Mutex<VecDeque<String>>>,
) -> tokio::task::JoinHandle<()> {
    tokio::spawn(async move {
        let Some(stream) = stream else { return };
        let mut lines = BufReader::new(stream).lines();
        while let Ok(Some(line)) = lines.next_line().await {
            let mut said = said.lock().expect("no panic while held");
            if said.len() == KEPT {
                said.pop_front();
            }
            said.push_back(line);
        }
    })
}
