//! The program itself, started on a database of its own and asked over HTTP.

mod access;
mod account;
mod command_line;
mod common;
mod pages;
mod stopping;
