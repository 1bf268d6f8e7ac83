//! The desk: what every verb needs at hand.

use crate::enter_marks::{Entering, enter};
use crate::gate::Gate;
use crate::rulesets::Rulesets;
use crate::watch::Rooms;
use crate::{Clock, Refusal, Result, ResultRenderer};
use domain::{Action, Actor, Object, Role, StreamKey, Verdict, may};
use futures::future::BoxFuture;
use std::path::PathBuf;
use std::sync::Arc;
use store::{Author, EventDraft, Lane, Store, Tx};
use wire::CellOutcome;

/// Settings a verb may need.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Folder of uploads and published sets.
    pub data_dir: PathBuf,
    /// Largest file taken in, bytes.
    pub max_upload: u64,
    /// Cost of a password hash; a test may lower it.
    pub password_memory_kib: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            data_dir: "data".into(),
            max_upload: 256 << 20,
            password_memory_kib: 19_456,
        }
    }
}

/// Everything behind the verbs. Clones share it.
#[derive(Clone)]
pub struct Desk {
    /// Rows and the log.
    pub store: Store,
    /// The time.
    pub clock: Clock,
    /// Settings.
    pub settings: Arc<Settings>,
    pub(crate) rulesets: Arc<Rulesets>,
    pub(crate) rooms: Arc<Rooms>,
    /// Wakes the worker of this process.
    pub(crate) jobs: Arc<tokio::sync::Notify>,
    pub(crate) gate: Arc<Gate>,
    pub(crate) marks: Lane<Entering, CellOutcome>,
    pub(crate) renderer: Option<Arc<dyn ResultRenderer>>,
}

impl Desk {
    /// A desk over a store.
    pub fn new(store: Store, clock: Clock, settings: Settings) -> Desk {
        Desk {
            marks: store.lane(Entering::stream, enter),
            store,
            clock,
            settings: Arc::new(settings),
            rulesets: Arc::default(),
            rooms: Arc::default(),
            jobs: Arc::default(),
            gate: Arc::default(),
            renderer: None,
        }
    }

    /// The same desk, able to publish: `renderer` draws the pages.
    #[must_use]
    pub fn with_renderer(self, renderer: Arc<dyn ResultRenderer>) -> Desk {
        Desk {
            renderer: Some(renderer),
            ..self
        }
    }

    /// Asks the one function of rights.
    ///
    /// # Errors
    /// `Forbidden` with the reason.
    pub fn check(&self, actor: &Actor, action: Action, object: &Object) -> Result<Option<Role>> {
        match may(actor, action, object) {
            Verdict::Allowed(role) => Ok(role),
            Verdict::Refused(reason) => {
                tracing::info!(account = ?actor.account, action = action.code(), ?reason, "refused");
                Err(Refusal::forbidden(reason))
            }
        }
    }

    /// The author of events this actor causes in this role.
    pub(crate) fn author(actor: &Actor, role: Option<Role>) -> Author {
        Author {
            account: actor.account.filter(|id| id.0 != 0),
            name: actor.name.clone(),
            role,
        }
    }

    /// Runs a command that may refuse. It refuses before it writes: what it wrote stands with its answer.
    pub(crate) async fn refusable<T, F>(&self, streams: Vec<StreamKey>, body: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t Tx) -> BoxFuture<'t, Result<T>> + Send + 'static,
    {
        self.store
            .write(streams, move |tx| {
                Box::pin(async move {
                    match body(tx).await {
                        Err(Refusal::Store(error)) => Err(error),
                        ruled => Ok(ruled),
                    }
                })
            })
            .await?
    }

    /// An event of this actor, now.
    pub(crate) fn draft(&self, actor: &Actor, role: Option<Role>, act: domain::Act) -> EventDraft {
        EventDraft {
            author: Self::author(actor, role),
            at_ms: self.clock.now_ms(),
            op_id: None,
            act,
        }
    }
}
