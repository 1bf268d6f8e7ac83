//! The browser half of a deliberation's projection.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called once by the page.
#[wasm_bindgen]
pub fn wake() {
    frontend::wake(app::live::projection);
}
