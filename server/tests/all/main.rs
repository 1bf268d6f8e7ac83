//! The binary itself, over HTTP, on a fresh SQLite file.

mod delos;
#[path = "../../service/tests/all/published.rs"]
mod published;
mod results;
