//! Ten thousand times the same moment, from two processes: two hands on one mark, or the same hand twice.

use crate::common::{desk, each_database};
use crate::dice::Dice;
use crate::marking::{Marking, marking, shuffle, write};
use domain::{Act, Actor, ApplicationId, Entry, Mark};
use futures::future::join_all;
use service::Desk;
use service::store::{Store, StoreOptions};
use std::collections::{HashMap, HashSet};
use wire::{CellOutcome, CellWrite, SaveMarks};

const COPIES: usize = 500;
const ROUNDS: i64 = 20;
const RACES: usize = 10_000;
/// Writes in one request: many requests, so that those of two hands mix.
const AT_ONCE: usize = 25;

type Outcomes = HashMap<String, CellOutcome>;

/// What a second process would be: a store of its own on the same database.
async fn elsewhere(store: &Store) -> Desk {
    desk(&Store::open(&StoreOptions::new(store.url())).await.expect("a database"))
}

fn points(points: i64) -> Option<Entry> {
    let points = u16::try_from(points).expect("small");
    Some(Entry::Mark(Mark::from_hundredths(points * 100).expect("a mark")))
}

/// A write in each cell.
fn round(marking: &Marking, hand: &str, version: i64, value: impl Fn(i64) -> i64) -> Vec<CellWrite> {
    let copies = (0..).zip(&marking.copies);
    let one = |(n, copy): (i64, &ApplicationId)| CellWrite {
        value: points(value(version + n)),
        ..write(&format!("{hand}-{version}-{n}"), *copy, version, "")
    };
    copies.map(one).collect()
}

/// Sends these in many requests at once and in any order; the outcome of each.
async fn send(desk: &Desk, actor: &Actor, marking: &Marking, mut writes: Vec<CellWrite>, dice: &mut Dice) -> Outcomes {
    shuffle(&mut writes, dice);
    let lot = marking.lot;
    let requests = writes.chunks(AT_ONCE).map(|writes| {
        let writes = writes.to_vec();
        desk.save_marks(actor, SaveMarks { lot, writes })
    });
    let answers = join_all(requests)
        .await
        .into_iter()
        .flat_map(|answers| answers.expect("answers"));
    answers.map(|answer| (answer.op_id, answer.outcome)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_hands_on_one_mark_one_is_taken_and_the_other_told() {
    each_database(|store| async move {
        let marking = marking(&store, i64::try_from(COPIES).expect("small")).await;
        let elsewhere = elsewhere(&store).await;
        let (mut races, mut won) = (0, 0);
        for version in 0..ROUNDS {
            let mine = round(&marking, "a", version, |n| n % 10);
            let theirs = round(&marking, "b", version, |n| n % 10 + 10);
            let (mut dice, mut other_dice) = (Dice::new(races), Dice::new(races + 1));
            let (a, b) = tokio::join!(
                send(&marking.desk, &marking.marker, &marking, mine.clone(), &mut dice),
                send(&elsewhere, &marking.second, &marking, theirs.clone(), &mut other_dice),
            );
            let view = marking.view().await;
            for ((mine, theirs), row) in mine.iter().zip(&theirs).zip(&view.rows) {
                let (a, b) = (&a[&mine.op_id], &b[&theirs.op_id]);
                let saved = |outcome: &CellOutcome| matches!(outcome, CellOutcome::Saved { .. });
                assert!(saved(a) != saved(b), "{a:?} {b:?}");
                let (winner, loser, told) = if saved(a) { (mine, theirs, b) } else { (theirs, mine, a) };
                let CellOutcome::Conflict {
                    mine,
                    theirs,
                    version: stands,
                    ..
                } = told
                else {
                    panic!("{told:?}")
                };
                assert_eq!((*mine, *theirs, *stands), (loser.value, winner.value, version + 1));
                assert_eq!((row.cells[0].value, row.cells[0].version), (winner.value, version + 1));
                races += 1;
                won += usize::from(saved(a));
            }
        }
        assert_eq!(usize::try_from(races).expect("few"), RACES);
        assert!((RACES / 20..RACES * 19 / 20).contains(&won), "no race: {won} won");
        let (taken, told): (Vec<_>, Vec<_>) = marking
            .acts()
            .await
            .into_iter()
            .partition(|act| matches!(act, Act::MarkSaved { .. }));
        assert_eq!((taken.len(), told.len()), (RACES, RACES));
        assert!(told.iter().all(|act| matches!(act, Act::MarkConflicted { .. })));
        elsewhere.store.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_twice_at_once_is_done_once_and_its_name_serves_nothing_else() {
    each_database(|store| async move {
        let marking = marking(&store, i64::try_from(COPIES).expect("small")).await;
        let elsewhere = elsewhere(&store).await;
        for version in 0..ROUNDS {
            let writes = round(&marking, "a", version, |n| n % 10);
            let seed = u64::try_from(version).expect("small");
            let (mut dice, mut other_dice) = (Dice::new(seed), Dice::new(seed + 1_000));
            let (first, second) = tokio::join!(
                send(&marking.desk, &marking.marker, &marking, writes.clone(), &mut dice),
                send(&elsewhere, &marking.marker, &marking, writes.clone(), &mut other_dice),
            );
            for (op, outcome) in &first {
                assert_eq!(second.get(op), Some(outcome), "{op}: two answers to one operation");
            }
            let seqs: HashSet<i64> = first
                .values()
                .map(|outcome| match outcome {
                    CellOutcome::Saved {
                        version: saved, seq, ..
                    } if *saved == version + 1 => *seq,
                    other => panic!("{other:?}"),
                })
                .collect();
            assert_eq!(seqs.len(), COPIES);
            // The same names over what stands now, or with another mark.
            let follows = |write: &CellWrite| CellWrite {
                expected_version: version + 1,
                ..write.clone()
            };
            let differs = |write: &CellWrite| CellWrite {
                value: points(20),
                ..write.clone()
            };
            for other in [
                writes.iter().map(follows).collect::<Vec<_>>(),
                writes.iter().map(differs).collect(),
            ] {
                for outcome in send(&elsewhere, &marking.marker, &marking, other, &mut dice)
                    .await
                    .into_values()
                {
                    let reused = matches!(&outcome, CellOutcome::Refused { code, .. } if code == "operation_reused");
                    assert!(reused, "{outcome:?}");
                }
            }
            for (write, row) in writes.iter().zip(marking.view().await.rows) {
                assert_eq!((row.cells[0].value, row.cells[0].version), (write.value, version + 1));
            }
        }
        assert_eq!(marking.acts().await.len(), RACES);
        elsewhere.store.close().await;
    })
    .await;
}
