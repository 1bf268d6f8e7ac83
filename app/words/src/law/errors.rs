//! Words of what the law refuses.

use domain::{
    ChoiceRefusal, CoefficientError, ConservationRefusal, Flaw, LineError, LineReason, MarkError, RaiseRefusal,
    Ruleset, RulesetError, RulesetProblem, Step,
};

use super::{colon, number};
use crate::{Lang, fill};

/// Why a cell does not take what was typed.
pub fn mark_error(lang: Lang, error: MarkError) -> String {
    let law = lang.words().law();
    match error {
        MarkError::Empty => law.mark_empty.to_owned(),
        MarkError::NotANumber => law.mark_not_a_number.to_owned(),
        MarkError::Negative => law.mark_negative.to_owned(),
        MarkError::TooManyDecimals => law.mark_decimals.to_owned(),
        MarkError::AboveMaximum => law.mark_above.to_owned(),
        MarkError::AboveScale(highest) => fill(law.mark_above_scale, &[("mark", &*number(lang, highest))]),
        MarkError::UnknownCode => law.mark_unknown_code.to_owned(),
        MarkError::CodeNotAllowed(code) => fill(law.mark_code_refused, &[("code", code.as_str())]),
        MarkError::StepNotAllowed(allowed) => step(lang, allowed),
        MarkError::UnknownSlot => law.mark_unknown_slot.to_owned(),
    }
}

fn step(lang: Lang, step: Step) -> String {
    let law = lang.words().law();
    match step.hundredths() {
        100 => law.mark_whole.to_owned(),
        50 => law.mark_half.to_owned(),
        _ => fill(law.mark_step, &[("step", &number(lang, step))]),
    }
}

/// Why the jury cannot raise a mark so.
pub fn raise_refusal(lang: Lang, refusal: RaiseRefusal) -> String {
    let law = lang.words().law();
    match refusal {
        RaiseRefusal::UnknownSlot => law.raise_unknown.to_owned(),
        RaiseRefusal::Locked => law.raise_locked.to_owned(),
        RaiseRefusal::Conserved => law.raise_conserved.to_owned(),
        RaiseRefusal::Part => law.raise_part.to_owned(),
        RaiseRefusal::NoMark => law.raise_no_mark.to_owned(),
        RaiseRefusal::NotHigher(mark) => fill(law.raise_not_higher, &[("mark", &number(lang, mark))]),
        RaiseRefusal::OffStep(allowed) => step(lang, allowed),
    }
}

/// Why a mark cannot be conserved.
pub fn conservation_refusal(lang: Lang, refusal: ConservationRefusal) -> String {
    let told = lang.words().told();
    match refusal {
        ConservationRefusal::NotConservable => told.conserve_scope.to_owned(),
        ConservationRefusal::NoMark => told.conserve_no_mark.to_owned(),
        ConservationRefusal::Below(mark) => fill(told.conserve_below, &[("mark", &number(lang, mark))]),
        ConservationRefusal::OutOfTime(sessions) => fill(told.conserve_time, &[("n", &sessions.to_string())]),
        ConservationRefusal::OutOfYears(years) => fill(told.conserve_years, &[("n", &years.to_string())]),
        ConservationRefusal::Renounced => told.conserve_renounced.to_owned(),
    }
}

/// Why a discipline cannot be chosen for the control orals.
pub fn choice_refusal(lang: Lang, refusal: ChoiceRefusal) -> String {
    let told = lang.words().told();
    match refusal {
        ChoiceRefusal::NotOffered => told.choice_not_offered.to_owned(),
        ChoiceRefusal::Excluded => told.choice_excluded.to_owned(),
        ChoiceRefusal::TooMany(max) => fill(told.choice_too_many, &[("n", &max.to_string())]),
        ChoiceRefusal::Entry(error) => mark_error(lang, error),
    }
}

