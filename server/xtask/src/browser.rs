//! The browser halves: the packages of `frontend` compiled to WebAssembly, bound to JavaScript, made small.

use crate::shorten::shorten;
use crate::site::Mode;
use crate::site_dir::{SiteDir, digest};
use crate::snip::snip;
use crate::workspace::{Workspace, cargo, files_below, text_of};
use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";
/// The features rustc lets LLVM use; the optimiser refuses a module that uses one it was not told of.
const OPTIMISE: &[&str] = &[
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    // The first kilobyte is the end of the stack: nothing has its address there.
    "--low-memory-unused",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];
const MINIFY: &[&str] = &["--minify", "--target=es2022", "--charset=utf8", "--log-level=warning"];

/// A half is `frontend/NAME`, the package `frontend-NAME`.
pub const HALVES: &[&str] = &["import", "jury", "lot", "projection", "whatif"];

/// A half's names in the site, as `pkg/lot.HASH.js`.
#[derive(Serialize, Deserialize)]
pub struct Half {
    pub js: String,
    pub wasm: String,
    /// Scripts that crates bring along; the generated JavaScript imports them by these very names.
    snippets: Vec<String>,
}

/// What the last build made, and from what.
#[derive(Serialize, Deserialize)]
struct Stamp {
    input: String,
    output: Half,
}

/// Makes every half, in the order of [`HALVES`].
pub fn build(workspace: &Workspace, mode: Mode, site: &mut SiteDir) -> Result<BTreeMap<&'static str, Half>> {
    let folder = compile(workspace, mode)?;
    let half = |name: &&'static str| Ok((*name, make(workspace, mode, site, &folder, name)?));
    HALVES.iter().map(half).collect()
}

fn make(workspace: &Workspace, mode: Mode, site: &mut SiteDir, folder: &Path, name: &str) -> Result<Half> {
    let compiled = folder.join(format!("frontend_{name}.wasm"));
    // What this program does to it counts like what the compiler made.
    let program = std::env::current_exe().context("the program itself")?;
    let input = format!(
        "{} {} {}",
        digest(&fs::read(&compiled)?),
        mode.name(),
        digest(&fs::read(program)?)
    );
    let stamp = workspace.path(&format!("target/site.{name}.stamp"));
    if let Some(half) = unchanged(&stamp, &input, site)? {
        return Ok(half);
    }
    let output = bind(workspace, mode, &compiled, site, name)?;
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
    let packages: Vec<String> = HALVES.iter().map(|name| format!("--package=frontend-{name}")).collect();
    let mut arguments = vec!["build", "--target", TARGET, "--profile", profile];
    arguments.extend(packages.iter().map(String::as_str));
    cargo(&workspace.root, &arguments)?;
    Ok(workspace.target.join(TARGET).join(profile))
}

fn unchanged(stamp: &Path, input: &str, site: &mut SiteDir) -> Result<Option<Half>> {
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

fn bind(workspace: &Workspace, mode: Mode, compiled: &Path, site: &mut SiteDir, name: &str) -> Result<Half> {
    let folder = tempfile::tempdir()?;
    let bound = folder.path();
    let input = match mode {
        Mode::Dev => compiled.to_path_buf(),
        Mode::Release => snip(compiled)?,
    };
    Bindgen::new()
        .input_path(input)
        .out_name(name)
        .web(true)?
        .typescript(false)
        // The page names the module: its address carries a hash the script cannot know.
        .omit_default_module_path(true)
        .remove_name_section(mode == Mode::Release)
        .remove_producers_section(true)
        .generate(bound)
        .context("wasm-bindgen")?;

    let mut module = bound.join(format!("{name}_bg.wasm"));
    let mut script = fs::read_to_string(bound.join(format!("{name}.js")))?;
    if mode == Mode::Release {
        script = shorten(&module, &script)?;
        module = optimise(workspace, &module)?;
        script = minify(workspace, bound, &script)?;
    }
    let mut snippets = Vec::new();
    for path in files_below(&bound.join("snippets"))? {
        let address = format!("pkg/{}", path.strip_prefix(bound)?.display());
        site.put(&address, &fs::read(&path)?)?;
        snippets.push(address);
    }
    Ok(Half {
        js: site.put_hashed(name, "js", script.as_bytes())?,
        wasm: site.put_hashed(name, "wasm", &fs::read(module)?)?,
        snippets,
    })
}

fn optimise(workspace: &Workspace, module: &Path) -> Result<PathBuf> {
    let optimised = module.with_extension("small.wasm");
    text_of(
        tool(workspace, "wasm-opt")?
            .args(OPTIMISE)
            .arg("-o")
            .arg(&optimised)
            .arg(module),
    )?;
    Ok(optimised)
}

fn minify(workspace: &Workspace, folder: &Path, script: &str) -> Result<String> {
    let long = folder.join("long.js");
    fs::write(&long, script)?;
    text_of(tool(workspace, "esbuild")?.args(MINIFY).arg(long))
}

fn tool(workspace: &Workspace, name: &str) -> Result<Command> {
    let program = workspace.path(&format!("end2end/node_modules/.bin/{name}"));
    ensure!(
        program.exists(),
        "{name} is missing: run `npm ci --ignore-scripts` in end2end, or build with --dev"
    );
    Ok(Command::new(program))
}
