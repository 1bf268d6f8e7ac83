//! Publishing: the office's screen, and the lists a centre posts.

mod calls;
mod office;
mod posting;

pub use office::PublicationsPage;
pub use posting::PostingPage;
