//! What to do now, by decision.

use crate::lang;
use domain::Decision;
use leptos::prelude::*;
use wire::{ControlOrals, KeptMarks, ResultSheet};
use words::fill;

stylance::import_crate_style!(css, "src/results/next.module.css");

/// A sentence to the person, then what he may or must do.
#[component]
pub fn Next(sheet: ResultSheet) -> impl IntoView {
    let words = lang::use_words().results();
    let first = sheet.first_names.split(' ').next().unwrap_or_default().to_owned();
    let lead = match sheet.decision {
        Decision::Admitted if sheet.feminine => words.admitted_lead_f,
        Decision::Admitted => words.admitted_lead_m,
        Decision::Group2 => words.group2_lead,
        Decision::Refused | Decision::RefusedCert => words.refused_lead,
        Decision::Eliminated => words.eliminated_lead,
        Decision::Absent => words.absent_lead,
        Decision::Replacement => words.replacement_lead,
        Decision::NoFinalDecision | Decision::Partial => words.spread_lead,
        Decision::Cancelled | Decision::Pending | Decision::Withheld => words.cancelled_lead,
    };
    let steps = match sheet.decision {
        Decision::Admitted => items(&[
            words.admitted_statement,
            words.admitted_diploma,
            words.admitted_attestation,
        ])
        .into_any(),
        Decision::Group2 => sheet.orals.clone().map(|orals| view! { <Orals orals/> }).into_any(),
        Decision::Refused | Decision::RefusedCert | Decision::Eliminated | Decision::Absent => {
            let (certificate, kept) = (sheet.certificate.clone(), sheet.kept.clone());
            view! {
                {certificate.map(|name| view! { <p>{fill(words.refused_certificate, &[("certificate", &name)])}</p> })}
                {kept.map(|kept| view! { <Kept kept/> })}
                {items(&[words.refused_again, words.refused_copies, words.refused_contact])}
            }
            .into_any()
        }
        Decision::Replacement => items(&[words.replacement_next, words.contact_office]).into_any(),
        _ => items(&[words.contact_office]).into_any(),
    };
    view! {
        <section class=css::steps aria-labelledby="next">
            <p class=css::lead>{fill(lead, &[("name", &first)])}</p>
            <h2 id="next">{words.next}</h2>
            {steps}
        </section>
    }
}

fn items(sentences: &[&'static str]) -> impl IntoView + use<> {
    let items = sentences
        .iter()
        .map(|sentence| view! { <li>{*sentence}</li> })
        .collect_view();
    view! { <ul>{items}</ul> }
}

#[component]
fn Orals(orals: ControlOrals) -> impl IntoView {
    let words = lang::use_words().results();
    let threshold = orals.admitted_at_least.french();
    let missing = orals.missing.map(|points| {
        fill(
            words.group2_missing,
            &[("points", &points.french()), ("threshold", &threshold)],
        )
    });
    let lists = orals.lists.into_iter().map(|list| {
        let title = match list.max {
            1 => words.group2_choose_one.to_owned(),
            n => fill(words.group2_choose_many, &[("n", &n.to_string())]),
        };
        let choices = list.choices.into_iter().map(|(label, entry, coefficient)| {
            let text = match entry.zip(coefficient) {
                Some((entry, coefficient)) => fill(
                    words.group2_choice,
                    &[
                        ("label", &label),
                        ("mark", &entry.french()),
                        ("coefficient", &coefficient.french()),
                    ],
                ),
                None => label,
            };
            view! { <li>{text}</li> }
        });
        view! { <p>{title}</p><ul class=css::choices>{choices.collect_view()}</ul> }
    });
    view! {
        {missing.map(|missing| view! { <p class=css::missing>{missing}</p> })}
        {lists.collect_view()}
        <ul>
            <li>{words.group2_best}</li>
            <li>{words.group2_where}</li>
            <li>{fill(words.group2_outcome, &[("threshold", &threshold)])}</li>
        </ul>
    }
}

#[component]
fn Kept(kept: KeptMarks) -> impl IntoView {
    let words = lang::use_words().results();
    let values = [
        ("mark", kept.at_least.french()),
        ("sessions", kept.sessions.to_string()),
    ];
    let marks = kept
        .marks
        .iter()
        .map(|(label, mark)| view! { <li>{format!("{label} : {}", mark.french())}</li> });
    view! {
        <p>{fill(words.refused_keep, &values.each_ref().map(|(name, value)| (*name, value.as_str())))}</p>
        <ul class=css::choices>{marks.collect_view()}</ul>
    }
}
