//! Worked cases of a ruleset: a jurist reads them, and no ruleset is used before each comes out as it says.

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Ruleset, RulesetError, RulesetProblem};
use crate::code::ComponentCode;
use crate::decide::{DecideLine, Decision, DecisionLine, Mention};

/// Worked cases prove the text they stand in, are read from it alone, and travel no further.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Elsewhere;

impl Serialize for Elsewhere {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            [(); 0].serialize(serializer)
        } else {
            serializer.serialize_unit()
        }
    }
}

impl<'de> Deserialize<'de> for Elsewhere {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Elsewhere, D::Error> {
        if deserializer.is_human_readable() {
            IgnoredAny::deserialize(deserializer)?;
        }
        Ok(Elsewhere)
    }
}

/// The cases of a text, and nothing else of it.
#[derive(Deserialize)]
pub(super) struct Cases {
    #[serde(default)]
    pub(super) case: Vec<Example>,
}

/// A worked case (*cas d'exemple*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// What it shows, in French.
    pub about: String,
    /// The candidate.
    #[serde(rename = "in")]
    pub given: DecideLine,
    /// What must come out; what is not said must be absent.
    #[serde(rename = "out")]
    pub expected: Expected,
}

/// What must come out of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// The decision.
    pub decision: Decision,
    /// The mention.
    #[serde(default)]
    pub mention: Option<Mention>,
    /// Average as people read it.
    #[serde(default)]
    pub average: Option<String>,
    /// Σ mark × coefficient.
    #[serde(default)]
    pub points: Option<String>,
    /// Σ coefficient.
    #[serde(default)]
    pub coefficients: Option<String>,
    /// Components attested.
    #[serde(default)]
    pub acquired: Vec<ComponentCode>,
}

impl From<DecisionLine> for Expected {
    fn from(line: DecisionLine) -> Expected {
        Expected {
            decision: line.decision,
            mention: line.mention,
            average: line.average,
            points: line.points,
            coefficients: line.coefficients,
            acquired: line.acquired,
        }
    }
}

impl Expected {
    /// Names of what differs, with both values.
    fn differences(&self, found: &Expected) -> Vec<(&'static str, String, String)> {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let mention = |mention: Option<Mention>| mention.map_or("", Mention::as_str).to_owned();
        let codes = |codes: &[ComponentCode]| codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let both = |name, of: &dyn Fn(&Expected) -> String| (name, of(self), of(found));
        let all = [
            both("decision", &|it| it.decision.as_str().to_owned()),
            both("mention", &|it| mention(it.mention)),
            both("average", &|it| text(&it.average)),
            both("points", &|it| text(&it.points)),
            both("coefficients", &|it| text(&it.coefficients)),
            both("acquired", &|it| codes(&it.acquired)),
        ];
        all.into_iter()
            .filter(|(_, expected, found)| expected != found)
            .collect()
    }
}

/// Every case that does not come out as it says.
pub(super) fn prove(ruleset: &Ruleset, cases: &[Example]) -> Vec<RulesetError> {
    let fault = |path: String, problem| RulesetError {
        path,
        at: None,
        problem,
    };
    if cases.is_empty() {
        return vec![fault("case".to_owned(), RulesetProblem::NoCase)];
    }
    let mut errors = Vec::new();
    for (index, case) in cases.iter().enumerate() {
        match case.given.decide(ruleset) {
            Err(error) => errors.push(fault(
                format!("case[{index}].in"),
                RulesetProblem::CaseRefused(Box::new(error)),
            )),
            Ok(line) => errors.extend(case.expected.differences(&line.into()).into_iter().map(
                |(name, expected, found)| {
                    let problem = RulesetProblem::CaseDiffers {
                        case: case.given.id.clone(),
                        what: name.to_owned(),
                        expected,
                        found,
                    };
                    fault(format!("case[{index}].out.{name}"), problem)
                },
            )),
        }
    }
    errors
}
