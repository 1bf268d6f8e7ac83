//! `delos serve`.

use super::{Failure, open::Open};
use clap::Args;
use std::process::ExitCode;

/// Serve the site until SIGTERM.
#[derive(Args)]
pub struct Serve {
    /// Address and port (default 127.0.0.1:3000).
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    /// Address people type; https makes the session cookie Secure.
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// Bring the schema up to date first.
    #[arg(long)]
    migrate: bool,
    /// Demonstration: loopback only, says so on every screen, shows the design system.
    #[arg(long)]
    demo: bool,
    /// Serve only results, from a copy of the folder of published sets; no database is opened.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["migrate", "demo"])]
    results: Option<std::path::PathBuf>,
    /// For `delos bench` alone: a commit does not wait for the disk.
    #[arg(long, hide = true)]
    measure_without_sync: bool,
    /// For `delos bench` alone: commands in a transaction at most.
    #[arg(long, hide = true, value_name = "N")]
    measure_batch: Option<usize>,
}

impl Serve {
    /// The same, as a demonstration, which may be one of yesterday with the schema of yesterday.
    pub fn for_demo(self) -> Serve {
        Serve {
            demo: true,
            migrate: true,
            ..self
        }
    }

    /// Serves.
    pub async fn run(self, open: Open) -> Result<ExitCode, Failure> {
        let mut config = open.config()?;
        if let Some(listen) = self.listen {
            config.listen = listen;
        }
        if let Some(url) = self.public_url {
            config.public_url = url;
        }
        if let Some(folder) = self.results {
            if !folder.is_dir() {
                return Err(Failure(format!("« {} » n'est pas un dossier", folder.display())));
            }
            crate::serve::serve_results(folder, config).await?;
            return Ok(ExitCode::SUCCESS);
        }
        config.demo |= self.demo;
        config.durable = !self.measure_without_sync;
        config.batch = self.measure_batch;
        if config.demo && !loopback(&config.listen) {
            return Err(Failure(format!(
                "la démonstration n'écoute que sur cette machine : {} n'est pas une adresse locale",
                config.listen
            )));
        }
        if self.migrate {
            open.store(&config).await?.migrate().await?;
        }
        let desk = open.desk(&config).await?;
        crate::serve::serve(desk, config).await?;
        Ok(ExitCode::SUCCESS)
    }
}

fn loopback(listen: &str) -> bool {
    listen
        .parse::<std::net::SocketAddr>()
        .is_ok_and(|address| address.ip().is_loopback())
        || listen.starts_with("localhost:")
}
