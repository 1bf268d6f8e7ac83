//! A deliberation as its screens see it: anonymous by type, and moved forward by the events of its log.

mod command;
mod follow;

use std::collections::BTreeMap;

use domain::{
    AccountId, AnonymityNumber, ApplicationId, CandidateMarks, Decision, JuryId, JuryState, Mark, Mention,
    MinutesSigning, ProposalId, Role, Ruleset, Slot,
};
use serde::{Deserialize, Serialize};

pub use command::*;
pub use follow::Followed;

/// A jury in a list of mine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JuryCard {
    /// Which.
    pub id: JuryId,
    /// Five digits.
    pub code: String,
    /// Label people read.
    pub label: String,
    /// Label of the session.
    pub session: String,
    /// Name and commune of the deliberation centre.
    pub centre: Option<String>,
    /// ISO date.
    pub held_on: Option<String>,
    /// State.
    pub state: JuryState,
    /// Which states there are.
    pub signing: MinutesSigning,
    /// My part in it.
    pub role: Option<Role>,
    /// Candidates.
    pub candidates: i64,
    /// Candidates with a confirmed decision.
    pub confirmed: i64,
}

/// A deliberation, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JuryView {
    /// Which.
    pub id: JuryId,
    /// Five digits.
    pub code: String,
    /// Label people read.
    pub label: String,
    /// Label of the session.
    pub session: String,
    /// Name of the académie.
    pub academy: String,
    /// Name and commune of the deliberation centre.
    pub centre: Option<String>,
    /// ISO date.
    pub held_on: Option<String>,
    /// State.
    pub state: JuryState,
    /// Which states there are.
    pub signing: MinutesSigning,
    /// The part the reader plays in it.
    pub role: Option<Role>,
    /// The law, so that the browser computes as the server does.
    pub ruleset: Ruleset,
    /// By anonymity number.
    pub candidates: Vec<JuryCandidate>,
    /// By number.
    pub proposals: Vec<Proposal>,
    /// In order of time.
    pub signatures: Vec<Signature>,
    /// Number of the last event this view holds.
    pub head_seq: i64,
    /// Its hash, 64 hexadecimal digits; unknown once events were followed.
    pub head_hash: Option<String>,
    /// Number of the last event that outdates the signatures before it, 0 when there is none.
    pub content_seq: i64,
    /// Where the president points.
    pub cursor: crate::Cursor,
    /// Begins the operation ids of this page: a form sent twice is one act.
    pub seed: String,
}

/// A candidate of a jury: a number and marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JuryCandidate {
    /// Key.
    pub application: ApplicationId,
    /// What people call him; none until numbers are drawn.
    pub anonymity: Option<AnonymityNumber>,
    /// Everything a decision is made from, raises included.
    pub marks: CandidateMarks,
    /// What is known of each raise, by cell.
    pub raises: BTreeMap<Slot, RaiseNote>,
    /// The decision, once confirmed.
    pub confirmed: Option<Confirmed>,
}

/// A raise of the jury.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RaiseNote {
    /// The mark that counted before the jury.
    pub before: Mark,
    /// The mark of the jury.
    pub to: Mark,
    /// Why.
    pub reason: String,
    /// By whom.
    pub author: String,
    /// Epoch milliseconds.
    pub at: i64,
}

/// A confirmed decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmed {
    /// What.
    pub decision: Decision,
    /// With which mention.
    pub mention: Option<Mention>,
    /// SHA-256 of the trace, hexadecimal.
    pub trace: String,
    /// By whom.
    pub author: String,
    /// Epoch milliseconds.
    pub at: i64,
}

/// A change a member proposes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Which.
    pub id: ProposalId,
    /// Whose mark.
    pub application: ApplicationId,
    /// Which mark.
    pub slot: Slot,
    /// To what.
    pub value: Mark,
    /// Why.
    pub reason: String,
    /// By whom.
    pub author: String,
    /// Epoch milliseconds.
    pub at: i64,
    /// Where it stands.
    pub state: ProposalState,
}

/// Where a proposal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposalState {
    /// The president has not answered.
    Waiting,
    /// The mark was raised.
    Taken,
    /// The mark stays.
    Declined,
}

/// A signature of the minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Whose; none in an event of the command line.
    pub account: Option<AccountId>,
    /// Name of the signer.
    pub signer: String,
    /// As president or vice-president.
    pub role: Role,
    /// Number of the last event signed.
    pub seq: i64,
    /// Its hash.
    pub hash: String,
    /// Epoch milliseconds.
    pub at: i64,
}

impl JuryView {
    /// Was something changed after this signature?
    pub fn outdated(&self, signature: &Signature) -> bool {
        signature.seq < self.content_seq
    }

    /// A candidate.
    pub fn candidate(&self, application: ApplicationId) -> Option<&JuryCandidate> {
        self.candidates
            .iter()
            .find(|candidate| candidate.application == application)
    }

    /// Candidates with a confirmed decision.
    pub fn confirmed(&self) -> usize {
        self.candidates
            .iter()
            .filter(|candidate| candidate.confirmed.is_some())
            .count()
    }

    /// Is an answer of the president waited for on this candidate?
    pub fn awaits_answer(&self, application: ApplicationId) -> bool {
        self.proposals
            .iter()
            .any(|proposal| proposal.application == application && proposal.state == ProposalState::Waiting)
    }
}

/// One candidate and what was done to him in the jury.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CandidateView {
    /// The candidate.
    pub candidate: JuryCandidate,
    /// Acts of the jury on him, oldest first.
    pub history: Vec<crate::Event>,
}
