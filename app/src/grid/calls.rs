//! The calls of the grid.

use crate::Refusal;
use domain::LotId;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// The lots of the person asking.
#[server(prefix = "/api", endpoint = "my_lots", input = Json)]
pub async fn my_lots() -> Result<Vec<wire::LotSummary>, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.my_lots(&actor).await.map_err(crate::backstage::told)
}

/// A lot and its copies.
#[server(prefix = "/api", endpoint = "lot_view", input = Json)]
pub async fn lot_view(lot: LotId) -> Result<wire::LotView, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.lot_view(&actor, lot).await.map_err(crate::backstage::told)
}

/// Saves marks, answered cell by cell.
#[server(prefix = "/api", endpoint = "save_marks", input = Json)]
pub async fn save_marks(command: wire::SaveMarks) -> Result<Vec<wire::CellAnswer>, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.save_marks(&actor, command).await.map_err(crate::backstage::told)
}

/// Keeps how the person asking likes his grid.
#[server(prefix = "/api", endpoint = "keep_grid_choices", input = Json)]
pub async fn keep_grid_choices(choices: wire::GridChoices) -> Result<(), Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    let value = serde_json::to_string(&choices).unwrap_or_default();
    desk.set_preference(&actor, wire::GridChoices::NAME, &value)
        .await
        .map_err(crate::backstage::told)
}

/// What happened in a cell.
#[server(prefix = "/api", endpoint = "cell_history", input = Json)]
pub async fn cell_history(command: wire::CellHistory) -> Result<Vec<wire::CellPast>, Refusal> {
    let (desk, actor) = crate::backstage::open()?;
    desk.cell_history(&actor, command).await.map_err(crate::backstage::told)
}
