//! `delos import`.

use super::{Failure, open::Open};
use crate::config::Config;
use clap::{Args, Subcommand};
use exchanges::{ImportCode, Report, ReportLine};
use service::{Clock, Desk, ImportFile, Scratch, Settings};
use std::path::PathBuf;
use std::process::ExitCode;
use wire::{ImportKind, ImportLine, ImportReport, Weight};
use words::{Lang, fill};

/// Import a file. Exit codes: 0 clean, 1 with rejects, 2 refused.
#[derive(Subcommand)]
pub enum Import {
    /// The open-data directory of schools (annuaire, CSV): creates and updates establishments.
    Places(Options),
    /// Pupils as schools export them (BEE_ELEVES XML, or its CSV sibling with --uai).
    Siecle {
        #[command(flatten)]
        options: Options,
        #[command(flatten)]
        session: Session,
        /// School of the file: needed for a CSV; for an XML, the file must be that school's.
        #[arg(long)]
        uai: Option<String>,
    },
    /// Continuous-assessment and conserved marks (CSV: numero_candidat;ine;epreuve;partie;note;report).
    Marks {
        #[command(flatten)]
        options: Options,
        #[command(flatten)]
        session: Session,
    },
}

/// What every import takes.
#[derive(Args)]
pub struct Options {
    /// The file.
    file: PathBuf,
    /// Read, check, compare, and write nothing; works without a database too.
    #[arg(long)]
    dry_run: bool,
    /// Print the report as JSON.
    #[arg(long)]
    json: bool,
    /// Largest file taken (default: the installation's max_upload).
    #[arg(long, value_name = "BYTES")]
    max_size: Option<u64>,
}

/// Where it goes.
#[derive(Args)]
pub struct Session {
    /// Code of the session (default: the newest one).
    #[arg(long, value_name = "CODE")]
    session: Option<String>,
}

impl Import {
    /// Imports.
    pub async fn run(self, open: Open) -> Result<ExitCode, Failure> {
        let (kind, options, session, uai) = match self {
            Import::Places(options) => (ImportKind::Places, options, None, None),
            Import::Siecle { options, session, uai } => (ImportKind::Siecle, options, session.session, uai),
            Import::Marks { options, session } => (ImportKind::Marks, options, session.session, None),
        };
        let config = open.config()?;
        let file = ImportFile {
            session,
            uai,
            dry_run: options.dry_run,
            max_size: options.max_size,
            ..ImportFile::new(options.file)
        };
        let operator = Desk::operator("delos import");
        let report = if options.dry_run {
            check(&open, &config, &operator, kind, file).await?
        } else {
            let desk = open.desk(&config).await?;
            let imported = desk.import_file(&operator, kind, file).await;
            desk.store.close().await;
            imported?
        };
        let told = worded(&report);
        if options.json {
            println!(
                "{}",
                serde_json::to_string(&told).map_err(|error| Failure(error.to_string()))?
            );
        } else {
            print(&report);
        }
        Ok(ExitCode::from(told.exit_code()))
    }
}

/// A dry run beside the database when there is one, beside an empty one when there is none.
async fn check(
    open: &Open,
    config: &Config,
    operator: &domain::Actor,
    kind: ImportKind,
    file: ImportFile,
) -> Result<ImportReport, Failure> {
    if open.has_database(config)
        && let Ok(desk) = open.desk(config).await
    {
        let report = desk.check_file(operator, kind, file, true).await;
        desk.store.close().await;
        return Ok(report?);
    }
    let scratch = Scratch::new().await?;
    let settings = Settings {
        max_upload: config.max_upload,
        ..Settings::default()
    };
    let desk = Desk::new(scratch.store.clone(), Clock::system(), settings);
    // A session cannot be looked up where there is no database.
    let file = ImportFile { session: None, ..file };
    Ok(desk.check_file(operator, kind, file, false).await?)
}

/// The report in the words and the keys of the JSON.
fn worded(report: &ImportReport) -> Report {
    let mut told = Report::new(0);
    (told.read, told.created, told.updated) = (report.read, report.created, report.updated);
    (told.skipped, told.rejected, told.refused) = (report.skipped, report.rejected, report.refused);
    told.beyond = report.beyond;
    let code = |line: &ImportLine| ImportCode::ALL.iter().copied().find(|code| code.text() == line.code);
    told.lines = report
        .lines
        .iter()
        .filter_map(|line| {
            Some(ReportLine {
                line: line.line,
                element: line.element.clone(),
                code: code(line)?,
                message: message(line),
            })
        })
        .collect();
    told.finish(|finding| words::exchanges::import_message(Lang::Fr, finding.code.text(), &finding.value));
    told
}

fn message(line: &ImportLine) -> String {
    match line.weight {
        Weight::Fatal => words::exchanges::import_message_at(Lang::Fr, &line.code, &line.value, line.line, line.column),
        Weight::Warning | Weight::Skip | Weight::Error => {
            words::exchanges::import_message(Lang::Fr, &line.code, &line.value)
        }
    }
}

/// The report for people.
fn print(report: &ImportReport) {
    let words = &Lang::Fr.words().imports();
    for line in &report.lines {
        let weight = match line.weight {
            Weight::Warning => words.warning,
            Weight::Skip => words.skip,
            Weight::Error => words.error,
            Weight::Fatal => words.fatal,
        };
        let place = if line.line == 0 {
            String::new()
        } else {
            fill(words.place_line, &[("line", &line.line.to_string())])
        };
        let place: Vec<&str> = [place.as_str(), line.element.as_str()]
            .into_iter()
            .filter(|it| !it.is_empty())
            .collect();
        println!("{weight:<10} {:<32} {}", place.join(", "), message(line));
    }
    if report.beyond > 0 {
        println!(
            "{}",
            words::exchanges::import_message(Lang::Fr, "more_lines", &report.beyond.to_string())
        );
    }
    let counts = [
        ("read", report.read),
        ("created", report.created),
        ("updated", report.updated),
        ("same", report.same),
        ("skipped", report.skipped),
        ("rejected", report.rejected),
    ]
    .map(|(name, count)| (name, count.to_string()));
    println!(
        "{}",
        fill(
            words.summary,
            &counts.each_ref().map(|(name, count)| (*name, count.as_str()))
        )
    );
    if report.refused {
        println!("{}", words.refused_note);
    } else if report.dry_run {
        println!("{}", words.dry_note);
    }
}
