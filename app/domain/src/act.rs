//! Acts: what the log remembers of marks, juries and sessions.
//!
//! An act names candidates by their application, never by a name, so the log itself can be shown to a jury.

use crate::{
    AccountId, ApplicationId, Decision, Entry, JobId, JuryId, JuryState, LotId, Mention, ProposalId, PublicationId,
    Role, Slot,
};
use serde::{Deserialize, Serialize};

/// One act, as stored in the log. Fields are never removed or renamed: old logs must verify for ever.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Act {
    /// A mark of a lot was written (note saisie); `after` absent means emptied.
    MarkSaved {
        /// Whose mark.
        application: ApplicationId,
        /// Which mark.
        slot: Slot,
        /// Value replaced.
        before: Option<Entry>,
        /// Value written.
        after: Option<Entry>,
        /// Version of the cell after the write, 1 for the first.
        version: i64,
    },
    /// A write came too late: somebody else had changed the cell. The value tried is kept here.
    MarkConflicted {
        /// Whose mark.
        application: ApplicationId,
        /// Which mark.
        slot: Slot,
        /// Value that stands.
        stands: Option<Entry>,
        /// Value that was tried.
        tried: Option<Entry>,
        /// Version the writer believed in.
        expected_version: i64,
        /// Version that stands.
        version: i64,
    },
    /// A lot was declared final (verrouillage), with the control totals of the paper slip.
    LotLocked {
        /// Copies.
        copies: i64,
        /// Sum of the numeric marks, hundredths.
        sum: i64,
        /// Copies that carry a code instead of a mark.
        codes: i64,
    },
    /// A locked lot was given back to its marker.
    LotReopened {
        /// Why.
        reason: String,
    },
    /// The marks of a lot went into the candidates' records (décharge).
    LotDischarged {
        /// Marks taken.
        marks: i64,
    },
    /// Two entries of a lot differed in a cell, and one value was chosen. In the log of the session: the log of the
    /// lot is its marker's to read, and he sees nothing of the other entry.
    DifferenceSettled {
        /// The lot whose marks stand.
        lot: LotId,
        /// Whose mark.
        application: ApplicationId,
        /// Which mark.
        slot: Slot,
        /// What the first entry had.
        before: Option<Entry>,
        /// What the second entry has.
        second: Option<Entry>,
        /// What stands.
        after: Option<Entry>,
        /// Why; empty when it is one of the two.
        reason: String,
        /// Version of the cell afterwards.
        version: i64,
    },
    /// A jury changed state.
    JuryMoved {
        /// State left.
        from: JuryState,
        /// State reached.
        to: JuryState,
    },
    /// The jury raised a mark.
    MarkRaised {
        /// Whose mark.
        application: ApplicationId,
        /// Which mark.
        slot: Slot,
        /// Value it had.
        before: Entry,
        /// Value it has now.
        after: Entry,
        /// Why (livret, …).
        reason: String,
    },
    /// The jury took a raise back.
    RaiseWithdrawn {
        /// Whose mark.
        application: ApplicationId,
        /// Which mark.
        slot: Slot,
        /// Value that was raised to.
        before: Entry,
        /// Value of the marker, standing again.
        after: Entry,
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
    /// The president answered a proposal.
    ProposalAnswered {
        /// The proposal.
        proposal: ProposalId,
        /// Whose mark.
        application: ApplicationId,
        /// Taken or declined.
        taken: bool,
    },
    /// The minutes were signed on a head of this log.
    MinutesSigned {
        /// Number of the last event signed.
        seq: i64,
        /// Its hash.
        hash: String,
        /// As president or vice-president.
        role: Role,
    },
    /// A session was created.
    SessionCreated {
        /// Such as `2026-06`.
        code: String,
    },
    /// A MEF was tied to a qualification.
    MefMapped {
        /// Module élémentaire de formation, 11 characters.
        mef: String,
        /// Code of the ruleset.
        ruleset: String,
    },
    /// A file was imported.
    FileImported {
        /// The treatment.
        job: JobId,
        /// What kind of file.
        kind: String,
        /// Records created.
        created: i64,
        /// Records updated.
        updated: i64,
        /// Records rejected.
        rejected: i64,
    },
    /// Imported pupils became candidates of the session.
    ApplicationsRegistered {
        /// How many.
        count: i64,
    },
    /// Anonymity numbers were drawn.
    AnonymityDrawn {
        /// How many.
        count: i64,
    },
    /// A lot was made.
    LotMade {
        /// Which.
        lot: LotId,
        /// Copies in it.
        copies: i64,
    },
    /// A second entry of a lot was asked for (double saisie).
    SecondEntryAsked {
        /// Of which lot.
        lot: LotId,
        /// The lot it is entered in.
        second: LotId,
    },
    /// A second entry in which nothing was written was given up.
    SecondEntryCancelled {
        /// Of which lot.
        lot: LotId,
        /// The lot that is no more.
        second: LotId,
    },
    /// A lot was given to a marker.
    LotGiven {
        /// Which.
        lot: LotId,
        /// To whom.
        account: AccountId,
    },
    /// A jury was composed.
    JuryComposed {
        /// Which.
        jury: JuryId,
        /// Candidates in it.
        candidates: i64,
    },
    /// Somebody got a seat in a jury.
    SeatGiven {
        /// Which jury.
        jury: JuryId,
        /// Who.
        account: AccountId,
        /// As what.
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
        /// Why.
        reason: String,
    },
    /// What an application carries beside its marks was set.
    ContextSet {
        /// Whose.
        application: ApplicationId,
        /// All of it.
        context: crate::ApplicationContext,
    },
    /// The local layer of a ruleset was changed.
    LocalRulesSet {
        /// Code of the ruleset.
        ruleset: String,
        /// Number of the layer, from 1.
        version: i64,
        /// All of it.
        rules: crate::LocalRules,
    },
    /// Results were made ready and will open at an hour.
    ResultsPublished {
        /// The set.
        publication: PublicationId,
        /// Juries in it.
        juries: Vec<JuryId>,
        /// When it opens, epoch milliseconds.
        opens_at_ms: i64,
        /// SHA-256 of the set, hexadecimal.
        digest: String,
    },
    /// Results were taken back before or after their hour.
    ResultsWithdrawn {
        /// The set.
        publication: PublicationId,
        /// Why.
        reason: String,
    },
}

