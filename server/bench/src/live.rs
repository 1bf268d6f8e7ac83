//! Live: many juries, many screens, each act on all of them, beside a bare broadcast of the same bytes.

use crate::bare;
use crate::database::Engine;
use crate::figure::{Figure, Round, percentile};
use crate::http::{Answer, Request};
use crate::place::Place;
use crate::program::Program;
use crate::rounds::ROUNDS;
use crate::screens::{Delays, Hall, ROOMS, Stage, operation};
use crate::seed::{PASSWORD, RULESET, Seed, log_in};
use crate::{Failure, Result};
use domain::{JuryId, Role, Scope};
use std::net::SocketAddr;

/// Candidates of a jury.
const CANDIDATES: usize = 40;
/// What they have marks in, and a jury may raise.
const MARKED: [&str; 2] = ["PHI", "GO"];
/// Acts of a round: five seconds of them.
const ACTS: usize = 500;
/// Screens cut off and back, and the acts meanwhile.
const RECONNECTS: (usize, usize) = (1000, 1000);

/// Delays from act to screen beside the bare broadcast, and what was lost or doubled in all.
///
/// # Errors
/// An act was refused.
pub async fn measure(engine: Engine, place: &Place) -> Result<Vec<Figure>> {
    let database = place.database(engine).await?;
    let seed = Seed::new(&database).await?;
    juries(&seed).await?;
    seed.close().await;
    let program = database.serve(place).await?;
    let mut cookies = Vec::new();
    for room in 0..ROOMS {
        cookies.push(log_in(&program, &login(room), PASSWORD).await?);
    }
    let address = program.address;
    let mut ours = Hall::open(address, Juries { address, cookies }).await?;
    ours.play(ACTS, 0).await?;

    let sample = ours
        .sample()
        .ok_or_else(|| Failure("no screen showed anything".into()))?
        .to_string();
    let folder = place.path("silent");
    bare::keep(&folder, &Answer::default())?;
    let bare = Program::start(place, &["bench", "--bare", &folder.display().to_string()]).await?;
    let address = bare.address;
    let mut reference = Hall::open(address, Broadcast { address, sample }).await?;
    reference.play(ACTS, 0).await?;

    let (mut from_answer, mut from_sending) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let (ours, reference) = (ours.play(ACTS, 0).await?, reference.play(ACTS, 0).await?);
        let p99 = |read: fn(&Delays) -> &Vec<f64>| Round {
            ours: percentile(read(&ours).clone(), 99),
            reference: percentile(read(&reference).clone(), 99),
        };
        from_answer.push(p99(|delays| &delays.from_answer));
        from_sending.push(p99(|delays| &delays.from_sending));
    }
    let (cuts, acts) = RECONNECTS;
    ours.play(acts, cuts).await?;
    if ours.reconnected() < cuts {
        return Err(Failure(format!("{} of {cuts} screens came back", ours.reconnected())));
    }
    let wrong = Round {
        ours: ours.lost_or_doubled() as f64,
        reference: 0.0,
    };
    let (name, bare) = (engine.name(), "bare axum broadcast, same bytes");
    Ok(vec![
        Figure::of_rounds(
            "live_commit_to_screen",
            "ms, p99, from the answer",
            bare,
            name,
            &from_answer,
        ),
        Figure::of_rounds(
            "live_act_to_screen",
            "ms, p99, from the request",
            bare,
            name,
            &from_sending,
        ),
        Figure::of_rounds(
            "live_lost_or_doubled",
            "deliveries, 1 000 reconnects",
            "must be",
            name,
            &[wrong],
        ),
    ])
}

fn login(room: usize) -> String {
    format!("presidence{}", room + 1)
}

async fn juries(seed: &Seed) -> Result<()> {
    let (juries, candidates) = (i64::try_from(ROOMS)?, i64::try_from(CANDIDATES)?);
    seed.rows(
        "jury",
        "id, session_id, code, label, ruleset, state",
        (1..=juries).map(|jury| format!("{jury}, $s, '{jury:05}', 'Jury {jury}', '{RULESET}', '110'")),
    )
    .await?;
    seed.candidates(juries * candidates, |id| ((id - 1) / candidates + 1).to_string())
        .await?;
    for slot in MARKED {
        seed.rows(
            "mark",
            "application_id, slot, value, version, source, updated_at, updated_by",
            (1..=juries * candidates).map(|id| format!("{id}, '{slot}', {}, 1, 'import', 0, ''", id % 6 * 100)),
        )
        .await?;
    }
    seed.streams("jury", juries).await?;
    for room in 0..ROOMS {
        let scope = Scope::Jury(JuryId(i64::try_from(room)? + 1));
        seed.account(&login(room), Role::JuryPresident, scope).await?;
    }
    Ok(())
}

/// Juries of the program: presidents raise marks.
struct Juries {
    address: SocketAddr,
    cookies: Vec<String>,
}

impl Stage for Juries {
    fn speak(&self, room: usize, nth: usize, act: usize) -> Request {
        let command = serde_json::json!({ "command": {
            "op_id": operation(act),
            "jury": room + 1,
            "application": room * CANDIDATES + nth % CANDIDATES + 1,
            "slot": MARKED[nth / CANDIDATES % MARKED.len()],
            "value": (6 + nth / CANDIDATES / MARKED.len()).to_string(),
            "reason": "Livret scolaire favorable",
        }});
        Request::json(self.address, "/api/raise_mark", &command.to_string()).with("cookie", &self.cookies[room])
    }

    fn listen(&self, room: usize) -> Request {
        Request::get(self.address, &format!("/direct/jurys/{}?depuis=0", room + 1)).with("cookie", &self.cookies[room])
    }
}

/// Rooms of the bare server: what is said is passed on.
struct Broadcast {
    address: SocketAddr,
    sample: String,
}

impl Stage for Broadcast {
    fn speak(&self, room: usize, _nth: usize, act: usize) -> Request {
        let operation = format!("\"op\":\"{}", operation(act));
        let said = match self.sample.split_once("\"op\":\"") {
            Some((before, after)) => [before, &operation, after.get(36..).unwrap_or_default()].concat(),
            None => self.sample.clone(),
        };
        Request::json(self.address, &format!("/rooms/{room}"), &said)
    }

    fn listen(&self, room: usize) -> Request {
        Request::get(self.address, &format!("/rooms/{room}"))
    }
}
