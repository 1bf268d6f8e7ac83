//! What is supposed, as its form and its address carry it.

use domain::{ComponentCode, Hypothesis, JuryId, Mark, MarkError, Ruleset, Threshold};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use std::collections::{BTreeMap, BTreeSet};

/// Name of a component to do without.
pub const WITHOUT: &str = "sans";
/// Name of the most a jury would give, in points of average.
pub const REACH: &str = "effort";
/// What it is until something else is typed: half a point.
const USUAL_REACH: Mark = hundredths(50);
/// The most it can be: beyond, no jury goes, and the search for the fewest points grows long.
const MOST: Mark = hundredths(100);

const fn hundredths(hundredths: u16) -> Mark {
    match Mark::from_hundredths(hundredths) {
        Ok(mark) => mark,
        Err(_) => Mark::ZERO,
    }
}

/// Why something typed supposes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is no mark.
    Mark(MarkError),
    /// More than a jury would give.
    TooMuch,
}

/// What was ticked and typed, faults included.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// Components to do without.
    pub without: BTreeSet<ComponentCode>,
    /// Thresholds as typed.
    pub thresholds: BTreeMap<Threshold, String>,
    /// The most a jury would give, as typed; empty for the usual.
    pub reach: String,
}

/// Name of a threshold in the form.
pub fn name(threshold: Threshold) -> String {
    format!("seuil-{}", threshold.code())
}

/// A field as the query of an address carries it.
pub fn pair(name: &str, value: &str) -> String {
    format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC))
}

impl Asked {
    /// Reads the query of an address, with or without its question mark.
    pub fn read(query: &str, ruleset: &Ruleset) -> Asked {
        let mut asked = Asked::default();
        let known = ruleset.thresholds();
        for (name, value) in query
            .trim_start_matches('?')
            .split('&')
            .filter_map(|part| part.split_once('='))
        {
            let value = percent_decode_str(&value.replace('+', " "))
                .decode_utf8_lossy()
                .into_owned();
            match name {
                WITHOUT => asked.without.extend(value.parse::<ComponentCode>()),
                REACH if value.trim().parse() != Ok(USUAL_REACH) => asked.reach = value,
                _ => {
                    let named = known.iter().find(|(threshold, _)| self::name(*threshold) == name);
                    if let Some((threshold, _)) = named.filter(|_| !value.trim().is_empty()) {
                        asked.thresholds.insert(*threshold, value);
                    }
                }
            }
        }
        asked.without.retain(|code| ruleset.kind(*code).is_some());
        asked
    }

    /// The address that asks it.
    pub fn address(&self, jury: JuryId) -> String {
        let without = self.without.iter().map(|code| (WITHOUT.to_owned(), code.to_string()));
        let thresholds = self
            .thresholds
            .iter()
            .map(|(threshold, text)| (name(*threshold), text.clone()));
        let reach = (!self.reach.is_empty()).then(|| (REACH.to_owned(), self.reach.clone()));
        let pairs: Vec<String> = without
            .chain(thresholds)
            .chain(reach)
            .map(|(name, value)| pair(&name, &value))
            .collect();
        let page = crate::routes::jury(jury, "simulation");
        if pairs.is_empty() {
            page
        } else {
            format!("{page}?{}", pairs.join("&"))
        }
    }

    /// What it supposes. Thresholds that are no mark, or that of the ruleset, suppose nothing.
    pub fn hypothesis(&self, ruleset: &Ruleset) -> Hypothesis {
        let mut thresholds = BTreeMap::new();
        for (threshold, law) in ruleset.thresholds() {
            let typed = self
                .thresholds
                .get(&threshold)
                .and_then(|text| text.trim().parse().ok());
            thresholds.extend(typed.filter(|typed| *typed != law).map(|typed| (threshold, typed)));
        }
        Hypothesis {
            neutralised: self.without.clone(),
            thresholds,
        }
    }

    /// Why a threshold cannot be read.
    pub fn fault(&self, threshold: Threshold) -> Option<MarkError> {
        fault(self.thresholds.get(&threshold)?)
    }

    /// The most a jury would give; the usual until something else can be read.
    pub fn effort(&self) -> Mark {
        let read = self.reach.trim().parse().ok();
        read.filter(|read| *read <= MOST).unwrap_or(USUAL_REACH)
    }

    /// Why it cannot be what was typed.
    pub fn effort_fault(&self) -> Option<Fault> {
        let high = self.reach.trim().parse().is_ok_and(|read: Mark| read > MOST);
        fault(&self.reach).map(Fault::Mark).or(high.then_some(Fault::TooMuch))
    }
}

fn fault(text: &str) -> Option<MarkError> {
    let text = text.trim();
    if text.is_empty() {
        None
    } else {
        text.parse::<Mark>().err()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::builtin_ruleset;

    #[test]
    fn an_address_gives_back_what_was_asked() {
        let ruleset = builtin_ruleset("BCG24").expect("built in");
        let asked = Asked::read(
            "?sans=GO&sans=PHI&sans=RIEN&seuil-gate1=9%2C5&seuil-x=3&effort=1&z",
            &ruleset,
        );
        assert_eq!(asked.without.len(), 2);
        assert_eq!(asked.thresholds.len(), 1);
        assert_eq!(asked.effort().to_string(), "1");
        let address = asked.address(JuryId(3));
        let (page, query) = address.split_once('?').expect("a query");
        assert_eq!(page, "/jurys/3/simulation");
        assert_eq!(Asked::read(query, &ruleset), asked);
        let supposed = asked.hypothesis(&ruleset);
        assert_eq!(supposed.thresholds.len(), 1);
        assert_eq!(supposed.neutralised.len(), 2);
    }

    #[test]
    fn what_the_law_says_or_nobody_can_read_supposes_nothing() {
        let ruleset = builtin_ruleset("BCG24").expect("built in");
        let asked = Asked::read("seuil-gate1=10&seuil-mention-AB=douze&effort=x", &ruleset);
        assert!(asked.hypothesis(&ruleset).is_empty());
        let faults = asked
            .thresholds
            .keys()
            .filter(|threshold| asked.fault(**threshold).is_some());
        assert_eq!(faults.count(), 1);
        assert_eq!(asked.effort().to_string(), "0.5");
        assert!(matches!(asked.effort_fault(), Some(Fault::Mark(_))));
        let asked = Asked::read("effort=1%2C01", &ruleset);
        assert_eq!(
            (asked.effort_fault(), asked.effort()),
            (Some(Fault::TooMuch), USUAL_REACH)
        );
        assert_eq!(Asked::default().address(JuryId(3)), "/jurys/3/simulation");
    }
}
