//! Sessions of browsers: the library's layer over our own table, and finding the actor of a request.

use crate::config::Config;
use crate::state::AppState;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use domain::{AccountId, Actor};
use service::Desk;
use service::store::WebSessionRow;
use sha2::{Digest, Sha256};
use tower_sessions::cookie::SameSite;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};
use tower_sessions::{Expiry, Session, SessionManagerLayer, SessionStore};

const ACCOUNT: &str = "account";
/// The hour this browser was last seen in, since the epoch.
const SEEN: &str = "seen";
const HOUR_MS: i64 = 3_600_000;

/// Keeps sessions in the database, by a digest of their id.
#[derive(Clone)]
pub struct Sessions(Desk);

impl std::fmt::Debug for Sessions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sessions")
    }
}

fn digest(id: &Id) -> String {
    Sha256::digest(id.to_string())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

impl Sessions {
    fn row(record: &Record) -> Result<WebSessionRow> {
        Ok(WebSessionRow {
            id: digest(&record.id),
            account_id: record.data.get(ACCOUNT).and_then(serde_json::Value::as_i64),
            data: serde_json::to_string(&record.data).map_err(|error| Error::Encode(error.to_string()))?,
            expires_at: record.expiry_date.unix_timestamp() * 1000,
        })
    }
}

#[async_trait::async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        // 128 random bits: the library's ids do not collide.
        let (row, now) = (Self::row(record)?, self.0.clock.now_ms());
        self.0
            .store
            .write(vec![], move |tx| {
                Box::pin(async move { tx.put_web_session(&row, now).await })
            })
            .await
            .map_err(|error| Error::Backend(error.to_string()))
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let row = Self::row(record)?;
        self.0
            .store
            .write(vec![], move |tx| {
                Box::pin(async move { tx.refresh_web_session(&row).await })
            })
            .await
            .map_err(|error| Error::Backend(error.to_string()))
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let now = self.0.clock.now_ms();
        let row = self
            .0
            .store
            .web_session(&digest(id), now)
            .await
            .map_err(|error| Error::Backend(error.to_string()))?;
        row.map(|row| {
            let data = serde_json::from_str(&row.data).map_err(|error| Error::Decode(error.to_string()))?;
            let expiry_date = time::OffsetDateTime::from_unix_timestamp(row.expires_at / 1000)
                .map_err(|error| Error::Decode(error.to_string()))?;
            Ok(Record {
                id: *id,
                data,
                expiry_date,
            })
        })
        .transpose()
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        let id = digest(id);
        self.0
            .store
            .write(vec![], move |tx| {
                Box::pin(async move { tx.delete_web_session(&id).await })
            })
            .await
            .map_err(|error| Error::Backend(error.to_string()))
    }
}

/// The layer: a `__Host-` Secure cookie behind https, a plain one for a demonstration over http.
pub fn layer(desk: &Desk, config: &Config) -> SessionManagerLayer<Sessions> {
    SessionManagerLayer::new(Sessions(desk.clone()))
        .with_name(if config.secure() { "__Host-delos" } else { "delos" })
        .with_secure(config.secure())
        .with_http_only(true)
        .with_path("/")
        .with_same_site(SameSite::Lax)
        .with_expiry(Expiry::OnInactivity(time::Duration::hours(config.session_hours)))
}

/// Finds the actor and leaves him with the request; a session that cannot be read is a visitor's.
pub async fn find_actor(State(state): State<AppState>, session: Session, mut request: Request, next: Next) -> Response {
    let actor = match found(&state.desk, &session).await {
        Ok(Some((actor, carried))) => {
            if actor.account.is_some() {
                stay(&session, &carried, state.desk.clock.now_ms() / HOUR_MS).await;
            }
            actor
        }
        Ok(None) => {
            // The library takes back the cookie of a session it looked for in vain.
            let _ = session.get_value(ACCOUNT).await;
            Actor::visitor()
        }
        Err(_) => Actor::visitor(),
    };
    request.extensions_mut().insert(actor);
    next.run(request).await
}

/// Whose a session is by now, a visitor's once it ended: for what outlives the request that opened it.
pub async fn actor_by_now(desk: &Desk, session: &Session) -> Actor {
    let found = found(desk, session).await.ok().flatten();
    found.map_or_else(Actor::visitor, |(actor, _)| actor)
}

/// The actor of a session, and what it carries. Asked past the library, which would ask twice: for the session, then for
/// the account.
async fn found(desk: &Desk, session: &Session) -> service::Result<Option<(Actor, String)>> {
    let Some(id) = session.id() else { return Ok(None) };
    let found = desk.actor_of_session(&digest(&id)).await;
    found.inspect_err(|error| tracing::error!(%error, "a session could not be read"))
}

/// Puts the end of a session off, at most once an hour: the library counts only a changed session as one in use.
async fn stay(session: &Session, carried: &str, hour: i64) {
    let carried: serde_json::Value = serde_json::from_str(carried).unwrap_or_default();
    if carried[SEEN].as_i64() != Some(hour)
        && let Err(error) = session.insert(SEEN, hour).await
    {
        tracing::warn!(%error, "a session could not be prolonged");
    }
}

/// Binds the browser to an account, under a new id: one known before the log-in is worth nothing.
pub async fn begin(session: &Session, account: AccountId) -> std::result::Result<(), tower_sessions::session::Error> {
    session.cycle_id().await?;
    session.insert(ACCOUNT, account.0).await
}
