//! Takes out what no page can call but no compiler can prove dead: the view library keeps a pointer to the
//! asynchronous hydration of every view, and the halves hydrate what the server drew at once; a library of the server
//! functions exports what only streamed bodies use.

use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use walrus::{FunctionBuilder, FunctionId, FunctionKind, Module};

/// Parts of the names of those pointers' functions and of the futures they make, as the compiler mangles them: lengths
/// and text. What they call is left to the optimiser: the compiler may have folded it with what is alive, and a closure
/// within those futures is, with the one that draws anew.
const NEVER_CALLED: &[&str] = &[
    "8into_any13hydrate_async",
    "13hydrate_async28_$u7b$$u7b$closure$u7d$$u7d$17h",
];

/// How the exports begin that stand for a stream made here: no call of ours carries one.
const NEVER_STREAMED: &str = "intounderlying";

/// Puts a trap in the place of their bodies; the optimiser then drops what only they used.
pub fn snip(module: &Path) -> Result<PathBuf> {
    let bytes = fs::read(module)?;
    let mut module_of = Module::from_buffer(&bytes).context("the compiled module")?;
    let found: Vec<FunctionId> = module_of
        .funcs
        .iter_local()
        .map(|(id, _)| id)
        .filter(|id| {
            let name = module_of.funcs.get(*id).name.as_deref().unwrap_or_default();
            name.starts_with(NEVER_STREAMED) || NEVER_CALLED.iter().any(|part| name.contains(part))
        })
        .collect();
    ensure!(
        !found.is_empty(),
        "nothing to take out: does the module still have names?"
    );
    for id in &found {
        trap(&mut module_of, *id);
    }
    let snipped = module.with_extension("snipped.wasm");
    module_of.emit_wasm_file(&snipped).context("the shortened module")?;
    Ok(snipped)
}

fn trap(module: &mut Module, id: FunctionId) {
    let shape = module.types.get(module.funcs.get(id).ty());
    let (params, results) = (shape.params().to_vec(), shape.results().to_vec());
    let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
    builder.func_body().unreachable();
    let arguments = params.iter().map(|kind| module.locals.add(*kind)).collect();
    module.funcs.get_mut(id).kind = FunctionKind::Local(builder.local_func(arguments));
}
