//! Two markers on one lot, over a network that drops, doubles and turns round: what the verbs answer and what stands in
//! the end are those of a model that does one write after the other and knows nothing of databases.

use crate::common::each_database;
use crate::dice::Dice;
use crate::marking::{Marking, marking, shuffle, write};
use domain::{Act, Actor, ApplicationId, Entry};
use std::collections::{BTreeMap, HashMap};
use wire::{CellAnswer, CellOutcome, CellWrite, SaveMarks};

const SEEDS: u64 = 10;
const STEPS: usize = 300;
const COPIES: i64 = 5;
const VALUES: [&str; 6] = ["0", "7", "12", "20", "AB", ""];

/// What an answer says, times and names apart.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Said {
    Saved(i64),
    Conflict(Option<Entry>, i64),
    Refused(String),
}

impl Said {
    fn of(outcome: CellOutcome) -> Said {
        match outcome {
            CellOutcome::Saved { version, .. } => Said::Saved(version),
            CellOutcome::Conflict { theirs, version, .. } => Said::Conflict(theirs, version),
            CellOutcome::Refused { code, .. } => Said::Refused(code),
        }
    }
}

/// One write after the other.
#[derive(Default)]
struct Model {
    cells: HashMap<ApplicationId, (Option<Entry>, i64)>,
    done: HashMap<String, Said>,
    /// Names of operations in each cell, in the order they were done; cells of one request may take turns.
    log: BTreeMap<ApplicationId, Vec<String>>,
}

impl Model {
    fn write(&mut self, write: &CellWrite) -> Said {
        if let Some(said) = self.done.get(&write.op_id) {
            return said.clone();
        }
        let (value, version) = self.cells.entry(write.application).or_default();
        let said = if *version == write.expected_version {
            (*value, *version) = (write.value, *version + 1);
            Said::Saved(*version)
        } else {
            Said::Conflict(*value, *version)
        };
        self.done.insert(write.op_id.clone(), said.clone());
        self.log.entry(write.application).or_default().push(write.op_id.clone());
        said
    }
}

/// A marker: what he knows of the cells, and what he has no answer to.
struct Marker {
    actor: Actor,
    name: &'static str,
    written: usize,
    known: HashMap<ApplicationId, i64>,
    waiting: BTreeMap<String, CellWrite>,
}

impl Marker {
    fn new(actor: &Actor, name: &'static str) -> Marker {
        Marker {
            actor: actor.clone(),
            name,
            written: 0,
            known: HashMap::new(),
            waiting: BTreeMap::new(),
        }
    }

    fn type_in(&mut self, copy: ApplicationId, value: &str) {
        self.written += 1;
        let op = format!("{}-{}", self.name, self.written);
        let version = self.known.get(&copy).copied().unwrap_or(0);
        self.waiting.insert(op.clone(), write(&op, copy, version, value));
    }

    fn hear(&mut self, op: &str, said: &Said) {
        let Some(write) = self.waiting.remove(op) else { return };
        if let Said::Saved(version) | Said::Conflict(_, version) = said {
            let known = self.known.entry(write.application).or_default();
            *known = (*known).max(*version);
        }
    }
}

/// Lot, model, markers, and what is between them.
struct Network {
    marking: Marking,
    model: Model,
    markers: [Marker; 2],
    flying: Vec<(usize, Vec<CellWrite>)>,
    dice: Dice,
}

impl Network {
    async fn step(&mut self) {
        let who = self.dice.below(2);
        match self.dice.below(4) {
            0 => {
                let copy = self.marking.copies[self.dice.below(self.marking.copies.len())];
                self.markers[who].type_in(copy, VALUES[self.dice.below(VALUES.len())]);
            }
            1 => {
                // Some of what waits, in any order, whether or not it left before.
                let mut writes: Vec<CellWrite> = self.markers[who].waiting.values().cloned().collect();
                shuffle(&mut writes, &mut self.dice);
                writes.truncate(1 + self.dice.below(6));
                self.flying.push((who, writes));
            }
            _ if self.flying.is_empty() => {}
            _ => {
                let place = self.dice.below(self.flying.len());
                let (who, writes) = match self.dice.below(4) {
                    0 => {
                        self.flying.swap_remove(place);
                        return;
                    }
                    1 => self.flying[place].clone(),
                    _ => self.flying.swap_remove(place),
                };
                let heard = self.dice.below(3) > 0;
                self.arrive(who, writes, heard).await;
            }
        }
    }

    /// A request reaches the server; its answer comes back, or not.
    async fn arrive(&mut self, who: usize, writes: Vec<CellWrite>, heard: bool) {
        let due: Vec<Said> = writes.iter().map(|write| self.model.write(write)).collect();
        let command = SaveMarks {
            lot: self.marking.lot,
            writes: writes.clone(),
        };
        let marker = &mut self.markers[who];
        let answers = self.marking.desk.save_marks(&marker.actor, command).await;
        let answers = answers.expect("answers");
        assert_eq!(answers.len(), due.len());
        for ((CellAnswer { op_id, outcome }, due), write) in answers.into_iter().zip(due).zip(writes) {
            assert_eq!((&op_id, Said::of(outcome)), (&write.op_id, due.clone()), "{write:?}");
            if heard {
                marker.hear(&op_id, &due);
            }
        }
    }

    /// The line is good again: everything that waits arrives, then everything that was under way.
    async fn calm(&mut self) {
        for who in 0..2 {
            let writes: Vec<CellWrite> = self.markers[who].waiting.values().cloned().collect();
            self.arrive(who, writes, true).await;
            assert!(self.markers[who].waiting.is_empty());
        }
        for (who, writes) in std::mem::take(&mut self.flying) {
            self.arrive(who, writes, false).await;
        }
    }
}

#[tokio::test]
async fn two_markers_over_a_bad_network_leave_what_one_after_the_other_would() {
    each_database(|store| async move {
        let marking = marking(&store, COPIES).await;
        let markers = [Marker::new(&marking.marker, "a"), Marker::new(&marking.second, "b")];
        let mut network = Network {
            marking,
            model: Model::default(),
            markers,
            flying: Vec::new(),
            dice: Dice::new(0),
        };
        for seed in 0..SEEDS {
            network.dice = Dice::new(seed);
            for _ in 0..STEPS {
                network.step().await;
            }
            network.calm().await;
            let view = network.marking.view().await;
            for row in view.rows {
                let due = network.model.cells.get(&row.application).copied().unwrap_or_default();
                assert_eq!((row.cells[0].value, row.cells[0].version), due, "seed {seed}");
            }
        }
        let log = network.marking.events().await;
        let mut done: BTreeMap<ApplicationId, Vec<String>> = BTreeMap::new();
        for event in &log {
            let (Act::MarkSaved { application, .. } | Act::MarkConflicted { application, .. }) = event.act else {
                panic!("{event:?}")
            };
            done.entry(application).or_default().extend(event.op.clone());
        }
        assert!(done == network.model.log, "{done:?} is not {:?}", network.model.log);
        let told = log
            .iter()
            .filter(|event| matches!(event.act, Act::MarkConflicted { .. }))
            .count();
        assert!(log.len() > 400 && told > 40, "{told} conflicts in {} acts", log.len());
    })
    .await;
}
