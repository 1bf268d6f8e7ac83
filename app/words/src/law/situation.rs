//! Words of the situation of a candidate.

use domain::{ApplicationContext, CandidateCategory, ChoiceRefusal, Entry, Flaw, MarkError, Ruleset, Sanction};

use super::{flaw, mark_error, number};
use crate::{Lang, fill};

/// Name of a category.
pub fn category(lang: Lang, category: CandidateCategory) -> &'static str {
    let w = lang.words().situation();
    match category {
        CandidateCategory::School => w.school,
        CandidateCategory::Apprentice => w.apprentice,
        CandidateCategory::Continuing => w.continuing,
        CandidateCategory::Distance => w.distance,
        CandidateCategory::Individual => w.individual,
    }
}

/// Name of a sanction.
pub fn sanction(lang: Lang, sanction: Sanction) -> &'static str {
    let w = lang.words().situation();
    match sanction {
        Sanction::NoMention => w.sanction_mention,
        Sanction::ExamCancelled => w.sanction_exam,
    }
}

/// Why a part of a situation cannot be kept and how to mend it, told beside its field: without its place.
pub fn situation_flaw(lang: Lang, ruleset: &Ruleset, found: &Flaw) -> String {
    let w = lang.words().situation();
    match found {
        Flaw::EntryRefused {
            error: MarkError::UnknownSlot,
            ..
        }
        | Flaw::ProvisionalRefused {
            error: MarkError::UnknownSlot,
            ..
        } => w.flaw_cell.to_owned(),
        Flaw::EntryRefused { error, .. } | Flaw::ProvisionalRefused { error, .. } => mark_error(lang, *error),
        Flaw::UnknownSpeciality { speciality, .. } => fill(w.flaw_speciality, &[("code", speciality.as_str())]),
        Flaw::TooManyOptions { max, .. } => fill(w.flaw_coefficients, &[("n", &number(lang, max))]),
        Flaw::UnknownRegime { regime } => fill(w.flaw_regime, &[("code", regime.as_str())]),
        Flaw::ChoiceRefused {
            refusal: ChoiceRefusal::TooMany(max),
            ..
        } => fill(w.flaw_too_many, &[("n", &max.to_string())]),
        Flaw::ChoiceRefused { .. } => w.flaw_not_offered.to_owned(),
        Flaw::NotForLater { component } => match &ruleset.incomplete {
            None => w.flaw_later_never.to_owned(),
            Some(rule) if !rule.categories.is_empty() && ruleset.kind(*component).is_some() => {
                let names: Vec<&str> = rule.categories.iter().map(|one| category(lang, *one)).collect();
                fill(w.flaw_later_category, &[("categories", &names.join(", "))])
            }
            Some(_) => w.flaw_later.to_owned(),
        },
        Flaw::NotWaived { .. } => w.flaw_waived.to_owned(),
        other => flaw(lang, ruleset, other),
    }
}

/// A situation in one line, by codes, as the log keeps it; nothing when there is nothing to tell.
pub fn situation_codes(lang: Lang, context: &ApplicationContext) -> String {
    let w = lang.words().situation();
    let entry = |entry: Entry| number(lang, entry);
    let pair = |left: &dyn ToString, right: String| format!("{} {right}", left.to_string());
    let options = context.options.iter().map(|it| pair(&it.label, entry(it.mark)));
    let specialities = context.specialities.iter().map(|(at, code)| pair(at, code.to_string()));
    let provisional = context
        .provisional
        .iter()
        .map(|(slot, mark)| pair(slot, number(lang, mark)));
    let waived = context.waived.iter().map(|(slot, why)| format!("{slot} ({why})"));
    let codes = |codes: &std::collections::BTreeSet<domain::ComponentCode>| {
        codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    };
    let joined = |texts: &mut dyn Iterator<Item = String>| texts.collect::<Vec<_>>().join(", ");
    let parts = [
        (
            w.say_category,
            context
                .category
                .map_or_else(String::new, |it| category(lang, it).to_lowercase()),
        ),
        (
            w.say_regime,
            context.regime.map_or_else(String::new, |it| it.to_string()),
        ),
        (w.say_specialities, joined(&mut { specialities })),
        (w.say_options, joined(&mut { options })),
        (
            w.say_facultative,
            joined(&mut context.facultative.iter().copied().map(entry)),
        ),
        (w.say_chosen, codes(&context.chosen)),
        (w.say_later, codes(&context.later)),
        (w.say_renounced, codes(&context.renounced)),
        (w.say_provisional, joined(&mut { provisional })),
        (w.say_waived, joined(&mut { waived })),
        (
            w.say_sanction,
            context
                .sanction
                .map_or_else(String::new, |it| sanction(lang, it).to_lowercase()),
        ),
    ];
    let told = parts.into_iter().filter(|(_, what)| !what.is_empty());
    let told: Vec<String> = told.map(|(text, what)| fill(text, &[("what", &what)])).collect();
    match lang {
        Lang::Fr => told.join("\u{a0}; "),
        Lang::En => told.join("; "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::OptionTaken;

    #[test]
    fn a_situation_is_told_in_a_line() {
        let context = ApplicationContext {
            category: Some(CandidateCategory::Individual),
            specialities: [("S1".parse().unwrap(), "PC".parse().unwrap())].into(),
            sanction: Some(Sanction::NoMention),
            later: ["GO".parse().unwrap()].into(),
            options: vec![OptionTaken {
                label: "Latin".into(),
                mark: "14.3".parse().unwrap(),
                coef: "4".parse().unwrap(),
            }],
            waived: [("EPS".parse().unwrap(), "blessé".to_owned())].into(),
            ..ApplicationContext::default()
        };
        assert_eq!(
            situation_codes(Lang::Fr, &context).replace('\u{a0}', " "),
            "catégorie individuel ; spécialités S1 PC ; options Latin 14,3 ; pour plus tard GO ; \
             notes levées EPS (blessé) ; sanction : privation de mention"
        );
        assert_eq!(situation_codes(Lang::En, &ApplicationContext::default()), "");
    }

    #[test]
    fn a_fault_beside_its_field_says_how_to_mend_it() {
        let ruleset = domain::builtin_ruleset("BCG24").unwrap();
        let say = |flaw: Flaw| situation_flaw(Lang::Fr, &ruleset, &flaw).replace('\u{a0}', " ");
        let error = MarkError::StepNotAllowed("1".parse().unwrap());
        let slot = "PHI".parse().unwrap();
        assert_eq!(
            say(Flaw::ProvisionalRefused { slot, error }),
            "Points entiers seulement"
        );
        let component = "OPT".parse().unwrap();
        assert_eq!(
            say(Flaw::NotForLater { component }),
            "Seule une épreuve obligatoire se laisse pour plus tard : décochez cette case"
        );
    }
}
