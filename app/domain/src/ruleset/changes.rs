//! What differs between two rulesets, as data; worded elsewhere.

use super::{Document, Ruleset};

/// A difference, and where it is.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Change {
    /// Names from the outside in, as in the text; a table of a list goes by its code: `["epreuve", "GO", "coef"]`.
    pub place: Vec<String>,
    /// The value before; none when the place is new. That of a whole table is its label, that of a list of codes what
    /// left it.
    pub before: Option<String>,
    /// The value after; none when the place is gone. That of a list of codes is what joined it.
    pub after: Option<String>,
}

/// Every difference, in the order of the text: whatever a ruleset can say is compared, its code and version too.
pub fn changes(before: &Ruleset, after: &Ruleset) -> Vec<Change> {
    let value = |ruleset: &Ruleset| toml::Value::try_from(Document::from(ruleset.clone())).ok();
    let mut found = Vec::new();
    compare(
        &mut Vec::new(),
        value(before).as_ref(),
        value(after).as_ref(),
        &mut found,
    );
    found
}

fn compare(place: &mut Vec<String>, before: Option<&toml::Value>, after: Option<&toml::Value>, out: &mut Vec<Change>) {
    use toml::Value::{Array, Table};
    let mut each = |names: Vec<String>,
                    before: &dyn Fn(&str) -> Option<toml::Value>,
                    after: &dyn Fn(&str) -> Option<toml::Value>| {
        for name in names {
            let (left, right) = (before(&name), after(&name));
            place.push(name);
            compare(place, left.as_ref(), right.as_ref(), out);
            place.pop();
        }
    };
    match (before, after) {
        (before, after) if before == after => {}
        (Some(Table(left)), Some(Table(right))) => {
            let names = union(left.keys().cloned(), right.keys().cloned());
            each(names, &|name| left.get(name).cloned(), &|name| right.get(name).cloned());
        }
        (Some(Array(left)), Some(Array(right))) if left.iter().chain(right).any(toml::Value::is_table) => {
            let (left, right) = (keyed(left), keyed(right));
            let names = union(left.iter().map(|it| it.0.clone()), right.iter().map(|it| it.0.clone()));
            let get =
                |list: &[(String, toml::Value)], name: &str| list.iter().find(|it| it.0 == name).map(|it| it.1.clone());
            each(names, &|name| get(&left, name), &|name| get(&right, name));
        }
        // A list of codes or of texts: what left it and what joined it.
        (Some(Array(left)), Some(Array(right))) => {
            let missing = |of: &[toml::Value], from: &[toml::Value]| {
                let gone: Vec<String> = of.iter().filter(|one| !from.contains(one)).map(text).collect();
                (!gone.is_empty()).then(|| gone.join(", "))
            };
            let (before, after) = (missing(left, right), missing(right, left));
            if before.is_some() || after.is_some() {
                out.push(Change {
                    place: place.clone(),
                    before,
                    after,
                });
            }
        }
        (before, after) => out.push(Change {
            place: place.clone(),
            before: before.map(text),
            after: after.map(text),
        }),
    }
}

/// The names of both, those of the first in their order.
fn union(left: impl Iterator<Item = String>, right: impl Iterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = left.collect();
    for name in right {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The tables of a list by what tells them apart; those without go by their number.
fn keyed(list: &[toml::Value]) -> Vec<(String, toml::Value)> {
    let key = |(index, value): (usize, &toml::Value)| {
        let named = ["code", "mention", "decision"]
            .iter()
            .find_map(|name| value.get(name)?.as_str());
        let name = named.map_or_else(|| (index + 1).to_string(), str::to_owned);
        (name, value.clone())
    };
    list.iter().enumerate().map(key).collect()
}

/// A value on one line.
fn text(value: &toml::Value) -> String {
    let label = || value.get("label").and_then(toml::Value::as_str);
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Array(list) => list.iter().map(text).collect::<Vec<_>>().join(", "),
        toml::Value::Table(table) => label().map_or_else(
            || {
                table
                    .iter()
                    .map(|(name, value)| format!("{name} = {}", text(value)))
                    .collect::<Vec<_>>()
                    .join(", ")
            },
            str::to_owned,
        ),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::builtin_ruleset;
    use super::*;

    fn told(before: &str, after: &str) -> Vec<String> {
        let ruleset = |code| builtin_ruleset(code).expect("it comes with the software");
        let line = |change: Change| {
            let side = |side: Option<String>| side.unwrap_or_else(|| "-".to_owned());
            format!(
                "{}: {} > {}",
                change.place.join("."),
                side(change.before),
                side(change.after)
            )
        };
        changes(&ruleset(before), &ruleset(after))
            .into_iter()
            .map(line)
            .collect()
    }

    #[test]
    fn a_reform_is_told_place_by_place() {
        assert_eq!(told("BCG24", "BCG24"), [""; 0]);
        let told = told("BCG24", "BCG27");
        for line in [
            "epreuve.GO.coef: 10 > 8",
            "epreuve.MATA: - > Mathématiques, épreuve anticipée",
            "last_session: 2026 > -",
            "group2.list.1.components: - > MATA",
        ] {
            assert!(told.iter().any(|known| known == line), "{line} is not in {told:#?}");
        }
        assert!(!told.iter().any(|line| line.contains("EPS")), "{told:#?}");
    }
}
