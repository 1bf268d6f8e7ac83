//! The law from outside.

mod averages;
mod batch;
mod cases;
mod columns;
mod common;
mod hostile;
mod line;
mod line_fields;
mod neutralised;
mod oracle;
mod orals;
mod properties;
mod raises;
mod replay;
mod ruleset;
mod ruleset_asked;
mod ruleset_faults;
mod shapes;
mod tables;
mod whatif;
