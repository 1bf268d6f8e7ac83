//! The verbs against real databases: SQLite always, PostgreSQL when `DELOS_TEST_POSTGRES` names a cluster.

mod accounts;
mod common;
mod dice;
mod imports;
mod jury;
mod jury_acts;
mod jury_seed;
mod marking;
mod marks;
mod network;
mod office;
mod prepare;
mod published;
mod races;
mod results;
