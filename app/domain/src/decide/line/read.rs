//! From the text of a line to a candidate of a ruleset.

use serde::{Deserialize, Serialize};

use std::collections::{BTreeMap, BTreeSet};

use super::{DecideLine, Fields, LineMark, Since};
use crate::code::{CodeError, ComponentCode};
use crate::coefficient::CoefficientError;
use crate::day::Day;
use crate::decide::{CandidateMarks, Context, Flaw};
use crate::entry::Entry;
use crate::mark::{Mark, MarkError};
use crate::ruleset::{Ruleset, numbered};
use crate::slot::{ComponentKind, Slot};

/// Why a line has no decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineError {
    /// The candidate, when the line could be read so far.
    pub id: Option<String>,
    /// The field: `marks.PHI`, `parts.S1.W`, `raises.FRE`; empty for the whole line.
    pub field: String,
    /// What is wrong with it.
    pub reason: LineReason,
}

/// What is wrong with a field of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LineReason {
    /// The line is no JSON of the schema; the parser's own words.
    Json(String),
    /// A text is expected.
    NotText,
    /// The field is given twice.
    Duplicate,
    /// The ruleset has no such component, part, speciality or regime.
    Unknown,
    /// Options and facultative épreuves have lists of their own.
    WrongPlace,
    /// As many marks as years are expected.
    Years {
        /// Years of the ruleset.
        expected: usize,
        /// Marks given.
        found: usize,
    },
    /// More than the ruleset has places for.
    TooMany(usize),
    /// A day is counted to a day of this session, which is not given.
    NoDay,
    /// The text is no day.
    NotADay,
    /// The regime counts sessions, which no day tells.
    NotDated,
    /// What was given is no mark.
    Mark(MarkError),
    /// What was given is no coefficient.
    Coefficient(CoefficientError),
    /// The law refuses it.
    Law(Flaw),
}

type Refusal = (String, LineReason);

impl From<CodeError> for LineReason {
    /// What cannot be a code is the code of nothing.
    fn from(_: CodeError) -> LineReason {
        LineReason::Unknown
    }
}

pub(super) fn read(line: &DecideLine, ruleset: &Ruleset) -> Result<CandidateMarks, Refusal> {
    let mut marks = CandidateMarks {
        context: context(line, ruleset)?,
        presumed_fraud: line.context.presumed_fraud,
        ..CandidateMarks::default()
    };
    for (name, value) in unique("marks", &line.marks)? {
        component(ruleset, name, value, &mut marks).map_err(at(format!("marks.{name}")))?;
    }
    for (name, parts) in unique("parts", &line.parts)? {
        for (part, value) in unique(&format!("parts.{name}"), parts)? {
            let path = format!("parts.{name}.{part}");
            let slot = code(name)
                .and_then(|component| Ok(Slot::part(component, code(part)?)))
                .map_err(at(path.clone()))?;
            ruleset.cell(&slot).ok_or((path.clone(), LineReason::Unknown))?;
            cell(slot, value, &mut marks).map_err(at(path))?;
        }
    }
    optional(line, ruleset, &mut marks)?;
    for (name, value) in unique("group2", &line.group2)? {
        let path = || format!("group2.{name}");
        let component: ComponentCode = code(name).map_err(at(path()))?;
        marks.group2.insert(component, entry(value).map_err(at(path()))?);
    }
    marks.raises = by_cell("raises", &line.raises)?;
    marks.provisional = by_cell("provisional", &line.provisional)?;
    for (name, reason) in unique("waived", &line.waived)? {
        let slot: Slot = code(name).map_err(at(format!("waived.{name}")))?;
        marks.waived.insert(slot, reason.clone());
    }
    Ok(marks)
}

/// Marks by the address of their cell.
fn by_cell(field: &str, given: &Fields<LineMark>) -> Result<BTreeMap<Slot, Mark>, Refusal> {
    let one = |(name, value): (&str, &LineMark)| {
        let mark = match value {
            LineMark::Text(text) => text.parse().map_err(LineReason::Mark),
            _ => Err(LineReason::NotText),
        };
        let slot: Result<Slot, LineReason> = code(name);
        slot.and_then(|slot| Ok((slot, mark?)))
            .map_err(at(format!("{field}.{name}")))
    };
    unique(field, given)?.map(one).collect()
}

