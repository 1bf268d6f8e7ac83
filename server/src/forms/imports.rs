//! Imports: sending a file, stopping, going on, and the report as a file.

use super::{Fields, done, field, refused};
use crate::render::{self, actor_of};
use crate::state::AppState;
use app::routes;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{Multipart, Path, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::JobId;
use exchanges::harmless;
use service::{ImportFile, Refusal};
use std::path::PathBuf;
use tokio::io::AsyncWriteExt;
use wire::{ImportKind, ImportReport, ImportView};
use words::Lang;

/// Room for the other fields and the boundaries around the file.
pub const AROUND: u64 = 64 << 10;
/// Longest value of a field that is no file.
const LONGEST: usize = 1024;

/// `POST /bureau/imports`.
pub async fn send(State(state): State<AppState>, parts: Parts, form: Multipart) -> Response {
    let mut fields = Fields::new();
    let mut upload = Upload::default();
    let queued = async {
        receive(&state, form, &mut fields, &mut upload).await?;
        let kind =
            ImportKind::from_code(&field(&fields, "kind")).ok_or_else(|| Refusal::field("kind", "import_kind", ""))?;
        let path = upload
            .path
            .clone()
            .ok_or_else(|| Refusal::field("file", "import_file_needed", ""))?;
        let file = ImportFile {
            path,
            name: upload.name.clone(),
            session: Some(field(&fields, "session")),
            uai: Some(field(&fields, "uai").trim().to_uppercase()),
            dry_run: fields.contains_key("dry_run"),
            max_size: None,
        };
        state.desk.queue_import(&actor_of(&parts), kind, file).await
    };
    match queued.await {
        Ok(job) => {
            upload.keep();
            done(&routes::import(job), "import_queued", &[])
        }
        Err(refusal) => refused(&state, parts, routes::IMPORTS, routes::IMPORTS, fields, refusal).await,
    }
}

/// Answers a file announced as too large before it is sent, with the form again.
pub async fn announced(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let length = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if length.is_none_or(|length| length <= state.config.max_upload + AROUND) {
        return next.run(request).await;
    }
    let parts = request.into_parts().0;
    let refusal = large(state.config.max_upload);
    refused(&state, parts, routes::IMPORTS, routes::IMPORTS, Fields::new(), refusal).await
}

/// `POST /bureau/imports/{id}/annuler`.
pub async fn cancel(State(state): State<AppState>, Path(id): Path<JobId>, parts: Parts) -> Response {
    let cancelled = state.desk.cancel_import(&actor_of(&parts), id).await;
    on(state, parts, id, cancelled, "import_cancelled").await
}

/// `POST /bureau/imports/{id}/reprendre`.
pub async fn resume(State(state): State<AppState>, Path(id): Path<JobId>, parts: Parts) -> Response {
    let resumed = state.desk.resume_import(&actor_of(&parts), id).await;
    on(state, parts, id, resumed, "import_resumed").await
}

async fn on(state: AppState, parts: Parts, id: JobId, outcome: Result<(), Refusal>, message: &str) -> Response {
    let page = routes::import(id);
    match outcome {
        Ok(()) => done(&page, message, &[]),
        Err(refusal) => refused(&state, parts, &page, &page, Fields::new(), refusal).await,
    }
}

/// `GET /bureau/imports/{id}/compte-rendu.csv`.
pub async fn report(State(state): State<AppState>, Path(id): Path<JobId>, parts: Parts) -> Response {
    match state.desk.import_view(&actor_of(&parts), id).await {
        Ok(ImportView {
            report: Some(report), ..
        }) => {
            let lang = Lang::from_tag(&crate::flash::cookie(&parts.headers, "lang").unwrap_or_default());
            let name = format!("attachment; filename=\"import-{id}.csv\"");
            let headers = [
                (
                    header::CONTENT_TYPE,
                    HeaderValue::from_static("text/csv; charset=utf-8"),
                ),
                (
                    header::CONTENT_DISPOSITION,
                    HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment")),
                ),
            ];
            (headers, csv(&report, lang)).into_response()
        }
        Ok(_) => render::error(&state, parts, StatusCode::NOT_FOUND).await,
        Err(refusal) => {
            let status = StatusCode::from_u16(refusal.told().status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            render::error(&state, parts, status).await
        }
    }
}

/// The lines, with a byte order mark: spreadsheets then read the accents.
fn csv(report: &ImportReport, lang: Lang) -> String {
    let words = lang.words().imports();
    let mut out = String::from("\u{FEFF}");
    let titles = [words.line, words.column, words.element, words.code, words.message];
    row(&mut out, titles.map(String::from));
    for line in &report.lines {
        let number = |n: u64| if n == 0 { String::new() } else { n.to_string() };
        let message = words::exchanges::import_message(lang, &line.code, &line.value);
        row(
            &mut out,
            [
                number(line.line),
                number(line.column),
                line.element.clone(),
                line.code.clone(),
                message,
            ],
        );
    }
    out
}

fn row(out: &mut String, cells: [String; 5]) {
    let cells = cells.map(|cell| format!("\"{}\"", harmless(&cell).replace('"', "\"\"")));
    out.push_str(&cells.join(";"));
    out.push_str("\r\n");
}

/// The file sent, on our disk; thrown away unless it is kept.
#[derive(Default)]
struct Upload {
    path: Option<PathBuf>,
    name: String,
}

impl Upload {
    /// From here on it is the job's.
    fn keep(mut self) {
        self.path = None;
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        if let Some(path) = &self.path
            && let Err(error) = std::fs::remove_file(path)
        {
            tracing::warn!(%error, "an uploaded file could not be removed");
        }
    }
}

async fn receive(
    state: &AppState,
    mut form: Multipart,
    fields: &mut Fields,
    upload: &mut Upload,
) -> Result<(), Refusal> {
    while let Some(part) = form.next_field().await.map_err(cut)? {
        let Some(name) = part.name().map(str::to_string) else {
            continue;
        };
        if name == "file" {
            let file_name = part.file_name().unwrap_or_default().to_string();
            if !file_name.is_empty() && upload.path.is_none() {
                // Browsers of old send the whole path.
                upload.name = file_name
                    .rsplit(['/', '\\'])
                    .next()
                    .unwrap_or_default()
                    .chars()
                    .take(120)
                    .collect();
                write(state, part, upload).await?;
            }
        } else {
            let text = part.text().await.map_err(cut)?;
            if text.len() > LONGEST {
                return Err(Refusal::field(&name, "too_long", ""));
            }
            fields.insert(name, text);
        }
    }
    Ok(())
}

/// Writes the file as it comes: it is never held in memory.
async fn write(state: &AppState, mut part: Field<'_>, upload: &mut Upload) -> Result<(), Refusal> {
    let folder = state.desk.settings.data_dir.join("uploads");
    let failed = |error: std::io::Error| Refusal::Failed(error.to_string());
    tokio::fs::create_dir_all(&folder).await.map_err(failed)?;
    let path = folder.join(uuid::Uuid::new_v4().simple().to_string());
    let mut file = tokio::fs::File::create_new(&path).await.map_err(failed)?;
    upload.path = Some(path);
    let (limit, mut size) = (state.config.max_upload, 0);
    while let Some(bytes) = part.chunk().await.map_err(cut)? {
        size += bytes.len() as u64;
        if size > limit {
            return Err(large(limit));
        }
        file.write_all(&bytes).await.map_err(failed)?;
    }
    file.flush().await.map_err(failed)?;
    file.sync_all().await.map_err(failed)
}

fn large(limit: u64) -> Refusal {
    Refusal::field("file", "import_file_large", (limit >> 20).to_string())
}

fn cut(error: MultipartError) -> Refusal {
    tracing::info!(%error, "an upload was cut short");
    Refusal::field("file", "import_upload_cut", "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::{ImportLine, Weight};

    #[test]
    fn a_value_of_the_file_does_not_compute_in_a_spreadsheet() {
        let line = ImportLine {
            line: 3,
            column: 0,
            element: "=HYPERLINK(\"http://evil.example\")".into(),
            code: "unknown_candidate".into(),
            value: "+1".into(),
            weight: Weight::Error,
        };
        let text = csv(
            &ImportReport {
                lines: vec![line],
                ..ImportReport::default()
            },
            Lang::Fr,
        );
        let cells: Vec<_> = text.lines().nth(1).expect("a line").split("\";\"").collect();
        assert_eq!(cells[2], "'=HYPERLINK(\"\"http://evil.example\"\")");
        assert!(
            cells
                .iter()
                .all(|cell| !cell.trim_start_matches('"').starts_with(['=', '+', '-', '@'])),
            "{text}"
        );
    }
}
