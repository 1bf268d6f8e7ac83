//! The rulesets that come with the software.

use super::Ruleset;

/// Code and text of each ruleset that comes with the software.
pub fn builtin() -> &'static [(&'static str, &'static str)] {
    &[
        ("BCG24", include_str!("../../rulesets/BCG24.toml")),
        ("BCG27", include_str!("../../rulesets/BCG27.toml")),
        ("BTN24", include_str!("../../rulesets/BTN24.toml")),
        ("BTN27", include_str!("../../rulesets/BTN27.toml")),
        ("BCP09", include_str!("../../rulesets/BCP09.toml")),
        ("BCP31202", include_str!("../../rulesets/BCP31202.toml")),
        ("BCP25510", include_str!("../../rulesets/BCP25510.toml")),
        ("BCP25303", include_str!("../../rulesets/BCP25303.toml")),
        ("BCP31213", include_str!("../../rulesets/BCP31213.toml")),
        ("BCPAGORA", include_str!("../../rulesets/BCPAGORA.toml")),
        ("BTSSIO", include_str!("../../rulesets/BTSSIO.toml")),
        ("BTSMCO", include_str!("../../rulesets/BTSMCO.toml")),
        ("BPBOULANGER", include_str!("../../rulesets/BPBOULANGER.toml")),
        ("BPDEMO", include_str!("../../rulesets/BPDEMO.toml")),
    ]
}

/// The text of the ruleset of that code; none when the software comes without it.
pub fn builtin_text(code: &str) -> Option<&'static str> {
    let found = builtin().iter().find(|(known, _)| known.eq_ignore_ascii_case(code));
    found.map(|(_, text)| *text)
}

/// The same, parsed.
pub fn builtin_ruleset(code: &str) -> Option<Ruleset> {
    Ruleset::from_toml(builtin_text(code)?).ok()
}
