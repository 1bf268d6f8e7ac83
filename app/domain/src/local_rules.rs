//! What an académie adapts of a national ruleset: what it offers and asks for, never how it decides.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::code::SpecialityCode;
use crate::context::ApplicationContext;
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

/// What a local layer has against an application, or against itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LocalRefusal {
    /// The ruleset has no such speciality.
    UnknownSpeciality(SpecialityCode),
    /// The speciality is not offered here.
    SpecialityNotOffered(SpecialityCode),
    /// The option is not offered here.
    OptionNotOffered(String),
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

    /// May a candidate be registered so here?
    ///
    /// # Errors
    /// The first thing that is not offered.
    pub fn admits(&self, context: &ApplicationContext) -> Result<(), LocalRefusal> {
        let mut chosen = context.specialities.values();
        if let Some(code) = chosen.find(|code| !self.offers_speciality(**code)) {
            return Err(LocalRefusal::SpecialityNotOffered(*code));
        }
        let mut taken = context.options.iter();
        match taken.find(|option| !self.offers_option(&option.label)) {
            Some(option) => Err(LocalRefusal::OptionNotOffered(option.label.clone())),
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
    fn a_layer_narrows_what_is_offered_and_an_empty_one_narrows_nothing() {
        let context: ApplicationContext = serde_json::from_str(
            r#"{"specialities":{"S1":"PC"},"options":[{"label":"Latin","mark":"14","coef":"2"}]}"#,
        )
        .unwrap();
        assert_eq!(LocalRules::default().admits(&context), Ok(()));
        let layer = |specialities: &[&str], options: &[&str]| LocalRules {
            specialities: specialities.iter().map(|code| code.parse().unwrap()).collect(),
            options: options.iter().map(|label| (*label).to_owned()).collect(),
            ..LocalRules::default()
        };
        assert_eq!(layer(&["PC", "SVT"], &["Latin"]).admits(&context), Ok(()));
        let pc = "PC".parse().unwrap();
        assert_eq!(
            layer(&["SVT"], &[]).admits(&context),
            Err(LocalRefusal::SpecialityNotOffered(pc))
        );
        assert_eq!(
            layer(&[], &["Grec"]).admits(&context),
            Err(LocalRefusal::OptionNotOffered("Latin".into()))
        );
        let ruleset = crate::builtin_ruleset("BCG24").unwrap();
        assert_eq!(layer(&["PC"], &[]).check(&ruleset), Ok(()));
        let unknown = "ZZ".parse().unwrap();
        assert_eq!(
            layer(&["ZZ"], &[]).check(&ruleset),
            Err(LocalRefusal::UnknownSpeciality(unknown))
        );
    }
}
