//! An event of the log as screens receive it.

use domain::{AccountId, Act, ApplicationId, Decision, Entry, Flag, JuryState, Mention, ProposalId, Role, Slot};
use serde::{Deserialize, Serialize};

/// One event: the canonical body of the log, read back, whole or as far as a screen follows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event<A = Act> {
    /// Such as `jury:3`.
    pub stream: String,
    /// Number in the stream, from 1, without holes.
    pub seq: i64,
    /// Epoch milliseconds.
    pub at: i64,
    /// Author's account; `None` for the command line.
    pub account: Option<AccountId>,
    /// Author's name, a colleague's.
    pub name: String,
    /// In which role.
    pub role: Option<Role>,
    /// Operation of a client.
    pub op: Option<String>,
    /// What was done.
    pub act: A,
}

/// Acts as a sheet follows them: those of [`Act`], with the fields it needs.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Fields")]
pub enum LotAct {
    /// A mark was written.
    MarkSaved {
        /// Whose mark.
        application: ApplicationId,
        /// Which mark.
        slot: Slot,
        /// Value written.
        after: Option<Entry>,
        /// Version of the cell after the write.
        version: i64,
    },
    /// A write came too late.
    MarkConflicted {
        /// Whose mark.
        application: ApplicationId,
        /// Which mark.
        slot: Slot,
        /// Value that stands.
        stands: Option<Entry>,
        /// Value that was tried.
        tried: Option<Entry>,
        /// Version that stands.
        version: i64,
    },
    /// The lot is final.
    LotLocked,
    /// The lot was given back.
    LotReopened,
    /// Its marks were taken in.
    LotDischarged,
    /// Nothing a sheet shows.
    Other,
}

/// Acts as a screen of a deliberation follows them: those of [`Act`], with the fields it needs.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Fields")]
pub enum JuryAct {
    /// The jury changed state.
    JuryMoved {
        /// State reached.
        to: JuryState,
    },
    /// A mark was raised.
    MarkRaised {
        /// Whose mark.
        application: ApplicationId,
        /// Which mark.
        slot: Slot,
        /// Value it had.
        before: Entry,
        /// Value it has now.
        after: Entry,
        /// Why.
        reason: String,
    },
    /// A raise was taken back.
    RaiseWithdrawn {
        /// Whose mark.
        application: ApplicationId,
        /// Which mark.
        slot: Slot,
    },
    /// A decision was confirmed.
    DecisionConfirmed {
        /// Whose.
        application: ApplicationId,
        /// What.
        decision: Decision,
        /// With which mention.
        mention: Option<Mention>,
        /// SHA-256 of the trace, hexadecimal.
        trace: String,
    },
    /// A confirmed decision was opened again.
    DecisionReopened {
        /// Whose.
        application: ApplicationId,
    },
    /// A member proposed to raise a mark.
    ChangeProposed {
        /// The proposal.
        proposal: ProposalId,
        /// Whose mark.
        application: ApplicationId,
        /// Which mark.
        slot: Slot,
        /// To what.
        value: Entry,
        /// Why.
        reason: String,
    },
    /// The president answered.
    ProposalAnswered {
        /// The proposal.
        proposal: ProposalId,
        /// Taken or declined.
        taken: bool,
    },
    /// The minutes were signed.
    MinutesSigned {
        /// Number of the last event signed.
        seq: i64,
        /// Its hash.
        hash: String,
        /// As president or vice-president.
        role: Role,
    },
    /// A flag of a candidate changed.
    FlagChanged {
        /// Whose.
        application: ApplicationId,
        /// Which.
        flag: Flag,
        /// Set or taken away.
        set: bool,
    },
    /// The jury was composed anew.
    JuryComposed,
    /// What a candidate carries beside marks changed.
    ContextSet,
    /// Somebody got a seat.
    SeatGiven,
    /// Results were made ready.
    ResultsPublished,
    /// Results were taken back.
    ResultsWithdrawn,
    /// Nothing a screen shows.
    Other,
}

impl JuryAct {
    /// As [`Act::outdates_minutes`].
    pub const fn outdates_minutes(&self) -> bool {
        !matches!(
            self,
            JuryAct::JuryMoved { .. }
                | JuryAct::MinutesSigned { .. }
                | JuryAct::ChangeProposed { .. }
                | JuryAct::ProposalAnswered { .. }
                | JuryAct::SeatGiven
                | JuryAct::ResultsPublished
                | JuryAct::ResultsWithdrawn
        )
    }
}

/// The fields of all acts a screen follows. Read flat: an enum tagged from the inside is read twice, and the code that
/// does it weighs more in a browser than all the rest of an event.
#[derive(Deserialize)]
struct Fields {
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

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{AccountId, JuryId, PublicationId};

    #[test]
    fn a_screen_and_the_log_agree_on_what_outdates_minutes() {
        let application = ApplicationId(1);
        let acts = [
            Act::JuryMoved {
                from: JuryState::NotStarted,
                to: JuryState::MarkControl,
            },
            Act::DecisionReopened { application },
            Act::FlagChanged {
                application,
                flag: Flag::RedList,
                set: true,
                reason: String::new(),
            },
            Act::ProposalAnswered {
                proposal: ProposalId(1),
                application,
                taken: true,
            },
            Act::MinutesSigned {
                seq: 1,
                hash: "0".into(),
                role: Role::JuryPresident,
            },
            Act::JuryComposed {
                jury: JuryId(1),
                candidates: 1,
            },
            Act::SeatGiven {
                jury: JuryId(1),
                account: AccountId(1),
                role: Role::JuryMember,
            },
            Act::ResultsPublished {
                publication: PublicationId(1),
                juries: vec![],
                opens_at_ms: 0,
                digest: String::new(),
            },
            Act::ResultsWithdrawn {
                publication: PublicationId(1),
                reason: String::new(),
            },
            Act::SessionCreated { code: "2026-06".into() },
        ];
        for act in acts {
            let text = serde_json::to_string(&act).expect("json");
            let followed: JuryAct = serde_json::from_str(&text).expect("read");
            assert_eq!(followed.outdates_minutes(), act.outdates_minutes(), "{text}");
        }
    }

    #[test]
    fn a_sheet_reads_what_it_needs_of_an_act() {
        let act = Act::LotLocked {
            copies: 1,
            sum: 2,
            codes: 0,
        };
        let text = serde_json::to_string(&act).expect("json");
        assert_eq!(serde_json::from_str::<LotAct>(&text).expect("read"), LotAct::LotLocked);
        let act = Act::MarkSaved {
            application: ApplicationId(3),
            slot: "PHI".parse().expect("slot"),
            before: None,
            after: Some("12.5".parse().expect("entry")),
            version: 2,
        };
        let text = serde_json::to_string(&act).expect("json");
        let followed = LotAct::MarkSaved {
            application: ApplicationId(3),
            slot: "PHI".parse().expect("slot"),
            after: Some("12.5".parse().expect("entry")),
            version: 2,
        };
        assert_eq!(serde_json::from_str::<LotAct>(&text).expect("read"), followed);
    }
}
