//! `/resultats`: published sets in memory, looked up without database, cookie, script or log-in.
//!
//! What is on the shelf is read at the start, after a publication, and by a slow poll beside the requests. A request
//! reads the clock, picks bytes and sends them: unknown, withheld and too early are one answer.

mod shelf;
mod throttle;

pub mod draw;

use crate::assets::Site;
use crate::config::Config;
use crate::security::{self, client_address};
use axum::body::Body;
use axum::extract::{ConnectInfo, Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use draw::Drawing;
use service::{Clock, Desk, Identity, Page};
use shelf::Shelf;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, RwLock};
use std::time::Duration;
use throttle::Throttle;
use tokio_util::sync::CancellationToken;

/// How often the shelf is compared with what is published.
const POLL: Duration = Duration::from_secs(3);

/// No script, no style but our own, nothing from elsewhere.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
                      frame-ancestors 'none'";

/// Room for the headers of an answer, made once.
const HEADERS: usize = 12;

/// Where published sets are found.
pub enum Source {
    /// The table of publications, and the data folder.
    Desk(Desk),
    /// A folder of copied sets; no database at all.
    Folder(PathBuf),
}

/// Everything behind `/resultats`.
pub struct Results {
    source: Source,
    clock: Clock,
    drawing: Drawing,
    throttle: Throttle,
    trusted_proxies: usize,
    shelf: RwLock<Arc<Shelf>>,
}

impl Results {
    /// An empty shelf; `refresh` fills it.
    pub fn new(source: Source, site: &Site, config: &Config) -> Results {
        let clock = match &source {
            Source::Desk(desk) => desk.clock.clone(),
            Source::Folder(_) => Clock::system(),
        };
        let drawing = Drawing::new(site);
        Results {
            shelf: RwLock::new(Arc::new(Shelf::new(Vec::new(), &drawing))),
            throttle: Throttle::new(config.results_misses_burst, config.results_misses_per_minute),
            trusted_proxies: config.trusted_proxies,
            source,
            clock,
            drawing,
        }
    }

    /// Takes new sets in and lets withdrawn ones go. When the source is out of reach everything stays as it was.
    pub async fn refresh(&self) {
        let old = self.shelf();
        let folders = match &self.source {
            Source::Desk(desk) => match desk.store.live_publications().await {
                Ok(rows) => rows
                    .iter()
                    .map(|row| desk.settings.data_dir.join(&row.folder))
                    .collect(),
                Err(error) => {
                    tracing::warn!(%error, "publications could not be read; the shelf stays as it is");
                    return;
                }
            },
            Source::Folder(folder) => shelf::folders_in(folder),
        };
        if old.holds(&folders) {
            return;
        }
        let sets = tokio::task::spawn_blocking(move || old.exchange(folders)).await;
        match sets {
            Ok(sets) => {
                let shelf = Arc::new(Shelf::new(sets, &self.drawing));
                *self.shelf.write().expect("no panic while held") = shelf;
            }
            Err(error) => tracing::error!(%error, "published sets could not be read"),
        }
    }

    /// Refreshes until the process stops.
    pub fn follow(self: &Arc<Self>, stopping: CancellationToken) {
        let results = self.clone();
        tokio::spawn(async move {
            while stopping.run_until_cancelled(tokio::time::sleep(POLL)).await.is_some() {
                results.refresh().await;
            }
        });
    }

    fn shelf(&self) -> Arc<Shelf> {
        self.shelf.read().expect("no panic while held").clone()
    }
}

/// `GET /resultats`.
pub async fn form(State(results): State<Arc<Results>>, headers: HeaderMap) -> Response {
    let shelf = results.shelf();
    send(&shelf.at(results.clock.now_ms()).form, &headers, StatusCode::OK)
}

/// What the form may weigh at most.
const FORM: usize = 1 << 10;

/// Who is asked for, as a form says it. What it lacks makes an identity that nobody has.
fn searched(form: &[u8]) -> Identity {
    let field = |wanted: &str| {
        form_urlencoded::parse(form)
            .find(|(name, _)| name == wanted)
            .map(|(_, value)| value)
            .unwrap_or_default()
    };
    Identity::typed(&field("number"), &field("birth_date"))
}

/// `POST /resultats`.
pub async fn look_up(
    State(results): State<Arc<Results>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let address = client_address(peer.ip(), &headers, results.trusted_proxies);
    let Ok(form) = axum::body::to_bytes(body, FORM).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let now = results.clock.now_ms();
    let shelf = results.shelf();
    if let Err(seconds) = results.throttle.may(address, now) {
        let mut response = send(&shelf.too_many, &headers, StatusCode::TOO_MANY_REQUESTS);
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        return response;
    }
    match shelf.find(&searched(&form), now) {
        Some(page) => send(&page, &headers, StatusCode::OK),
        None => {
            // Nothing can be guessed while nothing is open: a school that is early keeps its credit.
            if shelf.any_open(now) {
                results.throttle.missed(address, now);
            }
            send(&shelf.at(now).not_found, &headers, StatusCode::OK)
        }
    }
}

/// `GET /resultats/{style}`: the styles of the sets and of the form, each under a name that carries its hash.
pub async fn style(State(results): State<Arc<Results>>, Path(name): Path<String>, headers: HeaderMap) -> Response {
    let shelf = results.shelf();
    let Some(style) = shelf.style(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut response = send(style, &headers, StatusCode::OK);
    let kept = HeaderValue::from_static("public, max-age=31536000, immutable");
    response.headers_mut().insert(header::CACHE_CONTROL, kept);
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/css; charset=utf-8"),
    );
    response
}

fn send(page: &Page, headers: &HeaderMap, status: StatusCode) -> Response {
    let coded = accepts_brotli(headers);
    let body = if coded { page.brotli.clone() } else { page.plain.clone() };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let answer = response.headers_mut();
    answer.reserve(HEADERS);
    answer.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    answer.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if coded {
        answer.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    response
}

/// An answer with all the headers it needs.
pub fn dressed(mut response: Response, secure: bool) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    security::dress(headers, secure);
    response
}

fn accepts_brotli(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|coding| {
            let mut parts = coding.split(';').map(str::trim);
            parts.next() == Some("br") && !parts.any(|weight| matches!(weight, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brotli_is_sent_to_whoever_takes_it() {
        let takes = |value: &'static str| {
            accepts_brotli(&HeaderMap::from_iter([(
                header::ACCEPT_ENCODING,
                HeaderValue::from_static(value),
            )]))
        };
        assert!(takes("gzip, deflate, br"));
        assert!(takes("br;q=0.5"));
        assert!(!takes("gzip, br;q=0"));
        assert!(!accepts_brotli(&HeaderMap::new()));
    }
}