/// What cannot stand in the marks of a candidate.
pub fn flaw(lang: Lang, ruleset: &Ruleset, flaw: &Flaw) -> String {
    let told = lang.words().told();
    let component = |code| ruleset.label(code).map_or_else(|| String::from(code), str::to_owned);
    let cell = |slot| {
        ruleset
            .cell(slot)
            .map_or_else(|| slot.to_string(), |cell| cell.label.clone())
    };
    match flaw {
        Flaw::EntryRefused { slot, error } | Flaw::ProvisionalRefused { slot, error } => {
            colon(lang, &cell(slot), &mark_error(lang, *error))
        }
        Flaw::UnknownSpeciality {
            component: code,
            speciality,
        } => colon(
            lang,
            &component(*code),
            &fill(told.flaw_speciality, &[("code", speciality.as_str())]),
        ),
        Flaw::PartOutsideSpeciality { slot } => colon(lang, &cell(slot), told.flaw_part),
        Flaw::WholeAndParts { component: code } => colon(lang, &component(*code), told.flaw_whole_and_parts),
        Flaw::NotAnOption { slot } => colon(lang, &cell(slot), told.flaw_not_an_option),
        Flaw::TooManyOptions { slot, max } => colon(
            lang,
            &cell(slot),
            &fill(told.flaw_options, &[("n", &number(lang, max))]),
        ),
        Flaw::UnknownRegime { regime } => fill(told.flaw_regime, &[("code", regime.as_str())]),
        Flaw::ConservationRefused {
            component: code,
            refusal,
        } => colon(lang, &component(*code), &conservation_refusal(lang, *refusal)),
        Flaw::ChoiceRefused {
            component: code,
            refusal,
        }
        | Flaw::OralRefused {
            component: code,
            refusal,
        } => colon(lang, &component(*code), &choice_refusal(lang, *refusal)),
        Flaw::TooFewChoices { min } => fill(told.flaw_too_few, &[("n", &min.to_string())]),
        Flaw::NotForLater { component: code } => colon(lang, &component(*code), told.flaw_later),
        Flaw::NotWaived { slot } => colon(lang, &cell(slot), told.flaw_waived),
        Flaw::RaiseRefused { slot, refusal, .. } => colon(lang, &cell(slot), &raise_refusal(lang, *refusal)),
    }
}

/// What is wrong with a field of a JSON line, the field apart.
pub fn line_error(lang: Lang, ruleset: &Ruleset, error: &LineError) -> String {
    let texts = lang.words().texts();
    match &error.reason {
        LineReason::Json(words) => fill(texts.line_json, &[("words", words)]),
        LineReason::NotText => texts.line_not_text.to_owned(),
        LineReason::Duplicate => texts.line_duplicate.to_owned(),
        LineReason::Unknown | LineReason::TooMany(0) => texts.line_unknown.to_owned(),
        LineReason::WrongPlace => texts.line_wrong_place.to_owned(),
        LineReason::Years { expected, found } => fill(
            texts.line_years,
            &[("expected", &expected.to_string()), ("found", &found.to_string())],
        ),
        LineReason::TooMany(max) => fill(texts.line_too_many, &[("n", &max.to_string())]),
        LineReason::NoDay => texts.line_no_day.to_owned(),
        LineReason::NotADay => texts.line_not_a_day.to_owned(),
        LineReason::NotDated => texts.line_not_dated.to_owned(),
        LineReason::Mark(error) => mark_error(lang, *error),
        LineReason::Coefficient(CoefficientError::NotANumber) => texts.coefficient_not_a_number.to_owned(),
        LineReason::Coefficient(CoefficientError::TooManyDecimals) => lang.words().law().mark_decimals.to_owned(),
        LineReason::Coefficient(CoefficientError::OutOfRange) => texts.coefficient_range.to_owned(),
        LineReason::Law(found) => flaw(lang, ruleset, found),
    }
}

/// A fault of a ruleset, with its place. The ruleset itself, when there is one, names what a case gives.
pub fn ruleset_error(lang: Lang, ruleset: Option<&Ruleset>, error: &RulesetError) -> String {
    let problem = problem(lang, ruleset, &error.problem);
    let place = error.at.map(|at| {
        let values = [("line", &*at.line.to_string()), ("column", &*at.column.to_string())];
        fill(lang.words().texts().rules_place, &values)
    });
    let place = match (place, error.path.as_str()) {
        (Some(place), "") => place,
        (Some(place), path) => format!("{place}, {path}"),
        (None, path) => path.to_owned(),
    };
    if place.is_empty() {
        problem
    } else {
        colon(lang, &place, &problem)
    }
}

