//! Forms that work with scripts or without: each calls the verb, then redirects, or shows the page again.

pub mod account;
pub mod accounts;
pub mod choices;
pub mod conduct;
pub mod double_entry;
pub mod imports;
pub mod juries;
pub mod lot_files;
pub mod lots;
pub mod office;
pub mod preparation;
pub mod publications;
pub mod rulesets;
pub mod situation;
mod situation_reading;

use crate::state::AppState;
use crate::{flash, render};
use axum::http::{HeaderMap, StatusCode, header, request::Parts};
use axum::response::{IntoResponse, Redirect, Response};
use service::Refusal;
use std::collections::BTreeMap;
use wire::FormState;

/// What a form sent, by field.
pub type Fields = BTreeMap<String, String>;

/// Fields that are never shown again.
const SECRET: &[&str] = &["password", "current", "new", "again"];

/// On to the next page, with a message.
pub fn done(to: &str, message: &str, values: &[(&str, &str)]) -> Response {
    let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, to.to_string())]).into_response();
    if let Some(cookie) = flash::set(message, values) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// On to the next page.
pub fn to(address: &str) -> Response {
    Redirect::to(address).into_response()
}

/// The page again, at the status of the refusal, with what was typed.
pub async fn refused(
    state: &AppState,
    parts: Parts,
    page: &str,
    form: &str,
    mut typed: Fields,
    refusal: Refusal,
) -> Response {
    typed.retain(|field, _| !SECRET.contains(&field.as_str()));
    let form = FormState {
        form: form.into(),
        typed,
        refused: Some(refusal.told()),
    };
    render::refused_form(state, parts, page, form).await
}

/// A field; empty when it was not sent.
pub fn field(fields: &Fields, name: &str) -> String {
    fields.get(name).cloned().unwrap_or_default()
}

/// An address of this site, or the home page: nobody is sent elsewhere.
pub fn own_address(address: &str) -> &str {
    // Browsers read a backslash as a slash and leave control characters out: both could hide a second slash.
    let own = address.starts_with('/')
        && !address.starts_with("//")
        && !address.contains(|c: char| c == '\\' || c.is_control());
    if own { address } else { "/" }
}

/// Where a small form was posted from.
pub fn back(fields: &Fields, headers: &HeaderMap) -> String {
    let named = field(fields, "back");
    let from = headers
        .get(header::REFERER)
        .and_then(|value| value.to_str().ok())
        .and_then(|text| {
            let uri: axum::http::Uri = text.parse().ok()?;
            Some(uri.path_and_query()?.to_string())
        });
    let address = if named.is_empty() {
        from.unwrap_or_default()
    } else {
        named
    };
    own_address(&address).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site() {
        assert_eq!(own_address("/lots/3?x=1"), "/lots/3?x=1");
        for foreign in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "/\u{0}/evil.example",
            "javascript:1",
            "",
        ] {
            assert_eq!(own_address(foreign), "/");
        }
    }
}
