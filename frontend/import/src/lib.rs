//! The browser half of a running import.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called once by the page.
#[wasm_bindgen]
pub fn wake() {
    frontend::wake(app::live::import);
}
