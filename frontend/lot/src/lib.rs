//! The browser half of a lot of copies.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called once by the page.
#[wasm_bindgen]
pub fn wake() {
    frontend::wake(app::live::lot);
}
