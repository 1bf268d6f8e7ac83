//! The rulesets that come with the software.

use super::Ruleset;

/// Code and text of each ruleset that comes with the software.
pub fn builtin() -> &'static [(&'static str, &'static str)] {
    &[
        ("BCG24", include_str!("../../rulesets/BCG24.toml")),
        ("BCP31202", include_str!("../../rulesets/BCP31202.toml")),
        ("BCP25510", include_str!("../../rulesets/BCP25510.toml")),
    ]
}

/// The ruleset of that code, parsed; none when the software comes without it.
pub fn builtin_ruleset(code: &str) -> Option<Ruleset> {
    let (_, text) = builtin().iter().find(|(known, _)| known.eq_ignore_ascii_case(code))?;
    Ruleset::from_toml(text).ok()
}
