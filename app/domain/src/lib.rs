mod day;
mod uai;

pub use day::*;
pub use uai::*;
