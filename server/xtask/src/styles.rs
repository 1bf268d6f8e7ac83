//! The two style sheets: `delos.css` for staff and visitors, `results.css` for the result pages alone.

use crate::minify::minify;
use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use stylance_cli::Config;

pub struct Styles {
    pub everything: String,
    pub results: String,
}

/// The sheets of `style` in the order of the cascade; those that do not exist are passed over.
const EVERYWHERE: &[&str] = &["tokens.css", "base.css", "fonts.css", "print.css"];
/// Fonts are left out of result pages: they would not fit the first flight.
const RESULTS: &[&str] = &["tokens.css", "base.css", "print.css"];
const RESULTS_FOLDER: &str = "src/results/";

/// Joins the sheets of `style` and the modules of `app`, class names rewritten as `stylance` rewrites them in Rust,
/// and points `/fonts/NAME` at the published `fonts`.
pub fn bundle(workspace: &Workspace, fonts: &BTreeMap<String, String>) -> Result<Styles> {
    let config = Config::load(workspace.path("app"))?;
    let mut modules = stylance_cli::load_and_modify_crate(&config)?;
    modules.sort_by(|one, other| one.relative_path.cmp(&other.relative_path));

    let style = workspace.path("style");
    let mut everything = sheets(&style, EVERYWHERE)?;
    let mut results = sheets(&style, RESULTS)?;
    for module in &modules {
        everything.push_str(&module.contents);
        if module.relative_path.to_string_lossy().starts_with(RESULTS_FOLDER) {
            results.push_str(&module.contents);
        }
    }
    Ok(Styles {
        everything: point_at_fonts(&minify(&everything), fonts)?,
        results: point_at_fonts(&minify(&results), fonts)?,
    })
}

fn sheets(folder: &Path, names: &[&str]) -> Result<String> {
    let mut joined = String::new();
    for path in names.iter().map(|name| folder.join(name)).filter(|path| path.exists()) {
        joined.push_str(&fs::read_to_string(&path).with_context(|| path.display().to_string())?);
        joined.push('\n');
    }
    Ok(joined)
}

fn point_at_fonts(css: &str, fonts: &BTreeMap<String, String>) -> Result<String> {
    let mut css = css.to_owned();
    for (name, published) in fonts {
        css = css.replace(&format!("/fonts/{name}"), &format!("/{published}"));
    }
    ensure!(
        !css.contains("/fonts/"),
        "a style sheet names a font that is not in public/fonts"
    );
    Ok(css)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_are_named_as_published() {
        let fonts = BTreeMap::from([("inter.woff2".to_owned(), "pkg/inter.0f.woff2".to_owned())]);
        let css = r#"@font-face { src: url("/fonts/inter.woff2") }"#;
        assert_eq!(
            point_at_fonts(css, &fonts).unwrap(),
            r#"@font-face { src: url("/pkg/inter.0f.woff2") }"#
        );
        assert!(point_at_fonts(r#"url("/fonts/other.woff2")"#, &fonts).is_err());
    }
}
