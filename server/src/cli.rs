//! The command line. One file per command; each teaches itself with `--help`.

mod admin;
mod backup;
mod bad_line;
mod bench;
mod decide;
mod demo;
mod export_log;
mod import;
mod judge;
mod lookup;
mod migrate;
mod open;
mod rules;
mod serve;
mod session;
mod session_status;
mod verify;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// Délos runs national exams from registration to diploma.
#[derive(Parser)]
#[command(name = "delos", version, about, propagate_version = true, after_help = EXAMPLES)]
pub struct Cli {
    /// Configuration file (default: delos.toml beside you, if there is one).
    #[arg(long, global = true, env = "DELOS_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// Database: sqlite://path or postgres://user@host/name (default: sqlite://data/delos.sqlite).
    #[arg(long, global = true, value_name = "URL")]
    pub database_url: Option<String>,

    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  delos demo --serve                          a demonstration session, served on this machine
  delos migrate up                            create or update the schema
  delos admin create-user dec1 --name 'DEC' --role manager < password.txt
  delos import places annuaire.csv            load the directory of schools
  delos import siecle eleves.xml --dry-run    check a file of pupils, write nothing
  delos serve                                 serve on 127.0.0.1:3000
  delos session --help                        prepare a session, step by step
  delos verify export.jsonl                   prove an exported log, without a database

Configuration: defaults < delos.toml < environment (DATABASE_URL, DELOS_…, RUST_LOG) < flags.";

#[derive(Subcommand)]
enum Command {
    /// Serve the site until SIGTERM.
    Serve(serve::Serve),
    /// Create or update the schema, or tell where it stands.
    #[command(subcommand)]
    Migrate(migrate::Migrate),
    /// Manage accounts. Passwords are read from standard input.
    #[command(subcommand)]
    Admin(admin::Admin),
    /// Fill an empty database with a demonstration session.
    Demo(demo::Demo),
    /// Prepare a session: exams, candidates, anonymity, lots, juries.
    Session(session::Session),
    /// Copy the whole database into one file.
    Backup(backup::Backup),
    /// Put a backup back into an empty database.
    Restore(backup::Restore),
    /// Write the log, one event per line.
    ExportLog(export_log::ExportLog),
    /// Import schools, pupils or marks from a file.
    #[command(subcommand)]
    Import(import::Import),
    /// Prove an exported log with nothing but the file.
    Verify(verify::Verify),
    /// Judge the candidates of a session as their marks stand.
    Judge(judge::Judge),
    /// Decide on candidates given as JSON lines.
    Decide(decide::Decide),
    /// Check, show, compare and try rulesets.
    #[command(subcommand)]
    Rules(rules::Rules),
    /// Measure this program beside limits and peers, in one run.
    Bench(bench::Bench),
    /// Put a bad line between a browser and a server of this machine.
    BadLine(bad_line::BadLine),
}

/// Runs a command. Exit codes: 0 done, 1 done with rejects, 2 refused or failed.
pub async fn run(cli: Cli) -> ExitCode {
    let outcome = match cli.command {
        Command::Serve(command) => command.run(open::Open::new(cli.config, cli.database_url)).await,
        Command::Migrate(command) => command.run(open::Open::new(cli.config, cli.database_url)).await,
        Command::Admin(command) => command.run(open::Open::new(cli.config, cli.database_url)).await,
        Command::Demo(command) => command.run(open::Open::new(cli.config, cli.database_url)).await,
        Command::Session(command) => command.run(open::Open::new(cli.config, cli.database_url)).await,
        Command::Backup(command) => command.run(open::Open::new(cli.config, cli.database_url)).await,
        Command::Restore(command) => command.run(open::Open::new(cli.config, cli.database_url)).await,
        Command::ExportLog(command) => command.run(open::Open::new(cli.config, cli.database_url)).await,
        Command::Import(command) => command.run(open::Open::new(cli.config, cli.database_url)).await,
        Command::Judge(command) => command.run(open::Open::new(cli.config, cli.database_url)).await,
        Command::Verify(command) => command.run(),
        Command::Decide(command) => command.run(),
        Command::Rules(command) => command.run(),
        Command::Bench(command) => command.run().await,
        Command::BadLine(command) => command.run().await,
    };
    match outcome {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("delos: {failure}");
            ExitCode::from(2)
        }
    }
}

/// What came of writing an answer. Whoever reads may have seen enough (head, less): that ends a command well.
fn answered(written: std::io::Result<ExitCode>) -> Result<ExitCode, Failure> {
    match written {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        written => Ok(written?),
    }
}

/// Why a command stopped, as one sentence.
#[derive(Debug)]
pub struct Failure(pub String);

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<service::Refusal> for Failure {
    fn from(refusal: service::Refusal) -> Self {
        match refusal {
            // Below the law the cause itself helps whoever runs the command.
            service::Refusal::Refused(refused) => {
                let words = words::Lang::Fr.words();
                let mut sentence = words.errors().refused(&app::code_and_value(&refused));
                for fault in refused.fields.iter().skip(1) {
                    sentence.push(' ');
                    sentence.push_str(&words.errors().field(&fault.code, &fault.value));
                }
                Failure(sentence)
            }
            other => Failure(other.to_string()),
        }
    }
}

impl From<store::StoreError> for Failure {
    fn from(error: store::StoreError) -> Self {
        Failure(match &error {
            store::StoreError::SchemaUnknown { found, expected } => format!(
                "le schéma de la base est à « {found} », ce programme attend « {expected} » : lancez « delos migrate up » (ou le programme de la bonne version)"
            ),
            other => other.to_string(),
        })
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Failure(error.to_string())
    }
}

impl From<config::ConfigError> for Failure {
    fn from(error: config::ConfigError) -> Self {
        Failure(format!("configuration : {error}"))
    }
}
