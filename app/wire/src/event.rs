//! An event of the log as screens receive it.

mod fields;

use domain::{AccountId, Act, ApplicationId, Decision, Entry, Flag, JuryState, Mention, ProposalId, Role, Slot};
use serde::{Deserialize, Serialize};

use fields::Fields;

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
