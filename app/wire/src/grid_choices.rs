//! How a marker likes his grid.

use serde::{Deserialize, Serialize};

/// Habits of the fingers, kept with the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GridChoices {
    /// The digits of a French keyboard typed without shift are digits: `&é(` is 125.
    pub french_keys: bool,
    /// Three digits are tenths: `125` is 12,5; so are two digits above the scale.
    pub tenths: bool,
    /// A mark or a code that is complete goes to the next copy by itself.
    pub onward: bool,
    /// `/` and `?` alone are shortcuts (WCAG 2.1.4 asks that they can be switched off).
    pub single_keys: bool,
}

impl GridChoices {
    /// Name among the preferences of an account.
    pub const NAME: &str = "grid";
}

impl Default for GridChoices {
    fn default() -> GridChoices {
        GridChoices {
            french_keys: true,
            tenths: false,
            onward: false,
            single_keys: true,
        }
    }
}
