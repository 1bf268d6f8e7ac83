//! A lot as a file: out with what is on the screen, in for a look before anything is saved.

use super::{Fields, field};
use crate::render;
use crate::state::AppState;
use axum::Form;
use axum::extract::multipart::{MultipartError, MultipartRejection};
use axum::extract::{Multipart, Path, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::LotId;
use exchanges::SheetLimits;
use service::{LotFormat, Refusal, Result, search_key};
use wire::Draft;

/// `GET /lots/{id}/notes.csv`.
pub async fn csv(State(state): State<AppState>, Path(lot): Path<LotId>, parts: Parts) -> Response {
    send(state, parts, lot, Fields::new(), LotFormat::Csv).await
}

/// `GET /lots/{id}/notes.xlsx`.
pub async fn xlsx(State(state): State<AppState>, Path(lot): Path<LotId>, parts: Parts) -> Response {
    send(state, parts, lot, Fields::new(), LotFormat::Xlsx).await
}

/// `POST /lots/{id}/notes.csv`: the same with what is on the screen and not saved, as JSON in `drafts`.
pub async fn csv_with_drafts(
    State(state): State<AppState>,
    Path(lot): Path<LotId>,
    parts: Parts,
    Form(fields): Form<Fields>,
) -> Response {
    send(state, parts, lot, fields, LotFormat::Csv).await
}

/// `POST /lots/{id}/notes.xlsx`.
pub async fn xlsx_with_drafts(
    State(state): State<AppState>,
    Path(lot): Path<LotId>,
    parts: Parts,
    Form(fields): Form<Fields>,
) -> Response {
    send(state, parts, lot, fields, LotFormat::Xlsx).await
}

async fn send(state: AppState, parts: Parts, lot: LotId, fields: Fields, format: LotFormat) -> Response {
    let actor = render::actor_of(&parts);
    let written = async { state.desk.lot_file(&actor, lot, &drafts(&fields)?, format).await };
    let file = match written.await {
        Ok(file) => file,
        Err(refusal) => return render::refuse(&state, parts, refusal).await,
    };
    let (kind, ending) = match format {
        LotFormat::Csv => ("text/csv; charset=utf-8", "csv"),
        LotFormat::Xlsx => (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "xlsx",
        ),
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (
            header::CONTENT_DISPOSITION,
            disposition(&format!("{}, {}", file.label, file.session), ending),
        ),
    ];
    (headers, file.bytes).into_response()
}

fn drafts(fields: &Fields) -> Result<Vec<Draft>> {
    match field(fields, "drafts").as_str() {
        "" => Ok(Vec::new()),
        text => serde_json::from_str(text).map_err(|_| Refusal::field("drafts", "drafts_shape", "")),
    }
}

/// A name for every browser: plain letters for the old, and all of it for the others (RFC 6266).
fn disposition(name: &str, ending: &str) -> HeaderValue {
    let plain: String = search_key(&[name])
        .to_lowercase()
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    // No file system takes these in a name.
    let name: String = name
        .chars()
        .map(|c| {
            if c.is_control() || "/\\:*?\"<>|".contains(c) {
                ' '
            } else {
                c
            }
        })
        .collect();
    let full = render::percent(&format!("{}.{ending}", name.trim()));
    let value = format!("attachment; filename=\"{plain}.{ending}\"; filename*=UTF-8''{full}");
    HeaderValue::from_str(&value).unwrap_or(HeaderValue::from_static("attachment"))
}

/// Most bytes of a request that brings a file: the file, and what a form puts around it.
pub fn most() -> usize {
    usize::try_from(SheetLimits::default().file).unwrap_or(usize::MAX) + (64 << 10)
}

/// `POST /lots/{id}/lecture`: the rows of a file, for the screen to show before anything is saved.
pub async fn read(
    State(state): State<AppState>,
    Path(lot): Path<LotId>,
    parts: Parts,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let actor = render::actor_of(&parts);
    let rows = async {
        let form = form.map_err(|_| Refusal::field("file", "import_file_needed", ""))?;
        state.desk.read_lot_file(&actor, lot, receive(form).await?).await
    };
    match rows.await {
        Ok(rows) => axum::Json(rows).into_response(),
        Err(refusal) => render::refuse(&state, parts, refusal).await,
    }
}

/// The first file of the form; the size of the request is bounded before.
async fn receive(mut form: Multipart) -> Result<Vec<u8>> {
    while let Some(part) = form.next_field().await.map_err(cut)? {
        if part.file_name().is_some_and(|name| !name.is_empty()) {
            return Ok(part.bytes().await.map_err(cut)?.into());
        }
    }
    Err(Refusal::field("file", "import_file_needed", ""))
}

fn cut(error: MultipartError) -> Refusal {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        let most = SheetLimits::default().file >> 20;
        return Refusal::field("file", "import_file_large", most.to_string());
    }
    tracing::info!(%error, "an upload was cut short");
    Refusal::field("file", "import_upload_cut", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_a_name_for_every_browser() {
        let value = disposition("Français, écrit : lot 2, Juin 2026", "csv");
        assert_eq!(
            value.to_str().expect("ascii"),
            "attachment; filename=\"francais-ecrit-lot-2-juin-2026.csv\"; \
             filename*=UTF-8''Fran%C3%A7ais%2C%20%C3%A9crit%20%20%20lot%202%2C%20Juin%202026.csv"
        );
        let value = disposition("a\"\r\n/../b", "csv");
        assert_eq!(
            value.to_str().expect("ascii"),
            "attachment; filename=\"a-b.csv\"; filename*=UTF-8''a%20%20%20%20..%20b.csv"
        );
    }
}
