//! Calls of the publication screens.

use crate::Refusal;
use domain::JuryId;
use leptos::prelude::*;
use wire::{PostingList, PublicationsView};

/// Sets of the session, and juries that could be published.
#[server(prefix = "/api", endpoint = "publications", input = leptos::server_fn::codec::Json)]
pub async fn publications() -> Result<PublicationsView, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.publications(&actor).await.map_err(crate::backstage::told)
}

/// The lists of a jury.
#[server(prefix = "/api", endpoint = "lists_of_jury", input = leptos::server_fn::codec::Json)]
pub async fn lists_of_jury(jury: JuryId) -> Result<PostingList, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.posting_list(&actor, jury).await.map_err(crate::backstage::told)
}
