//! Calls of the screens of imports.

use crate::Refusal;
use domain::JobId;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use wire::{ImportView, ImportsView};

/// The latest imports, and what the form offers.
#[server(prefix = "/api", endpoint = "import_list", input = Json)]
pub async fn import_list() -> Result<ImportsView, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.imports(&actor).await.map_err(crate::backstage::told)
}

/// One import.
#[server(prefix = "/api", endpoint = "import_job", input = Json)]
pub async fn import_job(id: JobId) -> Result<ImportView, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.import_view(&actor, id).await.map_err(crate::backstage::told)
}
