//! A bad line on purpose: between clients and a server of this machine, it loses, holds, doubles and turns round
//! requests. The same seed gives the same faults to the same requests.
//!
//! It knows HTTP as far as where a request ends, and nothing of what it says. Every connection carries one request, so
//! that a cut is a cut of that request alone.

mod fault;
mod line;
mod request;

pub use fault::{Fault, Plan};
pub use line::Line;