fn problem(lang: Lang, ruleset: Option<&Ruleset>, problem: &RulesetProblem) -> String {
    let texts = lang.words().texts();
    let named = |sentence, code: &dyn ToString| fill(sentence, &[("code", &code.to_string())]);
    match problem {
        RulesetProblem::Syntax(words) => fill(texts.rules_syntax, &[("words", words)]),
        RulesetProblem::SessionsReversed => texts.rules_sessions.to_owned(),
        RulesetProblem::DisplayScale => texts.rules_scale.to_owned(),
        RulesetProblem::Empty => texts.rules_empty.to_owned(),
        RulesetProblem::DuplicateComponent(code) => named(texts.rules_duplicate, code),
        RulesetProblem::DuplicatePart(code) => named(texts.rules_duplicate, code),
        RulesetProblem::PartAboveTwenty(code) => named(texts.rules_part_above, code),
        RulesetProblem::PartsTooDeep(code) => named(texts.rules_too_deep, code),
        RulesetProblem::UnevenChoice => texts.rules_uneven.to_owned(),
        RulesetProblem::UnknownCell(slot) => named(texts.rules_unknown, slot),
        RulesetProblem::Months => texts.rules_months.to_owned(),
        RulesetProblem::DuplicateSpeciality(code) => named(texts.rules_duplicate, code),
        RulesetProblem::DuplicateBloc(code) => named(texts.rules_duplicate, code),
        RulesetProblem::UnknownComponent(code) => named(texts.rules_unknown, code),
        RulesetProblem::UnknownBloc(code) => named(texts.rules_unknown, code),
        RulesetProblem::NotAnEpreuve(code) => named(texts.rules_not_epreuve, code),
        RulesetProblem::NoSpeciality => texts.rules_no_speciality.to_owned(),
        RulesetProblem::CoefficientSum { expected, found } => {
            let values = [("expected", &*number(lang, expected)), ("found", &*number(lang, found))];
            fill(texts.rules_sum, &values)
        }
        RulesetProblem::EliminatesWithoutZero => texts.rules_eliminates.to_owned(),
        RulesetProblem::GatesNotDescending => texts.rules_gates.to_owned(),
        RulesetProblem::Group2Unreachable => texts.rules_group2.to_owned(),
        RulesetProblem::MentionsNotDescending => texts.rules_mentions.to_owned(),
        RulesetProblem::TooFewToChoose => texts.rules_too_few.to_owned(),
        RulesetProblem::Unreachable => texts.rules_unreachable.to_owned(),
        RulesetProblem::NoCase => texts.rules_no_case.to_owned(),
        RulesetProblem::CaseRefused(error) => {
            let why = ruleset.map(|ruleset| line_error(lang, ruleset, error));
            let values = [("field", &*error.field), ("why", &*why.unwrap_or_default())];
            fill(texts.rules_case_refused, &values)
        }
        RulesetProblem::CaseDiffers {
            case,
            what,
            expected,
            found,
        } => {
            let shown = |text: &str| match text {
                "" => texts.rules_nothing.to_owned(),
                text => number(lang, text),
            };
            let (expected, found) = (shown(expected), shown(found));
            let values = [
                ("case", &**case),
                ("what", what),
                ("expected", &expected),
                ("found", &found),
            ];
            fill(texts.rules_case_differs, &values)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_mark_says_what_would_be_taken() {
        let words = |error| mark_error(Lang::Fr, error);
        assert_eq!(
            words(MarkError::StepNotAllowed("1".parse().unwrap())),
            "Points entiers seulement"
        );
        assert_eq!(
            words(MarkError::StepNotAllowed("0.1".parse().unwrap())),
            "Par pas de 0,1 seulement"
        );
        assert_eq!(
            words(MarkError::CodeNotAllowed("VA".parse().unwrap())),
            "Le code VA n’existe pas dans cet examen"
        );
    }

    #[test]
    fn a_fault_of_a_ruleset_says_where_it_is() {
        let text = domain::builtin()[0].1.replacen("coef = 8", "coef = 7", 1);
        let error = &Ruleset::from_toml(&text).unwrap_err()[0];
        let words = ruleset_error(Lang::Fr, None, error);
        assert!(words.starts_with("ligne "), "{words}");
        assert!(
            words.ends_with("expected_coefficients\u{a0}: Somme des coefficients 99, 100 attendue"),
            "{words}"
        );
    }
}
