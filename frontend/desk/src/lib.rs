//! The browser half of markers and of the exam office.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called once by the page.
#[wasm_bindgen]
pub fn wake() {
    frontend::wake(app::live::DESK);
}
