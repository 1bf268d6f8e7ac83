//! The power fails while markers write: on the disk is what was synced, and of the rest nothing, or whatever the disk had
//! come to. What was acknowledged stands.

use crate::common::Place;
use crate::dice::Dice;
use crate::kill::verify;
use crate::traced::{Call, Deed, Traced};
use domain::{Act, StreamKey};
use std::collections::{HashMap, HashSet};

type Files = HashMap<String, Vec<u8>>;

/// `DELOS_TEST_CUTS` asks for more of them.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_survives_a_power_cut() {
    let asked = std::env::var("DELOS_TEST_CUTS").ok().and_then(|text| text.parse().ok());
    let cuts: u64 = asked.unwrap_or(5);
    let traced = Traced::markers().await;
    let answers: Vec<usize> = traced
        .writes
        .iter()
        .map(|(_, write)| traced.answer(&write.op_id).entered)
        .collect();
    let (first, last) = (answers.iter().min().expect("some"), answers.iter().max().expect("some"));
    // The worst moments: a transaction is on its way to the disk.
    let under_way =
        |call: &&Call| call.is_of_log() && call.deed != Deed::Sync && (first..=last).contains(&&call.entered);
    let moments: Vec<usize> = traced
        .calls
        .iter()
        .filter(under_way)
        .map(|call| call.entered + 1)
        .collect();
    let (mut acknowledged, mut dropped) = (0, 0);
    for cut in 0..cuts {
        let mut dice = Dice::new(cut);
        let at = moments[dice.below(moments.len())];
        let (files, lost) = left_at(&traced, at, &mut dice, cut % 2 == 1);
        let told = traced.writes.iter().zip(&answers).filter(|(_, answer)| **answer < at);
        let told: Vec<&str> = told.map(|((_, write), _)| write.op_id.as_str()).collect();
        acknowledged += told.len();
        dropped += lost;
        after(&traced, &files, &told).await;
    }
    assert!(
        acknowledged > 0 && dropped > 0,
        "{acknowledged} acknowledged, {dropped} writes dropped"
    );
    println!("{cuts} power cuts, {acknowledged} acknowledged marks stand, {dropped} writes dropped");
}

/// The files as the disk has them when the power fails; `some` of what was not synced may have reached it.
fn left_at(traced: &Traced, at: usize, dice: &mut Dice, some: bool) -> (Files, usize) {
    let mut files = traced.before.clone();
    let mut dropped = 0;
    let mut synced: HashMap<&str, usize> = HashMap::new();
    for call in traced
        .calls
        .iter()
        .filter(|call| call.left < at && call.deed == Deed::Sync)
    {
        // Calls left before this one was entered are on the disk.
        let since = synced.entry(name(call)).or_default();
        *since = (*since).max(call.entered);
    }
    for call in traced.calls.iter().filter(|call| call.entered < at) {
        let name = name(call);
        if !matches!(name, "test.sqlite" | "test.sqlite-wal") {
            continue;
        }
        let safe = synced.get(name).is_some_and(|since| call.left < *since);
        if !safe && call.deed != Deed::Sync && (!some || dice.below(2) == 0) {
            dropped += 1;
            continue;
        }
        let file = files.entry(name.to_string()).or_default();
        match &call.deed {
            Deed::Write(offset, bytes) => {
                let end = offset + bytes.len();
                if file.len() < end {
                    file.resize(end, 0);
                }
                file[*offset..end].copy_from_slice(bytes);
            }
            Deed::Truncate(length) => file.resize(*length, 0),
            Deed::Sync => {}
            Deed::Send(_) => panic!("written without an offset: {name}"),
        }
    }
    (files, dropped)
}

fn name(call: &Call) -> &str {
    call.file.rsplit('/').next().unwrap_or_default()
}

/// The machine comes back: each acknowledged mark stands, once; nothing is there that was not written.
async fn after(traced: &Traced, files: &Files, told: &[&str]) {
    let place = Place::empty();
    for (name, bytes) in files {
        std::fs::write(place.path().join(name), bytes).expect("written");
    }
    let desk = place.desk().await;
    let mut told: HashSet<&str> = told.iter().copied().collect();
    for &(lot, marker) in &traced.markers {
        let actor = desk.actor(marker).await.expect("an actor");
        let view = desk.lot_view(&actor, lot).await.expect("a lot");
        let events = desk.store.events_after(StreamKey::Lot(lot), 0, i64::MAX).await;
        let mut stands = HashMap::new();
        for event in events.expect("a log") {
            let event: wire::Event = serde_json::from_str(&event.body).expect("an event");
            let op = event.op.expect("an operation");
            let written = traced.writes.iter().find(|(of, write)| *of == lot && write.op_id == op);
            let (_, write) = written.unwrap_or_else(|| panic!("{op} was invented"));
            let Act::MarkSaved { application, after, .. } = event.act else {
                panic!("{op}: {:?}", event.act)
            };
            assert_eq!((application, after), (write.application, write.value), "{op}");
            assert!(stands.insert(application, (after, 1)).is_none(), "{op} was doubled");
            told.remove(op.as_str());
        }
        for row in view.rows {
            let due = stands.remove(&row.application).unwrap_or_default();
            assert_eq!((row.cells[0].value, row.cells[0].version), due);
        }
    }
    assert!(told.is_empty(), "acknowledged and lost: {told:?}");
    verify(&place, &desk).await;
}
