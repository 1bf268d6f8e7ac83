//! The parts screens are made of: one small component per file, its style beside it.
//!
//! Data and texts come in, events go out. A part fetches nothing, reads no session, and draws the same HTML on the
//! server and in the browser.

mod badge;
mod banner;
mod button;
mod card;
mod definitions;
mod dialog;
mod distribution;
mod empty;
mod field;
mod footer;
mod header;
mod heading;
mod icon;
mod layout;
mod markup;
mod page_header;
mod pagination;
mod progress;
mod steps;
mod summary;
mod table;
mod tabs;
mod toolbar;

pub use badge::{Badge, DecisionPill, Outcome, StatePill, WriteState};
pub use banner::Banner;
pub use button::{Button, ButtonLink, Variant};
pub use card::Card;
pub use definitions::{Definition, DefinitionList};
pub use dialog::Dialog;
pub use distribution::{Bar, Distribution};
pub use empty::EmptyState;
pub use field::{Choice, Control, Field, RadioGroup, Size};
pub use footer::SiteFooter;
pub use header::{NavItem, SiteHeader, SkipLink, Theme, Visitor};
pub use icon::{Glyph, Icon, Mark};
pub use layout::{Columns, Main, Stack};
pub use markup::Markup;
pub use page_header::{Breadcrumb, Crumb, PageHeader};
pub use pagination::Pagination;
pub use progress::Progress;
pub use steps::{Step, Steps};
pub use summary::{ErrorSummary, FieldError};
pub use table::{Column, Table};
pub use tabs::{Tab, Tabs};
pub use toolbar::Toolbar;

/// What a message or a badge means; colour, icon and role follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Plain fact.
    #[default]
    Neutral,
    /// Worth knowing.
    Info,
    /// Done.
    Success,
    /// To look at before going on.
    Warning,
    /// Refused or broken.
    Error,
}
