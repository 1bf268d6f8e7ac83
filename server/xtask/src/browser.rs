//! The browser half: `frontend` compiled to WebAssembly, bound to JavaScript, made small.

use crate::site::Mode;
use crate::site_dir::{SiteDir, digest};
use crate::workspace::{Workspace, cargo, files_below, text_of};
use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

const NAME: &str = "delos";
const TARGET: &str = "wasm32-unknown-unknown";
/// The features rustc lets LLVM use; the optimiser refuses a module that uses one it was not told of.
const OPTIMISE: &[&str] = &[
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Names in the site, as `pkg/delos.HASH.js`.
#[derive(Serialize, Deserialize)]
pub struct Browser {
    pub js: String,
    pub wasm: String,
    /// Scripts that crates bring along; the generated JavaScript imports them by these very names.
    snippets: Vec<String>,
}

/// What the last build made, and from what.
#[derive(Serialize, Deserialize)]
struct Stamp {
    input: String,
    output: Browser,
}

pub fn build(workspace: &Workspace, mode: Mode, site: &mut SiteDir) -> Result<Browser> {
    let compiled = compile(workspace, mode)?;
    let input = format!("{} {} {OPTIMISE:?}", digest(&fs::read(&compiled)?), mode.name());
    let stamp = workspace.path("target/site.stamp");
    if let Some(browser) = unchanged(&stamp, &input, site)? {
        return Ok(browser);
    }
    let output = bind(workspace, mode, &compiled, site)?;
    let stamped = Stamp { input, output };
    fs::write(stamp, serde_json::to_string_pretty(&stamped)?)?;
    Ok(stamped.output)
}

/// A cargo run of its own: beside the server, features would unify and the event handlers vanish.
fn compile(workspace: &Workspace, mode: Mode) -> Result<PathBuf> {
    let profile = match mode {
        Mode::Dev => "wasm-dev",
        Mode::Release => "wasm",
    };
    cargo(
        &workspace.root,
        &[
            "build",
            "--package",
            "frontend",
            "--target",
            TARGET,
            "--profile",
            profile,
        ],
    )?;
    Ok(workspace.target.join(TARGET).join(profile).join("frontend.wasm"))
}

fn unchanged(stamp: &Path, input: &str, site: &mut SiteDir) -> Result<Option<Browser>> {
    let Some(last) = fs::read(stamp)
        .ok()
        .and_then(|stamp| serde_json::from_slice::<Stamp>(&stamp).ok())
    else {
        return Ok(None);
    };
    if last.input != input {
        return Ok(None);
    }
    for name in [&last.output.js, &last.output.wasm]
        .into_iter()
        .chain(&last.output.snippets)
    {
        if !site.keep(name)? {
            return Ok(None);
        }
    }
    Ok(Some(last.output))
}

fn bind(workspace: &Workspace, mode: Mode, compiled: &Path, site: &mut SiteDir) -> Result<Browser> {
    let folder = tempfile::tempdir()?;
    let bound = folder.path();
    Bindgen::new()
        .input_path(compiled)
        .out_name(NAME)
        .web(true)?
        .typescript(false)
        // The page names the module: its address carries a hash the script cannot know.
        .omit_default_module_path(true)
        .remove_name_section(mode == Mode::Release)
        .remove_producers_section(true)
        .generate(bound)
        .context("wasm-bindgen")?;

    let mut module = bound.join(format!("{NAME}_bg.wasm"));
    if mode == Mode::Release {
        module = optimise(workspace, &module)?;
    }
    let mut snippets = Vec::new();
    for path in files_below(&bound.join("snippets"))? {
        let name = format!("pkg/{}", path.strip_prefix(bound)?.display());
        site.put(&name, &fs::read(&path)?)?;
        snippets.push(name);
    }
    Ok(Browser {
        js: site.put_hashed(NAME, "js", &fs::read(bound.join(format!("{NAME}.js")))?)?,
        wasm: site.put_hashed(NAME, "wasm", &fs::read(module)?)?,
        snippets,
    })
}

fn optimise(workspace: &Workspace, module: &Path) -> Result<PathBuf> {
    let optimiser = workspace.path("end2end/node_modules/binaryen/bin/wasm-opt");
    ensure!(
        optimiser.exists(),
        "wasm-opt is missing: run `npm ci --ignore-scripts` in end2end, or build with --dev"
    );
    let optimised = module.with_extension("small.wasm");
    text_of(
        Command::new("node")
            .arg(optimiser)
            .args(OPTIMISE)
            .arg("-o")
            .arg(&optimised)
            .arg(module),
    )?;
    Ok(optimised)
}
