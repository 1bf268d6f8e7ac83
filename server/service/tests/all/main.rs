//! The verbs against real databases: SQLite always, PostgreSQL when `DELOS_TEST_POSTGRES` names a cluster.

mod accounts;
mod common;
mod dice;
mod double_entry;
mod exercises;
mod give;
mod import_jobs;
mod import_marks;
mod import_seed;
mod imports;
mod judge;
mod jury;
mod jury_acts;
mod jury_seed;
mod locking;
mod marking;
mod marks;
mod network;
mod office;
mod prepare;
mod published;
mod races;
mod results;
mod rules;
mod situation;
