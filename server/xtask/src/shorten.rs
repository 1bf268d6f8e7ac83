//! Short names for what a module and its script call each other by: those of the binder are sentences with a digest, and
//! stand in both files.

use anyhow::{Context, Result};
use std::collections::HashMap;
use std::path::Path;
use walrus::Module;

/// Gives the imports and exports of a module short names; its script as it is with them.
pub fn shorten(file: &Path, script: &str) -> Result<String> {
    let mut module = Module::from_file(file).context("the bound module")?;
    let script = rename(&mut module, script);
    module.emit_wasm_file(file).context("the module with short names")?;
    Ok(script)
}

fn rename(module: &mut Module, script: &str) -> String {
    let mut names = Names::default();
    for import in module.imports.iter_mut() {
        names.shorten(&mut import.name);
    }
    for export in module.exports.iter_mut() {
        names.shorten(&mut export.name);
    }
    names.put_into(script)
}

#[derive(Default)]
struct Names(HashMap<String, String>);

impl Names {
    fn shorten(&mut self, name: &mut String) {
        if is_made(name) {
            let next = self.0.len();
            *name = self
                .0
                .entry(name.clone())
                .or_insert_with(|| format!("${next:x}"))
                .clone();
        }
    }

    /// A name is a word of the script, whatever stands beside it.
    fn put_into(&self, script: &str) -> String {
        let in_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
        let mut out = String::with_capacity(script.len());
        let mut rest = script;
        while !rest.is_empty() {
            let word = rest.find(|c| !in_word(c)).unwrap_or(rest.len());
            out.push_str(self.0.get(&rest[..word]).map_or(&rest[..word], String::as_str));
            rest = &rest[word..];
            let between = rest.find(in_word).unwrap_or(rest.len());
            out.push_str(&rest[..between]);
            rest = &rest[between..];
        }
        out
    }
}

/// Does the binder make such names? No one else's word is touched: a script may have a `memory` of its own.
fn is_made(name: &str) -> bool {
    let digest = |tail: &str| tail.len() == 16 && tail.bytes().all(|byte| byte.is_ascii_hexdigit());
    name.contains("__") || name.rsplit_once('_').is_some_and(|(_, tail)| digest(tail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_files_know_the_new_names_and_no_other_word_changes() {
        let mut module = Module::default();
        let shape = module.types.add(&[], &[]);
        module.add_import_func("wbg", "__wbg_key_0123456789abcdef", shape);
        let (wake, _) = module.add_import_func("wbg", "now", shape);
        module.exports.add("wake_fedcba9876543210", wake);
        module.exports.add("memory", wake);
        let script = "__wbg_key_0123456789abcdef: () => wasm.wake_fedcba9876543210(memory, '__wbg_key'), now";
        let short = rename(&mut module, script);
        assert_eq!(short, "$0: () => wasm.$1(memory, '__wbg_key'), now");
        let imports: Vec<&str> = module.imports.iter().map(|it| &*it.name).collect();
        let exports: Vec<&str> = module.exports.iter().map(|it| &*it.name).collect();
        assert_eq!((imports, exports), (vec!["$0", "now"], vec!["$1", "memory"]));
    }
}
