//! Results: looking one up, beside a bare route that returns the same bytes.

use crate::Failure;
use crate::Result;
use crate::bare;
use crate::database::{Database, Engine};
use crate::figure::{Figure, Round};
use crate::http::{Answer, Connection, Request};
use crate::place::Place;
use crate::program::{self, Program};
use crate::rounds::{Done, ROUNDS, Worker, work};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

/// Phones that ask at once.
const PHONES: usize = 32;
/// Length of each side of a round.
const LENGTH: Duration = Duration::from_secs(3);
/// How long filling the demonstration may take.
const DEMO: Duration = Duration::from_secs(120);

/// Lookups a second and processor time of each, beside the bare route.
///
/// # Errors
/// A lookup found nothing.
pub async fn measure(place: &Place) -> Result<Vec<Figure>> {
    let published = Published::new(place).await?;
    let folder = place.path("kept");
    let shown = folder.display().to_string();
    bare::keep(&folder, &published.one().await?)?;
    let bare = Program::start(place, &["bench", "--bare", &shown]).await?;

    let mut ours = phones(published.program.address, published.lookups("/resultats")).await?;
    let mut reference = phones(bare.address, published.lookups("/kept")).await?;
    let (mut rates, mut costs) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let (found, our_cost) = timed(&published.program, &mut ours).await?;
        let (given, bare_cost) = timed(&bare, &mut reference).await?;
        if round > 0 {
            rates.push(Round {
                ours: found.rate(),
                reference: given.rate(),
            });
            costs.push(Round {
                ours: our_cost,
                reference: bare_cost,
            });
        }
    }
    let bare = "bare axum route, same bytes";
    Ok(vec![
        Figure::of_rounds("results", "lookups/s", bare, "none", &rates),
        Figure::of_rounds("results_cpu", "µs of server CPU a lookup", bare, "none", &costs),
    ])
}

async fn timed(program: &Program, phones: &mut Vec<Phone>) -> Result<(Done, f64)> {
    let before = program.cpu_seconds()?;
    let done = work(phones, LENGTH).await?;
    Ok((done, (program.cpu_seconds()? - before) * 1e6 / done.count))
}

/// The demonstration session, served: one of its juries is published.
pub struct Published {
    /// The server.
    pub program: Program,
    forms: Vec<String>,
}

impl Published {
    /// Fills and serves it.
    ///
    /// # Errors
    /// The demonstration failed, or nothing is published in it.
    pub async fn new(place: &Place) -> Result<Published> {
        let database = place.database(Engine::Sqlite).await?;
        let filled = program::run(place, &["--database-url", &database.url, "demo"], DEMO).await?;
        if !filled.status.success() {
            return Err(Failure(filled.said));
        }
        let forms = candidates(&database).await?;
        let program = database.serve(place).await?;
        if forms.is_empty() {
            return Err(Failure("no result is published in the demonstration".into()));
        }
        Ok(Published { program, forms })
    }

    /// The answer to one candidate.
    ///
    /// # Errors
    /// Not found.
    pub async fn one(&self) -> Result<Answer> {
        let lookup = &self.lookups("/resultats")[0];
        Connection::open(self.program.address)
            .await?
            .ask(lookup)
            .await?
            .of_status(200)
    }

    /// Every candidate's lookup, each from an address of its own: one address alone is throttled.
    fn lookups(&self, path: &str) -> Vec<Request> {
        let address = |n: usize| format!("10.{}.{}.{}", n >> 16 & 255, n >> 8 & 255, n & 255);
        let numbered = self.forms.iter().enumerate();
        numbered
            .map(|(n, form)| Request::form(self.program.address, path, form).with("x-forwarded-for", &address(n)))
            .collect()
    }
}

/// What candidates whose result is published type.
async fn candidates(database: &Database) -> Result<Vec<String>> {
    database
        .column(
            "SELECT 'numero=' || c.number || '&naissance=' || c.birth_date AS it
             FROM candidate c JOIN application a ON a.candidate_id = c.id JOIN decision d ON d.application_id = a.id
             JOIN jury j ON j.id = a.jury_id
             WHERE j.state = '198' AND NOT a.presumed_fraud ORDER BY c.number",
        )
        .await
}

/// A phone that asks again and again, for one candidate after the other.
struct Phone {
    connection: Connection,
    lookups: Arc<Vec<Request>>,
    next: usize,
}

async fn phones(address: SocketAddr, lookups: Vec<Request>) -> Result<Vec<Phone>> {
    let lookups = Arc::new(lookups);
    let mut phones = Vec::new();
    for next in 0..PHONES {
        phones.push(Phone {
            connection: Connection::open(address).await?,
            lookups: lookups.clone(),
            next,
        });
    }
    Ok(phones)
}

impl Worker for Phone {
    async fn once(&mut self) -> Result<()> {
        self.next = (self.next + 1) % self.lookups.len();
        self.connection
            .ask(&self.lookups[self.next])
            .await?
            .of_status(200)
            .map(drop)
    }
}
