//! The program itself, started on a database of its own and asked over HTTP.

mod access;
mod account;
mod bad_line;
mod browser;
mod canary;
mod command_line;
mod common;
mod decide;
mod decide_batch;
mod delos;
mod demonstration;
#[path = "../../service/tests/all/dice.rs"]
mod dice;
mod import_cli;
mod kill;
mod lot_files;
mod marker;
mod pages;
mod power;
#[path = "../../service/tests/all/published.rs"]
mod published;
mod results;
mod rules;
mod sitting;
mod situation;
mod stopping;
mod synced;
mod traced;
