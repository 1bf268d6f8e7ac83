//! A difference between two rulesets, in words.

use domain::Change;

use crate::law::{colon, number};
use crate::{Lang, fill};

/// A difference between two rulesets, in words: « coefficient de GO : 10 → 8 ».
pub fn ruleset_change(lang: Lang, change: &Change) -> String {
    let texts = lang.words().texts();
    let place: Vec<&str> = change.place.iter().map(String::as_str).collect();
    let (field, owners) = match place.split_last() {
        Some((field, owners)) => (*field, owners),
        None => return String::new(),
    };
    let table = owners.first().copied().unwrap_or(field);
    let name = |name: &str| name_of(lang, name).unwrap_or(name).to_owned();
    let owner = owners.iter().skip(1).map(|it| name(it)).collect::<Vec<_>>().join(" ");
    let subject = match (owners.is_empty(), owner.is_empty()) {
        (true, _) => name(field),
        // A table of a list as a whole.
        (false, true) if name_of(lang, field).is_none() => format!("{} {field}", name(table)),
        (false, true) => fill(texts.change_of, &[("field", &*name(field)), ("owner", &name(table))]),
        (false, false) => fill(texts.change_of, &[("field", &*name(field)), ("owner", &owner)]),
    };
    let value = |text: &str| number(lang, text);
    match (&change.before, &change.after) {
        (None, Some(after)) => fill(texts.change_added, &[("subject", &*subject), ("after", &value(after))]),
        (Some(before), None) => fill(
            texts.change_removed,
            &[("subject", &*subject), ("before", &value(before))],
        ),
        (before, after) => {
            let side = |side: &Option<String>| value(side.as_deref().unwrap_or_default());
            colon(lang, &subject, &format!("{} → {}", side(before), side(after)))
        }
    }
}

/// What a name of the text means.
fn name_of(lang: Lang, name: &str) -> Option<&'static str> {
    let names = lang.words().texts();
    Some(match name {
        "code" => names.name_code,
        "version" => names.name_version,
        "label" => names.name_label,
        "first_session" => names.name_first,
        "last_session" => names.name_last,
        "legal" => names.name_legal,
        "expected_coefficients" => names.name_sum,
        "coef" => names.name_coef,
        "step" => names.name_step,
        "round_up_to" => names.name_round,
        "epreuve" => names.kind_epreuve,
        "cc" => names.kind_cc,
        "option" => names.kind_option,
        "facultative" => names.kind_facultative,
        "speciality" => names.name_speciality,
        "bloc" => names.name_bloc,
        "group1" => names.name_group1,
        "group2" => names.name_group2,
        "list" => names.name_list,
        "regime" => names.name_regime,
        "mentions" => names.name_mentions,
        "conserve" => names.name_conserve,
        "components" => names.name_components,
        "average_at_least" | "at_least" | "admitted_at_least" => names.name_threshold,
        "locked" => names.name_locked,
        "jury" => names.name_jury,
        "weight" => names.name_weight,
        "sessions" => names.name_sessions,
        "group" => names.name_group,
        "choice" => names.name_choice,
        "months" => names.name_months,
        "rounding" => names.name_rounding,
        "counted" => names.name_counted,
        "without" => names.name_without,
        "replacement" => names.name_replacement,
        "attestation" => names.name_attestation,
        "certificate" => names.name_certificate,
        "effect" => names.name_effect,
        "codes" => names.name_codes,
        "average" => names.name_average,
        _ => return None,
    })
}
