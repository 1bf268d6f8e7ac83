//! Bytes: what a first visit of staff and a candidate's result weigh, as sent.

use crate::figure::{Figure, Round};
use crate::http::{Connection, Request};
use crate::place::Place;
use crate::results::Published;
use crate::{Failure, Result};
use std::collections::BTreeSet;

/// WASM and JavaScript of a first visit, brotli.
const STAFF: usize = 280_000;
/// A result with its style and headers: what fits the first flight of a connection.
const RESULT: usize = 14_600;

/// Both weights beside their limits.
///
/// # Errors
/// The site was not built, or a result page asks for a script.
pub async fn measure(place: &Place) -> Result<Vec<Figure>> {
    let published = Published::new(place).await?;
    let address = published.program.address;
    let mut connection = Connection::open(address).await?;

    let page = connection
        .ask(&Request::get(address, "/connexion"))
        .await?
        .of_status(200)?
        .text()?;
    let mut staff = 0;
    let files = files(&page, &[".js", ".wasm"]);
    if files.is_empty() {
        return Err(Failure("the site was not built into this program".into()));
    }
    for file in files {
        staff += connection
            .ask(&Request::get(address, &file))
            .await?
            .of_status(200)?
            .body
            .len();
    }

    let answer = published.one().await?;
    let page = answer.text()?;
    if page.contains("<script") || page.contains(".wasm") {
        return Err(Failure("a result page asks for a script".into()));
    }
    let mut result = answer.weight();
    for file in self::files(&page, &[".css"]) {
        result += connection
            .ask(&Request::get(address, &file))
            .await?
            .of_status(200)?
            .weight();
    }
    Ok(vec![
        weight("bytes_first_staff_load", "bytes of WASM and JS, brotli", staff, STAFF),
        weight("bytes_result_page", "bytes of HTML, CSS and headers", result, RESULT),
    ])
}

fn weight(name: &'static str, unit: &'static str, ours: usize, limit: usize) -> Figure {
    let round = Round {
        ours: ours as f64,
        reference: limit as f64,
    };
    Figure::of_rounds(name, unit, "limit", "none", &[round])
}

/// Addresses of this site in a page that end so.
fn files(page: &str, ends: &[&str]) -> BTreeSet<String> {
    page.split(['"', '\''])
        .filter(|part| part.starts_with('/') && ends.iter().any(|end| part.ends_with(end)))
        .map(str::to_string)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::files;

    #[test]
    fn each_file_counts_once() {
        let page = r#"<link href="/pkg/a.1.js"><script>import('/pkg/a.1.js');'/pkg/a.2.wasm'</script><a href="/x">"#;
        let found: Vec<String> = files(page, &[".js", ".wasm"]).into_iter().collect();
        assert_eq!(found, ["/pkg/a.1.js", "/pkg/a.2.wasm"]);
    }
}
