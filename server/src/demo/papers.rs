//! What each candidate is worth: a level, a little luck at each épreuve, and the cases worth looking at.

use super::dice::Dice;
use super::exam::{Case, Exam};
use crate::cli::Failure;
use domain::{
    ApplicationContext, ApplicationId, CandidateMarks, ComponentKind, Entry, Mark, OptionTaken, Ruleset, Slot, decide,
};

/// Pairs of specialities, each as often as the other.
const SPECIALITIES: [(&str, &str); 6] = [
    ("MATHS", "PC"),
    ("SES", "HGGSP"),
    ("PC", "SVT"),
    ("HLP", "LLCER"),
    ("MATHS", "NSI"),
    ("SES", "MATHS"),
];

/// All a candidate is worth, before anybody enters it.
pub struct Paper {
    /// Whose.
    pub application: ApplicationId,
    /// Candidate number.
    pub number: String,
    /// Specialities, regime, options.
    pub context: ApplicationContext,
    /// Every mark.
    pub marks: CandidateMarks,
}

impl Paper {
    /// The paper of the candidate of that rank.
    pub fn of(exam: &Exam, ruleset: &Ruleset, index: usize, row: &store::NumberRow) -> Result<Paper, Failure> {
        let mut paper = Paper {
            application: ApplicationId(row.application_id),
            number: row.number.clone(),
            context: context(exam, ruleset, index)?,
            marks: CandidateMarks::default(),
        };
        let aim = cases(exam, index).find_map(|case| match case {
            Case::Under(average) => Some((average, true)),
            Case::Reaches(average) => Some((average, false)),
            _ => None,
        });
        paper.marks = match aim {
            None => marks(exam, ruleset, index, &paper.context, 0)?,
            Some((average, under)) => {
                let mut best: Option<(i32, CandidateMarks)> = None;
                for shift in (-1000..=1000).step_by(8) {
                    let marks = marks(exam, ruleset, index, &paper.context, shift)?;
                    let beyond = reached(ruleset, &marks) - i32::from(average);
                    let distance = if under { -1 - beyond } else { beyond };
                    if distance >= 0 && best.as_ref().is_none_or(|(nearest, _)| distance < *nearest) {
                        best = Some((distance, marks));
                    }
                }
                best.map(|(_, marks)| marks)
                    .ok_or_else(|| Failure(format!("{} : aucun candidat à {average}", exam.ruleset)))?
            }
        };
        Ok(paper)
    }

    /// Sessions since the mark of a cell was obtained, when it is conserved.
    pub fn conserved(&self, slot: Slot) -> Option<u8> {
        self.marks.context.conserved.get(&slot.component).copied()
    }
}

fn cases(exam: &Exam, index: usize) -> impl Iterator<Item = Case> {
    exam.cases
        .iter()
        .filter(move |(rank, _)| *rank == index)
        .map(|(_, case)| *case)
}

fn context(exam: &Exam, ruleset: &Ruleset, index: usize) -> Result<ApplicationContext, Failure> {
    let mut context = ApplicationContext::default();
    if !ruleset.specialities.is_empty() {
        let (first, second) = SPECIALITIES[index % SPECIALITIES.len()];
        for (component, speciality) in [("S1", first), ("S2", second)] {
            context.specialities.insert(read(component)?, read(speciality)?);
        }
    }
    for case in cases(exam, index) {
        match case {
            Case::Conserved(regime, _, _) => context.regime = Some(read(regime)?),
            Case::Facultative(mark) => context.facultative.push(read(mark)?),
            Case::Option(label, mark, coef) => context.options.push(OptionTaken {
                label: label.into(),
                mark: read(mark)?,
                coef: read(coef)?,
            }),
            _ => {}
        }
    }
    Ok(context)
}

/// The marks of a candidate whose level is moved by `shift` hundredths.
fn marks(
    exam: &Exam,
    ruleset: &Ruleset,
    index: usize,
    context: &ApplicationContext,
    shift: i32,
) -> Result<CandidateMarks, Failure> {
    let mut dice = Dice::of(exam.ruleset, index, "");
    // Four dice: most candidates stand between 9 and 15, few are far.
    let level = 650 + (0..4).map(|_| dice.below(260)).sum::<i32>();
    let mut marks = CandidateMarks::default();
    for cell in ruleset.expected(&context.situation()) {
        let luck = Dice::of(exam.ruleset, index, &cell.slot.to_string()).below(561) - 280;
        // Yearly averages spread less than the marks of one day.
        let luck = if cell.kind == ComponentKind::Cc {
            luck / 2 + 40
        } else {
            luck
        };
        // Trainees are better at their trade.
        let trade = ruleset
            .blocs
            .iter()
            .any(|bloc| bloc.components.contains(&cell.slot.component));
        let luck = luck + if trade { 90 } else { 0 };
        let step = i32::from(cell.step.hundredths());
        // An exercise is worth its share of the points.
        let scale = i32::from(cell.scale.hundredths());
        let mark = (level + luck + shift).clamp(100, 2000) * scale / 2000 / step * step;
        marks.set(cell.slot, Some(hundredths(mark)?.into()));
    }
    for case in cases(exam, index) {
        match case {
            Case::Code(slot, code) => marks.set(read(slot)?, Some(read::<Entry>(code)?)),
            Case::Conserved(_, components, since) => {
                for component in components {
                    marks.context.conserved.insert(read(component)?, since);
                }
            }
            _ => {}
        }
    }
    context.fill(ruleset, &mut marks);
    Ok(marks)
}

/// The average as people read it, in hundredths; far away where there is none.
fn reached(ruleset: &Ruleset, marks: &CandidateMarks) -> i32 {
    let average = decide(ruleset, marks).average.map(|average| average.truncated(2));
    average
        .and_then(|text| text.parse::<Mark>().ok())
        .map_or(i32::MIN / 2, |mark| i32::from(mark.hundredths()))
}

fn hundredths(value: i32) -> Result<Mark, Failure> {
    u16::try_from(value)
        .ok()
        .and_then(|value| Mark::from_hundredths(value).ok())
        .ok_or_else(|| Failure(format!("{value} centièmes : pas une note")))
}

/// Reads a text of the demonstration's own tables.
pub fn read<T: std::str::FromStr>(text: &str) -> Result<T, Failure> {
    text.parse()
        .map_err(|_| Failure(format!("« {text} » : table de la démonstration")))
}
