//! Headers, the address of a browser, and what keeps other sites out.

use crate::config::Config;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, OnceLock};

const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");

/// The nonce of a request, the same in the policy and in the page. Most answers are no page and never ask for one.
#[derive(Debug, Clone, Default)]
pub struct PageNonce(Arc<OnceLock<String>>);

impl PageNonce {
    /// The nonce; minted when it is first asked for.
    pub fn get(&self) -> &str {
        self.0.get_or_init(|| uuid::Uuid::new_v4().simple().to_string())
    }

    /// What the answer may load and run: our own, and scripts that carry the nonce if the page has any.
    fn policy(&self) -> HeaderValue {
        let nonce = self
            .0
            .get()
            .map(|nonce| format!("'nonce-{nonce}' "))
            .unwrap_or_default();
        let policy = format!(
            "default-src 'none'; script-src 'self' {nonce}'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
             font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        );
        HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
    }
}

/// Address of the browser, as far as trusted proxies tell it.
#[derive(Debug, Clone, Copy)]
pub struct ClientAddress(pub IpAddr);

/// Adds the headers every answer carries, and the nonce to the request.
pub async fn headers(State(config): State<Arc<Config>>, mut request: Request, next: Next) -> Response {
    let nonce = PageNonce::default();
    request.extensions_mut().insert(nonce.clone());
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::from([0, 0, 0, 0]), |ConnectInfo(address)| address.ip());
    let address = client_address(peer, request.headers(), config.trusted_proxies);
    request.extensions_mut().insert(ClientAddress(address));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert_with(|| nonce.policy());
    dress(headers, config.secure());
    response
}

/// The headers that are the same everywhere. Nothing is kept by a browser unless the answer says so.
pub fn dress(headers: &mut HeaderMap, secure: bool) {
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(OPENER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(
        PERMISSIONS_POLICY,
        HeaderValue::from_static("camera=(), geolocation=(), microphone=()"),
    );
    if secure {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=63072000; includeSubDomains"),
        );
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
}

/// The rightmost address that no trusted proxy wrote; what stands to its left anybody may have made up.
pub fn client_address(peer: IpAddr, headers: &HeaderMap, trusted: usize) -> IpAddr {
    if trusted == 0 {
        return peer;
    }
    let told: Vec<IpAddr> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|part| part.trim().parse().ok())
        .collect();
    told.len()
        .checked_sub(trusted)
        .and_then(|place| told.get(place))
        .copied()
        .unwrap_or(peer)
}

/// Refuses writes that another site caused.
pub fn cross_site(config: &Config) -> tower_http::csrf::CsrfLayer {
    let layer = tower_http::csrf::CsrfLayer::new();
    match layer
        .clone()
        .add_trusted_origin(config.public_url.trim_end_matches('/'))
    {
        Ok(trusting) => trusting,
        Err(error) => {
            tracing::warn!(?error, "public_url is no origin; only the Host header is compared");
            layer
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forged_address_is_not_believed() {
        let peer = IpAddr::from([10, 0, 0, 1]);
        let forged = HeaderValue::from_static("1.1.1.1, 2.2.2.2, 3.3.3.3");
        let headers = HeaderMap::from_iter([(HeaderName::from_static("x-forwarded-for"), forged)]);
        assert_eq!(client_address(peer, &headers, 0), IpAddr::from([10, 0, 0, 1]));
        assert_eq!(client_address(peer, &headers, 1), IpAddr::from([3, 3, 3, 3]));
        assert_eq!(client_address(peer, &headers, 2), IpAddr::from([2, 2, 2, 2]));
        assert_eq!(client_address(peer, &headers, 9), IpAddr::from([10, 0, 0, 1]));
    }
}
