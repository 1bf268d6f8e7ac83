//! Language and theme: cookies, so that visitors have them too.

use super::{Fields, back, field, to};
use axum::Form;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

/// `POST /langue`.
pub async fn language(headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    let lang = words::Lang::from_tag(&field(&fields, "lang")).tag();
    choose(&headers, &fields, "lang", lang)
}

/// `POST /theme`.
pub async fn theme(headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    let theme = match field(&fields, "theme").as_str() {
        "light" => "light",
        "dark" => "dark",
        _ => "auto",
    };
    choose(&headers, &fields, "theme", theme)
}

fn choose(headers: &HeaderMap, fields: &Fields, name: &str, value: &str) -> Response {
    let mut response = to(&back(fields, headers));
    let cookie = format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
