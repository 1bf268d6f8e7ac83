//! What the tests share.

pub mod candidates;
mod dice;
pub mod sessions;

pub use dice::Dice;
