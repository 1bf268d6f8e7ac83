//! `delos export-log`.

use super::{Failure, open::Open};
use clap::Args;
use domain::StreamKey;
use service::Desk;
use std::fs::File;
use std::io::{BufWriter, Write, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

/// Write the log, one event per line, for `delos verify`.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct ExportLog {
    /// One stream only: jury:3, lot:12, session:1.
    #[arg(long, value_name = "STREAM", value_parser = parse_stream)]
    stream: Option<StreamKey>,
    /// Where to; - for standard output.
    #[arg(default_value = "-")]
    file: PathBuf,
}

const EXAMPLES: &str = "\
Examples:
  delos export-log log.jsonl && delos verify log.jsonl
  delos export-log --stream jury:3 | delos verify - --head 41:9f2c…    the head printed on the minutes";

fn parse_stream(text: &str) -> Result<StreamKey, String> {
    text.parse()
        .map_err(|()| "un flux s'écrit jury:3, lot:12 ou session:1".into())
}

impl ExportLog {
    /// Exports.
    pub async fn run(self, open: Open) -> Result<ExitCode, Failure> {
        let desk = open.desk(&open.config()?).await?;
        let mut out: Box<dyn Write + Send> = if self.file.as_os_str() == "-" {
            Box::new(BufWriter::new(stdout()))
        } else {
            Box::new(BufWriter::new(File::create(&self.file)?))
        };
        let count = desk
            .export_log(&Desk::operator("delos export-log"), self.stream, &mut out)
            .await?;
        out.flush()?;
        eprintln!("{count} événements exportés");
        Ok(ExitCode::SUCCESS)
    }
}
