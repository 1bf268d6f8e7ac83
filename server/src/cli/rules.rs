//! `delos rules`: the law as a file, checked, read, compared and tried on marks.

mod check;
mod diff;
mod replay;
mod show;

use super::{Failure, answered};
use clap::Subcommand;
use domain::Ruleset;
use std::io::{BufWriter, Write, stdout};
use std::path::Path;
use std::process::ExitCode;
use words::Lang;

/// Rulesets are named by their code (BCG24) or by a file.
#[derive(Subcommand)]
pub enum Rules {
    /// List the rulesets that come with the program.
    List,
    /// Tell every fault of a file, and whether its worked cases come out as they say.
    Check(check::Check),
    /// Show a ruleset: its table and its rules as sentences.
    Show(show::Show),
    /// Tell in words what differs between two rulesets.
    Diff(diff::Diff),
    /// Decide on marks by two rulesets and tell each decision that flips.
    Replay(replay::Replay),
}

impl Rules {
    /// Runs it. Exit codes: 0 all is well, 1 faults, differences or bad lines, 2 nothing could be done.
    pub fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Rules::List => list(),
            Rules::Check(command) => command.run(),
            Rules::Show(command) => command.run(),
            Rules::Diff(command) => command.run(),
            Rules::Replay(command) => command.run(),
        }
    }
}

/// Writes to whoever reads.
fn tell(write: impl FnOnce(&mut dyn Write) -> std::io::Result<ExitCode>) -> Result<ExitCode, Failure> {
    let mut out = BufWriter::new(stdout().lock());
    answered(write(&mut out).and_then(|code| out.flush().map(|()| code)))
}

fn list() -> Result<ExitCode, Failure> {
    let known = domain::builtin().iter().map(|(code, _)| Ok((*code, open(code)?.1)));
    let known = known.collect::<Result<Vec<_>, Failure>>()?;
    tell(|out| {
        for (code, ruleset) in known {
            writeln!(out, "{code:<10} {}", ruleset.label)?;
        }
        Ok(ExitCode::SUCCESS)
    })
}

/// The text of a ruleset named by its code or by a file.
fn text(name: &str) -> Result<String, Failure> {
    if let Some(text) = domain::builtin_text(name) {
        return Ok(text.to_owned());
    }
    std::fs::read_to_string(Path::new(name)).map_err(|error| {
        let known: Vec<_> = domain::builtin().iter().map(|(code, _)| *code).collect();
        Failure(format!(
            "« {name} » n'est ni un règlement connu ({}) ni un fichier lisible : {error}",
            known.join(", ")
        ))
    })
}

/// A sound ruleset named by its code or by a file, and its text.
fn open(name: &str) -> Result<(String, Ruleset), Failure> {
    let text = text(name)?;
    let ruleset = Ruleset::from_toml(&text).map_err(|errors| {
        let told: Vec<String> = errors
            .iter()
            .map(|error| words::law::ruleset_error(Lang::Fr, None, error))
            .collect();
        Failure(format!("{name} n'est pas un règlement :\n  {}", told.join("\n  ")))
    })?;
    Ok((text, ruleset))
}
