//! Who follows a stream at this moment, and where the president points. Never in the log.

use domain::{AccountId, ApplicationId, Role};
use serde::{Deserialize, Serialize};

/// Everybody here.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Presence {
    /// One entry per screen, by role and name.
    pub present: Vec<Present>,
}

/// One screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Present {
    /// Whose.
    pub account: Option<AccountId>,
    /// A colleague's name.
    pub name: String,
    /// In which role he follows.
    pub role: Option<Role>,
}

/// What the projector shows.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cursor {
    /// The candidate under discussion; `None` for the overview of the jury.
    pub application: Option<ApplicationId>,
}
