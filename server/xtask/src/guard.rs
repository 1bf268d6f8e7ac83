//! `cargo xtask guard`: the rules of the house that no compiler checks.

use crate::floats::lines_with_floats;
use crate::rust_text::code_only;
use crate::workspace::{Workspace, cargo, text_of};
use anyhow::{Result, bail};
use std::fs;
use std::process::Command;

/// What the browser must never carry.
const SERVER_ONLY: &[&str] = &["tokio", "axum", "sea-orm", "sqlx", "typst", "store", "service"];
/// Where marks live.
const EXACT: &[&str] = &["app/domain/", "server/store/", "server/service/"];
/// The folders of the house; the last two belong to tools.
const FOLDERS: &[&str] = &[
    "app",
    "server",
    "frontend",
    "style",
    "public",
    "end2end",
    "migrations",
    ".cargo",
    ".ci",
];
/// Joined at compile time, so that this file does not name what it forbids.
const MACHINE_PATHS: &[&str] = &[
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
    concat!("/tm", "p/"),
];
const LIFTED_LINT: &str = concat!("#[al", "low(");
const LIFTED_LINT_INSIDE: &str = concat!("#![al", "low(");

/// A file of the project, as text, with its path from the root.
struct Source {
    path: String,
    text: String,
}

pub fn run(workspace: &Workspace) -> Result<()> {
    let sources = project_files(workspace)?;
    let tree = cargo(
        &workspace.root,
        &[
            "tree",
            "-p",
            "frontend",
            "--target",
            "wasm32-unknown-unknown",
            "-e",
            "normal",
            "--prefix",
            "none",
        ],
    )?;
    let mut broken = one_gate(&sources);
    broken.extend(server_only_crates(&tree));
    broken.extend(exact_numbers(&sources));
    broken.extend(lifted_lints(&sources));
    broken.extend(machine_paths(&sources));
    broken.extend(folders(&sources));
    if broken.is_empty() {
        println!("guard: {} files keep the rules of the house", sources.len());
        return Ok(());
    }
    bail!("the rules of the house are broken:\n{}", broken.join("\n"));
}

/// What git holds or would take; files that are not text are passed over.
fn project_files(workspace: &Workspace) -> Result<Vec<Source>> {
    let listed = text_of(
        Command::new("git")
            .args(["ls-files", "-co", "--exclude-standard", "-z"])
            .current_dir(&workspace.root),
    )?;
    let read = |path: &str| {
        fs::read_to_string(workspace.path(path)).ok().map(|text| Source {
            path: path.to_owned(),
            text,
        })
    };
    Ok(listed
        .split('\0')
        .filter(|path| !path.is_empty())
        .filter_map(read)
        .collect())
}

/// `app` is compiled twice; the two halves differ in one place only.
fn one_gate(sources: &[Source]) -> Vec<String> {
    let gates: Vec<String> = rust(sources)
        .filter(|source| source.path.starts_with("app/src/"))
        .flat_map(|source| {
            code_only(&source.text)
                .lines()
                .enumerate()
                .filter(|(_, line)| is_gate(line))
                .map(|(index, _)| place(source, index + 1))
                .collect::<Vec<_>>()
        })
        .collect();
    match gates.len() {
        0 | 1 => Vec::new(),
        _ => gates
            .iter()
            .map(|gate| format!("{gate}: app has one cfg line, the backstage"))
            .collect(),
    }
}

fn is_gate(line: &str) -> bool {
    let line: String = line.split_whitespace().collect();
    let gates = line.contains("cfg(") || line.contains("cfg!(") || line.contains("cfg_attr(");
    gates && !line.contains("cfg(test)")
}

