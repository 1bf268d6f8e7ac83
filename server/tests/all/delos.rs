//! Starts the program on a free port of this machine and stops it at the end.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The password of every account of the tests.
pub const PASSWORD: &str = "une phrase de passe assez longue";

/// A running program; killed when dropped.
pub struct Delos {
    child: Child,
    /// Such as `http://127.0.0.1:43210`.
    pub url: String,
}

/// The command, in a folder, away from the configuration of whoever runs the tests.
pub fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_delos"));
    command
        .current_dir(folder)
        .env("DATABASE_URL", database(folder))
        .env("DELOS_DATA_DIR", data(folder))
        .env("RUST_LOG", "warn")
        .stdin(Stdio::null());
    command
}

/// Address of the database of a folder.
pub fn database(folder: &Path) -> String {
    format!("sqlite://{}", folder.join("test.sqlite").display())
}

/// Its data folder.
pub fn data(folder: &Path) -> PathBuf {
    folder.join("data")
}

/// Runs a command to its end, with a line of input.
pub fn run(folder: &Path, arguments: &[&str], input: &str) {
    let mut child = command(folder)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("the program");
    child
        .stdin
        .take()
        .expect("input")
        .write_all(input.as_bytes())
        .expect("a line");
    assert!(child.wait().expect("an end").success(), "{arguments:?}");
}

impl Delos {
    /// `delos serve` with more arguments and settings, once it listens.
    pub fn serve(folder: &Path, arguments: &[&str], settings: &[(&str, &str)]) -> Delos {
        let mut child = command(folder)
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(arguments)
            .envs(settings.iter().copied())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program");
        let mut lines = BufReader::new(child.stderr.take().expect("output")).lines();
        let url = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| Some(line[line.find("http://127.0.0.1:")?..].trim().to_owned()))
            .expect("it listens");
        // Whoever stops reading stops the program at its next line.
        std::thread::spawn(move || lines.for_each(drop));
        Delos { child, url }
    }
}

impl Drop for Delos {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
