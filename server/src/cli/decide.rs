//! `delos decide`: the law from a shell.

use super::Failure;
use clap::Args;
use domain::{DecideLine, LineError, LineReason, Ruleset};
use serde::Serialize;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, ErrorKind, Write, stdin, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

/// Decide on candidates given as JSON lines, one decision line each.
///
/// Marks are texts ("12.5", "AB"), never numbers. A bad line gets an error line with id, field and reason; the others
/// are still answered, and the exit code is then 1.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Decide {
    /// Code of the ruleset: BCG24, BCP31202, BCP25510.
    #[arg(long, value_name = "CODE", required_unless_present = "schema")]
    ruleset: Option<String>,
    /// Print the JSON schema of a line and stop.
    #[arg(long)]
    schema: bool,
    /// Candidates, one per line; - for standard input.
    #[arg(default_value = "-")]
    file: PathBuf,
}

const EXAMPLES: &str = r#"Examples:
  delos decide --schema
  delos decide --ruleset BCP31202 candidates.jsonl > decisions.jsonl
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
        let input: Box<dyn BufRead> = if self.file.as_os_str() == "-" {
            Box::new(stdin().lock())
        } else {
            Box::new(BufReader::new(File::open(&self.file)?))
        };
        match answer(&ruleset, input, BufWriter::new(stdout().lock())) {
            Ok(0) => Ok(ExitCode::SUCCESS),
            Ok(_) => Ok(ExitCode::from(1)),
            // Whoever reads has seen enough (head, less).
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
            Err(error) => Err(error.into()),
        }
    }
}

/// Answers every line in order; tells how many were bad.
fn answer(ruleset: &Ruleset, mut input: impl BufRead, mut out: impl Write) -> std::io::Result<u64> {
    let mut bad = 0;
    let mut line = Vec::new();
    while {
        line.clear();
        input.read_until(b'\n', &mut line)? > 0
    } {
        let text = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&line).trim_ascii();
        if text.is_empty() {
            continue;
        }
        match read(text).and_then(|candidate| candidate.decide(ruleset)) {
            Ok(decision) => print(&mut out, &decision)?,
            Err(error) => {
                bad += 1;
                print(&mut out, &error)?;
            }
        }
    }
    out.flush()?;
    Ok(bad)
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