fn server_only_crates(tree: &str) -> Vec<String> {
    let mut found: Vec<&str> = tree
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| {
            SERVER_ONLY
                .iter()
                .any(|forbidden| name == forbidden || is_part_of(name, forbidden))
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
        .iter()
        .map(|name| format!("frontend: the browser must not carry {name}"))
        .collect()
}

/// `sea-orm-macros` comes with `sea-orm`; `service-worker` has nothing to do with our `service`.
fn is_part_of(name: &str, family: &str) -> bool {
    !matches!(family, "store" | "service") && name.strip_prefix(family).is_some_and(|rest| rest.starts_with('-'))
}

fn exact_numbers(sources: &[Source]) -> Vec<String> {
    rust(sources)
        .filter(|source| EXACT.iter().any(|folder| source.path.starts_with(folder)))
        .flat_map(|source| {
            lines_with_floats(&source.text)
                .into_iter()
                .map(|line| format!("{}: no floating point where marks live", place(source, line)))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn lifted_lints(sources: &[Source]) -> Vec<String> {
    rust(sources)
        .flat_map(|source| lines_with(source, &[LIFTED_LINT, LIFTED_LINT_INSIDE]))
        .map(|place| format!("{place}: expect a lint, with its reason, rather than silence it"))
        .collect()
}

fn machine_paths(sources: &[Source]) -> Vec<String> {
    sources
        .iter()
        .flat_map(|source| lines_with(source, MACHINE_PATHS))
        .map(|place| format!("{place}: a path of one machine"))
        .collect()
}

fn folders(sources: &[Source]) -> Vec<String> {
    let mut strangers: Vec<&str> = sources
        .iter()
        .filter_map(|source| source.path.split_once('/').map(|(folder, _)| folder))
        .filter(|folder| !FOLDERS.contains(folder))
        .collect();
    strangers.sort_unstable();
    strangers.dedup();
    strangers
        .iter()
        .map(|folder| format!("{folder}/: not a folder of the house"))
        .collect()
}

fn rust(sources: &[Source]) -> impl Iterator<Item = &Source> {
    sources.iter().filter(|source| source.path.ends_with(".rs"))
}

fn lines_with(source: &Source, needles: &[&str]) -> Vec<String> {
    let holds = |line: &str| needles.iter().any(|needle| line.contains(needle));
    source
        .text
        .lines()
        .enumerate()
        .filter(|(_, line)| holds(line))
        .map(|(index, _)| place(source, index + 1))
        .collect()
}

fn place(source: &Source, line: usize) -> String {
    format!("{}:{line}", source.path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str, text: &str) -> Source {
        Source {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn app_has_one_gate_beside_its_tests() {
        let gate = source("app/src/lib.rs", "#[cfg(feature = \"ssr\")]\nmod backstage;");
        let tests = source("app/src/cell.rs", "#[cfg(test)]\nmod tests {} // cfg(no)");
        let elsewhere = source("server/src/main.rs", "#[cfg(unix)]");
        assert!(one_gate(&[gate, tests, elsewhere]).is_empty());

        let two = [
            source("app/src/a.rs", "#[cfg(unix)]"),
            source("app/src/b.rs", "if cfg!(unix) {}"),
        ];
        assert_eq!(one_gate(&two).len(), 2);
        assert_eq!(
            one_gate(&[source("app/src/a.rs", "#[cfg_attr(unix, a)]\n#[cfg(any(test, unix))]")]).len(),
            2
        );
    }

    #[test]
    fn the_browser_carries_no_server() {
        let clean = "frontend v0.1.0 (…)\nleptos v0.8.23\nservice-worker v1.0.0\nstored v1.0.0";
        assert!(server_only_crates(clean).is_empty());
        let dirty = "frontend v0.1.0\ntokio v1.54.0\nsqlx-core v0.9.0\ntokio v1.54.0 (*)\nservice v0.1.0 (…)";
        assert_eq!(server_only_crates(dirty).len(), 3);
    }

    #[test]
    fn floats_are_refused_where_marks_live_only() {
        assert_eq!(
            exact_numbers(&[source("app/domain/src/mark.rs", "\nlet a = 1.5;")]).len(),
            1
        );
        assert!(exact_numbers(&[source("app/src/picture.rs", "let a = 1.5;")]).is_empty());
    }

    #[test]
    fn lints_are_not_silenced() {
        assert_eq!(
            lifted_lints(&[source("server/src/a.rs", &format!("{LIFTED_LINT}dead_code)]"))]).len(),
            1
        );
        assert!(
            lifted_lints(&[source(
                "server/src/a.rs",
                "#[expect(dead_code, reason = \"…\")] #[allow_missing = true]"
            )])
            .is_empty()
        );
    }

    #[test]
    fn machine_paths_and_new_folders_are_found() {
        let text = format!("see {}file", MACHINE_PATHS[0]);
        assert_eq!(
            machine_paths(&[source("README.md", &text)]),
            ["README.md:1: a path of one machine"]
        );
        assert!(machine_paths(&[source("README.md", "see /resultats")]).is_empty());
        assert_eq!(
            folders(&[
                source("tools/a.rs", ""),
                source("app/src/lib.rs", ""),
                source("README.md", "")
            ])
            .len(),
            1
        );
    }
}
