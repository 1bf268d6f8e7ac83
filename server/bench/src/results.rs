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
    let answer = published.one().await?;
    bare::keep(&folder, &answer)?;
    let bare = Program::start(place, &["bench", "--bare", &shown]).await?;

    let mut ours = phones(published.program.address, published.lookups.clone()).await?;
    let kept = Lookup {
        request: Request::form(bare.address, "/kept", &published.forms[0]),
        length: answer.body.len(),
    };
    let mut reference = phones(bare.address, vec![kept]).await?;
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
    lookups: Vec<Lookup>,
}

/// A request, and the length of the body that answers it.
#[derive(Clone)]
struct Lookup {
    request: Request,
    length: usize,
}

impl Published {
    /// Fills and serves it, and looks every published candidate up once.
    ///
    /// # Errors
    /// The demonstration failed, or a candidate is not found in it.
    pub async fn new(place: &Place) -> Result<Published> {
        let database = place.database(Engine::Sqlite).await?;
        let filled = program::run(place, &["--database-url", &database.url, "demo"], DEMO).await?;
        if !filled.status.success() {
            return Err(Failure(filled.said));
        }
        let forms = candidates(&database).await?;
        let program = database.serve(place).await?;
        let mut connection = Connection::open(program.address).await?;
        let unknown = Request::form(program.address, "/resultats", "number=0&birth_date=1900-01-01");
        let unknown = connection.ask(&unknown).await?.of_status(200)?.body;
        let mut lookups = Vec::new();
        for form in &forms {
            let request = Request::form(program.address, "/resultats", form);
            let body = connection.ask(&request).await?.of_status(200)?.body;
            if body == unknown {
                return Err(Failure(format!("nothing is published for {form}")));
            }
            let length = body.len();
            lookups.push(Lookup { request, length });
        }
        if lookups.is_empty() {
            return Err(Failure("no result is published in the demonstration".into()));
        }
        Ok(Published {
            program,
            forms,
            lookups,
        })
    }

    /// The answer to one candidate.
    ///
    /// # Errors
    /// The connection broke.
    pub async fn one(&self) -> Result<Answer> {
        let lookup = &self.lookups[0].request;
        Connection::open(self.program.address)
            .await?
            .ask(lookup)
            .await?
            .of_status(200)
    }
}

/// What candidates whose result is published type.
async fn candidates(database: &Database) -> Result<Vec<String>> {
    database
        .column(
            "SELECT 'number=' || c.number || '&birth_date=' || c.birth_date AS it
             FROM candidate c JOIN application a ON a.candidate_id = c.id JOIN decision d ON d.application_id = a.id
             JOIN jury j ON j.id = a.jury_id
             WHERE j.state = '198' AND NOT a.presumed_fraud ORDER BY c.number",
        )
        .await
}

/// A phone that asks again and again, for one candidate after the other.
struct Phone {
    connection: Connection,
    lookups: Arc<Vec<Lookup>>,
    next: usize,
}

async fn phones(address: SocketAddr, lookups: Vec<Lookup>) -> Result<Vec<Phone>> {
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
        let Lookup { request, length } = &self.lookups[self.next];
        let answer = self.connection.ask(request).await?.of_status(200)?;
        if answer.body.len() == *length {
            Ok(())
        } else {
            Err(Failure("a lookup was answered with something else".into()))
        }
    }
}
