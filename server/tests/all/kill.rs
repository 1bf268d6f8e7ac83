//! The program dies while sixty-four markers type: what was acknowledged stands, once.

use crate::common::{Browser, PATIENCE, Place, Server, each_place};
use crate::sitting::Sitting;
use domain::{Act, ApplicationId, Entry, LotId, Mark, Slot, StreamKey};
use service::Desk;
use std::collections::HashMap;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use wire::{CellAnswer, CellOutcome, CellWrite, SaveMarks};

const WRITERS: usize = 64;
const COPIES: usize = 5;

/// A write the server said is on its disk.
struct Acknowledged {
    op_id: String,
    application: ApplicationId,
    version: i64,
    value: Option<Entry>,
    seq: i64,
}

/// What writers and killer share.
struct Stage {
    /// Times the server came up; writers that were cut off wait for the next.
    up: watch::Receiver<u32>,
    acknowledged: AtomicU64,
    heard: Notify,
    over: AtomicBool,
}

/// One marker: writes cell after cell, and sends a write again under its name until it is acknowledged.
async fn write(
    stage: Arc<Stage>,
    browser: Browser,
    lot: LotId,
    slot: Slot,
    copies: Vec<ApplicationId>,
) -> Vec<Acknowledged> {
    let mut up = stage.up.clone();
    let mut done = Vec::new();
    while !stage.over.load(Ordering::Relaxed) {
        let turn = done.len();
        let value = Mark::from_hundredths(u16::try_from(turn % 21).expect("small") * 100).expect("a mark");
        let write = CellWrite {
            op_id: format!("{lot}-{turn}"),
            application: copies[turn % copies.len()],
            slot,
            expected_version: i64::try_from(turn / copies.len()).expect("small"),
            value: Some(Entry::Mark(value)),
        };
        let body = serde_json::json!({ "command": SaveMarks { lot, writes: vec![write.clone()] } });
        let answer = loop {
            let alive = *up.borrow_and_update();
            match browser.try_call("/api/save_marks", &body).await {
                Ok(answer) => {
                    assert_eq!(answer.status(), 200, "{}", answer.text().await.unwrap_or_default());
                    // An answer cut short is no answer.
                    if let Ok(answers) = answer.json::<Vec<CellAnswer>>().await {
                        break answers;
                    }
                }
                // Nobody listens: until it comes back. Any other failure is a connection of before, tried anew.
                Err(error) if error.is_connect() && *up.borrow() == alive => {
                    up.changed().await.expect("the server comes back");
                }
                Err(_) => {}
            }
        };
        let [
            CellAnswer {
                op_id,
                outcome: CellOutcome::Saved { version, seq, .. },
            },
        ] = answer.as_slice()
        else {
            panic!("{write:?}: {answer:?}");
        };
        assert_eq!(
            (op_id, *version),
            (&write.op_id, write.expected_version + 1),
            "written twice, or lost"
        );
        done.push(Acknowledged {
            op_id: write.op_id,
            application: write.application,
            version: *version,
            value: write.value,
            seq: *seq,
        });
        stage.acknowledged.fetch_add(1, Ordering::Relaxed);
        stage.heard.notify_one();
    }
    done
}

/// Waits until this many more writes are acknowledged. A writer that stops before it is told to has found a fault.
async fn hear(stage: &Stage, writers: &mut JoinSet<(usize, Vec<Acknowledged>)>, more: u64) {
    let due = stage.acknowledged.load(Ordering::Relaxed) + more;
    while stage.acknowledged.load(Ordering::Relaxed) < due {
        tokio::select! {
            () = stage.heard.notified() => {}
            Some(stopped) = writers.join_next() => panic!("{:?}", stopped.map(|(lot, _)| lot)),
        }
    }
}

/// What the program runs on, and dies with.
pub trait Machine {
    /// The program on it, and nobody else on its database.
    fn command(&self, place: &Place) -> Command;

    /// The program ends at once, for the nth time.
    fn end(&mut self, time: u64, server: &mut Server);

    /// The program has stopped for good: where its database is now, if it is not where it was.
    fn rest(&self) -> Option<Place> {
        None
    }
}

/// Dies alone.
struct Alone;

impl Machine for Alone {
    fn command(&self, place: &Place) -> Command {
        place.command()
    }

    fn end(&mut self, _: u64, server: &mut Server) {
        server.signal("KILL");
        server.ended();
    }
}

