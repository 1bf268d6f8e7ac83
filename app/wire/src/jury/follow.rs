//! Moving a view forward by one event: what every screen does, and what a reload would give.

use super::{Confirmed, JuryCandidate, JuryView, Proposal, ProposalState, RaiseNote, Signature};
use crate::{Event, JuryAct};
use domain::{ApplicationId, Flag};

/// What an event did to a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Followed {
    /// It is in the view now.
    Applied,
    /// It was there already.
    Known,
    /// One before it is missing, or it changes what events cannot tell: read the view again.
    Gap,
}

impl JuryView {
    /// Applies an event of the jury's stream. Applied in order to an older view, events give the newer view.
    pub fn apply(&mut self, event: &Event<JuryAct>) -> Followed {
        if event.seq <= self.head_seq {
            return Followed::Known;
        }
        if event.seq > self.head_seq + 1 {
            return Followed::Gap;
        }
        if matches!(event.act, JuryAct::JuryComposed | JuryAct::ContextSet) {
            return Followed::Gap;
        }
        self.head_seq = event.seq;
        self.head_hash = None;
        if event.act.outdates_minutes() {
            self.content_seq = event.seq;
        }
        match &event.act {
            JuryAct::JuryMoved { to } => self.state = *to,
            JuryAct::MarkRaised {
                application,
                slot,
                before,
                after,
                reason,
            } => {
                let (Some(before), Some(to)) = (before.mark(), after.mark()) else {
                    return Followed::Gap;
                };
                self.change(*application, |candidate| {
                    // A raise that replaces another one still stands beside the marker's mark.
                    let before = candidate.raises.get(slot).map_or(before, |raise| raise.before);
                    let note = RaiseNote {
                        before,
                        to,
                        reason: reason.clone(),
                        author: event.name.clone(),
                        at: event.at,
                    };
                    candidate.raises.insert(*slot, note);
                    candidate.marks.raises.insert(*slot, to);
                });
            }
            JuryAct::RaiseWithdrawn { application, slot } => self.change(*application, |candidate| {
                candidate.raises.remove(slot);
                candidate.marks.raises.remove(slot);
            }),
            JuryAct::DecisionConfirmed {
                application,
                decision,
                mention,
                trace,
            } => {
                self.change(*application, |candidate| {
                    candidate.confirmed = Some(Confirmed {
                        decision: *decision,
                        mention: *mention,
                        trace: trace.clone(),
                        author: event.name.clone(),
                        at: event.at,
                    });
                });
            }
            JuryAct::DecisionReopened { application } => {
                self.change(*application, |candidate| candidate.confirmed = None);
            }
            JuryAct::ChangeProposed {
                proposal,
                application,
                slot,
                value,
                reason,
            } => {
                let Some(value) = value.mark() else {
                    return Followed::Gap;
                };
                // A view read while the log moved on may hold it already.
                self.proposals.retain(|known| known.id != *proposal);
                self.proposals.push(Proposal {
                    id: *proposal,
                    application: *application,
                    slot: *slot,
                    value,
                    reason: reason.clone(),
                    author: event.name.clone(),
                    at: event.at,
                    state: ProposalState::Waiting,
                });
            }
            JuryAct::ProposalAnswered { proposal, taken } => {
                let state = if *taken {
                    ProposalState::Taken
                } else {
                    ProposalState::Declined
                };
                for known in self.proposals.iter_mut().filter(|known| known.id == *proposal) {
                    known.state = state;
                }
            }
            JuryAct::MinutesSigned { seq, hash, role } => {
                let signature = Signature {
                    account: event.account,
                    signer: event.name.clone(),
                    role: *role,
                    seq: *seq,
                    hash: hash.clone(),
                    at: event.at,
                };
                self.signatures.retain(|known| *known != signature);
                self.signatures.push(signature);
            }
            JuryAct::FlagChanged {
                application,
                flag: Flag::PresumedFraud,
                set,
            } => {
                self.change(*application, |candidate| candidate.marks.presumed_fraud = *set);
            }
            _ => {}
        }
        Followed::Applied
    }

    fn change(&mut self, application: ApplicationId, change: impl FnOnce(&mut JuryCandidate)) {
        if let Some(candidate) = self
            .candidates
            .iter_mut()
            .find(|known| known.application == application)
        {
            change(candidate);
        }
    }
}
