//! From a place in the document to a place in its text.

use toml::de::{DeTable, DeValue};

use super::{Position, RulesetError};

/// Gives each error the line and column of what it names, or of the nearest table that holds it.
pub(super) fn locate(text: &str, errors: &mut [RulesetError]) {
    let Ok(root) = DeTable::parse(text) else {
        return;
    };
    for error in errors {
        error.at = offset(root.get_ref(), &error.path).map(|offset| Position::of(text, offset));
    }
}

fn offset(root: &DeTable<'_>, path: &str) -> Option<usize> {
    let mut found = None;
    let mut steps = path.split(['.', '[']).map(|step| step.trim_end_matches(']'));
    let mut value = root.get(steps.next()?);
    while let Some(spanned) = value {
        found = Some(spanned.span().start);
        let Some(step) = steps.next() else { break };
        value = match spanned.get_ref() {
            DeValue::Table(table) => table.get(step),
            DeValue::Array(array) => step.parse::<usize>().ok().and_then(|index| array.get(index)),
            _ => None,
        };
    }
    found
}
