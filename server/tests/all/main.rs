//! The program itself, started on a database of its own and asked over HTTP.

mod access;
mod account;
mod canary;
mod command_line;
mod common;
mod import_cli;
mod kill;
mod pages;
mod sitting;
mod stopping;
//! The binary itself, over HTTP, on a fresh SQLite file.

mod delos;
#[path = "../../service/tests/all/published.rs"]
mod published;
mod results;
