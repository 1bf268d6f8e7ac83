//! What every handler has at hand.

use crate::assets::Site;
use crate::config::Config;
use crate::results::Results;
use service::Desk;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// Shared by all requests.
#[derive(Clone)]
pub struct AppState {
    /// The verbs.
    pub desk: Desk,
    /// The installation's decisions.
    pub config: Arc<Config>,
    /// The published results.
    pub results: Arc<Results>,
    /// The built site.
    pub site: Arc<Site>,
    /// Cancelled when the process is asked to stop: every stream ends on it.
    pub stopping: CancellationToken,
}
