//! The binary `delos`: serves the site, and does from a shell what the screens do.

#![recursion_limit = "256"]

mod assets;
mod backup;
mod cli;
mod config;
mod demo;
mod flash;
mod flaws;
mod forms;
mod health;
mod live;
mod render;
mod results;
#[cfg(test)]
mod rights_test;
mod router;
mod security;
mod serve;
mod session;
mod state;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    // Four workers whatever the machine: rendering waits on itself when there is only one.
    let workers = std::thread::available_parallelism().map_or(4, |n| n.get().max(4));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(workers)
        .enable_all()
        .build();
    match runtime {
        Ok(runtime) => {
            let code = runtime.block_on(cli::run(cli::Cli::parse()));
            runtime.shutdown_timeout(std::time::Duration::from_secs(1));
            code
        }
        Err(error) => {
            eprintln!("delos: {error}");
            ExitCode::from(2)
        }
    }
}