/// Sixty-four markers write while the program dies that often, and comes back each time.
pub async fn die_while_they_write(place: &Place, machine: &mut impl Machine, times: u64) {
    let since = Instant::now();
    let mut sitting = Sitting::new(place, WRITERS * COPIES, COPIES).await;
    assert_eq!(sitting.lots.len(), WRITERS);
    let mut piles = Vec::new();
    for (n, lot) in sitting.lots.iter().copied().enumerate() {
        let marker = sitting.marker(&format!("marker{n}"), lot).await;
        piles.push((lot, sitting.copies(marker, lot).await));
    }
    sitting.desk.store.close().await;
    let serve = |machine: &dyn Machine, listen: &str| {
        let mut command = machine.command(place);
        command.args(["serve", "--listen", listen]);
        Server::start(command)
    };
    let mut server = serve(machine, "127.0.0.1:0");
    let listen = server.address.to_string();
    let (announce, up) = watch::channel(1);
    let stage = Arc::new(Stage {
        up,
        acknowledged: AtomicU64::new(0),
        heard: Notify::new(),
        over: AtomicBool::new(false),
    });
    let mut writers = JoinSet::new();
    for (n, (lot, copies)) in piles.into_iter().enumerate() {
        let browser = server.browser();
        browser.log_in(&format!("marker{n}")).await;
        let (stage, slot) = (stage.clone(), sitting.slot);
        writers.spawn(async move { (n, write(stage, browser, lot, slot, copies).await) });
    }
    for time in 0..times {
        // Another moment of the work each time: now at rest between two batches, now within one.
        hear(&stage, &mut writers, 7 + time * 11 % 60).await;
        machine.end(time, &mut server);
        server = serve(machine, &listen);
        announce.send_modify(|times| *times += 1);
    }
    hear(&stage, &mut writers, 50).await;
    stage.over.store(true, Ordering::Relaxed);
    let acknowledged = writers.join_all().await;
    server.signal("TERM");
    server.ended();
    let elsewhere = machine.rest();
    let place = elsewhere.as_ref().unwrap_or(place);
    sitting.desk = place.desk().await;
    for (n, done) in acknowledged {
        compare(&sitting, sitting.lots[n], &done).await;
    }
    verify(place, &sitting.desk).await;
    println!(
        "{}: {times} sudden ends, {} acknowledged marks, {:.1} s",
        place.engine(),
        stage.acknowledged.load(Ordering::Relaxed),
        since.elapsed().as_secs_f64()
    );
}

/// The log of a lot holds what was acknowledged, each once, and its cells are the last of it.
async fn compare(sitting: &Sitting, lot: LotId, acknowledged: &[Acknowledged]) {
    let events = sitting
        .desk
        .store
        .events_after(StreamKey::Lot(lot), 0, i64::MAX)
        .await
        .expect("a log");
    let mut found: HashMap<String, (i64, Act)> = HashMap::new();
    for event in &events {
        let event: wire::Event = serde_json::from_str(&event.body).expect("an event");
        if let Some(op) = event.op {
            assert!(found.insert(op, (event.seq, event.act)).is_none(), "doubled");
        }
    }
    for write in acknowledged {
        let (seq, act) = found
            .remove(&write.op_id)
            .unwrap_or_else(|| panic!("{} was lost", write.op_id));
        let Act::MarkSaved {
            application,
            after,
            version,
            ..
        } = act
        else {
            panic!("{}: {act:?}", write.op_id);
        };
        assert_eq!(
            (seq, application, after, version),
            (write.seq, write.application, write.value, write.version)
        );
    }
    assert!(found.is_empty(), "written and never acknowledged: {found:?}");
    let last: HashMap<ApplicationId, &Acknowledged> =
        acknowledged.iter().map(|write| (write.application, write)).collect();
    let marker = sitting
        .desk
        .store
        .seats_of(&domain::Scope::Lot(lot))
        .await
        .expect("seats")[0]
        .0;
    let actor = sitting.desk.actor(marker).await.expect("an actor");
    for row in sitting.desk.lot_view(&actor, lot).await.expect("a lot").rows {
        let due = last
            .get(&row.application)
            .map_or((None, 0), |write| (write.value, write.version));
        assert_eq!((row.cells[0].value, row.cells[0].version), due, "{:?}", row.application);
    }
}

/// The program itself proves the exported chains.
pub async fn verify(place: &Place, desk: &Desk) {
    let mut export = Vec::new();
    let operator = Desk::operator("test");
    desk.export_log(&operator, None, &mut export).await.expect("exported");
    let file = place.path().join("export.jsonl");
    std::fs::write(&file, &export).expect("written");
    let verified = place.delos(&["verify", file.to_str().expect("utf-8")], "");
    assert!(verified.status.success(), "{verified:?}");
    export[200] ^= 1;
    std::fs::write(&file, &export).expect("written");
    assert_eq!(
        place
            .delos(&["verify", file.to_str().expect("utf-8")], "")
            .status
            .code(),
        Some(1)
    );
}

/// `DELOS_TEST_KILLS` asks for a longer run.
#[tokio::test(flavor = "multi_thread")]
async fn no_acknowledged_mark_is_lost_or_doubled() {
    let kills = std::env::var("DELOS_TEST_KILLS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(10);
    each_place(async |place: Place| {
        let patience = PATIENCE * (2 + u32::try_from(kills / 10).expect("not for ever"));
        let mut machine = Alone;
        let died = die_while_they_write(&place, &mut machine, kills);
        tokio::time::timeout(patience, died).await.expect("an end");
    })
    .await;
}
