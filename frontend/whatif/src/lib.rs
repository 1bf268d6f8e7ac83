//! The browser half of the what-if over a jury.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called once by the page.
#[wasm_bindgen]
pub fn wake() {
    frontend::wake(app::live::whatif);
}
