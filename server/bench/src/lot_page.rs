//! The page of a lot of three hundred copies through the whole stack: what it costs and what it weighs.

use crate::Result;
use crate::database::Engine;
use crate::figure::{Figure, Round};
use crate::http::{Connection, Request};
use crate::place::Place;
use crate::rounds::ROUNDS;
use crate::seed::{PASSWORD, RULESET, Seed, log_in};
use domain::{LotId, Role, Scope};

const COPIES: i64 = 300;
/// Pages of a round.
const PAGES: u32 = 100;
/// Milliseconds of processor a page may take, and bytes it may weigh compressed.
const LIMITS: (f64, f64) = (20.0, 40_000.0);

/// Processor time and weight of a page.
///
/// # Errors
/// The page was refused.
pub async fn measure(engine: Engine, place: &Place) -> Result<Vec<Figure>> {
    let database = place.database(engine).await?;
    let seed = Seed::new(&database).await?;
    seed.candidates(COPIES, |_| "NULL".into()).await?;
    let lot = format!("1, $s, '{RULESET}', 'Lot 1', 'open', {COPIES}");
    seed.rows("lot", "id, session_id, ruleset, label, state, copies", [lot])
        .await?;
    seed.rows("lot_slot", "lot_id, rank, slot", ["1, 1, 'PHI'".into()])
        .await?;
    let copies = (1..=COPIES).map(|copy| format!("1, {copy}, {copy}"));
    seed.rows("lot_copy", "lot_id, rank, application_id", copies).await?;
    let mark = |copy| format!("{copy}, 'PHI', {}, 1, 1, 'lot', 0, 'Mesures'", copy % 21 * 100);
    seed.rows(
        "mark",
        "application_id, slot, value, version, lot_id, source, updated_at, updated_by",
        (1..=COPIES).map(mark),
    )
    .await?;
    seed.streams("lot", 1).await?;
    seed.account("saisie", Role::Marker, Scope::Lot(LotId(1))).await?;
    seed.close().await;
    let program = database.serve(place).await?;
    let cookie = log_in(&program, "saisie", PASSWORD).await?;
    let page = Request::get(program.address, "/lots/1")
        .with("cookie", &cookie)
        .with("accept", "text/html")
        .with("accept-encoding", "br");
    let mut connection = Connection::open(program.address).await?;
    let (mut costs, mut weights) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let before = program.cpu_seconds()?;
        let mut weight = 0;
        for _ in 0..PAGES {
            weight = connection.ask(&page).await?.of_status(200)?.weight();
        }
        let cost = (program.cpu_seconds()? - before) * 1000.0 / f64::from(PAGES);
        if round > 0 {
            costs.push(Round {
                ours: cost,
                reference: LIMITS.0,
            });
            weights.push(Round {
                ours: weight as f64,
                reference: LIMITS.1,
            });
        }
    }
    let name = engine.name();
    Ok(vec![
        Figure::of_rounds(
            "lot_page",
            "ms of server CPU a page of 300 copies",
            "limit",
            name,
            &costs,
        ),
        Figure::of_rounds("lot_page_bytes", "bytes, brotli", "limit", name, &weights),
    ])
}
