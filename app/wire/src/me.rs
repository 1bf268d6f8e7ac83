//! Who is looking at the page, and what the page was asked.

use domain::Actor;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The person logged in.
pub type Me = Actor;

/// What was typed in a form that was refused, and why.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FormState {
    /// Address the form posted to: a page with several forms knows which was refused.
    pub form: String,
    /// What was typed, by field; never a password.
    pub typed: BTreeMap<String, String>,
    /// Why it was refused.
    pub refused: Option<crate::Refused>,
}

/// What the server knows of a request, handed to the page and to what of it lives on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageContext {
    /// BCP 47 tag.
    pub lang: String,
    /// `auto`, `light` or `dark`.
    pub theme: String,
    /// Who is looking.
    pub me: Actor,
    /// A one-shot message: the name of a message and its values.
    pub flash: Option<(String, BTreeMap<String, String>)>,
    /// The form that led here, if it was refused.
    pub form: Option<FormState>,
    /// Served over plain HTTP or filled with demonstration data: say so.
    pub demo: bool,
    /// An error page instead of the page asked for: 403, 404 or 500.
    pub error: Option<u16>,
}

impl Default for PageContext {
    fn default() -> Self {
        PageContext {
            lang: "fr".into(),
            theme: "auto".into(),
            me: Actor::visitor(),
            flash: None,
            form: None,
            demo: false,
            error: None,
        }
    }
}