/// The field a flaw comes from.
pub(super) fn place(ruleset: &Ruleset, flaw: Flaw) -> Refusal {
    let field = match &flaw {
        Flaw::EntryRefused { slot, .. } => cell_field(ruleset, slot),
        Flaw::ProvisionalRefused { slot, .. } => format!("provisional.{slot}"),
        Flaw::UnknownSpeciality { component, .. } => format!("context.specialities.{component}"),
        Flaw::PartOutsideSpeciality { slot } => format!("parts.{slot}"),
        Flaw::WholeAndParts { component } => format!("parts.{component}"),
        Flaw::NotAnOption { .. } | Flaw::TooManyOptions { .. } => "options".to_owned(),
        Flaw::UnknownRegime { .. } => "context.regime".to_owned(),
        Flaw::ConservationRefused { component, .. } => format!("context.conserved.{component}"),
        Flaw::ChoiceRefused { .. } => "context.chosen".to_owned(),
        Flaw::OralRefused { component, .. } => format!("group2.{component}"),
        Flaw::TooFewChoices { .. } => "group2".to_owned(),
        Flaw::NotForLater { .. } => "context.later".to_owned(),
        Flaw::NotWaived { slot } => format!("waived.{slot}"),
        Flaw::RaiseRefused { slot, .. } => format!("raises.{slot}"),
    };
    (field, LineReason::Law(flaw))
}

fn cell_field(ruleset: &Ruleset, slot: &Slot) -> String {
    let index = || ruleset.rank(slot).unwrap_or_default();
    match ruleset.kind(slot.component) {
        Some(ComponentKind::Option) => format!("options[{}].mark", index()),
        Some(ComponentKind::Facultative) => format!("facultative[{}]", index()),
        Some(ComponentKind::Epreuve) if slot.part.is_some() => format!("parts.{slot}"),
        _ => format!("marks.{slot}"),
    }
}

fn context(line: &DecideLine, ruleset: &Ruleset) -> Result<Context, Refusal> {
    let given = &line.context;
    let mut context = Context {
        category: given.category,
        sanction: given.sanction,
        later: codes("context.later", &given.later)?,
        chosen: codes("context.chosen", &given.chosen)?,
        renounced: codes("context.renounced", &given.renounced)?,
        ..Context::default()
    };
    for (name, speciality) in unique("context.specialities", &given.specialities)? {
        let path = || format!("context.specialities.{name}");
        context
            .specialities
            .insert(code(name).map_err(at(path()))?, code(speciality).map_err(at(path()))?);
    }
    if let Some(regime) = &given.regime {
        context.regime = Some(code(regime).map_err(at("context.regime".to_owned()))?);
    }
    let window = ruleset
        .regime(&context)
        .map(|regime| regime.counted)
        .unwrap_or_default();
    for (name, since) in unique("context.conserved", &given.conserved)? {
        let path = || format!("context.conserved.{name}");
        let ago = match since {
            Since::Ago(ago) => *ago,
            Since::Day(text) => {
                let today = given.day.as_deref().ok_or_else(|| (path(), LineReason::NoDay))?;
                let today: Day = today
                    .parse()
                    .map_err(|_| ("context.day".to_owned(), LineReason::NotADay))?;
                let obtained = text.parse().map_err(|_| (path(), LineReason::NotADay))?;
                window
                    .since(obtained, today)
                    .ok_or_else(|| (path(), LineReason::NotDated))?
            }
        };
        context.conserved.insert(code(name).map_err(at(path()))?, ago);
    }
    Ok(context)
}

/// A list of components.
fn codes(path: &str, names: &[String]) -> Result<BTreeSet<ComponentCode>, Refusal> {
    let one = |(index, name): (usize, &String)| code(name).map_err(at(format!("{path}[{index}]")));
    names.iter().enumerate().map(one).collect()
}

