//! Build automation: everything that `cargo build` alone cannot do.
//!
//! `build` makes the site in `target/site`; `guard` checks the rules of the house that no compiler checks.

mod browser;
mod budget;
mod floats;
mod guard;
mod minify;
mod rust_text;
mod shorten;
mod site;
mod site_dir;
mod snip;
mod styles;
mod workspace;

use anyhow::{Result, bail};
use site::Mode;
use std::process::ExitCode;
use workspace::Workspace;

const USAGE: &str = "\
cargo xtask build          the site, as released: hashed, optimised, compressed, within its budget
cargo xtask build --dev    the site, fast: no optimiser, light compression, no budget
cargo xtask guard          the rules of the house: boundaries, no floats in the law, no machine paths";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let workspace = Workspace::find()?;
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["build"] => site::build(&workspace, Mode::Release),
        ["build", "--dev"] => site::build(&workspace, Mode::Dev),
        ["guard"] => guard::run(&workspace),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        _ => bail!("unknown command: {}\n\n{USAGE}", arguments.join(" ")),
    }
}
