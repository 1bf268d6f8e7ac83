//! The acts of a deliberation as plain forms.

use super::{Fields, back, done, field, own_address, refused};
use crate::render;
use crate::state::AppState;
use app::routes;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::response::Response;
use domain::{ApplicationId, Decision, JuryId, JuryState, Mark, Mention, ProposalId, Slot};
use service::Refusal;
use std::str::FromStr;
use wire::{
    AnswerProposal, ConfirmDecisions, Cursor, ProposeChange, RaiseMark, ReopenDecision, Seen, SignMinutes, Which,
    WithdrawRaise,
};

type Done = (&'static str, String);

/// A field that must be readable; what a person cannot have typed is simply not found.
fn read<T: FromStr>(fields: &Fields, name: &str) -> Result<T, Refusal> {
    field(fields, name).parse().map_err(|_| Refusal::not_found())
}

/// The mark typed for the cell whose button was pressed.
fn raise(jury: JuryId, fields: &Fields) -> Result<RaiseMark, Refusal> {
    let slot: Slot = field(fields, "slot")
        .parse()
        .map_err(|_| Refusal::field("slot", "raise_which", ""))?;
    let typed = field(fields, &format!("value.{slot}"));
    let value: Mark = typed
        .parse()
        .map_err(|_| Refusal::field("value", "raise_not_a_mark", typed.trim()))?;
    Ok(RaiseMark {
        op_id: field(fields, "op_id"),
        jury,
        application: read(fields, "application")?,
        slot,
        value,
        reason: field(fields, "reason"),
    })
}

/// Back to where the form stood, or the page again with why not.
async fn answer(
    state: AppState,
    parts: Parts,
    jury: JuryId,
    act: &str,
    fields: Fields,
    done_: Result<Done, Refusal>,
) -> Response {
    let there = own_address(&back(&fields, &parts.headers)).to_string();
    let there = if there == "/" { routes::jury(jury, "") } else { there };
    match done_ {
        Ok((message, n)) => done(&there, message, &[("n", &n)]),
        Err(refusal) => refused(&state, parts, &there, &routes::jury(jury, act), fields, refusal).await,
    }
}

/// `POST /jurys/{id}/relever`.
pub async fn raise_mark(
    State(state): State<AppState>,
    Path(jury): Path<JuryId>,
    parts: Parts,
    Form(fields): Form<Fields>,
) -> Response {
    let actor = render::actor_of(&parts);
    let outcome = async {
        state.desk.raise_mark(&actor, raise(jury, &fields)?).await?;
        Ok(("mark_raised", String::new()))
    };
    let outcome = outcome.await;
    answer(state, parts, jury, "relever", fields, outcome).await
}

/// `POST /jurys/{id}/proposer`.
pub async fn propose_change(
    State(state): State<AppState>,
    Path(jury): Path<JuryId>,
    parts: Parts,
    Form(fields): Form<Fields>,
) -> Response {
    let actor = render::actor_of(&parts);
    let outcome = async {
        let command: ProposeChange = raise(jury, &fields)?;
        state.desk.propose_change(&actor, command).await?;
        Ok(("change_proposed", String::new()))
    };
    let outcome = outcome.await;
    answer(state, parts, jury, "proposer", fields, outcome).await
}

/// `POST /jurys/{id}/retirer`.
pub async fn withdraw_raise(
    State(state): State<AppState>,
    Path(jury): Path<JuryId>,
    parts: Parts,
    Form(fields): Form<Fields>,
) -> Response {
    let actor = render::actor_of(&parts);
    let outcome = async {
        let command = WithdrawRaise {
            op_id: field(&fields, "op_id"),
            jury,
            application: read(&fields, "application")?,
            slot: read(&fields, "slot")?,
        };
        state.desk.withdraw_raise(&actor, command).await?;
        Ok(("raise_withdrawn", String::new()))
    };
    let outcome = outcome.await;
    answer(state, parts, jury, "relever", fields, outcome).await
}

/// `POST /jurys/{id}/repondre`.
pub async fn answer_proposal(
    State(state): State<AppState>,
    Path(jury): Path<JuryId>,
    parts: Parts,
    Form(fields): Form<Fields>,
) -> Response {
    let actor = render::actor_of(&parts);
    let outcome = async {
        let command = AnswerProposal {
            op_id: field(&fields, "op_id"),
            jury,
            proposal: read::<ProposalId>(&fields, "proposal")?,
            take: field(&fields, "take") == "oui",
        };
        state.desk.answer_proposal(&actor, command).await?;
        Ok(("proposal_answered", String::new()))
    };
    let outcome = outcome.await;
    answer(state, parts, jury, "relever", fields, outcome).await
}

/// `POST /jurys/{id}/confirmer`.
pub async fn confirm_decisions(
    State(state): State<AppState>,
    Path(jury): Path<JuryId>,
    parts: Parts,
    Form(fields): Form<Fields>,
) -> Response {
    let actor = render::actor_of(&parts);
    let outcome = async {
        let which = if field(&fields, "all") == "oui" {
            Which::AllClear
        } else {
            let decision = Decision::from_name(&field(&fields, "decision")).ok_or_else(Refusal::not_found)?;
            let mention = Mention::from_name(&field(&fields, "mention"));
            Which::Seen(vec![Seen {
                application: read(&fields, "application")?,
                decision,
                mention,
            }])
        };
        let command = ConfirmDecisions {
            op_id: field(&fields, "op_id"),
            jury,
            which,
        };
        let answer = state.desk.confirm_decisions(&actor, command).await?;
        let message = if answer.changed.is_empty() {
            "decisions_confirmed"
        } else {
            "decisions_changed"
        };
        Ok((message, answer.confirmed.len().to_string()))
    };
    let outcome = outcome.await;
    answer(state, parts, jury, "relever", fields, outcome).await
}

/// `POST /jurys/{id}/rouvrir`.
pub async fn reopen_decision(
    State(state): State<AppState>,
    Path(jury): Path<JuryId>,
    parts: Parts,
    Form(fields): Form<Fields>,
) -> Response {
    let actor = render::actor_of(&parts);
    let outcome = async {
        let application: ApplicationId = read(&fields, "application")?;
        let command = ReopenDecision {
            op_id: field(&fields, "op_id"),
            jury,
            application,
        };
        state.desk.reopen_decision(&actor, command).await?;
        Ok(("decision_reopened", String::new()))
    };
    let outcome = outcome.await;
    answer(state, parts, jury, "relever", fields, outcome).await
}

/// `POST /jurys/{id}/avancer`.
pub async fn advance(
    State(state): State<AppState>,
    Path(jury): Path<JuryId>,
    parts: Parts,
    Form(fields): Form<Fields>,
) -> Response {
    let actor = render::actor_of(&parts);
    let outcome = async {
        let to = JuryState::from_code(&field(&fields, "to")).ok_or_else(Refusal::not_found)?;
        state.desk.move_jury(&actor, jury, to).await?;
        Ok(("jury_advanced", String::new()))
    };
    let outcome = outcome.await;
    answer(state, parts, jury, "relever", fields, outcome).await
}

/// `POST /jurys/{id}/signer`.
pub async fn sign_minutes(
    State(state): State<AppState>,
    Path(jury): Path<JuryId>,
    parts: Parts,
    Form(fields): Form<Fields>,
) -> Response {
    let actor = render::actor_of(&parts);
    let outcome = async {
        let command = SignMinutes {
            op_id: field(&fields, "op_id"),
            jury,
            seen_seq: read(&fields, "seen_seq")?,
        };
        state.desk.sign_minutes(&actor, command).await?;
        Ok(("minutes_signed", String::new()))
    };
    let outcome = outcome.await;
    answer(state, parts, jury, "relever", fields, outcome).await
}

/// `POST /jurys/{id}/pointer`: a candidate, or the overview without one.
pub async fn point(
    State(state): State<AppState>,
    Path(jury): Path<JuryId>,
    parts: Parts,
    Form(fields): Form<Fields>,
) -> Response {
    let actor = render::actor_of(&parts);
    let cursor = Cursor {
        application: field(&fields, "application").parse().ok(),
    };
    let outcome = state
        .desk
        .point(&actor, jury, &cursor)
        .await
        .map(|()| ("projected", String::new()));
    answer(state, parts, jury, "relever", fields, outcome).await
}
