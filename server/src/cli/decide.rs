//! `delos decide`: the law from a shell.

mod batch;
mod dump;
mod sheet;

use super::{Failure, answered};
use clap::Args;
use domain::{DecideLine, LineError, LineReason};
use serde::Serialize;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write, stdin, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Decide on candidates given as JSON lines, one decision line each.
///
/// Marks are texts ("12.5", "AB"), never numbers. A bad line gets an error line with id, field and reason; the others
/// are still answered, and the exit code is then 1.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Decide {
    /// Code of the ruleset; `delos rules list` has them all.
    #[arg(long, value_name = "CODE", required_unless_present = "schema")]
    ruleset: Option<String>,
    /// Print the JSON schema of a line and stop.
    #[arg(long)]
    schema: bool,
    /// Decide on a whole session in columns: CSV with a title for each cell, or a binary dump. One CSV line each comes
    /// out, without trace; refused candidates are told on the error output.
    #[arg(long)]
    batch: bool,
    /// Threads of a batch; as many as there are processors when absent.
    #[arg(long, value_name = "N", requires = "batch")]
    threads: Option<usize>,
    /// Candidates, one per line; - for standard input.
    #[arg(default_value = "-")]
    file: PathBuf,
}

const EXAMPLES: &str = r#"Examples:
  delos decide --schema
  delos decide --ruleset BCP31202 candidates.jsonl > decisions.jsonl
  delos decide --ruleset BCG24 --batch session.csv > decisions.csv
  echo '{"id":"1","marks":{"PHI":"8","GO":"AJ"}}' | delos decide --ruleset BCG24"#;

impl Decide {
    /// Decides.
    pub fn run(self) -> Result<ExitCode, Failure> {
        if self.schema {
            println!("{}", domain::schema().trim_end());
            return Ok(ExitCode::SUCCESS);
        }
        let code = self.ruleset.unwrap_or_default();
        let ruleset = domain::builtin_ruleset(&code).ok_or_else(|| {
            let known: Vec<_> = domain::builtin().iter().map(|(code, _)| *code).collect();
            Failure(format!(
                "il n'y a pas de règlement « {code} » ; règlements connus : {}",
                known.join(", ")
            ))
        })?;
        if self.batch {
            let threads = self
                .threads
                .or_else(|| std::thread::available_parallelism().ok().map(Into::into));
            let mut out = BufWriter::new(stdout().lock());
            let exit = batch::run(&ruleset, &self.file, threads.unwrap_or(1), &mut out)?;
            return answered(out.flush().map(|()| exit));
        }
        let (mut bad, mut out) = (0, BufWriter::new(stdout().lock()));
        let read = each_line(&self.file, |_, line| {
            match line.and_then(|line| line.decide(&ruleset)) {
                Ok(decision) => print(&mut out, &decision),
                Err(error) => {
                    bad += 1;
                    print(&mut out, &error)
                }
            }
        });
        answered(
            read.and_then(|()| out.flush())
                .map(|()| ExitCode::from(u8::from(bad > 0))),
        )
    }
}

/// Reads candidates one by one, each with the number of its line; `-` is standard input.
///
/// # Errors
/// The file cannot be read, or `then` fails.
pub(super) fn each_line(
    file: &Path,
    mut then: impl FnMut(usize, Result<DecideLine, LineError>) -> std::io::Result<()>,
) -> std::io::Result<()> {
    let mut input: Box<dyn BufRead> = if file.as_os_str() == "-" {
        Box::new(stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(file)?))
    };
    let (mut number, mut line) = (0, Vec::new());
    while {
        line.clear();
        input.read_until(b'\n', &mut line)? > 0
    } {
        number += 1;
        let text = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&line).trim_ascii();
        if !text.is_empty() {
            then(number, read(text))?;
        }
    }
    Ok(())
}

fn read(text: &[u8]) -> Result<DecideLine, LineError> {
    serde_json::from_slice(text).map_err(|error| LineError {
        // The id may be readable although the rest is not of the form.
        id: serde_json::from_slice::<serde_json::Value>(text)
            .ok()
            .and_then(|line| line["id"].as_str().map(str::to_owned)),
        field: String::new(),
        reason: LineReason::Json(error.to_string()),
    })
}

fn print(out: &mut impl Write, line: &impl Serialize) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}
