//! What a hydrated screen of a jury asks the server.

use crate::Refusal;
use domain::{ApplicationId, JuryId, JuryState};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use wire::{Confirmation, Cursor, Head, JuryCard};

/// My juries.
#[server(prefix = "/api", endpoint = "my_juries", input = Json)]
pub async fn my_juries() -> Result<Vec<JuryCard>, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.my_juries(&actor).await.map_err(crate::backstage::told)
}

/// A deliberation, whole.
#[server(prefix = "/api", endpoint = "jury_view", input = Json)]
pub async fn jury_view(jury: JuryId) -> Result<wire::JuryView, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.jury_view(&actor, jury).await.map_err(crate::backstage::told)
}

/// The head of its log.
#[server(prefix = "/api", endpoint = "jury_head", input = Json)]
pub async fn jury_head(jury: JuryId) -> Result<Head, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.jury_head(&actor, jury).await.map_err(crate::backstage::told)
}

/// A candidate and what was done to him.
#[server(prefix = "/api", endpoint = "candidate_view", input = Json)]
pub async fn candidate_view(jury: JuryId, application: ApplicationId) -> Result<wire::CandidateView, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.candidate_view(&actor, jury, application)
        .await
        .map_err(crate::backstage::told)
}

/// How the decision on a candidate is reached, step by step in the words of the page.
#[server(prefix = "/api", endpoint = "decision_trace", input = Json)]
pub async fn decision_trace(jury: JuryId, application: ApplicationId) -> Result<Vec<String>, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    let decided = desk.decision_trace(&actor, jury, application).await;
    let (ruleset, outcome) = decided.map_err(crate::backstage::told)?;
    let lang = crate::backstage::lang();
    Ok(outcome
        .trace
        .iter()
        .map(|step| words::law::trace_step(lang, &ruleset, step))
        .collect())
}

/// Raises a mark.
#[server(prefix = "/api", endpoint = "raise_mark", input = Json)]
pub async fn raise_mark(command: wire::RaiseMark) -> Result<i64, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.raise_mark(&actor, command).await.map_err(crate::backstage::told)
}

/// Takes a raise back.
#[server(prefix = "/api", endpoint = "withdraw_raise", input = Json)]
pub async fn withdraw_raise(command: wire::WithdrawRaise) -> Result<i64, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.withdraw_raise(&actor, command)
        .await
        .map_err(crate::backstage::told)
}

/// Proposes a change.
#[server(prefix = "/api", endpoint = "propose_change", input = Json)]
pub async fn propose_change(command: wire::ProposeChange) -> Result<(), Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.propose_change(&actor, command)
        .await
        .map(drop)
        .map_err(crate::backstage::told)
}

/// Answers a proposal.
#[server(prefix = "/api", endpoint = "answer_proposal", input = Json)]
pub async fn answer_proposal(command: wire::AnswerProposal) -> Result<i64, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.answer_proposal(&actor, command)
        .await
        .map_err(crate::backstage::told)
}

/// Confirms decisions.
#[server(prefix = "/api", endpoint = "confirm_decisions", input = Json)]
pub async fn confirm_decisions(command: wire::ConfirmDecisions) -> Result<Confirmation, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.confirm_decisions(&actor, command)
        .await
        .map_err(crate::backstage::told)
}

/// Opens a decision again.
#[server(prefix = "/api", endpoint = "reopen_decision", input = Json)]
pub async fn reopen_decision(command: wire::ReopenDecision) -> Result<i64, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.reopen_decision(&actor, command)
        .await
        .map_err(crate::backstage::told)
}

/// Points the projector.
#[server(prefix = "/api", endpoint = "point_jury", input = Json)]
pub async fn point_jury(jury: JuryId, cursor: Cursor) -> Result<(), Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.point(&actor, jury, &cursor).await.map_err(crate::backstage::told)
}

/// Ends the deliberation: minutes where they are signed here, closed where they are signed on paper.
#[server(prefix = "/api", endpoint = "end_deliberation", input = Json)]
pub async fn end_deliberation(jury: JuryId, to: JuryState) -> Result<bool, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.move_jury(&actor, jury, to).await.map_err(crate::backstage::told)
}

/// Signs the minutes.
#[server(prefix = "/api", endpoint = "sign_minutes", input = Json)]
pub async fn sign_minutes(command: wire::SignMinutes) -> Result<Head, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.sign_minutes(&actor, command).await.map_err(crate::backstage::told)
}

/// Closes the jury.
#[server(prefix = "/api", endpoint = "close_jury", input = Json)]
pub async fn close_jury(jury: JuryId) -> Result<bool, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.move_jury(&actor, jury, JuryState::Closed)
        .await
        .map_err(crate::backstage::told)
}
