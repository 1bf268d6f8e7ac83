//! `delos bad-line`.

use super::Failure;
use badline::{Fault, Line, Plan};
use clap::Args;
use std::net::SocketAddr;
use std::num::NonZeroU64;
use std::process::ExitCode;
use std::time::Duration;

/// Put a bad line between a browser and a server of this machine, to see what it does to marks.
#[derive(Args)]
pub struct BadLine {
    /// Where the server listens.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:3000")]
    server: SocketAddr,
    /// Where the browser goes instead.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:3030")]
    listen: SocketAddr,
    /// One request in so many meets a fault.
    #[arg(long, value_name = "N", default_value = "3")]
    one_in: NonZeroU64,
    /// The same seed gives the same faults to the same requests.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How long requests are held back, milliseconds.
    #[arg(long, value_name = "MS", default_value_t = 30_000)]
    stall: u64,
    /// Requests whose path begins otherwise always pass.
    #[arg(long, value_name = "PREFIX", default_value = "/api/")]
    path: String,
    /// Only this fault; may be given again (lost-request, abandoned, lost-answer, half-open, stalled, doubled, overtaken).
    #[arg(long, value_name = "FAULT")]
    only: Vec<Fault>,
}

impl BadLine {
    /// Carries requests until Ctrl-C, then tells what they met.
    pub async fn run(self) -> Result<ExitCode, Failure> {
        let plan = Plan {
            seed: self.seed,
            one_in: self.one_in,
            path: self.path,
            stall: Duration::from_millis(self.stall),
            faults: if self.only.is_empty() {
                Fault::ALL.to_vec()
            } else {
                self.only
            },
        };
        let line = Line::open(self.listen, self.server, plan).await?;
        eprintln!(
            "une mauvaise ligne mène de http://{} à http://{}",
            line.address, self.server
        );
        tokio::signal::ctrl_c().await?;
        for (fault, times) in line.met() {
            println!("{fault:<14} {times}");
        }
        Ok(ExitCode::SUCCESS)
    }
}
