//! `delos demo`.

use super::serve::Serve;
use super::{Failure, open::Open};
use crate::demo;
use clap::Args;
use std::process::ExitCode;
use std::time::Instant;
use store::Store;

/// Fill an empty database with a demonstration session.
///
/// Académie de Rennes, session 2026-06: twelve real schools, fictitious pupils, one lot left to mark, one jury ready
/// to deliberate, one published. Refused when the database holds anything. Nothing is served unless --serve is given,
/// and then on this machine only.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Demo {
    /// Serve it afterwards; a database that is already filled is served as it is.
    #[arg(long)]
    serve: bool,
    #[command(flatten)]
    options: Serve,
}

const EXAMPLES: &str = "\
Examples:
  delos demo --database-url sqlite://data/demo.sqlite
  delos demo --serve --listen 127.0.0.1:3000";

impl Demo {
    /// Fills, and serves when asked to.
    pub async fn run(self, open: Open) -> Result<ExitCode, Failure> {
        let config = open.config()?;
        let store = open.store(&config).await?;
        let empty = is_empty(&store).await?;
        if empty {
            store.migrate().await?;
        }
        store.close().await;
        if empty {
            let desk = open.desk(&config).await?;
            let started = Instant::now();
            let lookups = demo::fill(&desk).await?;
            desk.store.close().await;
            tell(&lookups);
            eprintln!("session de démonstration remplie en {} s", started.elapsed().as_secs());
        } else if !self.serve {
            return Err(Failure(
                "la base n'est pas vide : la démonstration n'y écrit rien".into(),
            ));
        }
        if self.serve {
            self.options.for_demo().run(open).await
        } else {
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Nothing in it, or nothing but the tables.
async fn is_empty(store: &Store) -> Result<bool, Failure> {
    if store.tables().await?.is_empty() {
        return Ok(true);
    }
    let known = store.check_schema().await.is_ok();
    Ok(known && store.accounts().await?.is_empty() && store.sessions().await?.is_empty())
}

fn tell(lookups: &[demo::Lookup]) {
    println!(
        "Comptes de la démonstration (mot de passe de tous : {})",
        demo::PASSWORD
    );
    for person in &demo::PEOPLE {
        println!("  {:<15} {}", person.login, person.see);
    }
    println!("Résultats à chercher sur /resultats (numéro de candidat, date de naissance)");
    for lookup in lookups {
        let mut date = lookup.birth_date.split('-');
        let (year, month, day) = (date.next(), date.next(), date.next());
        let date = [day, month, year].map(Option::unwrap_or_default).join("/");
        println!("  {}  {date}  {}", lookup.number, lookup.see);
    }
}
