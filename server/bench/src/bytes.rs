//! Bytes: what a first visit of staff and a candidate's result weigh, as sent.

use crate::figure::{Figure, Round};
use crate::http::{Connection, Request};
use crate::place::Place;
use crate::results::Published;
use crate::seed::log_in;
use crate::{Failure, Result};
use std::collections::BTreeSet;

/// WASM and JavaScript of a first screen, brotli.
const STAFF: usize = 280_000;
/// A result with its style and headers: what fits the first flight of a connection.
const RESULT: usize = 14_600;
/// Password of every account of the demonstration.
const DEMONSTRATION: &str = "olivier-mer-2026";
/// First screens of staff, and who opens them in the demonstration. Pages without a script weigh nothing here.
const FIRST_SCREENS: [(&str, &str, &str); 2] = [
    ("bytes_first_marker_load", "correcteur1", "/lots"),
    ("bytes_first_jury_load", "president1", "/jurys"),
];

/// The weights beside their limits.
///
/// # Errors
/// The site was not built, or a result page asks for a script.
pub async fn measure(place: &Place) -> Result<Vec<Figure>> {
    let published = Published::new(place).await?;
    let address = published.program.address;
    let mut connection = Connection::open(address).await?;
    let mut figures = Vec::new();
    for (name, login, list) in FIRST_SCREENS {
        let cookie = log_in(&published.program, login, DEMONSTRATION).await?;
        let ask = |path: &str| Request::get(address, path).with("cookie", &cookie);
        let page = connection.ask(&ask(list)).await?.of_status(200)?.text()?;
        let first = first_below(&page, list).ok_or_else(|| Failure(format!("{list} lists nothing for {login}")))?;
        let page = connection.ask(&ask(&first)).await?.of_status(200)?.text()?;
        let files = files(&page, &[".js", ".wasm"]);
        if files.is_empty() {
            return Err(Failure("the site was not built into this program".into()));
        }
        let mut staff = 0;
        for file in files {
            staff += connection.ask(&ask(&file)).await?.of_status(200)?.body.len();
        }
        figures.push(weight(name, "bytes of WASM and JS, brotli", staff, STAFF));
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
    figures.push(weight(
        "bytes_result_page",
        "bytes of HTML, CSS and headers",
        result,
        RESULT,
    ));
    Ok(figures)
}

/// The first address in a page that lies right below another.
fn first_below(page: &str, list: &str) -> Option<String> {
    page.split('"')
        .find(|part| {
            let below = part.strip_prefix(list).and_then(|rest| rest.strip_prefix('/'));
            below.is_some_and(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()))
        })
        .map(str::to_string)
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
