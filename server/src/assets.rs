//! The built site: read from its folder while developing, embedded in a release.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;

#[derive(RustEmbed)]
#[folder = "../target/site"]
#[allow_missing = true]
struct Embedded;

/// The files of the site and their addresses.
pub struct Site {
    /// A folder that takes the place of the embedded files (`DELOS_SITE`).
    folder: Option<PathBuf>,
    /// Addresses for the document.
    pub assets: app::Assets,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Manifest {
    css: String,
    results_css: String,
    halves: BTreeMap<String, Half>,
    fonts: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Half {
    js: String,
    wasm: String,
}

impl Site {
    /// Looks the site up. One that was never built serves pages without scripts or styles, and says so in the log.
    pub fn open() -> Site {
        let folder = std::env::var_os("DELOS_SITE").map(PathBuf::from);
        let mut site = Site {
            folder,
            assets: app::Assets::default(),
        };
        match site
            .read("manifest.json")
            .and_then(|bytes| serde_json::from_slice::<Manifest>(&bytes).ok())
        {
            Some(manifest) => {
                let address = |path: String| if path.is_empty() { path } else { format!("/{path}") };
                let half = |(name, half): (String, Half)| {
                    let half = app::HalfAssets {
                        js: address(half.js),
                        wasm: address(half.wasm),
                    };
                    (name, half)
                };
                site.assets = app::Assets {
                    css: address(manifest.css),
                    results_css: address(manifest.results_css),
                    halves: manifest.halves.into_iter().map(half).collect(),
                    fonts: manifest.fonts.into_values().map(address).collect(),
                };
            }
            None => tracing::warn!("the site is not built (cargo xtask build): pages have no styles and no scripts"),
        }
        site
    }

    /// A file of the site.
    pub fn read(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        if path
            .split('/')
            .any(|part| part.is_empty() || part == "." || part == "..")
        {
            return None;
        }
        match &self.folder {
            Some(folder) => std::fs::read(folder.join(path)).ok().map(Cow::Owned),
            None => Embedded::get(path).map(|file| file.data),
        }
    }

    fn respond(&self, path: &str, headers: &HeaderMap, cache: &'static str) -> Response {
        let accepts = headers
            .get(header::ACCEPT_ENCODING)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default();
        let coded = [("br", ".br"), ("gzip", ".gz")]
            .into_iter()
            .filter(|(name, _)| accepts.split(',').any(|a| a.trim().split(';').next() == Some(*name)))
            .find_map(|(name, suffix)| self.read(&format!("{path}{suffix}")).map(|bytes| (Some(name), bytes)));
        let Some((coding, bytes)) = coded.or_else(|| self.read(path).map(|bytes| (None, bytes))) else {
            return StatusCode::NOT_FOUND.into_response();
        };
        let mut response = Response::builder()
            .header(header::CONTENT_TYPE, content_type(path))
            .header(header::CACHE_CONTROL, cache)
            .header(header::VARY, "accept-encoding");
        if let Some(coding) = coding {
            response = response.header(header::CONTENT_ENCODING, coding);
        }
        response
            .body(Body::from(bytes.into_owned()))
            .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
    }
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        "png" => "image/png",
        "txt" => "text/plain; charset=utf-8",
        "json" => "application/json",
        _ => "application/octet-stream",
    }
}

/// `/pkg/…`: names carry a hash of their content, so a browser keeps them for ever.
pub async fn built(
    State(state): State<crate::state::AppState>,
    Path(path): Path<String>,
    headers: HeaderMap,
) -> Response {
    state
        .site
        .respond(&format!("pkg/{path}"), &headers, "public, max-age=31536000, immutable")
}

/// `/fonts/…`.
pub async fn fonts(
    State(state): State<crate::state::AppState>,
    Path(path): Path<String>,
    headers: HeaderMap,
) -> Response {
    state.site.respond(
        &format!("fonts/{path}"),
        &headers,
        "public, max-age=31536000, immutable",
    )
}

/// `/favicon.svg` where there is nothing but the site.
pub async fn favicon_of(State(site): State<std::sync::Arc<Site>>, headers: HeaderMap) -> Response {
    site.respond("favicon.svg", &headers, "public, max-age=86400")
}

/// `/favicon.svg`.
pub async fn favicon(State(state): State<crate::state::AppState>, headers: HeaderMap) -> Response {
    state.site.respond("favicon.svg", &headers, "public, max-age=86400")
}

/// `/robots.txt`.
pub async fn robots(State(state): State<crate::state::AppState>, headers: HeaderMap) -> Response {
    state.site.respond("robots.txt", &headers, "public, max-age=86400")
}
