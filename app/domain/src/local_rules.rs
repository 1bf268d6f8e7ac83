//! What an académie adapts of a national ruleset: what it offers and asks for, never how it decides.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::code::SpecialityCode;
use crate::ruleset::Ruleset;

/// The local layer of a ruleset (*adaptations locales*, F-030 to F-032).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LocalRules {
    /// Specialities offered; all of them when empty.
    pub specialities: BTreeSet<SpecialityCode>,
    /// Options and facultative épreuves offered, by their French label; any when empty.
    pub options: Vec<String>,
    /// Supporting documents asked of a candidate.
    pub documents: Vec<String>,
}

/// What a ruleset has against a local layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LocalRefusal {
    /// The ruleset has no such speciality.
    UnknownSpeciality(SpecialityCode),
}

impl LocalRules {
    /// Does the ruleset know all it names?
    ///
    /// # Errors
    /// The first it does not.
    pub fn check(&self, ruleset: &Ruleset) -> Result<(), LocalRefusal> {
        let unknown = |code: &&SpecialityCode| ruleset.speciality(**code).is_none();
        match self.specialities.iter().find(unknown) {
            Some(code) => Err(LocalRefusal::UnknownSpeciality(*code)),
            None => Ok(()),
        }
    }

    /// Is this speciality offered here?
    pub fn offers_speciality(&self, code: SpecialityCode) -> bool {
        self.specialities.is_empty() || self.specialities.contains(&code)
    }

    /// Is this option offered here?
    pub fn offers_option(&self, label: &str) -> bool {
        self.options.is_empty() || self.options.iter().any(|one| one == label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layer_names_only_what_the_ruleset_knows() {
        let ruleset = crate::builtin_ruleset("BCG24").unwrap();
        let layer = |code: &str| LocalRules {
            specialities: [code.parse().unwrap()].into(),
            ..LocalRules::default()
        };
        assert_eq!(layer("PC").check(&ruleset), Ok(()));
        let unknown = "ZZ".parse().unwrap();
        assert_eq!(
            layer("ZZ").check(&ruleset),
            Err(LocalRefusal::UnknownSpeciality(unknown))
        );
    }
}
