//! What a jury can be asked. Every act carries the operation id of the form it comes from.

use domain::{ApplicationId, Decision, JuryId, Mark, Mention, ProposalId, Slot};
use serde::{Deserialize, Serialize};

/// Raise a mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RaiseMark {
    /// Operation: sent twice, done once.
    pub op_id: String,
    /// Which jury.
    pub jury: JuryId,
    /// Whose mark.
    pub application: ApplicationId,
    /// Which mark.
    pub slot: Slot,
    /// To what.
    pub value: Mark,
    /// Why; required.
    pub reason: String,
}

/// Take a raise back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithdrawRaise {
    /// Operation.
    pub op_id: String,
    /// Which jury.
    pub jury: JuryId,
    /// Whose mark.
    pub application: ApplicationId,
    /// Which mark.
    pub slot: Slot,
}

/// Propose a raise to the president: the same content as a raise.
pub type ProposeChange = RaiseMark;

/// Answer a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerProposal {
    /// Operation.
    pub op_id: String,
    /// Which jury.
    pub jury: JuryId,
    /// Which proposal.
    pub proposal: ProposalId,
    /// Take it, which raises the mark, or decline it.
    pub take: bool,
}

/// Confirm decisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmDecisions {
    /// Operation.
    pub op_id: String,
    /// Which jury.
    pub jury: JuryId,
    /// Which decisions.
    pub which: Which,
}

/// Which decisions to confirm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// These, as they were seen.
    Seen(Vec<Seen>),
    /// Every one that is clear: decided, not borderline, without a proposal waiting.
    AllClear,
}

/// A decision as its confirmer saw it: another one meanwhile is not confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Whose.
    pub application: ApplicationId,
    /// What.
    pub decision: Decision,
    /// With which mention.
    pub mention: Option<Mention>,
}

/// What became of a confirmation.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Confirmation {
    /// Confirmed now.
    pub confirmed: Vec<ApplicationId>,
    /// Not what was seen any more, or not decided: left as they are.
    pub changed: Vec<ApplicationId>,
}

/// Open a confirmed decision again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReopenDecision {
    /// Operation.
    pub op_id: String,
    /// Which jury.
    pub jury: JuryId,
    /// Whose.
    pub application: ApplicationId,
}

/// Sign the minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignMinutes {
    /// Operation.
    pub op_id: String,
    /// Which jury.
    pub jury: JuryId,
    /// Number of the last event the signer saw; a later one refuses.
    pub seen_seq: i64,
}

/// The head of a log, as printed on the minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Number of the last event.
    pub seq: i64,
    /// Its hash.
    pub hash: String,
}
