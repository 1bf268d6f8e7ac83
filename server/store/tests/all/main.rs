//! The store against real databases: SQLite always, PostgreSQL when `DELOS_TEST_POSTGRES` names a cluster.

mod accounts;
mod common;
mod lane;
mod live;
mod schema;
mod writer;
