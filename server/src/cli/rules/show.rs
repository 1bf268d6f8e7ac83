//! A ruleset as people read it.

use super::{open, tell};
use crate::cli::Failure;
use clap::Args;
use std::process::ExitCode;
use words::Lang;
use words::law::{ruleset_rows, ruleset_sentences};

/// Show a ruleset: its table of components and coefficients, then its rules as sentences.
#[derive(Args)]
pub struct Show {
    /// Code, or a file.
    #[arg(value_name = "CODE")]
    name: String,
}

impl Show {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let (_, ruleset) = open(&self.name)?;
        tell(|out| {
            let sessions = match ruleset.last_session {
                Some(last) => format!("sessions {} à {last}", ruleset.first_session),
                None => format!("à partir de la session {}", ruleset.first_session),
            };
            writeln!(
                out,
                "{} — {} ({sessions}, version {})",
                ruleset.code, ruleset.label, ruleset.version
            )?;
            for legal in &ruleset.legal {
                writeln!(out, "  {legal}")?;
            }
            writeln!(out)?;
            let indented = |row: words::law::Row| words::law::Row {
                code: "  ".repeat(row.depth.into()) + &row.code,
                ..row
            };
            let rows: Vec<_> = ruleset_rows(Lang::Fr, &ruleset).into_iter().map(indented).collect();
            let widest =
                |of: fn(&words::law::Row) -> &str| rows.iter().map(|row| of(row).chars().count()).max().unwrap_or(0);
            let (code, label, kind) = (
                widest(|row| &row.code),
                widest(|row| &row.label),
                widest(|row| row.kind),
            );
            writeln!(
                out,
                "{:<code$}  {:<label$}  {:<kind$}  {:>5}  {:>5}",
                "code", "épreuve", "nature", "coef", "pas"
            )?;
            for row in &rows {
                writeln!(
                    out,
                    "{:<code$}  {:<label$}  {:<kind$}  {:>5}  {:>5}",
                    row.code, row.label, row.kind, row.coefficient, row.step
                )?;
            }
            writeln!(out)?;
            for sentence in ruleset_sentences(Lang::Fr, &ruleset) {
                writeln!(out, "- {sentence}.")?;
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}
