//! Every fault of a ruleset at once.

use super::{tell, text};
use crate::cli::Failure;
use clap::Args;
use domain::Ruleset;
use std::process::ExitCode;
use words::Lang;

/// Tell every fault of a ruleset with its line and column, then run its worked cases.
#[derive(Args)]
pub struct Check {
    /// File of the ruleset, or the code of one that comes with the program.
    #[arg(value_name = "FILE")]
    name: String,
}

impl Check {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let text = text(&self.name)?;
        let ruleset = Ruleset::from_toml(&text);
        let proven = ruleset
            .as_ref()
            .map_err(Clone::clone)
            .and_then(|ruleset| ruleset.prove(&text));
        tell(|out| {
            match proven {
                Ok(1) => writeln!(out, "{} : sans faute, un cas d'exemple juste", self.name)?,
                Ok(cases) => writeln!(out, "{} : sans faute, {cases} cas d'exemple justes", self.name)?,
                Err(errors) => {
                    for error in &errors {
                        writeln!(
                            out,
                            "{}",
                            words::law::ruleset_error(Lang::Fr, ruleset.as_ref().ok(), error)
                        )?;
                    }
                    return Ok(ExitCode::from(1));
                }
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}
