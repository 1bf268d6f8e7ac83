//! `delos verify`.

use super::Failure;
use clap::Args;
use std::fs::File;
use std::io::{BufRead, BufReader, stdin};
use std::path::PathBuf;
use std::process::ExitCode;

/// Prove an exported log with nothing but the file.
///
/// Without a head the export is proven to be consistent in itself. With the head printed on the minutes it is proven
/// to be the log that was signed.
#[derive(Args)]
pub struct Verify {
    /// Export, one event per line; - for standard input.
    export: PathBuf,
    /// Head printed on the minutes, NUMBER:HASH.
    #[arg(long, value_name = "SEQ:HASH")]
    head: Option<String>,
}

impl Verify {
    /// Verifies.
    pub fn run(self) -> Result<ExitCode, Failure> {
        let export: Box<dyn BufRead> = if self.export.as_os_str() == "-" {
            Box::new(stdin().lock())
        } else {
            Box::new(BufReader::new(File::open(&self.export)?))
        };
        let head = match &self.head {
            Some(text) => Some(
                text.split_once(':')
                    .and_then(|(seq, hash)| Some((seq.parse::<i64>().ok()?, hash)))
                    .ok_or_else(|| Failure("la tête s'écrit NUMÉRO:EMPREINTE".into()))?,
            ),
            None => None,
        };
        match store::verify_export(export, head) {
            Ok(chains) => {
                for chain in &chains {
                    println!("{} {}:{}", chain.stream, chain.seq, chain.hash);
                }
                println!("{} chaînes intactes", chains.len());
                Ok(ExitCode::SUCCESS)
            }
            Err(fault) => {
                println!("rompu : {fault}");
                Ok(ExitCode::from(1))
            }
        }
    }
}
