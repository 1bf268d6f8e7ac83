//! What people see. Screens are Leptos components, server functions stand beside the screen that calls them.
//!
//! The crate knows no SQL, no files and no HTTP beyond its own calls; `backstage` is the one door to the verbs.

#![recursion_limit = "256"]

#[cfg(feature = "ssr")]
pub mod backstage;

mod account;
mod app;
mod calls;
mod frame;
pub mod grid;
mod home;
mod imports;
mod jury;
mod lang;
pub mod live;
mod office;
mod page;
mod parts;
mod publications;
mod refusal;
pub mod results;
pub mod routes;
mod shell;
mod style_page;

pub use app::App;
pub use calls::CALLS;
pub use lang::code_and_value;
pub use refusal::Refusal;
pub use shell::{Assets, HalfAssets, Shell};