impl Act {
    /// The application it is about, when it is about one.
    pub const fn application(&self) -> Option<ApplicationId> {
        match self {
            Act::MarkSaved { application, .. }
            | Act::MarkConflicted { application, .. }
            | Act::MarkRaised { application, .. }
            | Act::RaiseWithdrawn { application, .. }
            | Act::DecisionConfirmed { application, .. }
            | Act::DecisionReopened { application }
            | Act::ChangeProposed { application, .. }
            | Act::ProposalAnswered { application, .. }
            | Act::FlagChanged { application, .. }
            | Act::ContextSet { application, .. } => Some(*application),
            _ => None,
        }
    }

    /// Does this act, in the stream of a jury, outdate a signature given before it? Marks, decisions and composition
    /// do; the jury's own moves, signatures and what members merely propose do not.
    pub const fn outdates_minutes(&self) -> bool {
        !matches!(
            self,
            Act::JuryMoved { .. }
                | Act::MinutesSigned { .. }
                | Act::ChangeProposed { .. }
                | Act::ProposalAnswered { .. }
                | Act::SeatGiven { .. }
                | Act::ResultsPublished { .. }
                | Act::ResultsWithdrawn { .. }
        )
    }
}

/// A flag on a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// Liste rouge: in no public list.
    RedList,
    /// Présumé fraudeur: results withheld.
    PresumedFraud,
}
