//! The law from outside.

mod batch;
mod cases;
mod columns;
mod common;
mod hostile;
mod line;
mod oracle;
mod properties;
mod ruleset;
mod shapes;
mod whatif;
