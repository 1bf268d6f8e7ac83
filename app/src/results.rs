//! The candidates' pages: whole documents without a script, rendered to bytes ahead of the hour.
//!
//! They stand outside the router and the shell, and carry their own small styles: page and styles fit one first flight.

mod document;
mod form;
mod next;
mod sheet;

pub use document::Opening;
pub use form::{FormDocument, NotFoundDocument, TooManyDocument};
pub use sheet::SheetDocument;
