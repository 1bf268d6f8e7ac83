//! One-shot messages: a cookie that the next page reads and erases.

use axum::http::{HeaderMap, HeaderValue, header};
use std::collections::BTreeMap;

const NAME: &str = "delos-message";

/// The value of a cookie of a request.
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_string())
}

/// The cookie that carries a message to the next page. Values are shown as text, never trusted.
pub fn set(name: &str, values: &[(&str, &str)]) -> Option<HeaderValue> {
    let values: BTreeMap<&str, &str> = values.iter().copied().collect();
    let text = serde_json::to_string(&(name, values)).ok()?;
    let hex: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
    HeaderValue::from_str(&format!("{NAME}={hex}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax")).ok()
}

/// The message of a request, if one waits.
pub fn take(headers: &HeaderMap) -> Option<(String, BTreeMap<String, String>)> {
    let hex = cookie(headers, NAME)?;
    let bytes: Option<Vec<u8>> = (0..hex.len())
        .step_by(2)
        .map(|at| hex.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok()))
        .collect();
    serde_json::from_slice(&bytes?).ok()
}

/// The cookie that erases it.
pub fn erase() -> HeaderValue {
    HeaderValue::from_static("delos-message=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_survives_the_cookie() {
        let header = set("saved", &[("name", "Éléonore; a=b")]).expect("ascii");
        let mut headers = HeaderMap::new();
        let pair = header
            .to_str()
            .expect("ascii")
            .split(';')
            .next()
            .expect("first")
            .to_string();
        headers.insert(header::COOKIE, format!("lang=fr; {pair}").parse().expect("header"));
        let (name, values) = take(&headers).expect("there");
        assert_eq!((name.as_str(), values["name"].as_str()), ("saved", "Éléonore; a=b"));
    }
}
