//! Acts as screens follow them, read from the log.

use domain::{ApplicationId, Decision, Entry, Flag, JuryState, Mention, ProposalId, Role, Slot};
use serde::Deserialize;

use super::{JuryAct, LotAct};

/// The fields of all acts a screen follows. Read flat: an enum tagged from the inside is read twice, and the code that
/// does it weighs more in a browser than all the rest of an event.
#[derive(Deserialize)]
pub(super) struct Fields {
    act: String,
    application: Option<ApplicationId>,
    slot: Option<Slot>,
    before: Option<Entry>,
    after: Option<Entry>,
    stands: Option<Entry>,
    tried: Option<Entry>,
    value: Option<Entry>,
    version: Option<i64>,
    reason: Option<String>,
    to: Option<JuryState>,
    decision: Option<Decision>,
    mention: Option<Mention>,
    trace: Option<String>,
    proposal: Option<ProposalId>,
    taken: Option<bool>,
    seq: Option<i64>,
    hash: Option<String>,
    role: Option<Role>,
    flag: Option<Flag>,
    set: Option<bool>,
}

/// An act lacks a field it always has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Incomplete;

impl std::fmt::Display for Incomplete {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("incomplete act")
    }
}

impl TryFrom<Fields> for LotAct {
    type Error = Incomplete;

    fn try_from(fields: Fields) -> Result<LotAct, Incomplete> {
        let act = || {
            Some(match fields.act.as_str() {
                "mark_saved" => LotAct::MarkSaved {
                    application: fields.application?,
                    slot: fields.slot?,
                    after: fields.after,
                    version: fields.version?,
                },
                "mark_conflicted" => LotAct::MarkConflicted {
                    application: fields.application?,
                    slot: fields.slot?,
                    stands: fields.stands,
                    tried: fields.tried,
                    version: fields.version?,
                },
                "lot_locked" => LotAct::LotLocked,
                "lot_reopened" => LotAct::LotReopened,
                "lot_discharged" => LotAct::LotDischarged,
                _ => LotAct::Other,
            })
        };
        act().ok_or(Incomplete)
    }
}

impl TryFrom<Fields> for JuryAct {
    type Error = Incomplete;

    fn try_from(fields: Fields) -> Result<JuryAct, Incomplete> {
        let act = || {
            Some(match fields.act.as_str() {
                "jury_moved" => JuryAct::JuryMoved { to: fields.to? },
                "mark_raised" => JuryAct::MarkRaised {
                    application: fields.application?,
                    slot: fields.slot?,
                    before: fields.before?,
                    after: fields.after?,
                    reason: fields.reason?,
                },
                "raise_withdrawn" => JuryAct::RaiseWithdrawn {
                    application: fields.application?,
                    slot: fields.slot?,
                },
                "decision_confirmed" => JuryAct::DecisionConfirmed {
                    application: fields.application?,
                    decision: fields.decision?,
                    mention: fields.mention,
                    trace: fields.trace?,
                },
                "decision_reopened" => JuryAct::DecisionReopened {
                    application: fields.application?,
                },
                "change_proposed" => JuryAct::ChangeProposed {
                    proposal: fields.proposal?,
                    application: fields.application?,
                    slot: fields.slot?,
                    value: fields.value?,
                    reason: fields.reason?,
                },
                "proposal_answered" => JuryAct::ProposalAnswered {
                    proposal: fields.proposal?,
                    taken: fields.taken?,
                },
                "minutes_signed" => JuryAct::MinutesSigned {
                    seq: fields.seq?,
                    hash: fields.hash?,
                    role: fields.role?,
                },
                "flag_changed" => JuryAct::FlagChanged {
                    application: fields.application?,
                    flag: fields.flag?,
                    set: fields.set?,
                },
                "jury_composed" => JuryAct::JuryComposed,
                "context_set" => JuryAct::ContextSet,
                "seat_given" => JuryAct::SeatGiven,
                "results_published" => JuryAct::ResultsPublished,
                "results_withdrawn" => JuryAct::ResultsWithdrawn,
                _ => JuryAct::Other,
            })
        };
        act().ok_or(Incomplete)
    }
}
