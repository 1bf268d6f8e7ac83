//! Markers type over a bad line, with the queue of the browser before the program itself: each keystroke has one effect,
//! and a sheet at rest shows what is in the database.

use crate::common::{PATIENCE, Place, each_place};
use crate::dice::Dice;
use crate::marker::Marker;
use crate::sitting::Sitting;
use badline::{Fault, Line, Plan};
use domain::{Act, ApplicationId, Entry, LotId, StreamKey};
use std::collections::HashMap;
use std::num::NonZeroU64;
use std::time::Instant;
use tokio::task::JoinSet;

/// Markers with a lot of their own; two more share the last lot.
const ALONE: usize = 4;
const COPIES: usize = 8;

/// `DELOS_TEST_FLAPS` asks for a longer run, with more markers.
#[tokio::test(flavor = "multi_thread")]
async fn every_keystroke_has_one_effect_over_a_bad_line() {
    let asked = std::env::var("DELOS_TEST_FLAPS")
        .ok()
        .and_then(|text| text.parse().ok());
    let flaps: u64 = asked.unwrap_or(100);
    let alone = ALONE * if flaps > 1_000 { 4 } else { 1 };
    each_place(async |place: Place| {
        let patience = PATIENCE * (1 + u32::try_from(flaps / 100).expect("not for ever"));
        tokio::time::timeout(patience, type_over_a_bad_line(place, alone, flaps))
            .await
            .expect("an end");
    })
    .await;
}

async fn type_over_a_bad_line(place: Place, alone: usize, flaps: u64) {
    let since = Instant::now();
    let sitting = Sitting::new(&place, (alone + 1) * COPIES, COPIES).await;
    let server = place.serve(&[]);
    let plan = Plan {
        seed: flaps,
        one_in: NonZeroU64::new(3).expect("not zero"),
        path: "/api/save_marks".into(),
        // Longer than a marker waits: what is held arrives when he has sent it again.
        stall: Marker::PATIENCE * 4 / 3,
        faults: Fault::ALL.to_vec(),
    };
    let listen = "127.0.0.1:0".parse().expect("an address");
    let line = std::sync::Arc::new(Line::open(listen, server.address, plan).await.expect("a line"));
    let mut markers = JoinSet::new();
    for n in 0..alone + 2 {
        let lot = sitting.lots[n.min(alone)];
        let account = sitting.marker(&format!("marker{n}"), lot).await;
        let browser = server.browser();
        browser.log_in(&format!("marker{n}")).await;
        let actor = sitting.desk.actor(account).await.expect("an actor");
        let dice = Dice::new(u64::try_from(n).expect("few"));
        let mut marker = Marker::new(&sitting.desk, actor, lot, browser.over(line.address), dice, n >= alone).await;
        let line = line.clone();
        markers.spawn(async move {
            while line.flaps() < flaps {
                marker.work().await;
            }
            marker.finish().await;
            marker
        });
    }
    let mut done: Vec<Marker> = Vec::new();
    while let Some(marker) = markers.join_next().await {
        done.push(marker.expect("a marker without fault"));
    }
    let (mut typed, mut quiet, mut told) = (0, 0, 0);
    for marker in &mut done {
        // Whoever shares a lot hears what the other did last.
        marker.compare().await;
        (typed, quiet, told) = (typed + marker.keystrokes, quiet + marker.quiet, told + marker.told);
    }
    let acts = ledger(&sitting, &done).await;
    assert!(told > 0, "nobody disagreed on the shared lot");
    assert!(line.met().iter().all(|(_, times)| *times > 0), "{:?}", line.met());
    let met: Vec<String> = line
        .met()
        .iter()
        .map(|(fault, times)| format!("{fault} {times}"))
        .collect();
    println!(
        "{}: {} flaps ({}), {typed} keystrokes, {acts} acts, {quiet} quiet instants, {told} conflicts, {:.1} s",
        place.engine(),
        line.flaps(),
        met.join(", "),
        since.elapsed().as_secs_f64()
    );
}

/// The log of each lot is one write after the other, holds what left each marker once, and nothing else.
async fn ledger(sitting: &Sitting, markers: &[Marker]) -> usize {
    let mut left: HashMap<(LotId, String), wire::CellWrite> = HashMap::new();
    for marker in markers {
        let of_lot = |(op, write): (&String, &wire::CellWrite)| ((marker.lot, op.clone()), write.clone());
        left.extend(marker.left.iter().map(of_lot));
    }
    let mut acts = 0;
    for &lot in &sitting.lots {
        let events = sitting.desk.store.events_after(StreamKey::Lot(lot), 0, i64::MAX).await;
        let mut cells: HashMap<ApplicationId, (Option<Entry>, i64)> = HashMap::new();
        let mut written: HashMap<ApplicationId, Vec<Option<Entry>>> = HashMap::new();
        for event in events.expect("a log") {
            let event: wire::Event = serde_json::from_str(&event.body).expect("an event");
            let op = event.op.expect("an operation");
            let write = left.remove(&(lot, op.clone()));
            let write = write.unwrap_or_else(|| panic!("{op} is doubled or invented"));
            let cell = cells.entry(write.application).or_default();
            match event.act {
                Act::MarkSaved {
                    application,
                    before,
                    after,
                    version,
                    ..
                } => {
                    assert_eq!((application, after), (write.application, write.value), "{op}");
                    assert_eq!((before, version), (cell.0, cell.1 + 1), "{op}: in silence over another");
                    assert_eq!(write.expected_version, cell.1, "{op}");
                    *cell = (after, version);
                    written.entry(application).or_default().push(after);
                }
                Act::MarkConflicted {
                    application,
                    stands,
                    tried,
                    expected_version,
                    version,
                    ..
                } => {
                    assert_eq!((application, tried), (write.application, write.value), "{op}");
                    assert_eq!((stands, version), *cell, "{op}");
                    assert_eq!(expected_version, write.expected_version, "{op}");
                    assert_ne!(expected_version, version, "{op}: refused without a reason");
                }
                other => panic!("{op}: {other:?}"),
            }
            acts += 1;
        }
        for marker in markers.iter().filter(|marker| marker.lot == lot && !marker.shares) {
            for (application, typed) in &marker.typed {
                let written = written.remove(application).unwrap_or_default();
                // Edits of a cell that had not left yet are one; none is out of order, and the last one stands.
                let mut rest = typed.iter();
                assert!(
                    written.iter().all(|value| rest.any(|it| it == value)),
                    "{written:?} of {typed:?}"
                );
                assert_eq!(cells.get(application).map(|cell| cell.0), typed.last().copied());
            }
        }
    }
    assert!(left.is_empty(), "lost: {left:?}");
    acts
}
