//! What comes back to a sheet: answers to its writes, and what colleagues did.

use super::outbox::{Key, TroubleKind};
use super::sheet::Sheet;
use domain::{AccountId, Entry};
use wire::{CellAnswer, CellOutcome, Event, LotAct, LotState};

impl Sheet {
    /// Takes in the answers of a request.
    pub fn settle(&mut self, answers: Vec<CellAnswer>) {
        for CellAnswer { op_id, outcome } in answers {
            let Some(write) = self.outbox.take(&op_id) else {
                continue;
            };
            let key = (write.application, write.slot);
            match outcome {
                CellOutcome::Saved { version, at_text, .. } => {
                    self.last_saved = Some(at_text.clone());
                    self.store(key, write.value, version, at_text, None);
                }
                CellOutcome::Refused { code, value } => {
                    self.outbox.rebase(key);
                    if self.outbox.last(key).is_none() {
                        let text = write.value.map(Entry::french).unwrap_or_default();
                        self.outbox.complain(key, TroubleKind::Refused { text, code, value });
                    }
                }
                CellOutcome::Conflict {
                    mine,
                    theirs,
                    author,
                    at_text,
                    version,
                } => {
                    let mine = self.outbox.take_cell(key).unwrap_or(mine);
                    self.store(key, theirs, version, at_text.clone(), Some(author.clone()));
                    // The same value from both hands is no disagreement.
                    if mine != theirs {
                        self.outbox.complain(
                            key,
                            TroubleKind::Conflict {
                                mine,
                                theirs,
                                author,
                                at_text,
                            },
                        );
                    }
                }
            }
        }
    }

    /// Keeps what the server has, unless something later is known already.
    fn store(&mut self, key: Key, value: Option<Entry>, version: i64, at_text: String, author: Option<String>) {
        let Some(place) = self.place(key.0, key.1) else { return };
        let own = author.is_none();
        let cell = &mut self.rows[place.0].cells[place.1];
        if version < cell.version {
            return;
        }
        self.touched.add(place);
        self.stored_tally.replace(cell.value, value);
        (cell.value, cell.version, cell.at_text) = (value, version, Some(at_text));
        cell.author = author.or(cell.author.take());
        if let Some(typing) = self.typing.as_mut().filter(|typing| own && typing.place == place) {
            typing.base = version;
        }
    }

    /// Takes in an event of the log; `at_text` is its Paris time. True when our own tab's writes changed by it.
    pub fn hear(&mut self, event: &Event<LotAct>, at_text: &str, me: Option<AccountId>) -> bool {
        if event.seq <= self.seq {
            return false;
        }
        self.seq = event.seq;
        let own = event
            .op
            .as_deref()
            .filter(|op| self.outbox.pending.iter().any(|it| it.write.op_id == **op));
        match &event.act {
            LotAct::MarkSaved {
                application,
                slot,
                after,
                version,
            } => {
                if let Some(op) = own {
                    let (op_id, at_text) = (op.to_owned(), at_text.to_owned());
                    let outcome = CellOutcome::Saved {
                        version: *version,
                        at_ms: event.at,
                        at_text,
                        seq: event.seq,
                    };
                    self.settle(vec![CellAnswer { op_id, outcome }]);
                    return true;
                }
                self.overhear((*application, *slot), *after, *version, event, at_text, me);
            }
            LotAct::MarkConflicted {
                stands,
                tried,
                version,
                application,
                slot,
            } => {
                if let (Some(op), Some(place)) = (own, self.place(*application, *slot)) {
                    let cell = self.stored(place);
                    let outcome = CellOutcome::Conflict {
                        mine: *tried,
                        theirs: *stands,
                        author: cell.author.clone().unwrap_or_default(),
                        at_text: cell.at_text.clone().unwrap_or_default(),
                        version: *version,
                    };
                    self.settle(vec![CellAnswer {
                        op_id: op.to_owned(),
                        outcome,
                    }]);
                    return true;
                }
            }
            LotAct::LotLocked => self.become_state(LotState::Locked),
            LotAct::LotReopened => self.become_state(LotState::Open),
            LotAct::LotDischarged => self.become_state(LotState::Discharged),
            LotAct::Other => {}
        }
        false
    }

    /// A write made elsewhere: in place, never under the caret, and a conflict already shown follows it.
    fn overhear(
        &mut self,
        key: Key,
        value: Option<Entry>,
        version: i64,
        event: &Event<LotAct>,
        at_text: &str,
        me: Option<AccountId>,
    ) {
        let Some(place) = self.place(key.0, key.1) else { return };
        if version <= self.stored(place).version {
            return;
        }
        self.store(key, value, version, at_text.to_owned(), Some(event.name.clone()));
        if event.account != me {
            self.fresh.insert(place);
            self.touched.add(place);
        }
        if let Some(TroubleKind::Conflict { mine, .. }) = self.outbox.trouble(key) {
            let mine = *mine;
            let (author, at_text) = (event.name.clone(), at_text.to_owned());
            self.outbox.complain(
                key,
                TroubleKind::Conflict {
                    mine,
                    theirs: value,
                    author,
                    at_text,
                },
            );
        }
    }
}
