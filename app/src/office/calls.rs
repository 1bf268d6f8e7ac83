//! What the screens of the exam office ask the server.

use crate::Refusal;
use domain::{ApplicationId, JuryId, LotId, SessionId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// Where a session stands.
#[server(prefix = "/api", endpoint = "office_overview", input = Json)]
pub async fn office_overview(session: Option<SessionId>) -> Result<wire::OfficeOverview, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.office_overview(&actor, session)
        .await
        .map_err(crate::backstage::told)
}

/// The preparation of a session.
#[server(prefix = "/api", endpoint = "preparation_sheet", input = Json)]
pub async fn preparation_sheet(session: Option<SessionId>) -> Result<wire::PreparationSheet, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.preparation_sheet(&actor, session)
        .await
        .map_err(crate::backstage::told)
}

/// The lots of a session.
#[server(prefix = "/api", endpoint = "follow_lots", input = Json)]
pub async fn follow_lots(session: Option<SessionId>) -> Result<wire::FollowedLots, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.follow_lots(&actor, session).await.map_err(crate::backstage::told)
}

/// One lot.
#[server(prefix = "/api", endpoint = "lot_sheet", input = Json)]
pub async fn lot_sheet(lot: LotId) -> Result<wire::LotSheet, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.lot_sheet(&actor, lot).await.map_err(crate::backstage::told)
}

/// Both entries of a lot.
#[server(prefix = "/api", endpoint = "compare_entries", input = Json)]
pub async fn compare_entries(lot: LotId) -> Result<wire::Comparison, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.compare_entries(&actor, lot).await.map_err(crate::backstage::told)
}

/// Missing marks of a session; of a qualification and a jury (or of those without jury) by candidate.
#[server(prefix = "/api", endpoint = "missing_marks", input = Json)]
pub async fn missing_marks(
    session: Option<SessionId>,
    ruleset: Option<String>,
    jury: Option<JuryId>,
) -> Result<wire::MissingMarks, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    let of = ruleset.map(|ruleset| service::MissingOf { ruleset, jury });
    desk.missing_marks(&actor, session, of)
        .await
        .map_err(crate::backstage::told)
}

/// A page of the candidates who fit what was typed.
#[server(prefix = "/api", endpoint = "find_candidates", input = Json)]
pub async fn find_candidates(
    session: Option<SessionId>,
    typed: String,
    page: u32,
) -> Result<wire::FoundCandidates, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.find_candidates(&actor, session, &typed, page)
        .await
        .map_err(crate::backstage::told)
}

/// A candidate.
#[server(prefix = "/api", endpoint = "candidate_file", input = Json)]
pub async fn candidate_file(application: ApplicationId) -> Result<wire::CandidateFile, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.candidate_file(&actor, application)
        .await
        .map_err(crate::backstage::told)
}

/// The situation of a candidate.
#[server(prefix = "/api", endpoint = "situation_sheet", input = Json)]
pub async fn situation_sheet(application: ApplicationId) -> Result<wire::SituationSheet, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.situation_sheet(&actor, application)
        .await
        .map_err(crate::backstage::told)
}

/// The juries of a session.
#[server(prefix = "/api", endpoint = "follow_juries", input = Json)]
pub async fn follow_juries(session: Option<SessionId>) -> Result<wire::FollowedJuries, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.follow_juries(&actor, session)
        .await
        .map_err(crate::backstage::told)
}

/// The juries of a session in the centres of this person.
#[server(prefix = "/api", endpoint = "centre_juries", input = Json)]
pub async fn centre_juries(session: Option<SessionId>) -> Result<wire::FollowedJuries, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.centre_juries(&actor, session)
        .await
        .map_err(crate::backstage::told)
}

/// One jury.
#[server(prefix = "/api", endpoint = "jury_sheet", input = Json)]
pub async fn jury_sheet(jury: JuryId) -> Result<wire::JurySheet, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.jury_sheet(&actor, jury).await.map_err(crate::backstage::told)
}

/// Every account.
#[server(prefix = "/api", endpoint = "list_accounts", input = Json)]
pub async fn list_accounts() -> Result<Vec<wire::AccountLine>, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.list_accounts(&actor).await.map_err(crate::backstage::told)
}

/// The rulesets, and one of them whole.
#[server(prefix = "/api", endpoint = "rulesets_view", input = Json)]
pub async fn rulesets_view(session: Option<SessionId>, code: Option<String>) -> Result<wire::RulesetsView, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.rulesets_view(&actor, session, code.as_deref())
        .await
        .map_err(crate::backstage::told)
}

/// Two rulesets compared, and tried on the candidates of a session.
#[server(prefix = "/api", endpoint = "compare_rulesets", input = Json)]
pub async fn compare_rulesets(
    session: Option<SessionId>,
    codes: Option<(String, String)>,
) -> Result<wire::RulesetComparison, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    let codes = codes.as_ref().map(|(from, to)| (from.as_str(), to.as_str()));
    desk.compare_rulesets(&actor, session, codes)
        .await
        .map_err(crate::backstage::told)
}
