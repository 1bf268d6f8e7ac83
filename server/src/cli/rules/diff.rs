//! What differs between two rulesets, in words.

use super::{open, tell};
use crate::cli::Failure;
use clap::Args;
use std::process::ExitCode;
use words::Lang;

/// Tell in words what differs between two rulesets. Exit code 1 when something does.
#[derive(Args)]
pub struct Diff {
    /// The ruleset before: a code, or a file.
    #[arg(value_name = "A")]
    before: String,
    /// The ruleset after.
    #[arg(value_name = "B")]
    after: String,
}

impl Diff {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let ((_, before), (_, after)) = (open(&self.before)?, open(&self.after)?);
        let changes = domain::changes(&before, &after);
        tell(|out| {
            for change in &changes {
                writeln!(out, "{}", words::law::ruleset_change(Lang::Fr, change))?;
            }
            if changes.is_empty() {
                writeln!(out, "Aucune différence.")?;
                return Ok(ExitCode::SUCCESS);
            }
            Ok(ExitCode::from(1))
        })
    }
}
