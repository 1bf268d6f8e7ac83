//! `cargo xtask build`: the site, in the checkout's `target/site` whatever cargo's build directory is.

use crate::browser::Half;
use crate::site_dir::SiteDir;
use crate::workspace::{Workspace, files_below};
use crate::{browser, budget, styles};
use anyhow::{Context, Result};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Dev,
    Release,
}

impl Mode {
    pub fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Release => "release",
        }
    }

    fn brotli_quality(self) -> u32 {
        match self {
            Self::Dev => 4,
            Self::Release => 11,
        }
    }
}

/// `target/site/manifest.json`: the names the server prints in its pages, without a leading slash.
#[derive(Serialize)]
struct Manifest {
    css: String,
    results_css: String,
    /// The browser halves, by name.
    halves: BTreeMap<&'static str, Half>,
    /// By the name the font has in `public/fonts`.
    fonts: BTreeMap<String, String>,
}

pub fn build(workspace: &Workspace, mode: Mode) -> Result<()> {
    let root = workspace.path("target/site");
    forget_other_mode(workspace, mode)?;
    let mut site = SiteDir::open(root, mode.brotli_quality())?;

    let halves = browser::build(workspace, mode, &mut site)?;
    let fonts = publish_fonts(workspace, &mut site)?;
    let styles = styles::bundle(workspace, &fonts)?;
    let manifest = Manifest {
        css: site.put_hashed("delos", "css", styles.everything.as_bytes())?,
        results_css: site.put_hashed("results", "css", styles.results.as_bytes())?,
        halves,
        fonts,
    };
    copy_public(workspace, &mut site)?;
    site.put("manifest.json", serde_json::to_string_pretty(&manifest)?.as_bytes())?;
    site.sweep()?;

    let sizes = budget::measure(&site, &manifest.halves, [&manifest.css, &manifest.results_css])?;
    println!("{sizes}");
    match mode {
        Mode::Dev => Ok(()),
        Mode::Release => sizes.check(),
    }
}

/// Compressed forms of the other mode are of another quality, under the same names.
fn forget_other_mode(workspace: &Workspace, mode: Mode) -> Result<()> {
    let mark = workspace.path("target/site.mode");
    let site = workspace.path("target/site");
    if fs::read_to_string(&mark).is_ok_and(|name| name == mode.name()) {
        return Ok(());
    }
    if site.exists() {
        fs::remove_dir_all(&site)?;
    }
    fs::create_dir_all(&site)?;
    Ok(fs::write(mark, mode.name())?)
}

fn publish_fonts(workspace: &Workspace, site: &mut SiteDir) -> Result<BTreeMap<String, String>> {
    let mut fonts = BTreeMap::new();
    for path in files_below(&workspace.path("public/fonts"))? {
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .context("a font's name is UTF-8")?;
        let (stem, extension) = name.rsplit_once('.').context("a font has an extension")?;
        if matches!(extension, "woff2" | "woff" | "ttf" | "otf") {
            fonts.insert(name.to_owned(), site.put_hashed(stem, extension, &fs::read(&path)?)?);
        }
    }
    Ok(fonts)
}

/// Everything of `public` but the fonts themselves, which go out under hashed names.
fn copy_public(workspace: &Workspace, site: &mut SiteDir) -> Result<()> {
    let public = workspace.path("public");
    for path in files_below(&public)? {
        let extension = path.extension().and_then(|extension| extension.to_str());
        if matches!(extension, Some("woff2" | "woff" | "ttf" | "otf")) {
            continue;
        }
        let name = path
            .strip_prefix(&public)?
            .to_str()
            .context("a public file's name is UTF-8")?;
        site.put(name, &fs::read(&path)?)?;
    }
    Ok(())
}