/// One field of `marks`: a component, or one cell of it by its address.
fn component(ruleset: &Ruleset, name: &str, value: &LineMark, marks: &mut CandidateMarks) -> Result<(), LineReason> {
    let slot: Slot = code(name)?;
    let cells = ruleset
        .slots()
        .iter()
        .filter(|cell| cell.slot.component == slot.component);
    let kind = ruleset.kind(slot.component).ok_or(LineReason::Unknown)?;
    if matches!(kind, ComponentKind::Option | ComponentKind::Facultative) {
        return Err(LineReason::WrongPlace);
    }
    if ruleset.cell(&slot).is_some() {
        return match value {
            LineMark::Years(years) if years.len() == 1 => cell(slot, &years[0], marks),
            LineMark::Years(years) => Err(LineReason::Years {
                expected: 1,
                found: years.len(),
            }),
            value => cell(slot, value, marks),
        };
    }
    let expected = cells.count();
    match value {
        _ if slot.part.is_some() => Err(LineReason::Unknown),
        LineMark::Missing => Ok(()),
        LineMark::Wrong => Err(LineReason::NotText),
        LineMark::Years(years) if years.len() == expected => numbered(slot.component, expected)
            .zip(years)
            .try_for_each(|(slot, year)| cell(slot, year, marks)),
        LineMark::Years(years) => Err(LineReason::Years {
            expected,
            found: years.len(),
        }),
        LineMark::Text(_) => Err(LineReason::Years { expected, found: 1 }),
    }
}

/// Options and facultative épreuves take their places in the order they are given.
fn optional(line: &DecideLine, ruleset: &Ruleset, marks: &mut CandidateMarks) -> Result<(), Refusal> {
    let places = |kind: ComponentKind| -> Vec<Slot> {
        ruleset
            .slots()
            .iter()
            .filter(|cell| cell.kind == kind)
            .map(|cell| cell.slot)
            .collect()
    };
    let options = places(ComponentKind::Option);
    if line.options.len() > options.len() {
        return Err(("options".to_owned(), LineReason::TooMany(options.len())));
    }
    for (index, (slot, option)) in options.into_iter().zip(&line.options).enumerate() {
        cell(slot, &option.mark, marks).map_err(at(format!("options[{index}].mark")))?;
        let path = || format!("options[{index}].coef");
        match &option.coef {
            LineMark::Missing => {}
            LineMark::Text(text) => {
                let coefficient = text.parse().map_err(|error| (path(), LineReason::Coefficient(error)))?;
                marks.option_coefficients.insert(slot, coefficient);
            }
            _ => return Err((path(), LineReason::NotText)),
        }
    }
    let facultatives = places(ComponentKind::Facultative);
    if line.facultative.len() > facultatives.len() {
        return Err(("facultative".to_owned(), LineReason::TooMany(facultatives.len())));
    }
    for (index, (slot, value)) in facultatives.into_iter().zip(&line.facultative).enumerate() {
        cell(slot, value, marks).map_err(at(format!("facultative[{index}]")))?;
    }
    Ok(())
}

fn cell(slot: Slot, value: &LineMark, marks: &mut CandidateMarks) -> Result<(), LineReason> {
    if let Some(entry) = entry(value)?
        && marks.entries.insert(slot, entry).is_some()
    {
        return Err(LineReason::Duplicate);
    }
    Ok(())
}

fn entry(value: &LineMark) -> Result<Option<Entry>, LineReason> {
    match value {
        LineMark::Missing => Ok(None),
        LineMark::Text(text) => text.parse().map(Some).map_err(LineReason::Mark),
        LineMark::Years(_) | LineMark::Wrong => Err(LineReason::NotText),
    }
}

fn code<T: std::str::FromStr<Err = CodeError>>(text: &str) -> Result<T, LineReason> {
    text.parse().map_err(LineReason::from)
}

fn at(field: String) -> impl FnOnce(LineReason) -> Refusal {
    move |reason| (field, reason)
}

/// The fields, when none is given twice.
fn unique<'a, V>(path: &str, fields: &'a Fields<V>) -> Result<impl Iterator<Item = (&'a str, &'a V)>, Refusal> {
    for (index, (name, _)) in fields.0.iter().enumerate() {
        if fields.0[..index].iter().any(|(before, _)| before == name) {
            return Err((format!("{path}.{name}"), LineReason::Duplicate));
        }
    }
    Ok(fields.0.iter().map(|(name, value)| (name.as_str(), value)))
}
